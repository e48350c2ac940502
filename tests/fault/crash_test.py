#!/usr/bin/env python3
"""Kills the real server (SIGKILL) under concurrent writers, again and again, on one file.

    crash_test.py [--seed N] [--long] [--kills N]

After each kill the server is started anew, and:
- every acknowledged write is there, and nothing that was not asked for;
- of what was under way, each transaction has happened as a whole or not at all;
- both indexes hold exactly the items of their table;
- replaying the streams from where the last check ended gives exactly the tables, and each record's old image is what was
  there before;
- what DescribeTable counts is what Scan finds, and SQLite's own check finds nothing.

One kill in ten hits a server that is just starting. The seed decides when kills come (after how many acknowledged writes)
and what each writer writes; the threads' interleaving is the machine's. Rounds alternate between the default durability and
`full`.
"""
import contextlib
import random
import signal
import sqlite3
import subprocess
import threading
import time

import fault
import harness

WRITERS = 4
SLOTS = 12  # keys of each writer in each table
TABLES = ("items", "ledger")
GROUPS = 5


def create_tables(client):
    attributes = [{"AttributeName": name, "AttributeType": kind} for name, kind in
                  (("pk", "S"), ("sk", "N"), ("group", "S"), ("version", "N"))]

    def key(*names):
        return [{"AttributeName": name, "KeyType": kind} for name, kind in zip(names, ("HASH", "RANGE"))]
    for table in TABLES:
        client.call("CreateTable", TableName=table, BillingMode="PAY_PER_REQUEST", AttributeDefinitions=attributes,
                    KeySchema=key("pk", "sk"),
                    GlobalSecondaryIndexes=[{"IndexName": "by-group", "KeySchema": key("group", "version"),
                                             "Projection": {"ProjectionType": "ALL"}}],
                    LocalSecondaryIndexes=[{"IndexName": "by-version", "KeySchema": key("pk", "version"),
                                            "Projection": {"ProjectionType": "ALL"}}],
                    StreamSpecification={"StreamEnabled": True, "StreamViewType": "NEW_AND_OLD_IMAGES"})


def key_of(item):
    return item["pk"]["S"], int(item["sk"]["N"])


def key_json(key):
    return {"pk": {"S": key[0]}, "sk": fault.number(key[1])}


class Pending:
    """A request that may have happened: changes of (table, key) to an item or None, in groups that are all or nothing."""

    def __init__(self, groups):
        self.groups = groups


class Writer(threading.Thread):
    """Writes to keys of its own until the server is gone, and remembers what was acknowledged and what was under way."""

    def __init__(self, number, seed, endpoint, state, acknowledged):
        super().__init__()
        self.number, self.state, self.acknowledged = number, state, acknowledged
        self.random = random.Random(seed)
        self.client = fault.Client(endpoint)
        self.pending = None
        self.failure = None

    def run(self):
        try:
            while True:
                self.write()
                self.acknowledged()
        except fault.Unanswered:
            pass
        except Exception as failure:  # reported by the main thread
            self.failure = failure
        finally:
            self.client.close()

    def write(self):
        choice = self.random.random()
        if choice < 0.35:
            self.put()
        elif choice < 0.6:
            self.update()
        elif choice < 0.7:
            self.delete()
        elif choice < 0.8:
            self.batch()
        else:
            self.transaction()

    def place(self):
        return self.random.choice(TABLES), (f"writer{self.number}", self.random.randrange(SLOTS))

    def places(self, count):
        return list(dict.fromkeys(self.place() for _ in range(count)))

    def new_item(self, key):
        # Most are small; some lie in the table of large rows, a few in overflow pages.
        size = self.random.choice((20, 100, 300, 700, 3_000)) if self.random.random() < 0.98 else 40_000
        item = {**key_json(key), "version": fault.number(self.random.randrange(10 ** 9)),
                "text": {"S": self.random.choice("abcdef") * size}}
        if self.random.random() < 0.8:
            item["group"] = {"S": f"group{self.random.randrange(GROUPS)}"}
        return item

    def send(self, groups, operation, **body):
        self.pending = Pending(groups)
        self.client.call(operation, **body)
        for group in groups:
            self.state.update(group)
        self.pending = None

    def put(self):
        table, key = self.place()
        item = self.new_item(key)
        self.send([{(table, key): item}], "PutItem", TableName=table, Item=item)

    def update(self):
        table, key = self.place()
        old = self.state.get((table, key)) or key_json(key)
        version = fault.number(self.random.randrange(10 ** 9))
        item = {**old, "version": version, "updates": fault.number(int(old.get("updates", {"N": 0})["N"]) + 1)}
        self.send([{(table, key): item}], "UpdateItem", TableName=table, Key=key_json(key),
                  UpdateExpression="SET version = :version ADD updates :one",
                  ExpressionAttributeValues={":version": version, ":one": fault.number(1)})

    def delete(self):
        table, key = self.place()
        self.send([{(table, key): None}], "DeleteItem", TableName=table, Key=key_json(key))

    def batch(self):
        changes = {place: self.new_item(place[1]) if self.random.random() < 0.8 else None for place in self.places(8)}
        requests = {}
        for (table, key), item in changes.items():
            requests.setdefault(table, []).append(
                {"PutRequest": {"Item": item}} if item else {"DeleteRequest": {"Key": key_json(key)}})
        self.send([{place: item} for place, item in changes.items()], "BatchWriteItem", RequestItems=requests)

    def transaction(self):
        changes = {place: self.new_item(place[1]) if self.random.random() < 0.8 else None for place in self.places(5)}
        self.send([changes], "TransactWriteItems", TransactItems=[
            {"Put": {"TableName": table, "Item": item}} if item else
            {"Delete": {"TableName": table, "Key": key_json(key)}} for (table, key), item in changes.items()])


