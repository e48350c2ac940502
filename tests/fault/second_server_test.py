#!/usr/bin/env python3
"""Two servers, one file: the second is refused in one sentence that names the file, in less than a second.

    second_server_test.py [--seed N] [--long] [--rounds N]

By the same path, a relative one, a symbolic link, the folder of the file, and while the first one writes; started at the same
moment, exactly one of two serves; after kill -9 the file is free at once.
"""
import os
import random
import signal
import subprocess
import threading

import fault
import harness

SECONDS_MAX = 1.0


class Refusals:
    def __init__(self, figures):
        self.figures, self.seconds = figures, []

    def expect(self, how, path, name):
        """`path` as the option, `name` as the message must tell it."""
        status, message, seconds = fault.start_refused("--port", "0", "--db-path", path)
        self.seconds.append(seconds)
        self.figures.check(status != 0, f"{how}: the second server did not fail")
        self.figures.check(message.count("\n") == 1 and name in message, f"{how}: the message is {message!r}")
        self.figures.check(seconds < SECONDS_MAX, f"{how}: it took {seconds:.2f} s")


def write_until(endpoint, stop, counted):
    client = fault.Client(endpoint)
    while not stop.is_set():
        client.call("UpdateItem", TableName="hits", Key={"pk": {"S": "key"}}, UpdateExpression="ADD n :one",
                    ExpressionAttributeValues={":one": fault.number(1)})
        counted.append(1)


def while_the_first_serves(refusals, folder):
    path = str(folder / "ddb-emulator.db")
    os.symlink(path, folder / "link.db")
    with fault.Server("--db-path", path) as first:
        client = fault.Client(first.endpoint)
        client.call("CreateTable", TableName="hits", BillingMode="PAY_PER_REQUEST", KeySchema=[{"AttributeName": "pk", "KeyType": "HASH"}],
                    AttributeDefinitions=[{"AttributeName": "pk", "AttributeType": "S"}])
        stop, counted = threading.Event(), []
        writer = threading.Thread(target=write_until, args=(first.endpoint, stop, counted))
        writer.start()
        try:
            refusals.expect("the same path", path, path)
            refusals.expect("a relative path", os.path.relpath(path), os.path.relpath(path))
            refusals.expect("a symbolic link", str(folder / "link.db"), "link.db")
            refusals.expect("the folder", str(folder), path)
        finally:
            stop.set()
            writer.join()
        item = client.call("GetItem", TableName="hits", Key={"pk": {"S": "key"}}, ConsistentRead=True)["Item"]
        refusals.figures.check(item["n"]["N"] == str(len(counted)), "the first server lost writes")


def started_together(figures, path, choose):
    """Exactly one of two serves, and after its end by `choose` the file is free."""
    processes = [subprocess.Popen([str(harness.EMULATOR), "--port", "0", "--db-path", path], stdout=subprocess.PIPE,
                                  stderr=subprocess.PIPE, text=True) for _ in range(2)]
    ready = [process for process in processes if process.stdout.readline()]
    figures.check(len(ready) == 1, f"{len(ready)} of two servers that were started together serve")
    for process in processes:
        if process in ready:
            process.send_signal(choose.choice((signal.SIGKILL, signal.SIGTERM)))
        error = process.communicate(timeout=30)[1]
        if process not in ready:
            figures.check(process.returncode > 0 and path in error, f"the other one ended with {process.returncode}: {error!r}")
    with fault.Server("--db-path", path):
        pass


def main():
    given = fault.arguments(__doc__, rounds=(10, 200))
    figures = fault.Figures("second server", given.seed)
    print(f"second server: {given.rounds} rounds, seed {given.seed}", flush=True)
    choose = random.Random(given.seed)
    refusals = Refusals(figures)
    with harness.temporary_folder() as folder:
        while_the_first_serves(refusals, folder)
        for number in range(given.rounds):
            started_together(figures, str(folder / f"together{number % 3}.db"), choose)
    figures.show("refused", f"{len(refusals.seconds)} ways, the slowest after {max(refusals.seconds) * 1000:.1f} ms")
    figures.show("started together", f"{given.rounds} times")
    return figures.finish()


if __name__ == "__main__":
    raise SystemExit(main())
