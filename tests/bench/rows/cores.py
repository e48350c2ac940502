"""What a second core brings.

The load generator needs cores, too, and the machine may have no more than two. So everything is doubled: one server thread and one
load generator on one core, against two threads and two load generators on two. The floor server's own gain is measured the same way.
What two cores bring without a client beside them is measured in one process: everything the server does but its system calls.
"""
import contextlib
import statistics
import subprocess
import tempfile

from rig import requests
from rig.generator import Rounds, best, median_gain
from rig.report import Bound, Goal, Row
from rig.servers import CORES, Server

CONNECTIONS = 16
IN_PROCESS_REQUESTS = 100_000
LOADS = {"second core, GetItem": (requests.get_items, 1.7), "second core, 90 % GetItem, 10 % PutItem": (requests.mixed, 1.5)}
EACH_TENTH = {"second core, GetItem": "GetItem", "second core, 90 % GetItem, 10 % PutItem": "PutItem"}


def rows(bench):
    wanted = [name for name in LOADS if bench.is_wanted(name)]
    if not wanted or len(CORES) < 2 or "{threads}" not in bench.commands["memory"]:
        return
    results = measure(bench, wanted)
    floor_gain = median_gain(results["floor", 2], results["floor", 1])
    for name in wanted:
        gain = median_gain(results[name, 2], results[name, 1])
        one, two = best(results[name, 1]), best(results[name, 2])
        yield Row(name, Goal(Bound.AT_LEAST, LOADS[name][1], "times"), gain, f"{one.rate:,.0f}/s, {two.rate:,.0f}/s",
                  two.cpu_us, two.p50_us, two.p99_us, one.errors + two.errors,
                  f"server and generator on one core, then on two; the floor server gains {floor_gain:.2f} times so; "
                  f"CPU for a request {one.cpu_us:.1f} us, then {two.cpu_us:.1f} us"
                  + ("" if bench.is_of_others else
                     f"; without client and network {in_process_gain(bench, name):.2f} times in memory, "
                     f"{in_process_gain(bench, name, in_file=True):.2f} times with a file"))


def in_process_gain(bench, name, in_file=False):
    """How many times the requests a second of one thread two threads answer in one process; the median of five pairs of runs."""
    def rate(threads):
        command = [str(bench.build / "bin" / "request_benchmark"), "GetItem", str(IN_PROCESS_REQUESTS), str(threads), EACH_TENTH[name]]
        with tempfile.TemporaryDirectory(dir=bench.folder) as folder:
            command += [f"{folder}/bench.db"] if in_file else []
            return float(subprocess.run(command, check=True, capture_output=True, text=True).stdout)
    return statistics.median(rate(2) / rate(1) for _ in range(5))


def measure(bench, wanted):
    """(load, cores) -> its runs, by round."""
    with contextlib.ExitStack() as stack:
        rounds = Rounds(bench.generator, bench.mode.seconds, 2 * bench.mode.rounds)  # two programs on two cores: less even than others
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
