"""Load, and what came of it."""
import collections
import dataclasses
import json
import pathlib
import statistics
import subprocess

from rig import requests
from rig.servers import GENERATOR_CORE

LOADING_CONNECTIONS = 4


@dataclasses.dataclass
class Measured:
    """One run against one server."""
    rate: float  # requests/s
    cpu_us: float  # the server's CPU time for each request
    p50_us: float
    p99_us: float
    bytes_per_second: float  # of the answers' bodies
    errors: int


def best(runs):
    """The least disturbed of several runs of the same load: the highest rate, the least CPU time."""
    fastest = max(runs, key=lambda run: run.rate)
    return dataclasses.replace(fastest, cpu_us=min(run.cpu_us for run in runs), errors=sum(run.errors for run in runs))


def median_gain(runs, others):
    """How many times the rate of `others` the runs have; of runs of the same rounds, as the machine's pace changes within minutes."""
    return statistics.median(run.rate / other.rate for run, other in zip(runs, others, strict=True))


class Generator:
    def __init__(self, build, folder):
        self.program, self.folder = pathlib.Path(build) / "bin" / "load_generator", pathlib.Path(folder)

    def requests_file(self, name, lines):
        path = self.folder / (name.replace(" ", "-") + ".requests")
        path.write_text("".join(lines))
        return path

    def command(self, server, connections, seconds, path, core=GENERATOR_CORE):
        return ["taskset", "-c", str(core), str(self.program), str(server.port), str(connections), str(seconds), str(path)]

    def run(self, server, connections, seconds, path):
        return self.run_on(server, connections, seconds, path, [GENERATOR_CORE])

    def run_on(self, server, connections, seconds, path, cores):
        """One load generator on each core; the connections are shared out among them."""
        before = server.cpu_seconds()
        running = [subprocess.Popen(self.command(server, connections // len(cores), seconds, path, core),
                                    stdout=subprocess.PIPE, text=True) for core in cores]
        results = [parse(process) for process in running]
        cpu_seconds = server.cpu_seconds() - before
        return Measured(rate=sum(r["requests"] / r["seconds"] for r in results),
                        cpu_us=cpu_seconds / sum(r["requests"] for r in results) * 1e6,
                        p50_us=max(r["p50_us"] for r in results), p99_us=max(r["p99_us"] for r in results),
                        bytes_per_second=sum(r["body_bytes"] / r["seconds"] for r in results),
                        errors=sum(r["errors"] for r in results))

    def load(self, server, table, count, note="x" * 40):
        """A new table with `count` items; seconds that the puts took."""
        server.call("CreateTable", requests.create_table(table))
        process = subprocess.Popen(self.command(server, LOADING_CONNECTIONS, "once", "-"), stdin=subprocess.PIPE,
                                   stdout=subprocess.PIPE, text=True)
        process.stdin.writelines(requests.load_lines(table, count, note))
        process.stdin.close()
        result = parse(process)
        if result["errors"]:
            raise SystemExit(f"run.py: {result['errors']} of {result['requests']} BatchWriteItem requests were refused")
        return result["seconds"]


def parse(process):
    output = process.stdout.read()
    process.stdout.close()
    if process.wait() != 0:
        raise SystemExit("run.py: the load generator failed")
    return json.loads(output)


class Rounds:
    """Runs several loads in turn, several times over, so that a disturbance does not hit one of them alone.

    Each runs for `settling_seconds` before it is measured, so that what the one before has left behind (a checkpoint,
    pages to be read anew) is not taken for its own.
    """

    def __init__(self, generator, seconds, count, settling_seconds=0):
        self.generator, self.seconds, self.count, self.settling_seconds = generator, seconds, count, settling_seconds
        self.loads = {}

    def add(self, name, server, connections, path, cores=(GENERATOR_CORE,)):
        self.loads[name] = (server, connections, path, cores)

    def run(self):
        """The runs of each load, by round."""
        runs = collections.defaultdict(list)
        for _ in range(self.count):
            for name, (server, connections, path, cores) in self.loads.items():
                if self.settling_seconds:
                    self.generator.run_on(server, connections, self.settling_seconds, path, cores)
                runs[name].append(self.generator.run_on(server, connections, self.seconds, path, cores))
        return runs
