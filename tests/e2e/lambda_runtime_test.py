"""cruddur-stream-lambda as AWS Lambda runs it: a Runtime API of our own hands it the records of a real stream."""
import contextlib
import http.server
import json
import os
import queue
import socket
import subprocess
import threading
import time
import unittest

import conversation
import harness

PROGRAM = harness.BUILD / "bin" / "cruddur-stream-lambda"
RUNTIME = "/2018-06-01/runtime"
ANSWER_TIMEOUT_S = 60
DONE = {"batchItemFailures": []}


class RuntimeApi(http.server.ThreadingHTTPServer):
    """Gives out events in order, and keeps what is answered: (path, headers, body)."""
    daemon_threads = True

    def __init__(self):
        super().__init__(("127.0.0.1", 0), RuntimeHandler)
        self.events = queue.Queue()
        self.answers = queue.Queue()
        self.count = 0
        threading.Thread(target=self.serve_forever, daemon=True).start()

    def handle_error(self, *_):
        """The function's end breaks its connection off."""

    def address(self):
        return f"127.0.0.1:{self.server_port}"

    def invoke(self, event, timeout_s=30):
        """Sends an event (text, or what becomes JSON) and waits for the answer: its kind and content."""
        self.count += 1
        request_id = f"8476a536-e9f4-11e8-9739-{self.count:012d}"
        body = event if isinstance(event, str) else json.dumps(event)
        self.events.put((request_id, body, int((time.time() + timeout_s) * 1000)))
        path, _, answer = self.answers.get(timeout=ANSWER_TIMEOUT_S)
        prefix = f"{RUNTIME}/invocation/{request_id}/"
        assert path.startswith(prefix), path
        return path[len(prefix):], json.loads(answer)


class RuntimeHandler(http.server.BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"

    def do_GET(self):
        assert self.path == f"{RUNTIME}/invocation/next", self.path
        event = self.server.events.get()
        if event is None:
            self.close_connection = True
            return
        request_id, body, deadline_ms = event
        self.answer(200, body.encode(), {"Lambda-Runtime-Aws-Request-Id": request_id,
                                         "Lambda-Runtime-Deadline-Ms": str(deadline_ms),
                                         "Lambda-Runtime-Invoked-Function-Arn": "arn:aws:lambda:us-east-1:000000000000:f"})

    def do_POST(self):
        body = self.rfile.read(int(self.headers["Content-Length"]))
        self.answer(202, b'{"status":"OK"}\n', {})
        self.server.answers.put((self.path, dict(self.headers), body))

    def answer(self, status, body, headers):
        self.send_response(status)
        for name, value in headers.items():
            self.send_header(name, value)
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *_):
        pass


@contextlib.contextmanager
def function(endpoint, **settings):
    """A Runtime API with one running function."""
    api = RuntimeApi()
    process = start(endpoint, AWS_LAMBDA_RUNTIME_API=api.address(), DDB_MESSAGE_TABLE=conversation.TABLE, **settings)
    try:
        yield api
    finally:
        process.kill()
        process.wait()
        process.stderr.close()
        api.events.put(None)
        api.shutdown()
        api.server_close()


def start(endpoint, **settings):
    return subprocess.Popen([str(PROGRAM)], env={**harness.environment(endpoint), "AWS_REGION": "us-east-1", **settings},
                            stderr=subprocess.PIPE, text=True)


