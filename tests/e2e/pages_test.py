"""The pages in headless Chromium, in front of the whole of Cruddur: tests/e2e/javascript/pages/*.mjs.

    pages_test.py [--screenshots FOLDER]    with it, writes the pictures of docs/ instead of testing
"""
import os
import shutil
import subprocess
import sys
import unittest

import backend_harness
import harness
import javascript_packages

SCRIPTS = javascript_packages.FOLDER / "pages"
TALK = harness.ROOT / "testdata" / "seed" / "conversation.json"
NEWCOMER, FIRST_PASSWORD = "newcomer", "First-horse-7"
CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")


def invite_newcomer(running):
    """Somebody who has a password from the administrator and no place in the users database."""
    import boto3
    boto3.session.Session("test", "test", region_name="us-east-1").client(
        "cognito-idp", endpoint_url=running.endpoint).admin_create_user(
            UserPoolId=backend_harness.POOL_ID, Username=NEWCOMER, TemporaryPassword=FIRST_PASSWORD,
            MessageAction="SUPPRESS")


def prepare(running):
    """The long talk of Mara and Teo, a message each from Inês and Yuki, and a newcomer."""
    running.run(harness.COMMAND, "seed")
    for handle, text in (("yuki", "初雪、見た？ ❄"), ("ines", "Mara, which platform do you leave from?")):
        status, answer = running.send(handle, {"handle": "mara", "message": text})
        assert status == 200, answer
    invite_newcomer(running)


def run_node(running, *arguments):
    environment = {**os.environ, "CRUDDUR_ADDRESS": running.address, "CRUDDUR_PASSWORD": backend_harness.PASSWORD,
                   "CRUDDUR_TALK": str(TALK), "CRUDDUR_NEWCOMER": NEWCOMER,
                   "CRUDDUR_FIRST_PASSWORD": FIRST_PASSWORD, "CHROMIUM": CHROMIUM}
    return subprocess.run(["node", *map(str, arguments)], env=environment, capture_output=True, text=True, timeout=500)


@unittest.skipUnless(CHROMIUM, "Chromium is not installed")
class Pages(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        javascript_packages.install()
        cls.running = cls.enterClassContext(backend_harness.cruddur("mara", "teo", "ines", "yuki"))
        prepare(cls.running)

    def check(self, name):
        done = run_node(self.running, "--test", SCRIPTS / f"{name}.test.mjs")
        self.assertEqual(done.returncode, 0, done.stdout + done.stderr)

    def test_two_people_talking(self):
        self.check("talking")

    def test_trouble_loses_and_doubles_nothing(self):
        self.check("trouble")

    def test_keyboard_phone_dark_and_screen_reader(self):
        self.check("seeing")


def take_screenshots(folder):
    javascript_packages.install()
    with backend_harness.cruddur("mara", "teo", "ines", "yuki") as running:
        prepare(running)
        done = run_node(running, SCRIPTS / "screenshots.mjs", os.path.abspath(folder))
    sys.stderr.write(done.stdout + done.stderr)
    return done.returncode


if __name__ == "__main__":
    if sys.argv[1:2] == ["--screenshots"]:
        sys.exit(take_screenshots(sys.argv[2]))
    harness.main()
