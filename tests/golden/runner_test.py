#!/usr/bin/env python3
"""Tests of what reads and runs the scenarios: it must fail where it should, or the scenarios prove nothing."""
import json
import pathlib
import sys
import unittest

ROOT = pathlib.Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT / "tools" / "golden"))
import connection  # noqa: E402
import expectation  # noqa: E402
import placeholders  # noqa: E402
import run  # noqa: E402
import scenario_file  # noqa: E402
import scenario_run  # noqa: E402


def parse(text):
    return scenario_file.parse("x.test", text)


def steps(*lines):
    return parse("table t: pk S\nscenario a: b\n" + "\n".join(lines)).scenarios[0].steps


def answer(body, status=200, headers=None):
    return connection.Answer(status, headers or {}, json.dumps(body).encode(), body)


def failure(got, *expectations):
    return expectation.failure(steps("GetItem {}", *expectations)[0].alternatives, got, lambda value: value)


class Format(unittest.TestCase):
    def test_saves_a_value_or_a_part_of_it(self):
        step, = steps("GetItem {}", "  save a = Item.b", r"  save c = Item.d matching x(\d+)y")
        self.assertEqual(step.saves, {"a": ("Item.b", None), "c": ("Item.d", r"x(\d+)y")})
        self.assertEqual(scenario_run.part_of("x12y", r"x(\d+)y"), "12")
        with self.assertRaises(scenario_run.Failed):
            scenario_run.part_of("x12yz", r"x(\d+)y")

    def test_keeps_scenarios_of_transient_statuses_apart(self):
        file = parse("needs transient statuses\nscenario a: b\n  ListTables {}\n")
        self.assertEqual(run.select([file], None, has_transient_statuses=False), [])
        self.assertEqual(run.select([file], None, has_transient_statuses=True), [file])

    def test_reads_requests_over_several_lines(self):
        step, = steps('  within 2.5 s Query {"TableName": "${t}",', '    "Limit": 1}', "    Count is 1",
                      "    save n = Count")
        self.assertEqual((step.kind, step.operation, step.within_s, step.body, step.saves),
                         ("call", "Query", 2.5, {"TableName": "${t}", "Limit": 1}, {"n": ("Count", None)}))
        self.assertEqual([(c.kind, c.path, c.value, c.line) for c in step.alternatives[0]], [("equal", "Count", 1, 5)])

    def test_reads_items_pages_and_raw_requests(self):
        items, pages, raw = steps("given items in t", '  {"pk": {"S": "a"}}', '  {"pk":', '   {"S": "b"}}',
                                  "every page of ListTables {} listing TableNames, cursor Out to In",
                                  "http PUT /x", "  | -Authorization", "  |", "  | {}")
        self.assertEqual([body["Item"]["pk"]["S"] for body in items.body], ["a", "b"])
        self.assertEqual((pages.kind, pages.cursor), ("pages", ("TableNames", "Out", "In")))
        self.assertEqual((raw.method, raw.path, raw.raw_lines), ("PUT", "/x", ["-Authorization", "", "{}"]))

    def test_reads_short_table_definitions(self):
        table = parse("table t: a S, c B\n  global g: d S + b N, c; projects x, y\n  local l: e N; projects keys\n"
                      "  stream KEYS_ONLY\n  capacity 1 read, 2 write\nscenario a: b\n  ListTables {}\n").tables["t"]
        self.assertEqual(table, {
            "AttributeDefinitions": [{"AttributeName": name, "AttributeType": kind} for name, kind in
                                     (("a", "S"), ("c", "B"), ("d", "S"), ("b", "N"), ("e", "N"))],
            "KeySchema": [{"AttributeName": "a", "KeyType": "HASH"}, {"AttributeName": "c", "KeyType": "RANGE"}],
            "GlobalSecondaryIndexes": [{"IndexName": "g", "KeySchema": [
                {"AttributeName": "d", "KeyType": "HASH"}, {"AttributeName": "b", "KeyType": "HASH"},
                {"AttributeName": "c", "KeyType": "RANGE"}],
                "Projection": {"ProjectionType": "INCLUDE", "NonKeyAttributes": ["x", "y"]}}],
            "LocalSecondaryIndexes": [{"IndexName": "l", "KeySchema": [
                {"AttributeName": "a", "KeyType": "HASH"}, {"AttributeName": "e", "KeyType": "RANGE"}],
                "Projection": {"ProjectionType": "KEYS_ONLY"}}],
            "StreamSpecification": {"StreamEnabled": True, "StreamViewType": "KEYS_ONLY"},
            "ProvisionedThroughput": {"ReadCapacityUnits": 1, "WriteCapacityUnits": 2}})

    def test_names_the_line_of_a_mistake(self):
        for text, why in (("scenario a: b\n  GetItem {", "x.test:2: no JSON"),
                          ("scenario a: b\n  GetItem {}\n  Count ist 1", "x.test:3: neither"),
                          ("scenario a: b\n  GetItem {} 1", "x.test:2: unexpected"),
                          ("scenario a: b\n  GetItem {}\n  Count is 1 in order", "x.test:3: unexpected"),
                          ('scenario a: b\n  GetItem {"a": 1, "a": 2}', "names a member twice"),
                          ("scenario a: b\n", "x.test:1: scenario a has no step"),
                          ("scenario a: b\n  or: x", "x.test:2: neither"),
                          ("scenario a: b\n  GetItem {}\n  or: x", "x.test:3: or: belongs after"),
                          ("  GetItem {}", "before the first scenario"),
                          ("table t: pk\nscenario a: b\n", "x.test:1: pk needs its type"),
                          ("table t: pk S\n  global g: a S\n", "what it projects")):
            with self.subTest(text), self.assertRaisesRegex(scenario_file.FormatError, why):
                parse(text)

    def test_every_kind_of_expectation_is_checked(self):
        checked = {*expectation.ANSWER_CHECKS, *expectation.PATH_CHECKS, "error", "or_message", "any_order",
                   "numbers_by_value", "sets_in_order"}
        self.assertEqual({kind for kind, _, _ in scenario_file.EXPECTATIONS}, checked)


