#!/usr/bin/env python3
"""Counts the instructions of the ten hottest requests, and compares them with those of tests/bench/instructions.json.

    instructions.py [--build FOLDER] [--update] [--profile REQUEST]

A count that is more than 3 % above the noted one fails. After a change that is worth its price, or that made something faster,
--update notes the new counts. --profile prints where one request's instructions go. Only counts of release builds compare.
Needs valgrind.
"""
import argparse
import concurrent.futures
import json
import os
import pathlib
import re
import subprocess
import sys
import tempfile

ROOT = pathlib.Path(__file__).resolve().parents[2]
NOTED = ROOT / "tests" / "bench" / "instructions.json"
RISE_MAX = 0.03
MEASURED_FUNCTION = "*answer_requests*"
REQUESTS = 200
SCANS = 4  # a page of 1 MB costs a thousand times what a GetItem does


def request_count(name):
    return SCANS if name.startswith("Scan") else REQUESTS


def callgrind(program, name, output):
    command = ["valgrind", "--tool=callgrind", f"--toggle-collect={MEASURED_FUNCTION}", f"--callgrind-out-file={output}",
               str(program), name, str(request_count(name))]
    done = subprocess.run(command, capture_output=True, text=True)
    collected = re.search(r"Collected : (\d+)", done.stderr)
    if done.returncode != 0 or not collected or collected[1] == "0":
        raise SystemExit(f"instructions.py: {name} was not counted:\n{done.stderr[-2000:]}")
    return int(collected[1])


def profile(program, name):
    with tempfile.NamedTemporaryFile(prefix="callgrind-") as output:
        callgrind(program, name, output.name)
        subprocess.run(["callgrind_annotate", "--show-percs=yes", "--threshold=95", output.name], check=True)


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--build", type=pathlib.Path, default=ROOT / "build" / "release")
    parser.add_argument("--update", action="store_true", help=f"note the counts in {NOTED.relative_to(ROOT)}")
    parser.add_argument("--profile", metavar="REQUEST", help="print where this request's instructions go")
    options = parser.parse_args()
    program = options.build / "bin" / "request_benchmark"
    if not program.exists():
        raise SystemExit(f"instructions.py: build it first: ninja -C {options.build} request_benchmark")
    if options.profile:
        return profile(program, options.profile)

    names = subprocess.run([str(program), "--list"], check=True, capture_output=True, text=True).stdout.splitlines()
    with concurrent.futures.ThreadPoolExecutor(os.cpu_count()) as pool:
        counts = dict(zip(names, pool.map(lambda name: callgrind(program, name, "/dev/null") // request_count(name), names)))
    noted = json.loads(NOTED.read_text()) if NOTED.exists() else {}
    worse = []
    print(f"{'request':<26} {'instructions':>13} {'noted':>13}")
    for name, count in counts.items():
        before = noted.get(name)
        change = f"{100 * (count / before - 1):+6.1f} %" if before else "    new"
        print(f"{name:<26} {count:>13,} {before or 0:>13,} {change}")
        if not before or count > before * (1 + RISE_MAX):
            worse.append(name)
    if options.update:
        NOTED.write_text(json.dumps(counts, indent=2) + "\n")
        return 0
    if worse:
        print(f"More than {100 * RISE_MAX:.0f} % up: {', '.join(worse)}. If it is worth it: tests/bench/instructions.py --update")
    return 1 if worse else 0


if __name__ == "__main__":
    sys.exit(main())
