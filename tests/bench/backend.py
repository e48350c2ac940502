#!/usr/bin/env python3
"""How many requests a second the Cruddur backend answers, from its HTTP port to the emulator and back.

    tests/bench/backend.py [--seconds N] [--connections N] [--connection-url URL]

Starts the emulator (in memory), a user pool, the users database and the backend, gives a person 25 conversations and one of them
200 messages, and asks for GET /api/message_groups and GET /api/messages (20 rows each) over keep-alive connections. Emulator, backend
and load generator share the machine's cores as they like. Exits with 1 if an answer is not 200 or a goal is missed.
"""
import argparse
import json
import pathlib
import subprocess
import sys

ROOT = pathlib.Path(__file__).resolve().parents[2]
sys.path[:0] = [str(ROOT / "tests" / "e2e"), str(ROOT / "tests" / "bench")]
sys.dont_write_bytecode = True
import backend_harness  # noqa: E402
import harness  # noqa: E402
from rig import report  # noqa: E402

GOAL_PER_SECOND = 5_000
ROUNDS = 5
CONVERSATIONS, MESSAGES = 25, 200


def fill(cruddur, table):
    """Rows as the service writes them: one person's conversations, and the messages of the first."""
    owner = next(row["uuid"] for row in json.loads((ROOT / "testdata" / "seed" / "users.json").read_text())["users"]
                 if row["handle"] == "mara")
    with table.batch_writer() as batch:
        for i in range(CONVERSATIONS):
            for pk, other in ((f"GRP#{owner}", f"other-{i}"), (f"GRP#other-{i}", owner)):
                batch.put_item({"pk": pk, "sk": f"2026-11-01T10:{i:02d}:00.000000+00:00", "message_group_uuid": group(i),
                                "message": "What was said last, in a few words", "user_uuid": other,
                                "user_display_name": f"Other Person {i}", "user_handle": f"other{i}"})
        for i in range(MESSAGES):
            batch.put_item({"pk": f"MSG#{group(0)}", "sk": f"2026-11-01T09:{i // 60:02d}:{i % 60:02d}.000000+00:00",
                            "message_uuid": f"{i:08d}-0000-4000-8000-000000000000", "message": f"Message number {i} of many",
                            "user_uuid": owner, "user_display_name": "Mara Lindqvist", "user_handle": "mara"})
    return cruddur.sign_in("mara")


def group(number):
    return f"{number:08d}-1111-4111-8111-111111111111"


def measure(cruddur, folder, path, token, options):
    """The best of several rounds."""
    file = folder / "requests"
    file.write_text(f"GET {path}\tAuthorization: Bearer {token}\n")
    port = cruddur.address.rsplit(":", 1)[1]
    command = [str(harness.BUILD / "bin" / "load_generator"), port, str(options.connections), str(options.seconds), str(file)]
    results = [json.loads(subprocess.run(command, capture_output=True, check=True, text=True).stdout) for _ in range(ROUNDS)]
    best = max(results, key=lambda result: result["requests"] / result["seconds"])
    return best, sum(result["errors"] for result in results)


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--seconds", type=float, default=2)
    parser.add_argument("--connections", type=int, default=16)
    parser.add_argument("--connection-url", default="")
    options = parser.parse_args()
    met = True
    print(f"{report.describe(harness.BUILD)}; best of {ROUNDS} rounds of {options.seconds:g} s, "
          f"{options.connections} connections")
    with backend_harness.cruddur("mara", connection_url=options.connection_url,
                                 backend_options=["--log-level", "error"]) as cruddur:
        table = harness.boto3_session(cruddur.endpoint, kind="resource").Table(backend_harness.TABLE)
        token = fill(cruddur, table)
        for name, path in (("GET /api/message_groups", "/api/message_groups"),
                           ("GET /api/messages/<uuid>", f"/api/messages/{group(0)}")):
            best, errors = measure(cruddur, cruddur.folder, path, token, options)
            rate = best["requests"] / best["seconds"]
            met = met and not errors and rate >= GOAL_PER_SECOND
            print(f"{name:26} {rate:8,.0f}/s  goal {GOAL_PER_SECOND:,}  p50 {best['p50_us'] / 1000:.2f} ms  "
                  f"p99 {best['p99_us'] / 1000:.2f} ms  {best['body_bytes'] / best['requests']:.0f} bytes  {errors} errors")
    return 0 if met else 1


if __name__ == "__main__":
    sys.exit(main())