class Replay:
    """One table as its stream tells it."""

    def __init__(self, table):
        self.table, self.items, self.last_sequence = table, {}, None

    def go_on(self, client, wrong):
        """Applies the records since the last call, and gives their number."""
        arn = client.call("DescribeTable", TableName=self.table)["Table"]["LatestStreamArn"]
        count = 0
        for shard in client.call("DescribeStream", StreamArn=arn)["StreamDescription"]["Shards"]:
            start = {"ShardIteratorType": "AFTER_SEQUENCE_NUMBER", "SequenceNumber": self.last_sequence} \
                if self.last_sequence else {"ShardIteratorType": "TRIM_HORIZON"}
            iterator = client.call("GetShardIterator", StreamArn=arn, ShardId=shard["ShardId"], **start)["ShardIterator"]
            while iterator:
                answer = client.call("GetRecords", ShardIterator=iterator)
                for record in answer["Records"]:
                    self.apply(record["dynamodb"], wrong)
                    count += 1
                if not answer["Records"]:
                    break
                iterator = answer.get("NextShardIterator")
        return count

    def apply(self, record, wrong):
        key = key_of(record["Keys"])
        if record.get("OldImage") != self.items.get(key):
            wrong(f"stream of {self.table}: record {record['SequenceNumber']} has another old image than what was there")
        if self.last_sequence and int(record["SequenceNumber"]) <= int(self.last_sequence):
            wrong(f"stream of {self.table}: sequence number {record['SequenceNumber']} does not ascend")
        self.last_sequence = record["SequenceNumber"]
        self.items.pop(key, None)
        if "NewImage" in record:
            self.items[key] = record["NewImage"]


