"""What a second core brings.

The load generator needs cores, too, and the machine may have no more than two. So everything is doubled: one server thread and one
load generator on one core, against two threads and two load generators on two. The floor server's own gain is measured the same way.
"""
import contextlib

from rig import requests
from rig.generator import Rounds
from rig.report import Bound, Goal, Row
from rig.servers import CORES, Server

CONNECTIONS = 16
LOADS = {"second core, GetItem": (requests.get_items, 1.7), "second core, 90 % GetItem, 10 % PutItem": (requests.mixed, 1.5)}


def rows(bench):
    wanted = [name for name in LOADS if bench.is_wanted(name)]
    if not wanted or len(CORES) < 2 or "{threads}" not in bench.commands["memory"]:
        return
    results = measure(bench, wanted)
    floor_gain = results["floor", 2].rate / results["floor", 1].rate
    for name in wanted:
        one, two = results[name, 1], results[name, 2]
        yield Row(name, Goal(Bound.AT_LEAST, LOADS[name][1], "times"), two.rate / one.rate, f"{one.rate:,.0f}/s, {two.rate:,.0f}/s",
                  two.cpu_us, two.p50_us, two.p99_us, one.errors + two.errors,
                  f"server and generator on one core, then on two; the floor server gains {floor_gain:.2f} times so; "
                  f"CPU for a request {one.cpu_us:.1f} us, then {two.cpu_us:.1f} us: {2 * one.cpu_us / two.cpu_us:.2f} times "
                  "where the generator has cores of its own")


def measure(bench, wanted):
    """(load, cores) -> the best run."""
    with contextlib.ExitStack() as stack:
        rounds = Rounds(bench.generator, bench.mode.seconds, bench.mode.rounds)
        for count in (1, 2):
            cores = CORES[:count]
            floor = stack.enter_context(Server(bench.floor_command, bench.folder / f"floor-{count}", cores, count))
            server = stack.enter_context(Server(bench.commands["memory"], bench.folder / f"cores-{count}", cores, count))
            bench.generator.load(server, requests.TABLE, requests.ITEMS)
            rounds.add(("floor", count), floor, CONNECTIONS, bench.generator.requests_file("floor", requests.get_items()), cores)
            for name in wanted:
                path = bench.generator.requests_file(name, LOADS[name][0]())
                rounds.add((name, count), server, CONNECTIONS, path, cores)
        return rounds.run()