class Expectations(unittest.TestCase):
    BODY = {"Item": {"n": {"N": "1.50"}, "s": {"SS": ["a", "b"]}, "l": {"L": [{"S": "x"}, {"S": "y"}]}},
            "Count": 2, "Items": [{"k": "b"}, {"k": "a"}], "Names": ["b", "a"], "On": True}
    ERROR = {"__type": "com.amazon.coral.validate#ValidationException", "message": "One thing was wrong"}

    def test_hold(self):
        for line in ('answer includes {"Count": 2}', "Count is 2", 'Item.s is {"SS": ["b", "a"]}', "Missing is absent",
                     "Count is a number", "On is a boolean", "Count is at least 2", "Count is between 1 and 2",
                     "Names has length 2", "Names has length at least 2", "Item has exactly the members n, s, l",
                     'Items contains {"k": "a"}', 'Items lacks {"k": "c"}', "each of Items has k",
                     "each of Items lacks j", 'each of Items at k is ["b", "a"]',
                     'each of Items at k is ["a", "b"] in any order', 'Names is ["a", "b"] in any order',
                     "Count is one of [1, 2]", "Names.0 matches [ab]",
                     "Names.0 is the same as Items.0.k", "On is true"):
            with self.subTest(line):
                self.assertIsNone(failure(answer(self.BODY), line))

    def test_do_not_hold(self):
        for line in ('answer {"Count": 2}', 'answer includes {"Count": 3}', "Count is 3", 'Count is "2"', "On is 1",
                     'Item.n is {"N": "1.5"}', 'Item.s is {"SS": ["a"]}', 'Item.l is {"L": [{"S": "y"}, {"S": "x"}]}',
                     "Count is absent", "Missing is present", "On is a number", "Count is a string",
                     "Count is at least 3", "Count is at most 1", "Missing is at least 1", "Names has length 1",
                     "Count has length 1",
                     "Names has length between 3 and 4", "Item has exactly the members n, s",
                     'Items contains {"k": "c"}', 'Items lacks {"k": "a"}', 'Missing lacks "a"', "each of Items has j",
                     "each of Missing has j", "each of Items lacks k", 'each of Items at k is ["a", "b"]',
                     'each of Items at k is ["a", "a"] in any order', 'Names is ["a", "b"]',
                     'Names is ["a", "a"] in any order', "Names is ascending", "Count is one of [1, 3]",
                     "Names.0 matches a",
                     "Names.0 is the same as Items.1.k", "Names.0 is the same as Missing", "error ValidationException",
                     "status 404", "header x is present", "checksum is right", "full type a#b", "On is false"):
            with self.subTest(line):
                self.assertIsNotNone(failure(answer(self.BODY), line))

    def test_an_error_where_none_is_expected(self):
        for lines in ((), ("Count is absent",)):
            self.assertIn("One thing was wrong", failure(answer(self.ERROR, 400), *lines))

    def test_errors(self):
        got = answer(self.ERROR, 400)
        for lines, holds in ((["error ValidationException"], True), (["error ResourceNotFoundException"], False),
                             (["error ValidationException: One thing was wrong"], True),
                             (["error ValidationException: One thing"], False),
                             (["error ValidationException: Other", "or: One thing was wrong"], True),
                             (["error ValidationException: Other", "or: Another"], False),
                             (["error ValidationException", "message contains thing"], True),
                             (["error ValidationException", "message contains Thing"], False),
                             (["error ValidationException", "message contains, in any case, Thing"], True),
                             (["error ValidationException", "message matches One .* wrong"], True),
                             (["error ValidationException", "message matches One"], False),
                             (["error ValidationException",
                               "full type com.amazon.coral.validate#ValidationException"], True),
                             (["either", "Count is 1", "or", "error ValidationException"], True),
                             (["either", "Count is 1", "or", "error ValidationException: x"], False)):
            with self.subTest(lines):
                self.assertEqual(failure(got, *lines) is None, holds)
        self.assertIsNotNone(failure(answer(self.ERROR, 500), "error ValidationException"))

    def test_modifiers(self):
        got = answer(self.BODY)
        self.assertIsNone(failure(got, 'Item.n is {"N": "1.5"}', "numbers compare by value"))
        self.assertIsNotNone(failure(got, 'Item.s is {"SS": ["b", "a"]}', "sets compare in order"))


