"""The packages of npm that the JavaScript tests use: tests/e2e/javascript/package.json."""
import fcntl
import json
import pathlib
import re
import shutil
import subprocess
import unittest

FOLDER = pathlib.Path(__file__).resolve().parent / "javascript"
UNREACHABLE = re.compile(r"ENOTFOUND|EAI_AGAIN|ECONNREFUSED|ECONNRESET|ETIMEDOUT|SELF_SIGNED_CERT_IN_CHAIN")


def install():
    """Installs what is missing. Where npm's registry can't be reached there is nothing to test; whatever else fails is a failure."""
    if not (shutil.which("node") and shutil.which("npm")):
        raise unittest.SkipTest("Node.js is not installed")
    with open(FOLDER / "package-lock.json", encoding="utf-8") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)  # two tests may come at once
        if not is_installed():
            run_npm()


def is_installed():
    wanted = json.loads((FOLDER / "package.json").read_text(encoding="utf-8"))["dependencies"]
    return all(installed_version(name) == version for name, version in wanted.items())


def installed_version(name):
    file = FOLDER / "node_modules" / name / "package.json"
    return json.loads(file.read_text(encoding="utf-8"))["version"] if file.exists() else None


def run_npm():
    done = subprocess.run(["npm", "ci", "--no-progress"], cwd=FOLDER, capture_output=True, text=True, timeout=300)
    unreachable = UNREACHABLE.search(done.stderr)
    if done.returncode != 0 and unreachable:
        raise unittest.SkipTest(f"npm can't reach its registry: {unreachable[0]}")
    if done.returncode != 0:
        raise AssertionError(f"npm ci failed:\n{done.stderr}")
