#!/usr/bin/env python3
"""Sends every golden scenario once through boto3's client, and compares what it has parsed.

A scenario is skipped when it sends a raw HTTP request, or one that botocore itself refuses to send. What the emulator
is known not to satisfy may fail here as well.
"""
import base64
import datetime
import json
import pathlib
import sys
import threading
import unittest

import botocore.exceptions
import jmespath.exceptions

import harness

ROOT = pathlib.Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT / "tools" / "golden"))
import connection  # noqa: E402
import run  # noqa: E402
import scenario_run  # noqa: E402

JOBS = 4
# Fewer than this would mean that the comparison has lost its scenarios on the way.
PASSED_MIN = 500
# What botocore throws at a request that it does not send; the last two where it looks for the table's name in it.
REFUSED_BY_BOTO3 = (botocore.exceptions.ParamValidationError, botocore.exceptions.EndpointResolutionError,
                    jmespath.exceptions.JMESPathError, TypeError)


class Boto3Connection:
    """Stands where connection.Connection stands; requests and answers are in the form of the wire."""

    def __init__(self, endpoint):
        self.clients = [harness.boto3_session(endpoint, service) for service in ("dynamodb", "dynamodbstreams")]
        self.last = threading.local()  # the answer's body, before botocore has parsed it
        for client in self.clients:
            client.meta.events.register("after-call", self.remember)

    def remember(self, http_response, **_):
        self.last.body = http_response.content

    def call(self, operation, body):
        client = self.clients[operation in connection.STREAM_OPERATIONS]
        try:
            model = client.meta.service_model.operation_model(operation)
            parsed = client._make_api_call(operation, to_python(body, model.input_shape))
            add_unknown(parsed, json.loads(self.last.body or b"{}"), model.output_shape)
        except REFUSED_BY_BOTO3 as error:
            raise scenario_run.Skipped(str(error)) from error
        except botocore.exceptions.ClientError as error:
            parsed = error.response
        status = parsed["ResponseMetadata"]["HTTPStatusCode"]
        answer = {name: to_wire(value) for name, value in parsed.items() if name not in ("ResponseMetadata", "Error")}
        if "Error" in parsed:
            answer |= {"__type": parsed["Error"]["Code"], "message": parsed["Error"]["Message"]}
        return connection.Answer(status, parsed["ResponseMetadata"]["HTTPHeaders"], None, answer)


def add_unknown(answer, wire, shape):
    """Adds what botocore has dropped of the answer because its model is too old to have it: that is no fault of the emulator."""
    kind = shape.type_name if shape else None
    if kind == "structure" and isinstance(wire, dict) and isinstance(answer, dict):
        for name, member in wire.items():
            if name in shape.members:
                add_unknown(answer.get(name), member, shape.members[name])
            else:
                answer[name] = member
    elif kind == "list" and isinstance(wire, list) and isinstance(answer, list):
        for own, element in zip(answer, wire):
            add_unknown(own, element, shape.member)
    elif kind == "map" and isinstance(wire, dict) and isinstance(answer, dict):
        for name, member in wire.items():
            add_unknown(answer.get(name), member, shape.value)


def to_python(value, shape):
    """A request as botocore wants it: bytes instead of Base64, wherever the model says blob."""
    kind = shape.type_name if shape else None
    if kind == "blob" and isinstance(value, str):
        try:
            decoded = base64.b64decode(value, validate=True)
        except ValueError as error:
            raise scenario_run.Skipped("no Base64: botocore takes bytes") from error
        if base64.b64encode(decoded).decode() != value:
            raise scenario_run.Skipped("botocore would send these bytes as another text")
        return decoded
    if kind == "structure" and isinstance(value, dict):
        return {name: to_python(member, shape.members.get(name)) for name, member in value.items()}
    if kind == "map" and isinstance(value, dict):
        return {name: to_python(member, shape.value) for name, member in value.items()}
    if kind == "list" and isinstance(value, list):
        return [to_python(element, shape.member) for element in value]
    return value


def to_wire(value):
    if isinstance(value, bytes):
        return base64.b64encode(value).decode()
    if isinstance(value, datetime.datetime):
        return value.timestamp()
    if isinstance(value, dict):
        return {name: to_wire(member) for name, member in value.items()}
    return [to_wire(element) for element in value] if isinstance(value, list) else value


class GoldenThroughBoto3(unittest.TestCase):
    def test_every_scenario(self):
        known = run.known_failures(run.GOLDEN / "known-failures.txt")
        files = run.select(run.scenario_files([run.GOLDEN]), None, has_transient_statuses=False)
        with harness.emulator() as running:
            client = Boto3Connection(running.endpoint)  # boto3's clients may be shared by threads, and are dear to make
            results = run.run_files(files, lambda: client, JOBS, is_quiet=True)
        unexpected = {name: why for name, why in results.reasons.items() if name not in known}
        print(f"golden through boto3: {len(results.passed)} passed, {len(unexpected)} failed, "
              f"{len(results.reasons) - len(unexpected)} known failures, {len(results.skipped)} skipped")
        self.assertEqual(unexpected, {})
        self.assertGreaterEqual(len(results.passed), PASSED_MIN)


if __name__ == "__main__":
    harness.main()
