#!/usr/bin/env python3
"""Measures the emulator over HTTP, with a bare Boost.Beast server as the floor in the same run.

    run.py [--seconds S] [--items N] [--file] [--command "SERVER COMMAND {port}"] [--build FOLDER] [--json OUT]

Starts the real server on one core (taskset) and a load generator on the other, 10,000 items of about 150 bytes, and prints for each
request: requests/s, the ratio to the floor, the latencies' 50th and 99th percentile, and the server's CPU time per request, at 1 and
at 16 connections. With --command another server is measured instead; {port} stands for the port to listen on.
"""
import argparse
import base64
import http.client
import json
import os
import pathlib
import platform
import random
import shlex
import socket
import statistics
import subprocess
import sys
import tempfile
import time

ROOT = pathlib.Path(__file__).resolve().parents[2]
TABLE = "bench"
PARTITION_SIZE = 100  # items under one partition key
CLOCK_TICKS = os.sysconf("SC_CLK_TCK")
HEADERS = {
    "Content-Type": "application/x-amz-json-1.0",
    "X-Amz-Date": "20261121T000000Z",
    "Authorization": "AWS4-HMAC-SHA256 Credential=bench/20261121/us-east-1/dynamodb/aws4_request, "
                     "SignedHeaders=content-type;host;x-amz-date;x-amz-target, Signature=" + "0" * 64,
}


def key(number):
    return {"pk": {"S": f"user#{number // PARTITION_SIZE:05d}"}, "sk": {"S": f"order#{number % PARTITION_SIZE:05d}"}}


def item(number):
    return {**key(number), "name": {"S": f"Item number {number}"}, "price": {"N": f"{number % 1000}.99"},
            "stock": {"N": str(number)}, "active": {"BOOL": True},
            "tags": {"SS": ["alpha", "beta"]}, "note": {"S": "x" * 40}}


class Server:
    """A server on one core, and its CPU time."""

    def __init__(self, command, port):
        pinned = ["taskset", "-c", "0", *command] if os.cpu_count() > 1 else command
        self.begun = time.monotonic()
        self.process = subprocess.Popen(pinned, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        self.port = port
        while True:
            try:
                socket.create_connection(("127.0.0.1", port), timeout=1).close()
                break
            except OSError:
                if self.process.poll() is not None:
                    raise SystemExit(f"run.py: the server ended: {shlex.join(command)}")
                if time.monotonic() - self.begun > 60:
                    raise SystemExit(f"run.py: no answer on port {port}: {shlex.join(command)}")
                time.sleep(0.0005)

    def cpu_seconds(self):
        fields = pathlib.Path(f"/proc/{self.process.pid}/stat").read_text().rsplit(")", 1)[1].split()
        return (int(fields[11]) + int(fields[12])) / CLOCK_TICKS

    def resident_megabytes(self):
        for line in pathlib.Path(f"/proc/{self.process.pid}/status").read_text().splitlines():
            if line.startswith("VmRSS:"):
                return int(line.split()[1]) / 1024
        return float("nan")

    def call(self, operation, body):
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=60)
        connection.request("POST", "/", json.dumps(body), {**HEADERS, "X-Amz-Target": f"DynamoDB_20120810.{operation}"})
        answer = connection.getresponse()
        text = answer.read()
        connection.close()
        if answer.status != 200:
            raise SystemExit(f"run.py: {operation} answered {answer.status}: {text[:300]!r}")
        return json.loads(text)

    def stop(self):
        self.process.terminate()
        self.process.wait(30)


def free_port():
    with socket.socket() as s:
        s.bind(("127.0.0.1", 0))
        return s.getsockname()[1]


def startup_milliseconds(command):
    """From the start of the process to its first answer to ListTables; the median of several starts."""
    times = []
    for _ in range(9):
        port = free_port()
        server = Server([part.replace("{port}", str(port)) for part in command], port)
        server.call("ListTables", {})
        times.append((time.monotonic() - server.begun) * 1000)
        server.stop()
    return statistics.median(times)


