#!/usr/bin/env python3
"""A PostgreSQL server of a test's own: on a free port of loopback, its files in a temporary folder, gone with the test.

In Python:

    with postgres_server() as server:
        server.url("cruddur")          # postgresql://cruddur:...@127.0.0.1:PORT/cruddur?sslmode=require

For tests in other languages, as a program: it prints the URL of its database `postgres`, then obeys the lines of its
standard input, `stop` (at once, as a crash would), `start`, `pause` and `resume`, with `done` to each, and ends with it.
"""
import contextlib
import os
import pathlib
import pwd
import secrets
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import time

START_TIMEOUT_S = 60  # a busy machine starts slowly
START_ATTEMPTS = 5    # another program may take the port before the server does
USER = "cruddur"
# A test's data survives a crash of the server, not one of the machine.
SETTINGS = {"fsync": "off", "shared_buffers": "16MB", "max_connections": "40", "listen_addresses": "127.0.0.1",
            "ssl": "on", "autovacuum": "off", "log_min_messages": "fatal"}


def binaries():
    """The folder of the newest server that is installed, as Debian lays it; else that of the search path."""
    folders = sorted(pathlib.Path("/usr/lib/postgresql").glob("*/bin"), key=lambda folder: float(folder.parent.name))
    if folders:
        return folders[-1]
    found = shutil.which("initdb")
    if not found:
        raise RuntimeError("PostgreSQL is not installed: run tools/install-packages test")
    return pathlib.Path(found).resolve().parent


class PostgresServer:
    """One running server. The superuser is `cruddur`, with a password of its own."""

    def __init__(self, folder):
        self.folder = pathlib.Path(folder)
        self.binaries = binaries()
        self.password = secrets.token_hex(8)
        self.process = None
        self.port = None
        self._account = self._unprivileged_account()
        self._initialise()
        self.start()

    def url(self, database="postgres", sslmode="require", password=None):
        return (f"postgresql://{USER}:{password or self.password}@127.0.0.1:{self.port}/{database}"
                f"?sslmode={sslmode}")

    def start(self):
        """The same port again after the first time, so that a URL stays what it is."""
        attempts = 1 if self.port else START_ATTEMPTS
        for attempt in range(1, attempts + 1):
            port = self.port or free_port()
            if self._try_to_start(port):
                self.port = port
                return
        raise RuntimeError("PostgreSQL did not start:\n" + self._log().read_text(errors="replace")[-2000:])

    def stop(self, how=signal.SIGQUIT):
        """SIGQUIT: at once, as a crash would, so that the next start recovers."""
        if self.process and self.process.poll() is None:
            self.process.send_signal(signal.SIGCONT)
            self.process.send_signal(how)
            self.process.wait(START_TIMEOUT_S)

    def pause(self, how=signal.SIGSTOP):
        """Every process of the server stands still: connections stay open, and nothing answers."""
        for pid in [self.process.pid, *children_of(self.process.pid)]:
            os.kill(pid, how)

    def resume(self):
        self.pause(signal.SIGCONT)

    def _unprivileged_account(self):
        """PostgreSQL refuses to run as root."""
        if os.geteuid() != 0:
            return {}
        for name in ("postgres", "nobody"):
            with contextlib.suppress(KeyError):
                account = pwd.getpwnam(name)
                os.chown(self.folder, account.pw_uid, account.pw_gid)
                return {"user": account.pw_uid, "group": account.pw_gid, "extra_groups": []}
        raise RuntimeError("there is no account but root's to run PostgreSQL with")

    def _run(self, *arguments):
        result = subprocess.run([str(a) for a in arguments], cwd=self.folder, capture_output=True, text=True,
                                stdin=subprocess.DEVNULL, env=self._environment(), **self._account)
        if result.returncode != 0:
            raise RuntimeError(f"{arguments[0]} failed: {result.stdout}{result.stderr}")

    def _environment(self):
        return {"PATH": os.environ.get("PATH", ""), "HOME": str(self.folder), "LC_ALL": "C.UTF-8", "TZ": "UTC"}

    def _initialise(self):
        password_file = self.folder / "password"
        password_file.write_text(self.password)
        password_file.chmod(0o644)  # in a folder that is only the server's
        self._run(self.binaries / "initdb", "--pgdata=data", f"--username={USER}", "--pwfile=password", "--no-sync",
                  "--auth=scram-sha-256", "--encoding=UTF8", "--locale=C.UTF-8")
        self._run("openssl", "req", "-new", "-x509", "-nodes", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256",
                  "-days", "2", "-subj", "/CN=127.0.0.1", "-keyout", "data/server.key", "-out", "data/server.crt")

    def _log(self):
        return self.folder / "log"

    def _try_to_start(self, port):
        settings = {**SETTINGS, "port": port, "unix_socket_directories": self.folder}
        options = [f"--{name}={value}" for name, value in settings.items()]
        status_file = self.folder / "data" / "postmaster.pid"
        status_file.unlink(missing_ok=True)
        with self._log().open("ab") as log:
            self.process = subprocess.Popen([str(self.binaries / "postgres"), "-D", "data", *options],
                                            cwd=self.folder, stdin=subprocess.DEVNULL, stdout=log, stderr=log,
                                            env=self._environment(), start_new_session=True, **self._account)
        deadline = time.monotonic() + START_TIMEOUT_S
        while self.process.poll() is None and time.monotonic() < deadline:
            # The last line of it says how far the server is.
            if status_file.exists() and status_file.read_text().rstrip().endswith("ready"):
                return True
            time.sleep(0.02)
        self.stop()
        return False


def children_of(pid):
    found = []
    for status in pathlib.Path("/proc").glob("[0-9]*/stat"):
        with contextlib.suppress(OSError):
            if int(status.read_text().rpartition(")")[2].split()[1]) == pid:
                found.append(int(status.parent.name))
    return found


def free_port():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


@contextlib.contextmanager
def postgres_server():
    folder = tempfile.mkdtemp(prefix="ddb-postgres-")
    server = None
    try:
        server = PostgresServer(folder)
        yield server
    finally:
        if server:
            server.stop()
        shutil.rmtree(folder, ignore_errors=True)


def obey(server, lines):
    commands = {"stop": server.stop, "start": server.start, "pause": server.pause, "resume": server.resume}
    print(server.url(), flush=True)
    for line in lines:
        commands[line.strip()]()
        print("done", flush=True)


if __name__ == "__main__":
    with postgres_server() as running:
        obey(running, sys.stdin)