class Placeholders(unittest.TestCase):
    def setUp(self):
        self.scope = placeholders.Scope({"t": "golden_1_2"}.get,
                                        {"many": {"$text": "a${index 2}", "times": 2, "joined": "+"}})

    def test_fill(self):
        self.scope.saved["key"] = {"S": "x"}
        self.scope.statement = "SELECT a FROM b WHERE a = 1"
        for value, want in (("${t}", "golden_1_2"), ("<${t}=${repeat 3 xy}>", "<golden_1_2=xyxyxy>"),
                            ("${many}", "a00+a01"),
                            ("${key}", {"S": "x"}), ([{"$repeat": 2, "from": 1, "of": "${index}"}], ["1", "2"]),
                            ({"$members": {"repeat": 2, "name": ":v${index}", "value": 1}}, {":v0": 1, ":v1": 1}),
                            ({"$nested": 2, "leaf": 1}, {"M": {"n": {"M": {"n": 1}}}}),
                            ({"${t}": 1}, {"golden_1_2": 1}),
                            ("${column of a}", "8"), ("${column of a after WHERE}", "23"),
                            ("{${t}=[]}", "{golden_1_2=[]}")):
            with self.subTest(value):
                self.assertEqual(self.scope.fill(value), want)

    def test_unknown_names_are_refused(self):
        for value in ("${nothing}", "${index}"):
            with self.subTest(value), self.assertRaises(placeholders.UnknownName):
                self.scope.fill(value)


class Server:
    """Stands for an endpoint: remembers what it was asked, and answers what it was told."""

    def __init__(self, *answers):
        self.answers, self.asked = list(answers), []

    def call(self, operation, body):
        self.asked.append((operation, body))
        if operation == "DescribeTable":
            return answer({"Table": {"TableStatus": "ACTIVE"}})
        return self.answers.pop(0) if operation not in ("CreateTable", "DeleteTable") else answer({})


