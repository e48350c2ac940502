#!/usr/bin/env python3
"""Eight clients count and transfer at the same time, in memory and on a file: sums are exact, totals are conserved.

    concurrency_test.py [--seed N] [--long] [--seconds S]

- Counters: UpdateItem with ADD, TransactWriteItems of several ADDs, and optimistic locking (a condition on the version).
  At the end each counter is the number of acknowledged additions.
- Transfers between accounts: TransactWriteItems with a condition on the balance, some sent twice with one
  ClientRequestToken. Each TransactGetItems of all accounts, and each Query of their partition, shows the same total.

Built with the thread sanitizer (DDB_BUILD=build/tsan), a data race ends the server with a report.
"""
import random
import threading
import time
import uuid

import fault
import harness

CLIENTS = 8
COUNTERS = 3
ACCOUNTS = 12
OPENING_BALANCE = 100
TABLE = "bank"


def counter_key(number):
    return {"pk": {"S": "counter"}, "sk": fault.number(number)}


def account_key(number):
    return {"pk": {"S": "account"}, "sk": fault.number(number)}


VERSIONED = {"pk": {"S": "versioned"}, "sk": fault.number(0)}


def prepare(client):
    client.call("CreateTable", TableName=TABLE, BillingMode="PAY_PER_REQUEST",
                AttributeDefinitions=[{"AttributeName": "pk", "AttributeType": "S"},
                                      {"AttributeName": "sk", "AttributeType": "N"}],
                KeySchema=[{"AttributeName": "pk", "KeyType": "HASH"}, {"AttributeName": "sk", "KeyType": "RANGE"}])
    for number in range(ACCOUNTS):
        client.call("PutItem", TableName=TABLE,
                    Item={**account_key(number), "balance": fault.number(OPENING_BALANCE)})
    client.call("PutItem", TableName=TABLE, Item={**VERSIONED, "version": fault.number(0)})


class Customer(threading.Thread):
    def __init__(self, number, seed, endpoint, end):
        super().__init__()
        self.random = random.Random(f"{seed}/{number}")
        self.client = fault.Client(endpoint)
        self.end = end
        self.failure = None
        self.added = [0] * COUNTERS
        self.counts = dict.fromkeys(("additions", "versions", "conflicts", "transfers", "refused transfers", "repeated transfers",
                                     "snapshots"), 0)
        self.totals = set()

    def run(self):
        """What meets a transaction under way is refused, as in AWS: it has not happened, and is counted as a conflict."""
        actions = (self.add, self.add, self.add_together, self.count_by_version, self.transfer, self.transfer, self.look, self.query)
        try:
            while time.monotonic() < self.end:
                try:
                    self.random.choice(actions)()
                except fault.Refused as refused:
                    self.expect(refused, "TransactionConflict")
                    self.counts["conflicts"] += 1
        except Exception as failure:  # reported by the main thread
            self.failure = failure
        finally:
            self.client.close()

    def add(self):
        number, amount = self.random.randrange(COUNTERS), self.random.randint(1, 9)
        self.client.call("UpdateItem", TableName=TABLE, Key=counter_key(number), UpdateExpression="ADD counted :amount",
                         ExpressionAttributeValues={":amount": fault.number(amount)})
        self.added[number] += amount
        self.counts["additions"] += 1

    def add_together(self):
        self.client.call("TransactWriteItems", TransactItems=[
            {"Update": {"TableName": TABLE, "Key": counter_key(number), "UpdateExpression": "ADD counted :one",
                        "ExpressionAttributeValues": {":one": fault.number(1)}}} for number in range(COUNTERS)])
        self.added = [total + 1 for total in self.added]
        self.counts["additions"] += COUNTERS

    def count_by_version(self):
        seen = self.client.call("GetItem", TableName=TABLE, Key=VERSIONED, ConsistentRead=True)["Item"]["version"]["N"]
        try:
            self.client.call("UpdateItem", TableName=TABLE, Key=VERSIONED, UpdateExpression="SET version = version + :one",
                             ConditionExpression="version = :seen",
                             ExpressionAttributeValues={":one": fault.number(1), ":seen": fault.number(seen)})
            self.counts["versions"] += 1
        except fault.Refused as refused:
            self.expect(refused, "ConditionalCheckFailed", "TransactionConflict")
            self.counts["conflicts"] += 1

    def transfer(self):
        payer, payee = self.random.sample(range(ACCOUNTS), 2)
        values = {":amount": fault.number(self.random.randint(1, 40))}

        def action(number, expression, **more):
            return {"Update": {"TableName": TABLE, "Key": account_key(number), "UpdateExpression": expression,
                               "ExpressionAttributeValues": values, **more}}
        body = {"TransactItems": [action(payer, "SET balance = balance - :amount", ConditionExpression="balance >= :amount"),
                                  action(payee, "SET balance = balance + :amount")]}
        repeat = self.random.random() < 0.2
        if repeat:
            body["ClientRequestToken"] = str(uuid.UUID(int=self.random.getrandbits(128)))
        try:
            self.client.call("TransactWriteItems", **body)
            self.counts["transfers"] += 1
            if repeat:
                self.client.call("TransactWriteItems", **body)
                self.counts["repeated transfers"] += 1
        except fault.Refused as refused:
            self.expect(refused, "ConditionalCheckFailed", "TransactionConflict")
            self.counts["refused transfers"] += 1

    def look(self):
        answer = self.client.call("TransactGetItems", TransactItems=[
            {"Get": {"TableName": TABLE, "Key": account_key(number)}} for number in range(ACCOUNTS)])
        self.note_total([response["Item"] for response in answer["Responses"]])

    def query(self):
        answer = self.client.call("Query", TableName=TABLE, ConsistentRead=True, KeyConditionExpression="pk = :pk",
                                  ExpressionAttributeValues={":pk": {"S": "account"}})
        self.note_total(answer["Items"])

    def note_total(self, accounts):
        self.counts["snapshots"] += 1
        self.totals.add(sum(int(account["balance"]["N"]) for account in accounts))
        if any(int(account["balance"]["N"]) < 0 for account in accounts):
            raise AssertionError(f"a negative balance in {accounts}")

    @staticmethod
    def expect(refused, *reasons):
        """The error itself, or a reason of a cancelled transaction, is one of these."""
        if refused.status != 400 or not any(reason in str(refused) for reason in reasons):
            raise refused