class LambdaRuntimeTest(harness.EmulatorTest):
    transactions = "on"

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.dynamodb = harness.boto3_session(cls.emulator.endpoint)
        cls.streams = harness.boto3_session(cls.emulator.endpoint, "dynamodbstreams")

    def setUp(self):
        self.dynamodb.create_table(**conversation.FULL_TABLE)
        self.addCleanup(self.dynamodb.delete_table, TableName=conversation.TABLE)
        for row in conversation.group_rows(0):
            self.put(row)

    def put(self, row):
        self.dynamodb.put_item(TableName=conversation.TABLE, Item=conversation.dynamodb_json(row))

    def event(self):
        """All records of the table's stream, as Lambda would send them."""
        arn = self.dynamodb.describe_table(TableName=conversation.TABLE)["Table"]["LatestStreamArn"]
        records = []
        for shard in self.streams.describe_stream(StreamArn=arn)["StreamDescription"]["Shards"]:
            iterator = self.streams.get_shard_iterator(StreamArn=arn, ShardId=shard["ShardId"],
                                                       ShardIteratorType="TRIM_HORIZON")["ShardIterator"]
            records += self.streams.get_records(ShardIterator=iterator)["Records"]
        for record in records:
            record["dynamodb"]["ApproximateCreationDateTime"] = 1.6e9
            record["eventSourceARN"] = arn
        return {"Records": records}

    def shown(self):
        """The one group row of each member: its time and text."""
        rows = []
        for person in (conversation.ME, conversation.OTHER):
            items = self.dynamodb.query(TableName=conversation.TABLE, KeyConditionExpression="pk = :pk",
                                        ExpressionAttributeValues={":pk": {"S": f"GRP#{person}"}})["Items"]
            rows.append([(item["sk"]["S"], item["message"]["S"]) for item in items])
        return rows

    def last_message(self, number):
        row = [(conversation.created_at(number), f"Message number {number}")]
        return [row, row]

    def function(self):
        return function(self.emulator.endpoint, DDB_TRANSACTIONS=self.transactions)

    def test_a_batch_moves_the_conversation_to_its_newest_message(self):
        with self.function() as api:
            for number in (1, 3, 2):
                self.put(conversation.message(number))
            self.assertEqual(api.invoke(self.event()), ("response", DONE))
        self.assertEqual(self.shown(), self.last_message(3))

    def test_a_replay_of_old_records_moves_nothing_back(self):
        with self.function() as api:
            self.put(conversation.message(1))
            old = self.event()
            self.put(conversation.message(2))
            self.assertEqual(api.invoke(self.event()), ("response", DONE))
            self.assertEqual(api.invoke(old), ("response", DONE))
            self.assertEqual(api.invoke(old), ("response", DONE))
        self.assertEqual(self.shown(), self.last_message(2))

    def test_functions_side_by_side_agree(self):
        events = []
        for number in range(1, 9):
            self.put(conversation.message(number))
            events.append(self.event())
        with self.function() as one, self.function() as two:
            def run(api, mine):
                answers.extend(api.invoke(event) for event in mine)
            answers = []
            threads = [threading.Thread(target=run, args=(one, events)), threading.Thread(target=run, args=(two, events[::-1]))]
            for thread in threads:
                thread.start()
            for thread in threads:
                thread.join()
        self.assertEqual(answers, [("response", DONE)] * 16)
        self.assertEqual(self.shown(), self.last_message(8))

    def test_what_is_no_event_fails_and_the_next_one_is_handled(self):
        with self.function() as api:
            for event in ("{", "[]", {"key1": "value1"}, {"Records": [{"kinesis": {}}]}):
                kind, answer = api.invoke(event)
                self.assertEqual(kind, "error")
                self.assertEqual(answer["errorType"], "Function.Failed")
            # Parsing it ends with an exception inside: the program's own part of the unwinder has to be right.
            kind, answer = api.invoke('{"Records":[' + "1," * 3_000_000 + "1]}")
            self.assertEqual(kind, "error")
            self.assertIn("too many values", answer["errorMessage"])
            self.put(conversation.message(1))
            self.assertEqual(api.invoke(self.event()), ("response", DONE))
        self.assertEqual(self.shown(), self.last_message(1))

    def test_an_event_of_the_largest_size(self):
        self.put(conversation.message(1))
        event = self.event()
        record = json.dumps(event["Records"][-1])
        count = (6 * 1024 * 1024 - 100) // (len(record) + 2)
        with self.function() as api:
            self.assertEqual(api.invoke('{"Records":[' + ", ".join([record] * count) + "]}"), ("response", DONE))


class WithoutTransactionsTest(LambdaRuntimeTest):
    transactions = "off"


class TroubleTest(unittest.TestCase):
    def test_a_table_out_of_reach_fails_the_batch_in_time(self):
        row = conversation.dynamodb_json(conversation.message(1))
        event = {"Records": [{"eventName": "INSERT", "dynamodb": {
            "SequenceNumber": "100000000000000000042", "Keys": {"pk": row["pk"], "sk": row["sk"]}, "NewImage": row}}]}
        with function("http://127.0.0.1:1") as api:
            self.assertEqual(api.invoke(event), ("response", {"batchItemFailures": [
                {"itemIdentifier": "100000000000000000042"}]}))
        silent = socket.create_server(("127.0.0.1", 0))  # takes connections and never answers
        self.addCleanup(silent.close)
        with function(f"http://127.0.0.1:{silent.getsockname()[1]}") as api:
            started = time.monotonic()
            self.assertEqual(api.invoke(event, timeout_s=3)[1]["batchItemFailures"],
                             [{"itemIdentifier": "100000000000000000042"}])
            self.assertLess(time.monotonic() - started, 3)

    def test_settings_that_are_wrong_are_an_init_error(self):
        for settings, word in (({}, "DDB_MESSAGE_TABLE"),
                               ({"DDB_MESSAGE_TABLE": "t", "DDB_TRANSACTIONS": "maybe"}, "DDB_TRANSACTIONS")):
            api = RuntimeApi()
            process = start("http://127.0.0.1:1", AWS_LAMBDA_RUNTIME_API=api.address(), **settings)
            _, output = process.communicate(timeout=harness.START_TIMEOUT_S)
            path, headers, body = api.answers.get(timeout=ANSWER_TIMEOUT_S)
            api.shutdown()
            api.server_close()
            self.assertEqual(process.returncode, 1)
            self.assertIn(word, output)
            self.assertEqual(path, f"{RUNTIME}/init/error")
            self.assertEqual(headers["Lambda-Runtime-Function-Error-Type"], "Runtime.InitError")
            self.assertIn(word, json.loads(body)["errorMessage"])

    def test_started_by_hand_it_says_what_it_is(self):
        environment = {name: value for name, value in os.environ.items() if name != "AWS_LAMBDA_RUNTIME_API"}
        ran = subprocess.run([str(PROGRAM)], env=environment, capture_output=True, text=True, timeout=60)
        self.assertEqual(ran.returncode, 2)
        self.assertIn("docs/stream-lambda.md", ran.stderr)


if __name__ == "__main__":
    harness.main()
