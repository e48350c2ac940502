"""The program itself: how it starts, refuses to start, stops, and keeps what it answered."""
import gzip
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
import zlib

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


class Streams(unittest.TestCase):
    TABLE = {"TableName": "orders", "BillingMode": "PAY_PER_REQUEST",
             "AttributeDefinitions": [{"AttributeName": "pk", "AttributeType": "S"}],
             "KeySchema": [{"AttributeName": "pk", "KeyType": "HASH"}],
             "StreamSpecification": {"StreamEnabled": True, "StreamViewType": "NEW_AND_OLD_IMAGES"}}

    def shards(self, streams, **parameters):
        """Every shard, two a page."""
        found, start = [], {}
        while True:
            page = streams.describe_stream(Limit=2, **parameters, **start)["StreamDescription"]
            found += page["Shards"]
            if "LastEvaluatedShardId" not in page:
                return found
            start = {"ExclusiveStartShardId": page["LastEvaluatedShardId"]}

    def records(self, streams, arn, shard):
        iterator = streams.get_shard_iterator(StreamArn=arn, ShardId=shard["ShardId"],
                                              ShardIteratorType="TRIM_HORIZON")["ShardIterator"]
        found, idle = [], 0
        while iterator and idle < 2:
            page = streams.get_records(ShardIterator=iterator, Limit=7)
            found += page["Records"]
            idle = 0 if page["Records"] else idle + 1
            iterator = page.get("NextShardIterator")
        return found

    def test_shards_close_and_have_children_when_asked(self):
        with harness.emulator("--stream-shards", "3", "--shard-lifetime", "1") as running:
            client = harness.boto3_session(running.endpoint)
            streams = harness.boto3_session(running.endpoint, "dynamodbstreams")
            arn = client.create_table(**self.TABLE)["TableDescription"]["LatestStreamArn"]
            first = self.shards(streams, StreamArn=arn)
            self.assertEqual(len(first), 3)
            self.assertFalse(any("ParentShardId" in shard for shard in first))

            rounds = 0
            deadline = time.monotonic() + 60
            while len(self.shards(streams, StreamArn=arn)) < 9 and time.monotonic() < deadline:
                for key in "abcdefgh":
                    client.put_item(TableName="orders", Item={"pk": {"S": key}, "round": {"N": str(rounds)}})
                rounds += 1
            all_shards = self.shards(streams, StreamArn=arn)
            ids = [shard["ShardId"] for shard in all_shards]
            self.assertGreaterEqual(len(ids), 9)
            self.assertEqual(len(set(ids)), len(ids))
            seen = {}
            for shard in all_shards:  # ids ascend, so that parents come first
                self.assertIn(shard.get("ParentShardId"), [None, *ids[:ids.index(shard["ShardId"])]])
                for record in self.records(streams, arn, shard):
                    image = record["dynamodb"]["NewImage"]
                    seen.setdefault(image["pk"]["S"], []).append(int(image["round"]["N"]))
            self.assertEqual(seen, {key: list(range(rounds)) for key in "abcdefgh"})

            if "ShardFilter" not in streams.meta.service_model.operation_model("DescribeStream").input_shape.members:
                self.skipTest("the shards are right; this botocore is too old to ask for the children of one")
            for parent in first:
                children = self.shards(streams, StreamArn=arn,
                                       ShardFilter={"Type": "CHILD_SHARDS", "ShardId": parent["ShardId"]})
                self.assertEqual([child["ParentShardId"] for child in children], [parent["ShardId"]])

    def test_a_deletion_by_time_to_live_says_who_did_it(self):
        with harness.emulator() as running:
            client = harness.boto3_session(running.endpoint)
            streams = harness.boto3_session(running.endpoint, "dynamodbstreams")
            arn = client.create_table(**self.TABLE)["TableDescription"]["LatestStreamArn"]
            client.update_time_to_live(TableName="orders",
                                       TimeToLiveSpecification={"Enabled": True, "AttributeName": "expires"})
            client.put_item(TableName="orders", Item={"pk": {"S": "a"}, "expires": {"N": str(int(time.time()) - 60)}})
            deadline = time.monotonic() + 30
            found = []
            while len(found) < 2 and time.monotonic() < deadline:
                found = self.records(streams, arn, self.shards(streams, StreamArn=arn)[0])
            self.assertEqual([record["eventName"] for record in found], ["INSERT", "REMOVE"])
            self.assertNotIn("userIdentity", found[0])
            self.assertEqual(found[1]["userIdentity"], {"Type": "Service", "PrincipalId": "dynamodb.amazonaws.com"})


class Compression(unittest.TestCase):
    HEADERS = {"X-Amz-Target": "DynamoDB_20120810.PutItem", "Content-Type": "application/x-amz-json-1.0",
               "Authorization": "AWS4-HMAC-SHA256 Credential=a/20261121/us-east-1/dynamodb/aws4_request, "
                                "SignedHeaders=host, Signature=b", "X-Amz-Date": "20261121T000000Z"}

    def post(self, endpoint, operation, body, **headers):
        headers = self.HEADERS | {"X-Amz-Target": f"DynamoDB_20120810.{operation}"} | headers
        request = urllib.request.Request(endpoint + "/", data=body, headers=headers)
        with urllib.request.urlopen(request) as answer:
            data_sent = answer.read()
            self.assertEqual(answer.headers["x-amz-crc32"], str(zlib.crc32(data_sent)))
            return answer.headers.get("Content-Encoding"), data_sent

    def test_requests_and_answers_may_be_compressed(self):
        table = {**Streams.TABLE, "StreamSpecification": {"StreamEnabled": False}}
        item = {"pk": {"S": "a"}, "text": {"S": "word " * 2000}}
        read = json.dumps({"TableName": "orders", "Key": {"pk": {"S": "a"}}}).encode()
        with harness.emulator() as running:
            self.post(running.endpoint, "CreateTable", json.dumps(table).encode())
            put = json.dumps({"TableName": "orders", "Item": item}).encode()
            for coding, packed in (("gzip", gzip.compress(put)), ("deflate", zlib.compress(put))):
                self.post(running.endpoint, "PutItem", packed, **{"Content-Encoding": coding})
            unpack = {None: bytes, "gzip": gzip.decompress, "deflate": zlib.decompress}
            for accepted, sent in ((None, None), ("gzip", "gzip"), ("deflate", "deflate"), ("br", None)):
                headers = {"Accept-Encoding": accepted} if accepted else {"Accept-Encoding": "identity"}
                coding, answer = self.post(running.endpoint, "GetItem", read, **headers)
                self.assertEqual(coding, sent)
                self.assertEqual(json.loads(unpack[coding](answer)), {"Item": item})
            coding, _ = self.post(running.endpoint, "ListTables", b"{}", **{"Accept-Encoding": "gzip"})
            self.assertIsNone(coding)  # not worth it


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
        url = f"http://localhost:{receiver.server_address[1]}/events"  # a name, which a static program looks up by itself
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