def run_on(figures, medium, options, given):
    with fault.Server(*options) as server:
        client = fault.Client(server.endpoint)
        prepare(client)
        end = time.monotonic() + given.seconds
        customers = [Customer(number, f"{given.seed}/{medium}", server.endpoint, end) for number in range(CLIENTS)]
        for customer in customers:
            customer.start()
        for customer in customers:
            customer.join()
        check(figures, medium, client, customers)
        figures.check(server.stop() == 0, f"{medium}: the server ended with an error")


def check(figures, medium, client, customers):
    for customer in customers:
        figures.check(customer.failure is None, f"{medium}: a client failed: {customer.failure!r}")
    items = {(item["pk"]["S"], int(item["sk"]["N"])): item for item in client.items(TableName=TABLE)}
    for number in range(COUNTERS):
        stored = int(items.get(("counter", number), {"counted": fault.number(0)})["counted"]["N"])
        expected = sum(customer.added[number] for customer in customers)
        figures.check(stored == expected, f"{medium}: counter {number} is {stored}, acknowledged were {expected}")
    counts = {name: sum(customer.counts[name] for customer in customers) for name in customers[0].counts}
    versions = int(items["versioned", 0]["version"]["N"])
    figures.check(versions == counts["versions"], f"{medium}: version {versions} after {counts['versions']} successes")
    totals = set().union(*(customer.totals for customer in customers))
    expected = {ACCOUNTS * OPENING_BALANCE}
    figures.check(totals == expected, f"{medium}: totals seen are {totals} and not {expected}")
    for name in ("additions", "transfers", "snapshots"):
        figures.check(counts[name] > 0, f"{medium}: there were no {name}")
    figures.show(medium, ", ".join(f"{count} {name}" for name, count in counts.items()))


def main():
    given = fault.arguments(__doc__, seconds=(1.0, 60.0))
    figures = fault.Figures("concurrency", given.seed)
    print(f"concurrency: {CLIENTS} clients, {given.seconds:.0f} s each in memory and on a file, seed {given.seed}", flush=True)
    with harness.temporary_folder() as folder:
        path = str(folder / "bank.db")
        run_on(figures, "in memory", [], given)
        run_on(figures, "on a file", ["--db-path", path], given)
        run_on(figures, "on a file, --durability full", ["--db-path", path + ".full", "--durability", "full"], given)
    return figures.finish()


if __name__ == "__main__":
    raise SystemExit(main())