def load(server, count):
    server.call("CreateTable", {
        "TableName": TABLE, "BillingMode": "PAY_PER_REQUEST",
        "AttributeDefinitions": [{"AttributeName": "pk", "AttributeType": "S"}, {"AttributeName": "sk", "AttributeType": "S"}],
        "KeySchema": [{"AttributeName": "pk", "KeyType": "HASH"}, {"AttributeName": "sk", "KeyType": "RANGE"}]})
    for start in range(0, count, 25):
        server.call("BatchWriteItem", {"RequestItems": {TABLE: [
            {"PutRequest": {"Item": item(n)}} for n in range(start, min(start + 25, count))]}})


def workloads(count, chosen):
    """Name -> (operation, bodies)."""
    rng = random.Random(1)
    numbers = [rng.randrange(count) for _ in range(5000)]
    query = [{"TableName": TABLE, "KeyConditionExpression": "pk = :p AND sk >= :s", "Limit": 20,
              "ExpressionAttributeValues": {":p": key(n)["pk"], ":s": {"S": f"order#{n % (PARTITION_SIZE - 20):05d}"}}}
             for n in numbers]
    batches = [{"RequestItems": {TABLE: [{"PutRequest": {"Item": item((n + i) % count)}} for i in range(25)]}}
               for n in numbers[:500]]
    spread = [[(n + 977 * i) % count for i in range(4)] for n in numbers]
    every = {
        "GetItem": ("GetItem", [{"TableName": TABLE, "Key": key(n)} for n in numbers]),
        "PutItem": ("PutItem", [{"TableName": TABLE, "Item": {**item(n), "stock": {"N": str(i)}}}
                                for i, n in enumerate(numbers)]),
        "UpdateItem": ("UpdateItem", [{"TableName": TABLE, "Key": key(n), "UpdateExpression": "SET stock = stock + :one",
                                       "ExpressionAttributeValues": {":one": {"N": "1"}}} for n in numbers]),
        "Query of 20": ("Query", query),
        "BatchWriteItem of 25": ("BatchWriteItem", batches),
        "TransactGetItems of 4": ("TransactGetItems", [
            {"TransactItems": [{"Get": {"TableName": TABLE, "Key": key(n)}} for n in four]} for four in spread]),
        "TransactWriteItems of 4": ("TransactWriteItems", [
            {"TransactItems": [{"Put": {"TableName": TABLE, "Item": item(n)}} for n in four]} for four in spread]),
        "Scan page": ("Scan", [{"TableName": TABLE}]),
        "Scan with filter": ("Scan", [{"TableName": TABLE, "FilterExpression": "price > :p AND begins_with(#n, :n)",
                                       "ExpressionAttributeNames": {"#n": "name"},
                                       "ExpressionAttributeValues": {":p": {"N": "10000"}, ":n": {"S": "Item"}}}]),
    }
    return {name: work for name, work in every.items() if not chosen or name.split()[0] in chosen}


class Generator:
    def __init__(self, build, seconds, folder):
        self.program, self.seconds, self.folder = build / "bin" / "load_generator", seconds, folder

    def requests_file(self, name, target, bodies):
        path = self.folder / (base64.b16encode(name.encode()).decode() + ".txt")
        path.write_text("".join(f"{target}\t{json.dumps(body, separators=(',', ':'))}\n" for body in bodies))
        return path

    def run(self, server, connections, path):
        command = [str(self.program), str(server.port), str(connections), str(self.seconds), str(path)]
        if os.cpu_count() > 1:
            command = ["taskset", "-c", "1", *command]
        before = server.cpu_seconds()
        result = json.loads(subprocess.run(command, check=True, capture_output=True, text=True).stdout)
        result["cpu_us"] = (server.cpu_seconds() - before) / result["requests"] * 1e6
        result["rate"] = result["requests"] / result["seconds"]
        return result


