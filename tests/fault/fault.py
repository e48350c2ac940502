"""What the fault programs share: a client that knows when it was not answered, a server, the command line and the figures."""
import argparse
import http.client
import json
import pathlib
import random
import subprocess
import sys
import time

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parents[1] / "e2e"))
import harness  # noqa: E402

HEADERS = {
    "Content-Type": "application/x-amz-json-1.0",
    "X-Amz-Date": "20261121T000000Z",
    "Authorization": "AWS4-HMAC-SHA256 Credential=fault/20261121/us-east-1/dynamodb/aws4_request, "
                     "SignedHeaders=host;x-amz-date;x-amz-target, Signature=" + "0" * 64,
}


class Unanswered(Exception):
    """The server went away: whether the request has happened is not known."""


class Refused(Exception):
    """The server answered with an error."""

    def __init__(self, status, body):
        super().__init__(f"{status} {body}")
        self.status = status
        self.error = json.loads(body or "{}").get("__type", "").partition("#")[2]


class Client:
    """One connection."""

    def __init__(self, endpoint):
        self.connection = http.client.HTTPConnection(endpoint.removeprefix("http://"), timeout=60)

    def call(self, operation, **body):
        service = "DynamoDBStreams_20120810" if operation in STREAM_OPERATIONS else "DynamoDB_20120810"
        try:
            self.connection.request("POST", "/", json.dumps(body),
                                    {**HEADERS, "X-Amz-Target": f"{service}.{operation}"})
            answer = self.connection.getresponse()
            text = answer.read()
        except (OSError, http.client.HTTPException) as failure:
            self.connection.close()
            raise Unanswered(str(failure)) from failure
        if answer.status != 200:
            raise Refused(answer.status, text)
        return json.loads(text)

    def pages(self, operation, **body):
        """All answers of a Scan or Query, page by page."""
        while True:
            answer = self.call(operation, **body)
            yield answer
            if "LastEvaluatedKey" not in answer:
                return
            body["ExclusiveStartKey"] = answer["LastEvaluatedKey"]

    def items(self, **body):
        return [item for page in self.pages("Scan", ConsistentRead="IndexName" not in body, **body)
                for item in page["Items"]]

    def close(self):
        self.connection.close()


STREAM_OPERATIONS = ("DescribeStream", "GetShardIterator", "GetRecords", "ListStreams")


class Server(harness.Emulator):
    """The emulator of this build, and how long it took from its start to its ready line."""

    def __init__(self, *options, **popen):
        begun = time.monotonic()
        super().__init__(*options, **popen)
        self.start_seconds = time.monotonic() - begun

    def __enter__(self):
        return self

    def __exit__(self, *failure):
        self.stop()


def start_refused(*options):
    """Runs an emulator that must refuse to start: (exit status, stderr, seconds)."""
    begun = time.monotonic()
    done = subprocess.run([str(harness.EMULATOR), *options], capture_output=True, text=True, timeout=30)
    return done.returncode, done.stderr, time.monotonic() - begun


def number(value):
    return {"N": str(value)}


def percentile(values, share):
    ordered = sorted(values)
    return ordered[min(len(ordered) - 1, int(len(ordered) * share))]


class Figures:
    """What a program prints at its end, and whether it holds."""

    def __init__(self, program, seed):
        self.program, self.seed, self.wrong = program, seed, []

    def show(self, name, value):
        print(f"  {name}: {value}", flush=True)

    def check(self, holds, what):
        if not holds:
            self.wrong.append(what)
            print(f"  WRONG: {what}", flush=True)

    def finish(self):
        verdict = "ok" if not self.wrong else f"FAILED ({len(self.wrong)}); again with --seed {self.seed}"
        print(f"{self.program}: {verdict}", flush=True)
        return 1 if self.wrong else 0


def arguments(description, **defaults):
    """--seed, --long, and an option for each of `defaults`, which are pairs: for the short form and for the long one."""
    parser = argparse.ArgumentParser(description=description)
    parser.add_argument("--seed", type=int, default=random.SystemRandom().randrange(1 << 32),
                        help="what every choice follows from; a new one when it is left out")
    parser.add_argument("--long", action="store_true", help="the long form, with the project's figures")
    for name, (short, long) in defaults.items():
        parser.add_argument(f"--{name}", type=type(short), help=f"default {short}, with --long {long}")
    given = parser.parse_args()
    for name, (short, long) in defaults.items():
        if getattr(given, name) is None:
            setattr(given, name, long if given.long else short)
    return given
