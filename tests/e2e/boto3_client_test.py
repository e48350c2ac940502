"""The messaging app's whole flow through boto3's client API."""
import botocore.exceptions

import conversation as data
import harness


class Boto3Client(harness.EmulatorTest):
    def setUp(self):
        self.client = self.boto3()

    def create(self, definition):
        self.client.create_table(**definition)
        self.addCleanup(self.drop)

    def drop(self):
        if data.TABLE in self.client.list_tables()["TableNames"]:
            self.client.delete_table(TableName=data.TABLE)

    def seed(self):
        rows = [data.message(n) for n in range(data.MESSAGE_COUNT)] + data.group_rows(data.MESSAGE_COUNT - 1)
        for start in range(0, len(rows), 25):
            answer = self.client.batch_write_item(RequestItems={data.TABLE: [
                {"PutRequest": {"Item": data.dynamodb_json(row)}} for row in rows[start:start + 25]]})
            self.assertEqual(answer["UnprocessedItems"], {})

    def test_table_without_index_is_active_at_once(self):
        self.create(data.BASE_TABLE)
        self.client.get_waiter("table_exists").wait(TableName=data.TABLE,
                                                    WaiterConfig={"Delay": 20, "MaxAttempts": 1})
        table = self.client.describe_table(TableName=data.TABLE)["Table"]
        self.assertEqual(table["TableStatus"], "ACTIVE")
        self.assertNotIn("GlobalSecondaryIndexes", table)
        self.assertEqual(table["ProvisionedThroughput"]["ReadCapacityUnits"], 5)

    def test_a_conversation_by_page_and_by_year(self):
        self.create(data.FULL_TABLE)
        self.seed()
        pages = list(self.client.get_paginator("scan").paginate(TableName=data.TABLE, Limit=50))
        self.assertEqual(sum(page["Count"] for page in pages), data.MESSAGE_COUNT + 2)
        self.assertGreater(len(pages), 2)

        newest = self.client.query(
            TableName=data.TABLE, KeyConditionExpression="pk = :pk AND begins_with(sk, :year)",
            ScanIndexForward=False, Limit=20, ReturnConsumedCapacity="TOTAL",
            ExpressionAttributeValues={":pk": {"S": f"MSG#{data.GROUP}"}, ":year": {"S": "2026"}})
        self.assertEqual(newest["Count"], 20)
        self.assertEqual([item["sk"]["S"] for item in newest["Items"]],
                         [data.created_at(n) for n in range(119, 99, -1)])
        self.assertEqual(newest["ConsumedCapacity"], {"TableName": data.TABLE, "CapacityUnits": 1.0})  # 4.7 KB

        between = self.client.query(
            TableName=data.TABLE, KeyConditionExpression="pk = :pk AND sk BETWEEN :from AND :to",
            ExpressionAttributeValues={":pk": {"S": f"MSG#{data.GROUP}"}, ":from": {"S": data.created_at(10)},
                                       ":to": {"S": data.created_at(12)}})
        self.assertEqual([item["message"]["S"] for item in between["Items"]],
                         ["Message number 10", "Message number 11", "Message number 12"])

    def test_group_rows_by_the_index_and_re_keyed(self):
        self.create(data.FULL_TABLE)
        rows = [*data.group_rows(1), data.message(1)]
        self.client.batch_write_item(RequestItems={data.TABLE: [
            {"PutRequest": {"Item": data.dynamodb_json(row)}} for row in rows]})
        by_group = {"TableName": data.TABLE, "IndexName": data.INDEX,
                    "KeyConditionExpression": "message_group_uuid = :group",
                    "ExpressionAttributeValues": {":group": {"S": data.GROUP}}}
        found = self.client.query(**by_group)["Items"]
        self.assertEqual(len(found), 2)
        for item in found:
            self.client.delete_item(TableName=data.TABLE, Key={"pk": item["pk"], "sk": item["sk"]})
            self.client.put_item(TableName=data.TABLE, Item={**item, "sk": {"S": data.created_at(2)}})
        self.assertEqual({item["sk"]["S"] for item in self.client.query(**by_group)["Items"]}, {data.created_at(2)})

    def test_the_stream_shows_every_change_in_order(self):
        self.create(data.FULL_TABLE)
        streams = self.boto3("dynamodbstreams")
        arn = self.client.describe_table(TableName=data.TABLE)["Table"]["LatestStreamArn"]
        for number in range(3):
            self.client.put_item(TableName=data.TABLE, Item=data.dynamodb_json(data.message(number)))
        self.client.delete_item(TableName=data.TABLE,
                                Key={"pk": {"S": f"MSG#{data.GROUP}"}, "sk": {"S": data.created_at(0)}})
        # Streams of dropped tables of that name stay listed for a day.
        self.assertIn(arn, [s["StreamArn"] for s in streams.list_streams(TableName=data.TABLE)["Streams"]])
        description = streams.describe_stream(StreamArn=arn)["StreamDescription"]
        self.assertEqual(description["StreamViewType"], "NEW_IMAGE")
        records = []
        for shard in description["Shards"]:
            iterator = streams.get_shard_iterator(StreamArn=arn, ShardId=shard["ShardId"],
                                                  ShardIteratorType="TRIM_HORIZON")["ShardIterator"]
            records += streams.get_records(ShardIterator=iterator)["Records"]
        self.assertEqual([r["eventName"] for r in records], ["INSERT", "INSERT", "INSERT", "REMOVE"])
        self.assertEqual(records[1]["dynamodb"]["NewImage"], data.dynamodb_json(data.message(1)))
        self.assertNotIn("NewImage", records[3]["dynamodb"])

    def test_a_dropped_table_is_gone_and_waiters_do_not_wait(self):
        self.create(data.BASE_TABLE)
        self.client.delete_table(TableName=data.TABLE)
        self.client.get_waiter("table_not_exists").wait(TableName=data.TABLE,
                                                        WaiterConfig={"Delay": 20, "MaxAttempts": 1})
        with self.assertRaises(botocore.exceptions.ClientError) as failure:
            self.client.describe_table(TableName=data.TABLE)
        self.assertEqual(failure.exception.response["Error"]["Code"], "ResourceNotFoundException")
        self.assertEqual(failure.exception.response["Error"]["Message"],
                         f"Requested resource not found: Table: {data.TABLE} not found")

    def test_paginators_see_every_table(self):
        for number in range(5):
            name = f"page-{number}"
            self.client.create_table(**{**data.BASE_TABLE, "TableName": name})
            self.addCleanup(self.client.delete_table, TableName=name)
        names = [name for page in self.client.get_paginator("list_tables").paginate(PaginationConfig={"PageSize": 2})
                 for name in page["TableNames"]]
        self.assertEqual(names, [f"page-{number}" for number in range(5)])


if __name__ == "__main__":
    harness.main()