def print_row(name, connections, result, floor):
    ratio = f"{100 * result['rate'] / floor['rate']:5.1f} %" if floor else "      -"
    extra = f"  {result['body_bytes'] / result['seconds'] / 1e6:7.0f} MB/s" if name.startswith("Scan") else ""
    errors = f"  {result['errors']} ERRORS" if result["errors"] else ""
    print(f"{name:<22} {connections:>4} {result['rate']:>10.0f} {ratio} {result['p50_us']:>9.0f} {result['p99_us']:>9.0f} "
          f"{result['cpu_us']:>9.1f}{extra}{errors}", flush=True)


def describe(build):
    commit = subprocess.run(["git", "-C", str(ROOT), "describe", "--always", "--dirty"], capture_output=True, text=True)
    cpu = next((line.split(":", 1)[1].strip() for line in pathlib.Path("/proc/cpuinfo").read_text().splitlines()
                if line.startswith("model name")), platform.machine())
    return f"{cpu}, {os.cpu_count()} cores, Linux {platform.release()}; commit {commit.stdout.strip()}; build {build}"


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--seconds", type=float, default=2.0, help="for each measurement (default 2)")
    parser.add_argument("--items", type=int, default=10_000)
    parser.add_argument("--file", action="store_true", help="keep the table in a file, not in memory")
    parser.add_argument("--command", help="measure another server; {port} stands for its port")
    parser.add_argument("--only", action="append", metavar="OPERATION", help="only this operation (repeatable)")
    parser.add_argument("--connections", type=int, action="append", help="default 1 and 16")
    parser.add_argument("--build", type=pathlib.Path, default=ROOT / "build" / "release")
    parser.add_argument("--json", type=pathlib.Path, help="write every figure there as well")
    options = parser.parse_args()

    print(describe(options.build))
    figures = {}
    with tempfile.TemporaryDirectory(prefix="ddb-bench-") as name:
        folder = pathlib.Path(name)
        generator = Generator(options.build, options.seconds, folder)
        command = shlex.split(options.command) if options.command else [
            str(options.build / "bin" / "ddb-emulator"), "--port", "{port}", "--threads", "1", "--log-level", "error"]
        if options.file:
            command += ["--db-path", str(folder / "bench.db")]
        else:
            figures["startup_ms"] = startup_milliseconds(command)
            print(f"start to the first answer: {figures['startup_ms']:.1f} ms (median of 9, polling included)")

        connections = options.connections or [1, 16]
        port = free_port()
        floor_server = Server([str(options.build / "bin" / "floor_server"), "--port", str(port), "--threads", "1"], port)
        work = workloads(options.items, options.only)
        get = generator.requests_file("floor", "DynamoDB_20120810.GetItem", workloads(options.items, ["GetItem"])["GetItem"][1])
        print(f"{'request':<22} {'conn':>4} {'requests/s':>10} {'floor':>7} {'p50 us':>9} {'p99 us':>9} {'CPU us':>9}")
        floors = {}
        for count in connections:
            floors[count] = generator.run(floor_server, count, get)
            print_row("bare Beast (floor)", count, floors[count], floors[count])
        floor_server.stop()

        port = free_port()
        server = Server([part.replace("{port}", str(port)) for part in command], port)
        server.call("ListTables", {})
        figures["idle_mb"] = server.resident_megabytes()
        load(server, options.items)
        figures["loaded_mb"] = server.resident_megabytes()
        for name, (operation, bodies) in work.items():
            path = generator.requests_file(name, f"DynamoDB_20120810.{operation}", bodies)
            for count in connections:
                figures[f"{name} at {count}"] = result = generator.run(server, count, path)
                result["floor_ratio"] = result["rate"] / floors[count]["rate"]
                print_row(name, count, result, floors[count])
        print(f"resident memory: {figures['idle_mb']:.1f} MB idle, {figures['loaded_mb']:.1f} MB after "
              f"{options.items} items, {server.resident_megabytes():.1f} MB at the end")
        server.stop()
    if options.json:
        options.json.write_text(json.dumps(figures, indent=1))
    return 0


if __name__ == "__main__":
    sys.exit(main())
