#!/usr/bin/env python3
"""Measures the emulator over HTTP and prints every goal with what was measured, with a bare Boost.Beast server as the floor in the same run.

    ninja -C build/release programs bench_programs
    tests/bench/run.py [--quick | --long] [--only WORDS] [--before-others] [--json OUT] [--markdown OUT]
    tests/bench/run.py --command "SERVER --port {port}" [--file-command "SERVER --port {port} --path {folder}/data"]

The server runs on one core, the load generator on another; 10,000 items of about 150 bytes; 16 connections where nothing else is said.
Loads are run in turn, several times over: the best run of each is shown, and the median of the ratios of runs of the same round.

Of another server's commands, {port} stands for the port to listen on, {threads} for the number of its threads, {folder} for an empty
folder of its own. Rows that need a command which is not given are left out, and the second core without {threads}.
"""
import argparse
import dataclasses
import json
import os
import pathlib
import shlex
import sys
import tempfile

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parent))
from rig import report  # noqa: E402
from rig.generator import Generator  # noqa: E402
from rows import cores, large_tables, latency, start_and_memory, throughput  # noqa: E402


@dataclasses.dataclass
class Mode:
    seconds: float  # of each load in each round
    rounds: int
    starts: int
    stored_megabytes: int
    growth_items: int
    scanned_megabytes: int


QUICK = Mode(seconds=0.15, rounds=4, starts=7, stored_megabytes=40, growth_items=50_000, scanned_megabytes=100)
DEFAULT = Mode(seconds=0.3, rounds=12, starts=21, stored_megabytes=200, growth_items=200_000, scanned_megabytes=400)
LONG = Mode(seconds=1.0, rounds=12, starts=41, stored_megabytes=200, growth_items=10_000_000, scanned_megabytes=5_000)

SECTIONS = [throughput.rows, cores.rows, start_and_memory.rows, large_tables.growth_rows, large_tables.scan_rows, latency.rows]


class Bench:
    """What every section needs."""

    def __init__(self, options, folder):
        self.build, self.folder, self.mode = options.build, folder, options.mode
        self.wanted = [word.lower() for word in options.only or []]
        self.generator = Generator(options.build, folder)
        self.floor_command = shlex.quote(str(options.build / "bin" / "floor_server")) + " --port {port} --threads {threads}"
        self.commands = commands(options)
        self.is_of_others = bool(options.command)

    def is_wanted(self, name):
        return not self.wanted or any(word in name.lower() for word in self.wanted)

    def stored_megabytes(self, name):
        return sum(path.stat().st_size for path in (self.folder / name).rglob("*") if path.is_file()) / 1e6


def commands(options):
    """The kinds of server that are measured; None: left out."""
    if options.command:
        return {"memory": options.command, "file": options.file_command, "full": options.full_command}
    own = shlex.quote(str(options.build / "bin" / "ddb-emulator")) + " --port {port} --threads {threads} --log-level error"
    file = own + " --db-path {folder}/bench.db"
    return {"memory": own, "file": options.file_command or file, "full": options.full_command or file + " --durability full"}


def parse_options():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.set_defaults(mode=DEFAULT)
    mode = parser.add_mutually_exclusive_group()
    mode.add_argument("--quick", dest="mode", action="store_const", const=QUICK, help="every row in about half a minute")
    mode.add_argument("--long", dest="mode", action="store_const", const=LONG, help="10 million items, a scan of 5 GB")
    parser.add_argument("--only", action="append", metavar="WORDS", help="only rows whose name has these words (repeatable)")
    parser.add_argument("--command", help="measure another server; in memory, if it can")
    parser.add_argument("--file-command", help="the same, storing to a file")
    parser.add_argument("--full-command", help="the same, with a write on the disk before it is answered")
    parser.add_argument("--build", type=pathlib.Path, default=report.ROOT / "build" / "release")
    parser.add_argument("--folder", type=pathlib.Path, help="where files are written; on a disk, not in memory")
    parser.add_argument("--before-others", action="store_true",
                        help="on a machine that others use: with a greater share of the CPU than theirs; needs root")
    parser.add_argument("--json", type=pathlib.Path, metavar="OUT", help="write every figure there as well")
    parser.add_argument("--markdown", type=pathlib.Path, metavar="OUT", help="write the table there as well; docs/benchmarks.md keeps its other text")
    return parser.parse_args()


def go_before_others():
    """A session of its own, with all that it starts, whose share of the CPU is the greatest; see sched(7), "The autogroup feature"."""
    if os.getpid() == os.getpgrp() and os.fork() != 0:  # the leader of a group cannot leave it
        sys.exit(os.waitstatus_to_exitcode(os.wait()[1]))
    os.setsid()
    autogroup = pathlib.Path("/proc/self/autogroup")
    if autogroup.exists():
        autogroup.write_text("-19")
    os.setpriority(os.PRIO_PROCESS, 0, -15)


def main():
    options = parse_options()
    description = report.describe(options.build)
    if options.command:
        description += f"; measured: {options.command}"
    if options.before_others:
        go_before_others()
        description += "; run before others"
    print(description)
    print(report.text_line(report.HEADINGS))
    rows = []
    with tempfile.TemporaryDirectory(prefix="ddb-bench-", dir=options.folder) as name:
        bench = Bench(options, pathlib.Path(name))
        for section in SECTIONS:
            for row in section(bench):
                print(report.text_line(row.cells()), flush=True)
                rows.append(row)
    print(report.summary(rows))
    if options.json:
        options.json.write_text(json.dumps(report.as_json(rows, description), indent=1))
    if options.markdown:
        command = shlex.join(["tests/bench/run.py", *sys.argv[1:]])
        report.write_section(options.markdown, report.markdown(rows, description, command))
    return 1 if any(row.errors for row in rows) else 0


if __name__ == "__main__":
    sys.exit(main())
