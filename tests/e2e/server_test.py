"""The program itself: how it starts, refuses to start, stops, and keeps what it answered."""
import json
import re
import signal
import socket
import subprocess
import threading
import time
import unittest
import urllib.error
import urllib.request

import conversation as data
import harness


def start_refused(*options):
    """Runs an emulator that must refuse to start: (exit status, stderr, seconds)."""
    begun = time.monotonic()
    done = subprocess.run([str(harness.EMULATOR), *options], capture_output=True, text=True, timeout=30)
    return done.returncode, done.stderr, time.monotonic() - begun


class Start(unittest.TestCase):
    def test_the_ready_line_names_the_endpoint(self):
        with harness.emulator() as running:
            self.assertRegex(running.ready_line, r"http://127\.0\.0\.1:\d+")

    def test_health_as_the_real_service_answers_it(self):
        with harness.emulator() as running, urllib.request.urlopen(running.endpoint + "/") as answer:
            self.assertEqual(answer.status, 200)
            self.assertEqual(answer.read().decode(), "healthy: dynamodb.us-east-1.amazonaws.com ")

    def test_the_ready_file_holds_the_endpoint(self):
        with harness.temporary_folder() as folder:
            path = folder / "endpoint"
            with harness.emulator("--ready-file", str(path)) as running:
                self.assertEqual(path.read_text().strip(), running.endpoint)

    def test_localhost_answers_on_both_families(self):
        with harness.emulator() as running:
            port = int(running.endpoint.rsplit(":", 1)[1])
            for address in ("127.0.0.1", "::1"):
                if address == "::1" and not socket.has_ipv6:
                    continue
                with socket.create_connection((address, port), timeout=5):
                    pass

    def test_the_flags_of_dynamodb_local(self):
        running = harness.Emulator("-inMemory", "-sharedDb", "-cors", "*", "-delayTransientStatuses",
                                   "-disableTelemetry")
        try:
            client = harness.boto3_session(running.endpoint)
            created = client.create_table(**data.BASE_TABLE)
            self.assertEqual(created["TableDescription"]["TableStatus"], "CREATING")
        finally:
            running.stop()

    def test_help_and_version(self):
        for option in ("--help", "-help", "--version", "-version"):
            done = subprocess.run([str(harness.EMULATOR), option], capture_output=True, text=True, timeout=30)
            self.assertEqual((done.returncode, done.stderr), (0, ""))
            self.assertIn("ddb-emulator", done.stdout)


class Refusal(unittest.TestCase):
    def assert_one_sentence(self, refused, *parts):
        status, message, seconds = refused
        self.assertNotEqual(status, 0)
        self.assertEqual(message.count("\n"), 1, message)
        for part in parts:
            self.assertIn(part, message)
        self.assertLess(seconds, 1.0)

    def test_a_port_in_use(self):
        with harness.emulator() as running:
            port = running.endpoint.rsplit(":", 1)[1]
            self.assert_one_sentence(start_refused("--port", port), port, "--port")

    def test_a_path_that_can_not_be_written(self):
        self.assert_one_sentence(start_refused("--port", "0", "--db-path", "/nonexistent/folder/x.db"),
                                 "/nonexistent/folder")

    def test_a_second_server_on_the_same_file(self):
        with harness.temporary_folder() as folder:
            path = str(folder / "shared.db")
            with harness.emulator("--db-path", path):
                self.assert_one_sentence(start_refused("--port", "0", "--db-path", path), path)

    def test_an_unknown_option(self):
        self.assert_one_sentence(start_refused("--prot", "1"), "--prot", "--port")


class Stop(unittest.TestCase):
    def test_sigterm_and_sigint_end_it_gracefully(self):
        for how in (signal.SIGTERM, signal.SIGINT):
            running = harness.Emulator()
            self.assertEqual(running.stop(how), 0)

    def test_an_idle_connection_does_not_hold_it_up(self):
        running = harness.Emulator()
        with socket.create_connection(("127.0.0.1", int(running.endpoint.rsplit(":", 1)[1]))):
            begun = time.monotonic()
            self.assertEqual(running.stop(), 0)
            self.assertLess(time.monotonic() - begun, 5)


