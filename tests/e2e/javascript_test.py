"""The messaging app's whole flow through the AWS SDK for JavaScript v3."""
import shutil
import subprocess
import unittest

import harness

FOLDER = harness.ROOT / "tests" / "e2e" / "javascript"


@unittest.skipUnless(shutil.which("node") and shutil.which("npm"), "Node.js is not installed")
class JavaScript(harness.EmulatorTest):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        if not (FOLDER / "node_modules").is_dir():
            subprocess.run(["npm", "ci", "--no-progress"], cwd=FOLDER, check=True, capture_output=True, timeout=300)

    def test_the_whole_flow(self):
        done = harness.run(["node", FOLDER / "flow.mjs", self.emulator.endpoint], self.emulator.endpoint)
        self.assertEqual(done.returncode, 0, done.stderr)
        self.assertIn("the whole flow passed", done.stdout)


if __name__ == "__main__":
    harness.main()
