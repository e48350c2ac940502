"""Starts all of Cruddur for a test: the emulator with its table, stream hook and user pool, the users database, and the backend."""
import contextlib
import http.client
import json
import secrets
import signal
import subprocess
import urllib.parse

import harness

BACKEND = harness.BUILD / "bin" / "cruddur-backend"
CRUDDUR = harness.BUILD / "bin" / "cruddur"
POOL_ID, CLIENT_ID = "us-east-1_Cruddur01", "1example23456789cruddur"
TABLE = "cruddur-messages"
PASSWORD = "Correct-horse-7"


def post_json(address, path, body, headers=()):
    """One POST; gives the status and the JSON of the answer."""
    return request(address, "POST", path, json.dumps(body), {"Content-Type": "application/json", **dict(headers)})[:2]


def request(address, method, path, body=None, headers=(), timeout_s=30):
    """One HTTP exchange; gives the status, the JSON of the answer (or its text), and its headers."""
    where = urllib.parse.urlsplit(address)
    connection = http.client.HTTPConnection(where.hostname, where.port, timeout=timeout_s)
    try:
        connection.request(method, path, body, dict(headers))
        answer = connection.getresponse()
        text = answer.read().decode("utf-8")
        is_json = "json" in (answer.getheader("Content-Type") or "")
        return answer.status, json.loads(text) if is_json and text else text, answer.headers
    finally:
        connection.close()


class Cruddur:
    """All of it, in a folder of its own. What was started is stopped by `stop`; each program may be killed and started again."""

    def __init__(self, folder, connection_url="", emulator_options=(), backend_options=(), backend_environment=(),
                 stream="hook"):
        """`stream`: how the changes come to the handler, "hook" or "poller"."""
        self.folder, self.stream = folder, stream
        self.hook_secret = secrets.token_hex(16)
        self.connection_url = connection_url or f"sqlite:{folder / 'cruddur.db'}"
        self.emulator_options = list(emulator_options)
        self.backend_options = [*backend_options, *(["--poll-stream"] if stream == "poller" else [])]
        self.backend_environment = dict(backend_environment)
        self.emulator = self.backend = self.address = None
        self.tokens = {}

    def start(self):
        self.start_emulator()
        self.run(harness.COMMAND, "schema-load")
        self.run(CRUDDUR, "db", "setup", "--yes")
        self.start_backend()
        if self.stream == "hook":
            # The backend's port is known only now; an emulator that is started again is told on its command line.
            status, answer = post_json(self.endpoint, "/_ddb/stream-hooks", {"Table": TABLE, "Url": self.hook_url()})
            assert status == 200, answer

    @property
    def endpoint(self):
        return self.emulator.endpoint

    def hook_url(self):
        return f"{self.address}/hooks/dynamodb-stream/{self.hook_secret}"

    def environment(self):
        kept = harness.environment(self.endpoint)
        return {**kept, "AWS_ENDPOINT_URL": self.endpoint, "AWS_COGNITO_USER_POOL_ID": POOL_ID,
                "AWS_COGNITO_USER_POOL_CLIENT_ID": CLIENT_ID, "CONNECTION_URL": self.connection_url,
                "CRUDDUR_HOOK_SECRET": self.hook_secret, "DDB_MESSAGE_TABLE": TABLE, **self.backend_environment}

    def run(self, *arguments):
        """Runs a program of ours to its end; gives what it printed."""
        done = subprocess.run([str(a) for a in arguments], env=self.environment(), capture_output=True, text=True,
                              timeout=120)
        assert done.returncode == 0, f"{arguments}: {done.stdout}{done.stderr}"
        return done.stdout

    def start_emulator(self):
        """On a free port, then always on that one."""
        options = ["--user-pool", f"{POOL_ID}:{CLIENT_ID}", "--allow-origin", "*", *self.emulator_options]
        if self.emulator:
            options += ["--port", str(urllib.parse.urlsplit(self.endpoint).port)]
        if self.address and self.stream == "hook":
            options += ["--stream-hook", f"{TABLE}={self.hook_url()}"]
        self.emulator = harness.Emulator(*options)

    def kill_emulator(self):
        self.emulator.stop(signal.SIGKILL)

    def start_backend(self):
        """On a free port, then always on that one."""
        port = urllib.parse.urlsplit(self.address).port if self.address else 0
        log = open(self.folder / "backend.log", "ab")
        with log:
            self.backend = subprocess.Popen(
                [str(BACKEND), "--port", str(port), *self.backend_options], env=self.environment(),
                cwd=self.folder, stdout=subprocess.PIPE, stderr=log, text=True)
        line = self.backend.stdout.readline()
        assert line, f"cruddur-backend did not start: {(self.folder / 'backend.log').read_text()[-2000:]}"
        self.address = next(word for word in line.split() if word.startswith("http://")).rstrip(".,")

    def stop_backend(self, how=signal.SIGTERM):
        """Sends the signal, waits for the end, and gives the exit status."""
        if self.backend.poll() is None:
            self.backend.send_signal(how)
        status = self.backend.wait(harness.START_TIMEOUT_S)
        self.backend.stdout.close()
        return status

    def stop(self):
        """Whatever of it runs."""
        if self.backend and not self.backend.stdout.closed:
            self.stop_backend()
        if self.emulator:
            self.emulator.stop()

    def add_accounts(self, *handles):
        """Lets these people of the users database sign in."""
        for handle in handles:
            self.run(CRUDDUR, "cognito", "create-user", handle, "--password", PASSWORD, "--email", f"{handle}@example.com")
        self.run(CRUDDUR, "cognito", "update-cognito-user-ids")

    def sign_in(self, handle):
        """An access token, as the pages get theirs."""
        if handle not in self.tokens:
            status, answer = post_json(self.endpoint, "/", {
                "AuthFlow": "USER_PASSWORD_AUTH", "ClientId": CLIENT_ID,
                "AuthParameters": {"USERNAME": handle, "PASSWORD": PASSWORD}},
                {"Content-Type": "application/x-amz-json-1.1",
                 "X-Amz-Target": "AWSCognitoIdentityProviderService.InitiateAuth"})
            assert status == 200, answer
            self.tokens[handle] = answer["AuthenticationResult"]["AccessToken"]
        return self.tokens[handle]

    def get(self, path, handle=None):
        """Status, JSON and headers of a GET to the backend, signed in as `handle` if one is given."""
        headers = {"Authorization": f"Bearer {self.sign_in(handle)}"} if handle else {}
        return request(self.address, "GET", path, headers=headers)

    def send(self, handle, body, **headers):
        """Posts a message as `handle`; gives status and JSON."""
        named = {name.replace("_", "-"): value for name, value in headers.items()}
        return post_json(self.address, "/api/messages", body,
                         {"Authorization": f"Bearer {self.sign_in(handle)}", **named})


@contextlib.contextmanager
def cruddur(*handles, **options):
    """A running Cruddur whose people `handles` can sign in."""
    with harness.temporary_folder() as folder:
        running = Cruddur(folder, **options)
        try:
            running.start()
            running.add_accounts(*handles)
            yield running
        finally:
            running.stop()
