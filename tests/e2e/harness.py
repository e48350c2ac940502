"""Starts the emulator for a test and stops it after. Everything binds loopback and a free port."""
import contextlib
import os
import pathlib
import shutil
import signal
import subprocess
import sys
import tempfile
import unittest

ROOT = pathlib.Path(__file__).resolve().parents[2]
BUILD = pathlib.Path(os.environ.get("DDB_BUILD", ROOT / "build" / "release")).resolve()
EMULATOR = BUILD / "bin" / "ddb-emulator"
COMMAND = BUILD / "bin" / "ddb"
START_TIMEOUT_S = 30  # sanitizer builds on a busy machine start slowly
ENVIRONMENT = {
    "AWS_ACCESS_KEY_ID": "test",
    "AWS_SECRET_ACCESS_KEY": "test",
    "AWS_DEFAULT_REGION": "us-east-1",
    "AWS_EC2_METADATA_DISABLED": "true",
    "AWS_CONFIG_FILE": "/dev/null",
    "AWS_SHARED_CREDENTIALS_FILE": "/dev/null",
}


class Emulator:
    """One running ddb-emulator."""

    def __init__(self, *options, **popen):
        self.process = subprocess.Popen([str(EMULATOR), "--port", "0", "--log-level", "error", *options],
                                        stdout=subprocess.PIPE, text=True, **popen)
        line = self.process.stdout.readline()
        if not line:
            raise RuntimeError(f"ddb-emulator did not start: exit status {self.process.wait(START_TIMEOUT_S)}")
        self.ready_line = line.strip()
        self.endpoint = next(word for word in line.split() if word.startswith("http://")).rstrip(".,")

    def stop(self, how=signal.SIGTERM):
        """Sends the signal, waits for the end, and gives the exit status."""
        if self.process.poll() is None:
            self.process.send_signal(how)
        status = self.process.wait(START_TIMEOUT_S)
        self.process.stdout.close()
        return status


@contextlib.contextmanager
def emulator(*options):
    running = Emulator(*options)
    try:
        yield running
    finally:
        running.stop()


@contextlib.contextmanager
def temporary_folder():
    folder = tempfile.mkdtemp(prefix="ddb-e2e-")
    try:
        yield pathlib.Path(folder)
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def environment(endpoint):
    """What a client's process needs to know, and nothing of the machine's own AWS settings."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith("AWS_")}
    return {**kept, **ENVIRONMENT, "AWS_ENDPOINT_URL_DYNAMODB": endpoint}


def run(arguments, endpoint, **options):
    """Runs a client program to its end."""
    return subprocess.run([str(a) for a in arguments], env=environment(endpoint), capture_output=True, text=True,
                          timeout=120, **options)


class EmulatorTest(unittest.TestCase):
    """A test class with one emulator of its own."""
    emulator_options = ()

    @classmethod
    def setUpClass(cls):
        cls.emulator = Emulator(*cls.emulator_options)
        cls.addClassCleanup(cls.emulator.stop)

    def boto3(self, service="dynamodb", kind="client"):
        return boto3_session(self.emulator.endpoint, service, kind)


def boto3_session(endpoint, service="dynamodb", kind="client"):
    import boto3
    from botocore.config import Config
    session = boto3.session.Session(aws_access_key_id="test", aws_secret_access_key="test", region_name="us-east-1")
    make = session.client if kind == "client" else session.resource
    return make(service, endpoint_url=endpoint,
                config=Config(retries={"max_attempts": 1}, connect_timeout=5, read_timeout=30))


def main():
    unittest.main(argv=[sys.argv[0], "-v", *sys.argv[1:]])
