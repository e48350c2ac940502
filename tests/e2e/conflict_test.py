"""Transactions that are under way keep their items from others, as in AWS."""
import threading
import unittest

from botocore.exceptions import ClientError

import harness

TABLE = "conflicts"
MESSAGE = "Transaction is ongoing for the item"


def key(name):
    return {"pk": {"S": name}}


class Conflict(harness.EmulatorTest):
    # Long enough that everything below meets the transaction, on a busy machine too; each test waits for its end.
    emulator_options = ("--transaction-duration", "4000", "--threads", "2")

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.client = harness.boto3_session(cls.emulator.endpoint)
        cls.client.create_table(TableName=TABLE, BillingMode="PAY_PER_REQUEST",
                                AttributeDefinitions=[{"AttributeName": "pk", "AttributeType": "S"}],
                                KeySchema=[{"AttributeName": "pk", "KeyType": "HASH"}])

    def begin_transaction(self, item, token="first"):
        """Sends a transaction that writes `item`, and returns once it holds it."""
        def send():
            self.answer = self.boto3().transact_write_items(
                ClientRequestToken=f"{item}-{token}",
                TransactItems=[{"Put": {"TableName": TABLE, "Item": {**key(item), "by": {"S": "transaction"}}}}])
        self.answer = None
        self.sender = threading.Thread(target=send)
        self.sender.start()
        self.addCleanup(self.sender.join)
        while True:  # its effects are there while it is under way
            if "Item" in self.client.get_item(TableName=TABLE, Key=key(item)):
                return
            self.assertTrue(self.sender.is_alive(), "the transaction ended without an effect")

    def refused(self, call, **parameters):
        with self.assertRaises(ClientError) as caught:
            call(**parameters)
        return caught.exception.response

    def assert_conflict(self, call, **parameters):
        response = self.refused(call, **parameters)
        self.assertEqual(response["Error"]["Code"], "TransactionConflictException")
        self.assertEqual(response["Error"]["Message"], MESSAGE)

    def test_single_writes_are_refused_until_the_transaction_ends(self):
        self.begin_transaction("single")
        self.assert_conflict(self.client.put_item, TableName=TABLE, Item=key("single"))
        self.assert_conflict(self.client.update_item, TableName=TABLE, Key=key("single"))
        self.assert_conflict(self.client.delete_item, TableName=TABLE, Key=key("single"))
        self.assert_conflict(self.client.execute_statement, Statement=f"DELETE FROM {TABLE} WHERE pk = 'single'")
        self.client.put_item(TableName=TABLE, Item=key("another"))
        self.sender.join()
        self.assertEqual(self.answer["ResponseMetadata"]["HTTPStatusCode"], 200)
        self.client.delete_item(TableName=TABLE, Key=key("single"))

    def test_transactions_are_cancelled_with_a_reason_for_the_item(self):
        self.begin_transaction("both")
        conflict = {"Code": "TransactionConflict", "Message": MESSAGE}
        write = self.refused(self.client.transact_write_items, TransactItems=[
            {"Delete": {"TableName": TABLE, "Key": key("free")}}, {"Delete": {"TableName": TABLE, "Key": key("both")}}])
        self.assertEqual(write["Error"]["Code"], "TransactionCanceledException")
        self.assertEqual(write["CancellationReasons"], [{"Code": "None"}, conflict])
        self.assertIn("[None, TransactionConflict]", write["Error"]["Message"])
        read = self.refused(self.client.transact_get_items, TransactItems=[
            {"Get": {"TableName": TABLE, "Key": key("both")}}])
        self.assertEqual(read["CancellationReasons"], [conflict])
        statement = self.refused(self.client.execute_transaction, TransactStatements=[
            {"Statement": f"SELECT * FROM {TABLE} WHERE pk = 'both'"}])
        self.assertEqual(statement["CancellationReasons"], [conflict])

    def test_a_batch_leaves_the_item_unprocessed(self):
        self.begin_transaction("batch")
        requests = [{"PutRequest": {"Item": key(name)}} for name in ("batch", "beside")]
        answer = self.client.batch_write_item(RequestItems={TABLE: requests})
        self.assertEqual(answer["UnprocessedItems"], {TABLE: [requests[0]]})
        self.assertIn("Item", self.client.get_item(TableName=TABLE, Key=key("beside")))

    def test_its_token_is_in_progress(self):
        self.begin_transaction("token")
        response = self.refused(
            self.client.transact_write_items, ClientRequestToken="token-first",
            TransactItems=[{"Put": {"TableName": TABLE, "Item": {**key("token"), "by": {"S": "transaction"}}}}])
        self.assertEqual(response["Error"]["Code"], "TransactionInProgressException")


if __name__ == "__main__":
    harness.main()
