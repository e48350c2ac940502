#!/usr/bin/env python3
"""Runs every scenario of testdata/golden against the emulator of this build.

Fails when a scenario fails that testdata/golden/known-failures.txt does not list, or when a listed one passes.
"""
import pathlib
import subprocess
import sys

ROOT = pathlib.Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT / "tests" / "e2e"))
import harness  # noqa: E402


GOLDEN = ROOT / "testdata" / "golden"


def run(endpoint, *arguments):
    command = [sys.executable, ROOT / "tools" / "golden" / "run.py", endpoint, *arguments]
    return subprocess.run(command, timeout=240, check=False).returncode


def main():
    with harness.emulator() as running:
        status = run(running.endpoint, "--known-failures", GOLDEN / "known-failures.txt")
    with harness.emulator("--delay-transient-statuses") as running:
        return run(running.endpoint, GOLDEN / "transient-statuses", "--transient-statuses") or status


if __name__ == "__main__":
    sys.exit(main())