class Running(unittest.TestCase):
    def run_one(self, server, text):
        file = parse(text)
        running = scenario_run.FileRun(server, "run1", file)
        why = running.run(file.scenarios[0])
        self.assertEqual(running.close(), [])
        return why

    def test_makes_its_tables_and_removes_them(self):
        server = Server(answer({"Item": {}}))
        text = 'table t: pk S\nscenario a: b\n  GetItem {"TableName": "${t}"}\n    Item is {}'
        self.assertIsNone(self.run_one(server, text))
        self.assertEqual([operation for operation, _ in server.asked],
                         ["CreateTable", "DescribeTable", "GetItem", "DeleteTable"])
        self.assertRegex(server.asked[0][1]["TableName"], r"golden_[0-9a-f]{8}_run1")

    def test_refuses_to_touch_any_other_table(self):
        for request in ('DeleteTable {"TableName": "customers"}', 'BatchWriteItem {"RequestItems": {"customers": []}}',
                        'ExecuteStatement {"Statement": "DELETE FROM \\"customers\\" WHERE a = 1"}',
                        'TransactWriteItems {"TransactItems": [{"Put": {"TableName": "customers"}}]}',
                        'TagResource {"ResourceArn": "arn:aws:dynamodb:us-east-1:123456789012:table/customers"}',
                        'GetItem {"TableName": "golden_00000000_run2"}'):
            with self.subTest(request):
                server = Server()
                self.assertIn("which it did not make", self.run_one(server, f"scenario a: b\n  {request}"))
                self.assertEqual(server.asked, [])

    def test_asks_again_within_the_time_given(self):
        server = Server(answer({"Count": 0}), answer({"Count": 1}))
        self.assertIsNone(self.run_one(server, "scenario a: b\n  within 5 s Query {}\n    Count is 1"))

    def test_follows_cursors(self):
        server = Server(answer({"Items": [1], "Count": 1, "LastEvaluatedKey": {"k": 1}}),
                        answer({"Items": [2], "Count": 1}))
        self.assertIsNone(self.run_one(server, 'scenario a: b\n  every page of Scan {}\n    answer includes '
                                               '{"Items": [1, 2], "Pages": 2, "Count": 2}'))
        self.assertEqual(server.asked[1], ("Scan", {"ExclusiveStartKey": {"k": 1}}))

    def test_an_answer_of_a_strange_shape_fails_its_scenario_alone(self):
        self.assertIn("another shape", self.run_one(Server(answer([1])), "scenario a: b\n  every page of Scan {}"))

    def test_a_known_failure_that_passes_fails(self):
        file = parse("scenario a: b\n  Query {}\nscenario c: d\n  Query {}\nscenario e: f\n  Query {}")
        refused = answer(Expectations.ERROR, 400)
        results = run.run_files([file], lambda: Server(answer({}), refused, refused), 1, {"a": "r", "c": "r"}, True)
        self.assertEqual((results.passed, results.failed, results.expected), ([], ["a", "e"], ["c"]))


class Signature(unittest.TestCase):
    def test_published_examples(self):
        suite = json.loads((ROOT / "testdata" / "sigv4" / "vectors.json").read_text(encoding="utf-8"))
        credentials = connection.Credentials({"AWS_ACCESS_KEY_ID": suite["access_key_id"],
                                              "AWS_SECRET_ACCESS_KEY": suite["secret_access_key"]})
        checked = 0
        for vector in suite["vectors"]:
            headers = dict(vector["headers"])
            # The runner signs POSTs to plain paths, with each header once.
            if "authorization" in vector and vector["target"] == "/" and len(headers) == len(vector["headers"]):
                got = connection.authorization(vector["method"], "/", headers, vector["body"].encode(), credentials,
                                               suite["region"], suite["service"])
                self.assertEqual(got, vector["authorization"], vector["name"])
                checked += 1
        self.assertGreaterEqual(checked, 4)

    def test_streams_have_a_host_of_their_own_on_the_real_service(self):
        for endpoint, host in (("https://dynamodb.eu-west-2.amazonaws.com", "streams.dynamodb.eu-west-2.amazonaws.com"),
                               ("http://10.0.0.1:8000", "10.0.0.1"), ("http://127.0.0.1:8000", "127.0.0.1")):
            self.assertEqual(connection.Connection(endpoint).streams_host, host)

    def test_raw_requests_replace_and_drop_headers_whatever_their_case(self):
        sent = []
        credentials = connection.Credentials({"AWS_SESSION_TOKEN": "t"})
        one = connection.Connection("http://127.0.0.1:1", credentials=credentials)
        one.send = lambda host, method, path, headers, payload: sent.append(headers)
        one.request("POST", "/", {"x-amz-target": "a", "Content-type": "b", "AUTHORIZATION": None}, b"")
        self.assertEqual([sent[0][name] for name in ("x-amz-target", "content-type", "x-amz-security-token")], ["a", "b", "t"])
        self.assertNotIn("authorization", sent[0])

    def test_region_of_the_host(self):
        self.assertEqual(connection.region_of("dynamodb.eu-west-2.amazonaws.com", {"AWS_REGION": "x"}), "eu-west-2")
        self.assertEqual(connection.region_of("127.0.0.1", {"AWS_REGION": "x"}), "x")


if __name__ == "__main__":
    unittest.main()
