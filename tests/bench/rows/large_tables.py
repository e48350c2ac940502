"""Large tables in a file: what requests cost when the table grows, and whether a scan of it needs more memory."""
import http.client
import json

from rig import requests
from rig.generator import Rounds, best, median_gain
from rig.report import Bound, Goal, Row
from rig.servers import Server, post

LOADS = {"GetItem": requests.get_items, "PutItem": requests.put_items, "Query": requests.queries_of_20}
DISTINCT_REQUESTS = 200_000  # so many that a large table's pages are met at random, more of them than the writer's cache holds
SCANNED_NOTE = "x" * 10_000


def growth_name(operation, count):
    return f"growth, {operation} at {count:,} items"


def growth_rows(bench):
    large = bench.mode.growth_items
    wanted = [operation for operation in LOADS if bench.is_wanted(growth_name(operation, large))]
    if not wanted or not bench.commands.get("file"):
        return
    with Server(bench.commands["file"], bench.folder / "growth") as server:
        rounds = Rounds(bench.generator, bench.mode.seconds, bench.mode.rounds, settling_seconds=bench.mode.seconds)
        seconds = 0
        for table, count in (("small", requests.ITEMS), ("large", large)):
            seconds = bench.generator.load(server, table, count)
            for operation in wanted:
                path = bench.generator.requests_file(f"{operation}-{table}", LOADS[operation](count, DISTINCT_REQUESTS, table))
                rounds.add((operation, table), server, 16, path)
        results = rounds.run()
        loading = f"loaded at {large / seconds:,.0f} items/s, {bench.stored_megabytes('growth'):,.0f} MB on the disk"
    for operation in wanted:
        growth = median_gain(results[operation, "small"], results[operation, "large"])
        small, run = best(results[operation, "small"]), best(results[operation, "large"])
        yield Row(growth_name(operation, large), Goal(Bound.AT_MOST, 1.3, "times"), growth,
                  f"{small.rate:,.0f}/s, {run.rate:,.0f}/s", run.cpu_us, run.p50_us, run.p99_us, small.errors + run.errors,
                  f"time for a request against 10,000 items; {run.cpu_us / small.cpu_us:.2f} times by CPU time; {loading}")


def scan_rows(bench):
    megabytes = bench.mode.scanned_megabytes
    name = f"Scan of {megabytes:,} MB, memory"
    if not bench.is_wanted(name) or not bench.commands.get("file"):
        return
    count = round(megabytes * 1e6 / requests.item_size_bytes(1_000, len(SCANNED_NOTE)))
    with Server(bench.commands["file"], bench.folder / "scan") as server:
        bench.generator.load(server, requests.TABLE, count, SCANNED_NOTE)
    with Server(bench.commands["file"], bench.folder / "scan") as server:
        server.call("ListTables", {})
        idle = server.memory_megabytes()
        connection = http.client.HTTPConnection("127.0.0.1", server.port, timeout=60)
        first, half, last = scan_part(server, connection, count // 2, None)
        second, rest, _ = scan_part(server, connection, count, last)
        connection.close()
    if half + rest != count:
        raise SystemExit(f"run.py: the scan found {half + rest} of {count} items")
    yield Row(name, Goal(Bound.AT_MOST, 1.1, "times"), second / first, f"{first:.1f} MB, then {second:.1f} MB",
              note=f"peak of resident memory in the second half of the scan against the first; {idle:.1f} MB before; "
              f"{count:,} items of 10 KB in a file, server started anew")


def scan_part(server, connection, count, start_key):
    """Scans pages until so many items have come or the table ends: the peak of the server's memory, items, the last key."""
    server.reset_peak_memory()
    scanned = 0
    while True:
        body = {"TableName": requests.TABLE, **({"ExclusiveStartKey": start_key} if start_key else {})}
        status, text = post(connection, "Scan", json.dumps(body))
        if status != 200:
            raise SystemExit(f"run.py: Scan answered {status}: {text[:300]!r}")
        page = json.loads(text)
        scanned += page["Count"]
        start_key = page.get("LastEvaluatedKey")
        if scanned >= count or not start_key:
            return server.memory_megabytes("VmHWM"), scanned, start_key
