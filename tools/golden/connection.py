"""Sends requests to a DynamoDB endpoint over one kept-alive connection, signed with AWS Signature Version 4."""
import hashlib
import hmac
import http.client
import json
import os
import re
import time
import urllib.parse

import expectation

STREAM_OPERATIONS = {"ListStreams", "DescribeStream", "GetShardIterator", "GetRecords"}
THROTTLING = {"ThrottlingException", "ProvisionedThroughputExceededException", "RequestLimitExceeded",
              "LimitExceededException"}
TRIES_MAX = 8
LOOPBACK = ("127.", "localhost", "::1")


class NoAnswer(Exception):
    """Nothing that could be compared came back."""


class Answer:
    """`data` is the body as it came, None where a client has parsed it; `body` is its JSON."""

    def __init__(self, status, headers, data, body):
        self.status, self.headers, self.data, self.body = status, headers, data, body

    @property
    def type(self):
        kind = self.body.get("__type") if isinstance(self.body, dict) and self.status >= 300 else None
        return kind.rsplit("#", 1)[-1] if isinstance(kind, str) else None

    @property
    def message(self):
        for name in ("message", "Message"):
            if isinstance(self.body, dict) and isinstance(self.body.get(name), str):
                return self.body[name]
        return None

    def brief(self):
        if self.status >= 300 and self.type:
            reasons = expectation.at(self.body, "CancellationReasons")
            more = "" if reasons is expectation.MISSING else " " + expectation.shown(reasons)
            return f"{self.status} {self.type}: {expectation.shown(self.message or '')}{more}"
        return f"{self.status} {expectation.shown(self.data if self.body is expectation.MISSING else self.body)}"


class Credentials:
    """From the environment; any will do for an emulator."""

    def __init__(self, environment=os.environ):
        self.key_id = environment.get("AWS_ACCESS_KEY_ID") or "golden"
        self.secret = environment.get("AWS_SECRET_ACCESS_KEY") or "golden"
        self.token = environment.get("AWS_SESSION_TOKEN")


def region_of(host, environment=os.environ):
    """The region that an AWS host name says, else that of the environment."""
    named = re.match(r"(?:streams\.)?dynamodb(?:-fips)?\.([a-z0-9-]+)\.", host)
    return named[1] if named else environment.get("AWS_REGION") or environment.get("AWS_DEFAULT_REGION") or "us-east-1"


def authorization(method, path, headers, payload, credentials, region, service="dynamodb"):
    """The Authorization header for a request without a query; signs every header given."""
    stamp = next(value for name, value in headers.items() if name.lower() == "x-amz-date")
    signed = sorted((name.lower(), " ".join(value.split())) for name, value in headers.items())
    names = ";".join(name for name, _ in signed)
    canonical = "\n".join([method, urllib.parse.quote(path, safe="/-_.~%"), "",
                           *(f"{name}:{value}" for name, value in signed), "", names,
                           hashlib.sha256(payload).hexdigest()])
    scope = f"{stamp[:8]}/{region}/{service}/aws4_request"
    to_sign = f"AWS4-HMAC-SHA256\n{stamp}\n{scope}\n{hashlib.sha256(canonical.encode()).hexdigest()}"
    key = ("AWS4" + credentials.secret).encode()
    for part in (*scope.split("/"), to_sign):
        key = hmac.new(key, part.encode(), hashlib.sha256).digest()
    return (f"AWS4-HMAC-SHA256 Credential={credentials.key_id}/{scope}, SignedHeaders={names}, "
            f"Signature={key.hex()}")


class Connection:
    """One connection, for one thread. `calls` counts the requests sent."""

    def __init__(self, endpoint, timeout_s=60, credentials=None):
        url = urllib.parse.urlsplit(endpoint if "://" in endpoint else "http://" + endpoint)
        if url.scheme not in ("http", "https") or not url.hostname:
            raise ValueError(f"{endpoint} is no endpoint: want http://HOST:PORT or https://HOST")
        self.host = url.hostname
        self.is_remote = not self.host.startswith(LOOPBACK)
        # The real service has its streams under a host of their own.
        self.streams_host = f"streams.{self.host}" if re.match(r"dynamodb.*\.amazonaws\.com", self.host) else self.host
        kind = http.client.HTTPSConnection if url.scheme == "https" else http.client.HTTPConnection
        self.open = lambda host: kind(host, url.port, timeout=timeout_s)
        self.port_suffix = f":{url.port}" if url.port else ""
        self.credentials = credentials or Credentials()
        self.region = region_of(self.host)
        self.connections = {}
        self.calls = 0

    def call(self, operation, body):
        """Throttled requests to the real service are sent again, as every SDK does."""
        service = "DynamoDBStreams_20120810." if operation in STREAM_OPERATIONS else "DynamoDB_20120810."
        payload = json.dumps(body, ensure_ascii=False, separators=(",", ":")).encode()
        for attempt in range(TRIES_MAX):
            answer = self.request("POST", "/", {"X-Amz-Target": service + operation}, payload)
            again = self.is_remote and (answer.status >= 500 or answer.type in THROTTLING)
            if not again:
                break
            time.sleep(0.5 * 2 ** attempt)
        return answer

    def request(self, method, path, changes, payload):
        """`changes` replaces headers of a well-formed request, or drops those that are None."""
        changes = {name.lower(): value for name, value in changes.items()}
        is_streams = (changes.get("x-amz-target") or "").startswith("DynamoDBStreams")
        host = self.streams_host if is_streams else self.host
        headers = {"host": host + self.port_suffix, "content-type": "application/x-amz-json-1.0",
                   "x-amz-date": time.strftime("%Y%m%dT%H%M%SZ", time.gmtime())}
        if self.credentials.token:
            headers["x-amz-security-token"] = self.credentials.token
        signed = headers | {name: value for name, value in changes.items() if value is not None}
        signature = authorization(method, path, signed, payload, self.credentials, self.region)
        headers |= {"accept-encoding": "identity", "authorization": signature, **changes}
        return self.send(host, method, path, {n: v for n, v in headers.items() if v is not None}, payload)

    def send(self, host, method, path, headers, payload):
        self.calls += 1
        for _ in range(2):
            is_fresh = host not in self.connections
            connection = self.connections.setdefault(host, None) or self.open(host)
            self.connections[host] = connection
            try:
                connection.request(method, path, payload, headers)
                response = connection.getresponse()
                data = response.read()
                if response.will_close:
                    self.close(host)
                return answer_of(response.status, {n.lower(): v for n, v in response.getheaders()}, data)
            except (OSError, http.client.HTTPException) as error:
                self.close(host)
                # A kept connection that the server closed in the meantime: nothing was answered, ask once more.
                if is_fresh or not isinstance(error, (http.client.RemoteDisconnected, ConnectionError)):
                    raise NoAnswer(f"{type(error).__name__}: {error}") from error
        raise NoAnswer("the server closes every connection")

    def close(self, host=None):
        for name in [host] if host else list(self.connections):
            connection = self.connections.pop(name, None)
            if connection:
                connection.close()


def answer_of(status, headers, data):
    try:
        body = json.loads(data) if data else {}
    except ValueError:
        body = expectation.MISSING
    return Answer(status, headers, data, body)
