#!/usr/bin/env python3
"""The real server where its files may not grow: a limit of file sizes (ulimit -f), lowered and raised while it serves.

    full_disk_test.py [--seed N] [--long] [--rounds N]

Writes are answered with InternalServerError and the log tells the reason, reads go on, nothing that was acknowledged is lost
and nothing else has happened; once there is room, writes are taken again, without a restart. tests/fault/io_errors.cc tries
every k-th write.
"""
import os
import random
import resource
import signal
import tempfile

import fault
import harness

TABLE = "files"
ROOM_BYTES_MAX = 400_000  # what may still be written once the limit is set


def key_of(number):
    return {"pk": {"S": f"key{number}"}}


class Round:
    def __init__(self, figures, server, log, choose):
        self.figures, self.choose = figures, choose
        self.process, self.log = server.process, log
        self.client = fault.Client(server.endpoint)
        self.stored = {}
        self.acknowledged = self.refused = 0

    def write(self):
        """Whether it was acknowledged."""
        number, text = self.choose.randrange(40), self.choose.choice("abc") * self.choose.choice((50, 700, 9_000))
        item = {**key_of(number), "text": {"S": text}}
        try:
            self.client.call("PutItem", TableName=TABLE, Item=item)
        except fault.Refused as refused:
            self.figures.check((refused.status, refused.error) == (500, "InternalServerError"), f"a write is refused: {refused}")
            self.refused += 1
            return False
        self.stored[item["pk"]["S"]] = item
        self.acknowledged += 1
        return True

    def check_reads(self, when):
        for name, item in self.choose.sample(sorted(self.stored.items()), min(5, len(self.stored))):
            answer = self.client.call("GetItem", TableName=TABLE, Key={"pk": {"S": name}}, ConsistentRead=True)
            self.figures.check(answer.get("Item") == item, f"{when}: {name} is another item")

    def limit(self, size):
        resource.prlimit(self.process.pid, resource.RLIMIT_FSIZE, (size, resource.RLIM_INFINITY))

    def run(self, path):
        self.client.call("CreateTable", TableName=TABLE, BillingMode="PAY_PER_REQUEST",
                         AttributeDefinitions=[{"AttributeName": "pk", "AttributeType": "S"}],
                         KeySchema=[{"AttributeName": "pk", "KeyType": "HASH"}])
        for _ in range(self.choose.randint(5, 60)):
            self.figures.check(self.write(), "a write fails without a limit")
        self.limit(os.path.getsize(path + "-wal") + self.choose.randrange(ROOM_BYTES_MAX))
        while self.process.poll() is None and self.refused < 5:
            self.write()
            self.check_reads("while the disk is full")
        self.log.seek(0)
        text = self.log.read()
        self.figures.check("There is no room left for " in text and path in text, f"the log says: {text[:300]!r}")
        self.limit(resource.RLIM_INFINITY)
        self.figures.check(self.write(), "there is room again, and a write fails")
        self.check_all("with room again")

    def check_all(self, when):
        found = {item["pk"]["S"]: item for item in self.client.items(TableName=TABLE)}
        self.figures.check(found == self.stored, f"{when}: the items are not those that were acknowledged")


def main():
    given = fault.arguments(__doc__, rounds=(3, 60))
    figures = fault.Figures("full disk", given.seed)
    print(f"full disk: {given.rounds} rounds, seed {given.seed}", flush=True)
    acknowledged = refused = 0
    with harness.temporary_folder() as folder:
        for number in range(given.rounds):
            path = str(folder / f"full{number}.db")
            choose = random.Random(f"{given.seed}/{number}")
            options = ["--db-path", path, "--durability", choose.choice(("default", "full"))]
            with tempfile.TemporaryFile("w+") as log:
                with fault.Server(*options, stderr=log) as server:
                    one = Round(figures, server, log, choose)
                    one.run(path)
                    server.stop(choose.choice((signal.SIGKILL, signal.SIGTERM)))
            with fault.Server(*options) as server:
                one.client = fault.Client(server.endpoint)
                one.check_all("after a restart")
            acknowledged, refused = acknowledged + one.acknowledged, refused + one.refused
    figures.show("writes", f"{acknowledged} acknowledged, {refused} refused; lost or torn: {0 if not figures.wrong else 'see above'}")
    return figures.finish()


if __name__ == "__main__":
    raise SystemExit(main())
