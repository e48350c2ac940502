#!/usr/bin/env python3
"""Runs the scenarios of testdata/golden against any DynamoDB endpoint, the real service included.

    tools/golden/run.py http://127.0.0.1:8000
    tools/golden/run.py https://dynamodb.eu-west-2.amazonaws.com testdata/golden/put
    tools/golden/run.py --list

Credentials and region come from AWS_ACCESS_KEY_ID, AWS_SECRET_ACCESS_KEY, AWS_SESSION_TOKEN and AWS_REGION.
It makes tables whose names begin with "golden_", touches no other, and removes them.
The last line is "golden: N passed, N failed"; exit status 0 all passed, 1 some failed, 2 could not start.
"""
import argparse
import concurrent.futures
import fnmatch
import os
import pathlib
import secrets
import sys
import threading
import time

import connection
import scenario_file
import scenario_run

GOLDEN = pathlib.Path(__file__).resolve().parents[2] / "testdata" / "golden"


def scenario_files(paths):
    """The parsed files; of a folder all below it. Throws FormatError, also where two scenarios share an id."""
    found = []
    for path in paths or [GOLDEN]:
        path = pathlib.Path(path)
        found += sorted(path.rglob("*.test")) if path.is_dir() else [path]
    files = [scenario_file.parse(os.path.relpath(path)) for path in found]
    seen = {}
    for scenario in (scenario for file in files for scenario in file.scenarios):
        if scenario.id in seen:
            raise scenario_file.FormatError(f"{scenario.file}:{scenario.line}: {scenario.id} is already in "
                                            f"{seen[scenario.id].file}:{seen[scenario.id].line}")
        seen[scenario.id] = scenario
    return files


def select(files, patterns, has_transient_statuses=True):
    """Keeps the scenarios whose id, or whose file's path, matches one of the patterns, and whose needs are met."""
    files = [file for file in files if has_transient_statuses or not file.needs_transient_statuses]
    for file in files:
        file.scenarios = [s for s in file.scenarios if not patterns or any(
            fnmatch.fnmatch(s.id, p) or fnmatch.fnmatch(s.file, f"*{p}*") for p in patterns)]
    return [file for file in files if file.scenarios]


def known_failures(path):
    """The ids of a list of "ID: REASON" lines."""
    known = {}
    for number, line in enumerate(pathlib.Path(path).read_text(encoding="utf-8").splitlines(), 1):
        if line.strip() and not line.startswith("#"):
            name, _, reason = line.partition(":")
            if not reason.strip():
                raise scenario_file.FormatError(f"{path}:{number}: want ID: REASON")
            known[name.strip()] = reason.strip()
    return known


class Results:
    """Counts, and prints each failure as it comes."""

    def __init__(self, known, is_quiet):
        self.known, self.is_quiet = known, is_quiet
        self.passed, self.failed, self.expected, self.skipped, self.left = [], [], [], [], []
        self.reasons = {}  # id -> why it failed
        self.lock = threading.Lock()
        self.is_interrupted = False

    def add(self, scenario, why):
        with self.lock:
            if why is None and scenario.id in self.known:
                why = f"passes, so it must leave the list of known failures ({self.known[scenario.id]})"
            elif why is not None and scenario.id in self.known:
                self.expected.append(scenario.id)
                return
            (self.passed if why is None else self.failed).append(scenario.id)
            if why is not None:
                self.reasons[scenario.id] = why
            if why is not None and not self.is_quiet:
                print(f"FAIL {scenario.id}  {scenario.title}\n  {scenario.file}:{scenario.line}\n    "
                      + why.replace("\n", "\n    "), flush=True)

    def skip(self, scenario, why):
        with self.lock:
            self.skipped.append((scenario.id, why))

    def leave(self, names):
        with self.lock:
            self.left += names


def run_file(file, client, run_id, results):
    running = scenario_run.FileRun(client, run_id, file)
    try:
        for scenario in file.scenarios:
            if results.is_interrupted:
                break
            try:
                results.add(scenario, running.run(scenario))
            except scenario_run.Skipped as reason:
                results.skip(scenario, str(reason))
    finally:
        results.leave(running.close())


def run_files(files, make_client, jobs, known=(), is_quiet=False):
    """Runs the files, several at a time, each with a client of its own."""
    results = Results(dict(known), is_quiet)
    run_id = secrets.token_hex(4)
    with concurrent.futures.ThreadPoolExecutor(jobs) as pool:
        # The longest first, so that no long one is left for the end.
        ordered = sorted(files, key=lambda file: -sum(len(s.steps) for s in file.scenarios))
        runs = [pool.submit(lambda f=file: run_file(f, make_client(), run_id, results)) for file in ordered]
        try:
            for done in runs:
                done.result()
        except KeyboardInterrupt:
            results.is_interrupted = True  # the tables are removed all the same
            pool.shutdown(cancel_futures=True)
    return results


def arguments():
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("endpoint", nargs="?", help="http://HOST:PORT, or https://dynamodb.REGION.amazonaws.com")
    parser.add_argument("files", nargs="*", help="*.test files or folders; all of testdata/golden without any")
    parser.add_argument("--list", action="store_true", help="print the scenarios and run nothing")
    parser.add_argument("--only", action="append", metavar="PATTERN",
                        help="scenarios whose id matches (put-0*), or whose file's path contains it")
    parser.add_argument("--jobs", type=int, default=4, help="files at a time (4)")
    parser.add_argument("--known-failures", metavar="FILE", help="scenarios that must fail, with their reasons")
    parser.add_argument("--list-failed", metavar="FILE", help="write the ids of the failed scenarios here")
    parser.add_argument("--timeout", type=float, default=60, metavar="S", help="seconds to wait for an answer (60)")
    parser.add_argument("--transient-statuses", action="store_true",
                        help="tables are CREATING, UPDATING and DELETING for a while, as in AWS: run the scenarios of it, too")
    parser.add_argument("--quiet", action="store_true", help="no line for each failure")
    options = parser.parse_args()
    if options.list and options.endpoint:
        options.files.insert(0, options.endpoint)
    elif not options.endpoint and not options.list:
        parser.error("want an endpoint")
    return options


def main():
    options = arguments()
    try:
        has_transient_statuses = options.transient_statuses or options.list or (
            connection.Connection(options.endpoint).is_remote)
        files = select(scenario_files(options.files), options.only, has_transient_statuses)
        known = known_failures(options.known_failures) if options.known_failures else {}
        if options.list:
            for scenario in (s for file in files for s in file.scenarios):
                print(f"{scenario.id:12} {scenario.file}:{scenario.line}  {scenario.title}")
            return 0
        if not files:
            raise ValueError("no scenario")
        connection.Connection(options.endpoint, options.timeout).call("ListTables", {"Limit": 1})
    except (scenario_file.FormatError, OSError, ValueError, connection.NoAnswer) as error:
        print(f"run.py: {error}", file=sys.stderr)
        return 2
    started = time.monotonic()
    results = run_files(files, lambda: connection.Connection(options.endpoint, options.timeout), options.jobs, known,
                        options.quiet)
    if options.list_failed:
        pathlib.Path(options.list_failed).write_text("".join(f"{name}\n" for name in sorted(results.failed)))
    for name in results.left:
        print(f"golden: the table {name} could not be removed")
    known_text = f", {len(results.expected)} known failures" if results.expected else ""
    print(f"golden: {time.monotonic() - started:.1f} s{known_text}")
    print(f"golden: {len(results.passed)} passed, {len(results.failed)} failed")
    return 1 if results.failed or results.is_interrupted else 0


if __name__ == "__main__":
    sys.exit(main())
