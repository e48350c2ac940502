"""The messaging app's whole flow through the AWS CLI, as its scripts call it."""
import json
import shutil
import unittest

import conversation as data
import harness


@unittest.skipUnless(shutil.which("aws"), "the AWS CLI is not installed")
class AwsCli(harness.EmulatorTest):
    def aws(self, *arguments, service="dynamodb", succeeds=True):
        done = harness.run(["aws", service, *arguments, "--endpoint-url", self.emulator.endpoint],
                           self.emulator.endpoint)
        if succeeds:
            self.assertEqual(done.returncode, 0, done.stderr)
            return done.stdout
        self.assertNotEqual(done.returncode, 0, done.stdout)
        return done.stderr

    def json(self, *arguments, **options):
        return json.loads(self.aws(*arguments, "--output", "json", **options) or "null")

    def test_the_whole_flow(self):
        created = self.json("create-table", "--cli-input-json", json.dumps(data.FULL_TABLE))
        self.assertEqual(created["TableDescription"]["TableName"], data.TABLE)
        self.aws("wait", "table-exists", "--table-name", data.TABLE)
        self.assertIn(data.TABLE, self.aws("list-tables", "--query", "TableNames", "--output", "table"))

        rows = [*data.group_rows(1), data.message(0), data.message(1)]
        written = self.json("batch-write-item", "--request-items", json.dumps(
            {data.TABLE: [{"PutRequest": {"Item": data.dynamodb_json(row)}} for row in rows]}))
        self.assertEqual(written["UnprocessedItems"], {})
        self.assertEqual(self.json("scan", "--table-name", data.TABLE, "--page-size", "2")["Count"], 4)

        queried = self.json(
            "query", "--table-name", data.TABLE, "--key-condition-expression", "pk = :pk AND begins_with(sk, :year)",
            "--no-scan-index-forward", "--limit", "20", "--return-consumed-capacity", "TOTAL",
            "--expression-attribute-values",
            json.dumps({":pk": {"S": f"MSG#{data.GROUP}"}, ":year": {"S": "2025"}}))
        self.assertEqual([item["message"]["S"] for item in queried["Items"]], ["Message number 1", "Message number 0"])
        self.assertEqual(queried["ConsumedCapacity"]["CapacityUnits"], 0.5)

        by_group = self.json("query", "--table-name", data.TABLE, "--index-name", data.INDEX,
                             "--key-condition-expression", "message_group_uuid = :group",
                             "--expression-attribute-values", json.dumps({":group": {"S": data.GROUP}}))
        self.assertEqual(by_group["Count"], 2)

        item = by_group["Items"][0]
        key = json.dumps({"pk": item["pk"], "sk": item["sk"]})
        old = self.json("delete-item", "--table-name", data.TABLE, "--key", key, "--return-values", "ALL_OLD")
        self.assertEqual(old["Attributes"], item)
        self.aws("put-item", "--table-name", data.TABLE, "--item", json.dumps(item))
        self.assertEqual(self.json("get-item", "--table-name", data.TABLE, "--key", key)["Item"], item)

        arn = self.json("list-streams", "--table-name", data.TABLE, service="dynamodbstreams")["Streams"][0]["StreamArn"]
        shard = self.json("describe-stream", "--stream-arn", arn,
                          service="dynamodbstreams")["StreamDescription"]["Shards"][0]["ShardId"]
        iterator = self.json("get-shard-iterator", "--stream-arn", arn, "--shard-id", shard, "--shard-iterator-type",
                             "TRIM_HORIZON", service="dynamodbstreams")["ShardIterator"]
        records = self.json("get-records", "--shard-iterator", iterator, service="dynamodbstreams")["Records"]
        self.assertEqual([r["eventName"] for r in records], ["INSERT"] * 4 + ["REMOVE", "INSERT"])

        self.aws("delete-table", "--table-name", data.TABLE)
        self.aws("wait", "table-not-exists", "--table-name", data.TABLE)
        self.assertIn(f"ResourceNotFoundException) when calling the DescribeTable operation: Requested resource not "
                      f"found: Table: {data.TABLE} not found",
                      self.aws("describe-table", "--table-name", data.TABLE, succeeds=False))


if __name__ == "__main__":
    harness.main()
