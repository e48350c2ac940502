"""The messaging app's whole flow through the AWS SDK for JavaScript v3."""
import re
import shutil
import subprocess
import unittest

import harness

FOLDER = harness.ROOT / "tests" / "e2e" / "javascript"


def install():
    """Installs the SDK. Where npm's registry can't be reached there is nothing to test; whatever else fails is a failure."""
    done = subprocess.run(["npm", "ci", "--no-progress"], cwd=FOLDER, capture_output=True, text=True, timeout=300)
    unreachable = re.search(r"ENOTFOUND|EAI_AGAIN|ECONNREFUSED|ECONNRESET|ETIMEDOUT|SELF_SIGNED_CERT_IN_CHAIN", done.stderr)
    if done.returncode != 0 and unreachable:
        raise unittest.SkipTest(f"npm can't reach its registry: {unreachable[0]}")
    if done.returncode != 0:
        raise AssertionError(f"npm ci failed:\n{done.stderr}")


@unittest.skipUnless(shutil.which("node") and shutil.which("npm"), "Node.js is not installed")
class JavaScript(harness.EmulatorTest):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        if not (FOLDER / "node_modules" / "@aws-sdk" / "client-dynamodb").is_dir():
            install()

    def test_the_whole_flow(self):
        done = harness.run(["node", FOLDER / "flow.mjs", self.emulator.endpoint], self.emulator.endpoint)
        self.assertEqual(done.returncode, 0, done.stderr)
        self.assertIn("the whole flow passed", done.stdout)


if __name__ == "__main__":
    harness.main()
