"""The start, the memory of an idle server, and the memory for each stored byte."""
import statistics
import subprocess

from rig import requests
from rig.report import Bound, Goal, Row
from rig.servers import SERVER_CORE, Server, fill_in, free_port


def rows(bench):
    if bench.is_wanted("start to first answer"):
        yield start_row(bench)
    if bench.is_wanted("idle memory"):
        yield idle_row(bench)
    if bench.is_wanted("memory per stored byte"):
        yield stored_row(bench)


def start_row(bench):
    times, floor_times = [], []
    for _ in range(bench.mode.starts):
        times.append(start_ms(bench, bench.commands["memory"]))
        floor_times.append(start_ms(bench, bench.floor_command))
    return Row("start to first answer", Goal(Bound.AT_MOST, 3, "ms"), statistics.median(times),
               f"median of {len(times)} starts", note=f"{min(times):.1f} to {max(times):.1f} ms; the floor server "
               f"{statistics.median(floor_times):.1f} ms, {min(floor_times):.1f} to {max(floor_times):.1f} ms")


def start_ms(bench, template):
    folder = bench.folder / "start"
    folder.mkdir(exist_ok=True)
    port = free_port()
    timer = [str(bench.build / "bin" / "start_timer"), str(port), str(SERVER_CORE), *fill_in(template, port, folder, threads=1)]
    return float(subprocess.run(timer, check=True, capture_output=True, text=True).stdout)


def idle_row(bench):
    with Server(bench.commands["memory"], bench.folder / "idle") as server:
        server.call("ListTables", {})
        return Row("idle memory", Goal(Bound.AT_MOST, 6, "MB"), server.memory_megabytes(), "resident after one ListTables",
                   note=f"{server.memory_megabytes('RssAnon'):.1f} MB of its own, the rest mapped files (the program and its libraries)")


def stored_row(bench):
    count = round(bench.mode.stored_megabytes * 1e6 / requests.item_size_bytes(123_456))
    stored = sum(map(requests.item_size_bytes, range(count)))
    with Server(bench.commands["memory"], bench.folder / "stored") as server:
        server.call("ListTables", {})
        before = server.memory_megabytes()
        seconds = bench.generator.load(server, requests.TABLE, count)
        growth = (server.memory_megabytes() - before) * 2**20
    return Row("memory per stored byte", Goal(Bound.AT_MOST, 1.5, "bytes"), growth / stored,
               f"{growth / 1e6:,.0f} MB for {stored / 1e6:,.0f} MB", note=f"{count:,} items of {stored / count:.0f} bytes in memory, "
               f"by BatchWriteItem at {count / seconds:,.0f} items/s")