class Runner:
    def __init__(self, given, folder):
        self.given = given
        self.path = str(folder / "crash.db")
        self.figures = fault.Figures("crash", given.seed)
        self.states = [{} for _ in range(WRITERS)]  # (table, key) -> item or None
        self.replays = [Replay(table) for table in TABLES]
        self.acknowledged = self.kept_pending = self.lost_pending = self.start_kills = self.records = 0
        self.reopen_seconds = []

    def run(self):
        print(f"crash: {self.given.kills} kills, seed {self.given.seed}", flush=True)
        with fault.Server("--db-path", self.path) as server:
            create_tables(fault.Client(server.endpoint))
        begun = time.monotonic()
        for round_number in range(self.given.kills):
            self.round(round_number)
            if self.figures.wrong:
                break
        self.show(time.monotonic() - begun)
        return self.figures.finish()

    def options(self, round_number):
        return ["--db-path", self.path, "--durability", "full" if round_number % 2 else "default"]

    def round(self, round_number):
        choose = random.Random(f"{self.given.seed}/{round_number}")
        if choose.random() < 0.1:
            self.kill_while_starting(round_number, choose.uniform(0, 0.008))
            writers = []
        else:
            writers = self.kill_under_load(round_number, choose)
        with fault.Server(*self.options(round_number)) as server:
            self.reopen_seconds.append(server.start_seconds)
            self.check(fault.Client(server.endpoint), writers, round_number)
        with contextlib.closing(sqlite3.connect(f"file:{self.path}?mode=ro", uri=True)) as database:
            integrity = database.execute("PRAGMA integrity_check").fetchone()[0]
        self.figures.check(integrity == "ok", f"round {round_number}: integrity_check: {integrity}")

    def kill_while_starting(self, round_number, after_seconds):
        begun = time.monotonic()
        process = subprocess.Popen([str(harness.EMULATOR), "--port", "0", "--log-level", "error",
                                    *self.options(round_number)], stdout=subprocess.DEVNULL)
        while time.monotonic() - begun < after_seconds:
            pass
        process.kill()
        process.wait()
        self.start_kills += 1

    def kill_under_load(self, round_number, choose):
        server = fault.Server(*self.options(round_number))
        left = choose.randint(1, 120)
        lock = threading.Lock()

        def acknowledged():
            nonlocal left
            with lock:
                self.acknowledged += 1
                left -= 1
                if left == 0:
                    server.process.send_signal(signal.SIGKILL)
        writers = [Writer(number, f"{self.given.seed}/{round_number}/{number}", server.endpoint, self.states[number],
                          acknowledged) for number in range(WRITERS)]
        for writer in writers:
            writer.start()
        for writer in writers:
            writer.join()
        server.stop(signal.SIGKILL)
        return writers

    def check(self, client, writers, round_number):
        def wrong(what):
            self.figures.check(False, f"round {round_number}: {what}")
        for writer in writers:
            if writer.failure:
                wrong(f"writer {writer.number} failed: {writer.failure!r}")
        stored = {(table, key_of(item)): item for table in TABLES for item in client.items(TableName=table)}
        for number, state in enumerate(self.states):
            pending = writers[number].pending if writers else None
            self.settle(stored, number, state, pending, wrong)
        for replay in self.replays:
            table = {key: item for (name, key), item in stored.items() if name == replay.table}
            self.check_table(client, replay, table, wrong)

    def settle(self, stored, number, state, pending, wrong):
        """Decides what of the pending request has happened; then the writer's items must be exactly the stored ones."""
        for group in pending.groups if pending else []:
            happened = [stored.get(place) == item for place, item in group.items()]
            not_happened = [stored.get(place) == state.get(place) for place in group]
            if all(not_happened):
                self.lost_pending += 1
            elif all(happened):
                self.kept_pending += 1
                state.update(group)
            else:
                wrong(f"writer {number}: a torn transaction, {happened}")
        expected = {place: item for place, item in state.items() if item}
        found = {place: item for place, item in stored.items() if place[1][0] == f"writer{number}"}
        for place in sorted(expected.keys() | found.keys()):
            if expected.get(place) != found.get(place):
                wrong(f"writer {number}: {place} is {str(found.get(place))[:200]} and not {str(expected.get(place))[:200]}")

    def check_table(self, client, replay, table, wrong):
        name = replay.table
        self.records += replay.go_on(client, wrong)
        if replay.items != table:
            wrong(f"the stream of {name} replayed gives {len(replay.items)} items that are not the table's {len(table)}")
        for index, attributes in (("by-group", ("group", "version")), ("by-version", ("version",))):
            entries = {key_of(item): item for item in client.items(TableName=name, IndexName=index)}
            if entries != {key: item for key, item in table.items() if all(a in item for a in attributes)}:
                wrong(f"the index {index} of {name} is not what the table's items make it")
        counted = client.call("DescribeTable", TableName=name)["Table"]["ItemCount"]
        if counted != len(table):
            wrong(f"{name} counts {counted} items and holds {len(table)}")

    def show(self, seconds):
        show = self.figures.show
        show("kills", f"{len(self.reopen_seconds)}, {self.start_kills} of them while starting, in {seconds:.0f} s")
        show("acknowledged writes", self.acknowledged)
        show("under way at a kill", f"{self.kept_pending} happened as a whole, {self.lost_pending} not at all")
        show("stream records replayed", self.records)
        slowest = max(self.reopen_seconds)
        show("reopen", f"half under {fault.percentile(self.reopen_seconds, 0.5) * 1000:.1f} ms, "
             f"99% under {fault.percentile(self.reopen_seconds, 0.99) * 1000:.1f} ms, all under {slowest * 1000:.1f} ms")


def main():
    given = fault.arguments(__doc__, kills=(25, 1000))
    with harness.temporary_folder() as folder:
        return Runner(given, folder).run()


if __name__ == "__main__":
    raise SystemExit(main())
