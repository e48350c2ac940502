"""The messaging app's whole flow through the AWS SDK for JavaScript v3."""
import harness
import javascript_packages


class JavaScript(harness.EmulatorTest):
    @classmethod
    def setUpClass(cls):
        javascript_packages.install()
        super().setUpClass()

    def test_the_whole_flow(self):
        done = harness.run(["node", javascript_packages.FOLDER / "flow.mjs", self.emulator.endpoint], self.emulator.endpoint)
        self.assertEqual(done.returncode, 0, done.stderr)
        self.assertIn("the whole flow passed", done.stdout)


if __name__ == "__main__":
    harness.main()
