"""The ddb command line against the running emulator."""
import json

import conversation as data
import harness


class CommandLine(harness.EmulatorTest):
    def ddb(self, *arguments, succeeds=True, **options):
        done = harness.run([harness.COMMAND, *arguments], self.emulator.endpoint, **options)
        self.assertEqual(done.returncode == 0, succeeds, done.stdout + done.stderr)
        return done.stdout if succeeds else done.stderr

    def setUp(self):
        self.ddb("schema-load")
        self.ddb("seed")

    def test_the_seed_can_be_loaded_again_without_harm(self):
        before = json.loads(self.ddb("scan", data.TABLE, "--output", "json"))
        self.ddb("schema-load")
        self.ddb("seed")
        after = json.loads(self.ddb("scan", data.TABLE, "--output", "json"))
        self.assertEqual(after["Count"], before["Count"])
        self.assertGreaterEqual(after["Count"], 102)

    def test_the_table_has_its_index_and_stream(self):
        table = json.loads(self.ddb("describe-table", data.TABLE, "--output", "json"))["Table"]
        self.assertEqual(table["GlobalSecondaryIndexes"][0]["IndexName"], data.INDEX)
        self.assertEqual(table["StreamSpecification"], {"StreamEnabled": True, "StreamViewType": "NEW_IMAGE"})
        self.assertIn(data.TABLE, self.ddb("list-tables"))

    def test_conversations(self):
        newest = self.ddb("get-conversations").splitlines()
        self.assertEqual(len(newest), 20)
        self.assertEqual(newest, sorted(newest, key=lambda line: next(w for w in line.split() if w.startswith("20"))))
        self.assertGreaterEqual(len(self.ddb("list-conversations").splitlines()), 1)

    def test_items_go_in_and_come_out(self):
        item = {"pk": {"S": "one"}, "sk": {"S": "1"}, "n": {"N": "42"}}
        self.ddb("put", data.TABLE, "--item", json.dumps(item))
        key = json.dumps({"pk": {"S": "one"}, "sk": {"S": "1"}})
        self.assertEqual(json.loads(self.ddb("get", data.TABLE, "--key", key, "--output", "json"))["Item"], item)
        found = json.loads(self.ddb(
            "query", data.TABLE, "--key-condition-expression", "pk = :p", "--expression-attribute-values",
            json.dumps({":p": {"S": "one"}}), "--output", "json"))
        self.assertEqual(found["Items"], [item])

    def test_the_stream_is_followed(self):
        lines = self.ddb("stream-tail", data.TABLE, "--from", "TRIM_HORIZON", "--count", "5").splitlines()
        self.assertEqual(len(lines), 5)
        self.assertTrue(all("INSERT" in line for line in lines))

    def test_errors_are_one_sentence(self):
        message = self.ddb("describe-table", "nope-table", succeeds=False)
        self.assertEqual(message.count("\n"), 1, message)
        self.assertIn("nope-table", message)
        refused = harness.run([harness.COMMAND, "list-tables", "--endpoint-url", "http://127.0.0.1:1"], "http://127.0.0.1:1")
        self.assertNotEqual(refused.returncode, 0)
        self.assertIn("127.0.0.1:1", refused.stderr)


if __name__ == "__main__":
    harness.main()