class Durability(unittest.TestCase):
    def test_what_was_answered_survives_kill_9(self):
        with harness.temporary_folder() as folder:
            path = str(folder / "kept.db")
            running = harness.Emulator("--db-path", path)
            client = harness.boto3_session(running.endpoint)
            client.create_table(**data.FULL_TABLE)
            answered = []

            def write():
                try:
                    for number in range(100_000):
                        client.put_item(TableName=data.TABLE, Item=data.dynamodb_json(
                            {**data.message(0), "sk": f"{number:06d}"}))
                        answered.append(number)
                except Exception:  # the connection breaks when the emulator is killed
                    pass

            writer = threading.Thread(target=write)
            writer.start()
            while len(answered) < 200 and writer.is_alive():
                time.sleep(0.005)
            running.stop(signal.SIGKILL)
            writer.join(60)
            with harness.emulator("--db-path", path) as again:
                client = harness.boto3_session(again.endpoint)
                stored = {int(item["sk"]["S"]) for page in client.get_paginator("query").paginate(
                    TableName=data.TABLE, KeyConditionExpression="pk = :pk",
                    ExpressionAttributeValues={":pk": {"S": f"MSG#{data.GROUP}"}}) for item in page["Items"]}
                self.assertGreaterEqual(len(answered), 200)
                self.assertEqual(set(answered) - stored, set())
                self.assertLessEqual(len(stored - set(answered)), 1)  # the one that was under way
                table = client.describe_table(TableName=data.TABLE)["Table"]
                self.assertEqual(table["ItemCount"], len(stored))


class Browsers(unittest.TestCase):
    def status(self, endpoint, headers):
        request = urllib.request.Request(endpoint + "/", headers=headers)
        try:
            with urllib.request.urlopen(request) as answer:
                return answer.status
        except urllib.error.HTTPError as refused:
            return refused.code

    def test_pages_of_other_origins_and_rebound_names_are_refused(self):
        with harness.emulator() as running:
            self.assertEqual(self.status(running.endpoint, {}), 200)
            self.assertEqual(self.status(running.endpoint, {"Origin": "https://evil.example"}), 403)
            self.assertEqual(self.status(running.endpoint, {"Host": "evil.example"}), 403)
        with harness.emulator("--allow-origin", "https://app.example", "--allow-host", "evil.example") as running:
            self.assertEqual(self.status(running.endpoint, {"Origin": "https://app.example"}), 200)
            self.assertEqual(self.status(running.endpoint, {"Host": "evil.example"}), 200)


class Hook(unittest.TestCase):
    def test_every_change_is_posted_in_order(self):
        import http.server
        received = []
        arrived = threading.Event()

        class Receiver(http.server.BaseHTTPRequestHandler):
            def do_POST(self):
                event = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
                received.extend(event["Records"])
                self.send_response(200)
                self.send_header("Content-Length", "0")
                self.end_headers()
                if len(received) >= 30:
                    arrived.set()

            def log_message(self, *arguments):
                pass

        receiver = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Receiver)
        threading.Thread(target=receiver.serve_forever, daemon=True).start()
        self.addCleanup(receiver.server_close)
        self.addCleanup(receiver.shutdown)
        url = f"http://127.0.0.1:{receiver.server_address[1]}/events"
        with harness.emulator("--stream-hook", f"{data.TABLE}={url},batch-size=7") as running:
            client = harness.boto3_session(running.endpoint)
            client.create_table(**data.FULL_TABLE)
            for number in range(30):
                client.put_item(TableName=data.TABLE, Item=data.dynamodb_json(data.message(number)))
            self.assertTrue(arrived.wait(20))
        self.assertEqual([r["dynamodb"]["NewImage"]["message"]["S"] for r in received],
                         [f"Message number {n}" for n in range(30)])
        self.assertTrue(re.fullmatch(r"arn:aws:dynamodb:us-east-1:\d{12}:table/cruddur-messages/stream/.+",
                                     received[0]["eventSourceARN"]))


if __name__ == "__main__":
    harness.main()
