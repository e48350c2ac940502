"""Servers under measurement: started on given cores, asked for their CPU time and memory, stopped."""
import http.client
import json
import os
import pathlib
import shlex
import socket
import subprocess
import time

from rig import requests

CORES = sorted(os.sched_getaffinity(0))
SERVER_CORE = CORES[0]
GENERATOR_CORE = CORES[1 % len(CORES)]
START_TIMEOUT_SECONDS = 60
HEADERS = {
    "Content-Type": "application/x-amz-json-1.0",
    "X-Amz-Date": "20261121T000000Z",
    "Authorization": "AWS4-HMAC-SHA256 Credential=bench/20261121/us-east-1/dynamodb/aws4_request, "
                     "SignedHeaders=content-type;host;x-amz-date;x-amz-target, Signature=" + "0" * 64,
}


def free_port():
    with socket.socket() as s:
        s.bind(("127.0.0.1", 0))
        return s.getsockname()[1]


def fill_in(template, port, folder, threads):
    """The command as a list; {port}, {folder} and {threads} in it are filled in."""
    values = {"{port}": str(port), "{folder}": str(folder), "{threads}": str(threads)}
    parts = shlex.split(template)
    for name, value in values.items():
        parts = [part.replace(name, value) for part in parts]
    return parts


class Server:
    """Runs until the end of a `with`. `folder` is its own, for what it stores."""

    def __init__(self, template, folder, cores=(SERVER_CORE,), threads=1):
        self.folder = pathlib.Path(folder)
        self.folder.mkdir(parents=True, exist_ok=True)
        self.port = free_port()
        self.command = fill_in(template, self.port, self.folder, threads)
        self.process = subprocess.Popen(["taskset", "-c", ",".join(map(str, cores)), *self.command],
                                        stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        try:
            self.wait_for_port()
        except BaseException:
            self.process.kill()
            raise

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.process.terminate()
        self.process.wait(60)

    def wait_for_port(self):
        deadline = time.monotonic() + START_TIMEOUT_SECONDS
        while True:
            try:
                return socket.create_connection(("127.0.0.1", self.port), timeout=1).close()
            except OSError:
                if self.process.poll() is not None:
                    raise SystemExit(f"run.py: the server ended: {shlex.join(self.command)}") from None
                if time.monotonic() > deadline:
                    raise SystemExit(f"run.py: port {self.port} did not open: {shlex.join(self.command)}") from None
                time.sleep(0.001)

    def cpu_seconds(self):
        nanoseconds = 0
        for task in pathlib.Path(f"/proc/{self.process.pid}/task").iterdir():
            nanoseconds += int((task / "schedstat").read_text().split()[0])
        return nanoseconds / 1e9

    def memory_megabytes(self, field="VmRSS"):
        """A field of /proc/PID/status: VmRSS, its part RssAnon, or VmHWM, the most since reset_peak_memory."""
        for line in pathlib.Path(f"/proc/{self.process.pid}/status").read_text().splitlines():
            if line.startswith(field + ":"):
                return int(line.split()[1]) / 1024
        raise SystemExit(f"run.py: no {field} of {shlex.join(self.command)}")

    def reset_peak_memory(self):
        pathlib.Path(f"/proc/{self.process.pid}/clear_refs").write_text("5")

    def call(self, operation, body):
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=60)
        try:
            status, text = post(connection, operation, json.dumps(body))
        finally:
            connection.close()
        if status != 200:
            raise SystemExit(f"run.py: {operation} answered {status}: {text[:300]!r}")
        return json.loads(text)


def post(connection, operation, body):
    """Status and body of the answer, over a connection of http.client that stays open."""
    connection.request("POST", "/", body, {**HEADERS, "X-Amz-Target": requests.TARGET + operation})
    answer = connection.getresponse()
    return answer.status, answer.read()
