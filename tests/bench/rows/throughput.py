"""Requests a second, against the floor in the same run: reads, writes in memory, writes to a file."""
import contextlib
import dataclasses
import os
import statistics
import time
from collections.abc import Callable

from rig import requests
from rig.generator import Measured, Rounds, best
from rig.report import Bound, Goal, Row
from rig.servers import Server

FLOOR = "bare Beast server (the floor)"
FULL_GOAL_RATE = 10_000
FULL_GOAL_FSYNC_MS = 0.2


@dataclasses.dataclass
class Probe:
    """A row to be: a load on one of the servers, and what its goal is about."""
    name: str
    server: str  # memory, file or full
    lines: Callable[[], list[str]]
    goal: Goal
    connections: int = 16
    value: Callable[[Measured, Measured], float] = lambda run, floor: 100 * run.rate / floor.rate
    measured: Callable[[Measured], str] = lambda run: f"{run.rate:,.0f}/s"


def share_of_floor(percent):
    return Goal(Bound.AT_LEAST, percent, "% of floor")


PROBES = [
    Probe("GetItem, 16 connections", "memory", requests.get_items, share_of_floor(70)),
    Probe("GetItem, 1 connection", "memory", requests.get_items, share_of_floor(85), connections=1),
    Probe("PutItem in memory", "memory", requests.put_items, share_of_floor(50)),
    Probe("UpdateItem in memory", "memory", requests.update_items, share_of_floor(50)),
    Probe("PutItem to a file", "file", requests.put_items, share_of_floor(40)),
    Probe("PutItem, --durability full", "full", requests.put_items, Goal(Bound.AT_LEAST, FULL_GOAL_RATE, "/s"),
          value=lambda run, floor: run.rate),
    Probe("Query of 20 items", "memory", requests.queries_of_20, share_of_floor(40)),
    Probe("BatchWriteItem of 25", "memory", requests.batches_of_25, Goal(Bound.AT_LEAST, 1.5, "items/floor request"),
          value=lambda run, floor: requests.BATCH_SIZE * run.rate / floor.rate,
          measured=lambda run: f"{run.rate:,.0f}/s, {requests.BATCH_SIZE * run.rate:,.0f} items/s"),
    Probe("Scan pages", "memory", requests.scan_pages, Goal(Bound.AT_LEAST, 400, "MB/s"),
          value=lambda run, floor: run.bytes_per_second / 1e6, measured=lambda run: f"{run.rate:,.0f} pages/s"),
    Probe("filter over a page", "memory", requests.filtered_scans, Goal(Bound.AT_LEAST, 600, "scans/s"),
          value=lambda run, floor: run.rate),
    Probe("TransactWriteItems of 4", "memory", requests.transact_writes_of_4, share_of_floor(100 / 3)),
    Probe("TransactGetItems of 4", "memory", requests.transact_gets_of_4, share_of_floor(100 / 3)),
]


def fsync_ms(folder, count=100):
    """What it costs to append 4 KB and have them on the disk; the median."""
    path = os.path.join(folder, "fsync")
    file = os.open(path, os.O_CREAT | os.O_WRONLY | os.O_APPEND)
    times = []
    for _ in range(count):
        os.write(file, b"x" * 4096)
        begin = time.perf_counter()
        os.fdatasync(file)
        times.append((time.perf_counter() - begin) * 1000)
    os.close(file)
    os.unlink(path)
    return sorted(times)[count // 2]


def rows(bench):
    probes = [probe for probe in PROBES if bench.commands.get(probe.server) and bench.is_wanted(probe.name)]
    if not probes:
        return
    fsyncs_ms = [fsync_ms(bench.folder)]
    results, examined = measure(bench, probes)
    fsyncs_ms.append(fsync_ms(bench.folder))
    floors = {connections: results[floor_name(connections)] for connections in (16, 1)}
    for connections, runs in floors.items():
        yield make_row(floor_name(connections), None, best(runs), 100.0, f"{best(runs).rate:,.0f}/s")
    for probe in probes:
        run = best(results[probe.name])
        floor = best(floors[probe.connections])
        value = probe.value(run, floor)
        if "floor" in probe.goal.unit:  # the machine's pace changes within minutes: only runs of one round compare
            value = statistics.median(map(probe.value, results[probe.name], floors[probe.connections]))
        goal, note = probe.goal, cpu_note(run, floor) if "floor" in probe.goal.unit else ""
        if probe.server == "file":
            note += f"; the server was busy {run.rate * run.cpu_us / 1e4:.0f} % of the time, the rest it waited, mostly for the disk"
        if probe.server == "full":
            goal, note = full_goal(min(fsyncs_ms))
        if probe.lines is requests.filtered_scans:
            note = f"a page is {examined:,} items"
        yield make_row(probe.name, goal, run, value, probe.measured(run), note)


def measure(bench, probes):
    """All loads in turn, with all servers up: the runs by name, and how many items a filtered page examines."""
    with contextlib.ExitStack() as stack:
        servers = {"floor": stack.enter_context(Server(bench.floor_command, bench.folder / "floor"))}
        for kind in dict.fromkeys(probe.server for probe in probes):
            servers[kind] = stack.enter_context(Server(bench.commands[kind], bench.folder / kind))
            bench.generator.load(servers[kind], requests.TABLE, requests.ITEMS)
        rounds = Rounds(bench.generator, bench.mode.seconds, bench.mode.rounds)
        for connections in (16, 1):
            rounds.add(floor_name(connections), servers["floor"], connections,
                       bench.generator.requests_file("floor", requests.get_items()))
        for probe in probes:
            rounds.add(probe.name, servers[probe.server], probe.connections,
                       bench.generator.requests_file(probe.name, probe.lines()))
        results = rounds.run()
        examined = (servers["memory"].call("Scan", {"TableName": requests.TABLE, "Select": "COUNT"})["ScannedCount"]
                    if "memory" in servers else 0)
        return results, examined


def floor_name(connections):
    return f"{FLOOR}, {connections}"


def cpu_note(run, floor):
    return f"{100 * floor.cpu_us / run.cpu_us:.0f} % by CPU time"


def full_goal(fsync):
    """The goal is for a disk whose fsync costs 0.2 ms: on a slower one it is lower in proportion."""
    rate = FULL_GOAL_RATE * min(1, FULL_GOAL_FSYNC_MS / fsync)
    return Goal(Bound.AT_LEAST, rate, "/s"), f"one fsync of 4 KB costs {fsync:.2f} ms here; the goal is 10,000/s where it is 0.2 ms"


def make_row(name, goal, run, value, measured, note=""):
    return Row(name, goal, value, measured, run.cpu_us, run.p50_us, run.p99_us, run.errors, note)
