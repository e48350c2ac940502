"""The messaging app's whole flow through boto3's resource API, as the Python service writes it."""
from decimal import Decimal

import botocore.exceptions
from boto3.dynamodb.conditions import Attr, Key

import conversation as data
import harness


class Boto3Resource(harness.EmulatorTest):
    def setUp(self):
        self.dynamodb = self.boto3(kind="resource")
        self.table = self.dynamodb.create_table(**data.FULL_TABLE)
        self.table.wait_until_exists()
        self.addCleanup(self.drop)

    def drop(self):
        self.table.delete()
        self.table.wait_until_not_exists()

    def seed(self):
        with self.table.batch_writer() as batch:
            for number in range(data.MESSAGE_COUNT):
                batch.put_item(Item=data.message(number))
            for row in data.group_rows(data.MESSAGE_COUNT - 1):
                batch.put_item(Item=row)

    def test_the_conversation(self):
        self.seed()
        self.assertEqual(self.table.scan()["Count"], data.MESSAGE_COUNT + 2)
        found = self.table.query(
            KeyConditionExpression=Key("pk").eq(f"MSG#{data.GROUP}") & Key("sk").begins_with("2026"),
            ScanIndexForward=False, Limit=20, ReturnConsumedCapacity="TOTAL")
        self.assertEqual(found["Items"][0], data.message(data.MESSAGE_COUNT - 1))
        self.assertEqual(found["LastEvaluatedKey"],
                         {name: found["Items"][-1][name] for name in ("pk", "sk")})
        rest = self.table.query(
            KeyConditionExpression=Key("pk").eq(f"MSG#{data.GROUP}") & Key("sk").begins_with("2026"),
            ScanIndexForward=False, ExclusiveStartKey=found["LastEvaluatedKey"])
        self.assertEqual(rest["Count"], data.YEAR_COUNT - 20)

    def test_the_index(self):
        self.seed()
        found = self.table.query(IndexName=data.INDEX,
                                 KeyConditionExpression=Key("message_group_uuid").eq(data.GROUP))
        self.assertEqual(sorted(item["pk"] for item in found["Items"]), [f"GRP#{data.ME}", f"GRP#{data.OTHER}"])

    def test_every_type_comes_back(self):
        item = {"pk": "types", "sk": "1", "n": Decimal("12345678901234567890.123456789"), "b": b"\x00\xff",
                "ss": {"a", "b"}, "ns": {Decimal(1), Decimal("2.5")}, "l": [None, True, {"deep": [Decimal("-1E-100")]}],
                "empty": "", "m": {}}
        self.table.put_item(Item=item)
        stored = self.table.get_item(Key={"pk": "types", "sk": "1"})["Item"]
        self.assertEqual({**stored, "b": bytes(stored["b"])}, item)

    def test_conditions_and_updates(self):
        key = {"pk": "counter", "sk": "1"}
        for expected in (1, 2):
            answer = self.table.update_item(Key=key, UpdateExpression="ADD hits :one", ReturnValues="UPDATED_NEW",
                                            ExpressionAttributeValues={":one": 1})
            self.assertEqual(answer["Attributes"], {"hits": expected})
        with self.assertRaises(botocore.exceptions.ClientError) as failure:
            self.table.put_item(Item=key, ConditionExpression=Attr("pk").not_exists())
        self.assertEqual(failure.exception.response["Error"]["Code"], "ConditionalCheckFailedException")
        self.assertEqual(self.table.scan(FilterExpression=Attr("hits").gte(2))["Count"], 1)


if __name__ == "__main__":
    harness.main()
