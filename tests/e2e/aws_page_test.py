#!/usr/bin/env python3
"""The commands of docs/aws.md: the shell and the AWS CLI understand every one of them. Nothing of AWS is reached: a server on
loopback refuses each request once the CLI has checked its parameters."""
import http.server
import json
import os
import re
import shutil
import stat
import subprocess
import threading
import unittest

import harness

PAGE = harness.ROOT / "docs" / "aws.md"
POLICIES = harness.ROOT / "docs" / "aws"
USAGE_ERRORS = (2, 252)  # exit statuses of the AWS CLI 1 and 2 for parameters that they do not understand

# Stands in for `aws`: notes how the real one ended, and prints a value that the later commands can use.
AWS = """#!/bin/bash
{real} --endpoint-url {endpoint} --cli-connect-timeout 5 --cli-read-timeout 5 "$@" >/dev/null 2>{folder}/error
status=$?
{{ printf '%s\\t' "$status"; printf '%s ' "$@" | tr '\\n' ' '; printf '\\t'; tr '\\n' ' ' <{folder}/error; echo; }} >>{folder}/log
case "$*" in
  *SecretString*) echo '{{"username": "cruddur", "password": "p@ss/word"}}' ;;
  *LatestStreamArn*) echo arn:aws:dynamodb:eu-central-1:123456789012:table/cruddur-messages/stream/2026-11-27T00:00:00.000 ;;
  *UserPoolClient.ClientId*) echo 1example23456789 ;;
  *UserPool.Id*) echo eu-central-1_Example12 ;;
  *SecurityGroupRuleId*) echo sgr-0123456789abcdef0 ;;
  *--query*Account*) echo 123456789012 ;;
  *SecretArn*) echo arn:aws:secretsmanager:eu-central-1:123456789012:secret:example ;;
  *) echo sg-0123456789abcdef0 ;;
esac
"""
# Stands in for programs of this project: prints how it was called.
OURS = """#!/bin/bash
printf '%s\\t' "$0" "$@" "CONNECTION_URL=$CONNECTION_URL" "POOL=$AWS_COGNITO_USER_POOL_ID"; echo
"""


class Refuse(http.server.BaseHTTPRequestHandler):
    """Answers every request with an error that no client tries again."""

    def do_POST(self):  # noqa: N802, the name is http.server's
        self.rfile.read(int(self.headers.get("Content-Length", 0)))
        body = b'{"__type": "AccessDeniedException", "message": "refused by the test"}'
        self.send_response(400)
        self.send_header("Content-Type", "application/x-amz-json-1.0")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    do_GET = do_PUT = do_DELETE = do_POST

    def log_message(self, *arguments):
        pass


def shell_blocks():
    return re.findall(r"^```sh\n(.*?)^```", PAGE.read_text(encoding="utf-8"), re.M | re.S)


def write_program(path, text):
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text)
    path.chmod(path.stat().st_mode | stat.S_IXUSR)


class AwsPage(unittest.TestCase):
    def run_page(self, folder, endpoint):
        """Runs all blocks of the page in one shell, in a copy of what they read; gives the lines of the log."""
        for name in ("docs/aws", "testdata/tables"):
            shutil.copytree(harness.ROOT / name, folder / "source" / name)
        write_program(folder / "bin" / "aws", AWS.format(real=shutil.which("aws"), endpoint=endpoint, folder=folder))
        write_program(folder / "bin" / "curl", "#!/bin/sh\necho 203.0.113.7\n")
        for name in ("cruddur", "cruddur-backend"):
            write_program(folder / "source" / "build" / "release" / "bin" / name, OURS)
        write_program(folder / "source" / "tools" / "package-lambda",
                      "#!/bin/sh\npython3 -m zipfile -c build/cruddur-stream-lambda.zip build/release/bin/cruddur\n")
        script = "set -eu\n" + "\n".join(shell_blocks())
        environment = {**harness.environment(endpoint), "PATH": f"{folder / 'bin'}:{os.environ['PATH']}",
                       "AWS_MAX_ATTEMPTS": "1", "AWS_PAGER": ""}
        done = subprocess.run(["bash", "-c", script], cwd=folder / "source", env=environment, capture_output=True,
                              text=True, timeout=240)
        self.assertEqual(done.returncode, 0, done.stderr)
        return done.stdout, (folder / "log").read_text().splitlines()

    def test_the_cli_understands_every_command_and_later_ones_get_what_earlier_ones_found(self):
        server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Refuse)
        threading.Thread(target=server.serve_forever, daemon=True).start()
        try:
            with harness.temporary_folder() as folder:
                printed, log = self.run_page(folder, f"http://127.0.0.1:{server.server_port}")
        finally:
            server.shutdown()
            server.server_close()
        calls = [line.split("\t") for line in log]
        self.assertGreater(len(calls), 30)
        for status, arguments, error in calls:
            self.assertNotIn(int(status), USAGE_ERRORS, f"aws {arguments}\n{error}")
            self.assertNotIn("alidation", error, arguments)
            self.assertRegex(error, "AccessDenied|refused by the test|Waiter|An error occurred|Unable to parse",
                             arguments)
        self.assertIn("CONNECTION_URL=postgresql://cruddur:p%40ss%2Fword@", printed)
        self.assertIn("POOL=eu-central-1_Example12", printed)
        everything = "\n".join(log)
        self.assertIn("arn:aws:dynamodb:eu-central-1:123456789012:table/cruddur-messages", everything)
        self.assertNotIn("${", everything)

    def test_policies_name_this_table_and_no_wildcard_service(self):
        for path in sorted(POLICIES.glob("*-policy.json")):
            for statement in json.loads(path.read_text())["Statement"]:
                resources = statement["Resource"]
                for resource in [resources] if isinstance(resources, str) else resources:
                    with self.subTest(file=path.name, resource=resource):
                        self.assertRegex(resource, r"^arn:aws:(dynamodb|logs):\$\{AWS_REGION\}:\$\{ACCOUNT_ID\}:.*cruddur")


if __name__ == "__main__":
    harness.main()
