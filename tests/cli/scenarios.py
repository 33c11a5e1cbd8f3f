"""The example of policies/SCENARIOS.md does what the page says.

    scenarios.py EXEUNT
"""
import os
import re
import subprocess
import sys
import tempfile
import unittest
from pathlib import Path

from terminal.screen import show

EXEUNT = str(Path(sys.argv.pop(1)).resolve())
ROOT = Path(__file__).resolve().parent.parent.parent
PAGE = (ROOT / "policies/SCENARIOS.md").read_text(encoding="utf-8")


def blocks(language):
    return re.findall(rf"^```{language}\n(.*?)^```$", PAGE, re.MULTILINE | re.DOTALL)


class Example(unittest.TestCase):
    def setUp(self):
        scratch = tempfile.TemporaryDirectory()
        self.addCleanup(scratch.cleanup)
        self.folder = Path(scratch.name)
        (self.folder / "sample/scenarios").mkdir(parents=True)
        policy, = blocks("policy")
        self.scenario, = blocks("yaml")
        (self.folder / "sample/sample.policy").write_text(policy, encoding="utf-8")
        self.write(self.scenario)

    def write(self, scenario):
        (self.folder / "sample/scenarios/leave.yaml").write_text(scenario, encoding="utf-8")

    def run_exeunt(self, *words):
        done = subprocess.run([EXEUNT, *words], cwd=self.folder, env={"EXEUNT_HOME": str(ROOT)}, capture_output=True,
                              text=True, timeout=60, check=False)
        self.assertEqual(done.stderr, "")
        return done.returncode, done.stdout

    def test_the_commands_print_what_the_page_shows(self):
        console, = blocks("console")
        shown = re.findall(r"^\$ exeunt (.*)\n((?:[^$].*\n)*)", console, re.MULTILINE)
        self.assertEqual(len(shown), 2)
        for command, output in shown:
            self.assertEqual(self.run_exeunt(*command.split()), (0, output))

    def test_the_failure_is_printed_as_the_page_shows(self):
        failure, = blocks("text")
        self.write(self.scenario.replace("due: 30d", "due: 31d"))
        exit_status, output = self.run_exeunt("test", "sample")
        self.assertEqual(exit_status, 1)
        self.assertEqual(output, failure + "5 scenarios in 1 edition: 4 passed, 1 failed\n")

    def test_a_terminal_sees_how_far_it_is_and_nothing_else_does(self):
        status, shown = show([EXEUNT, "test", "sample"], cwd=self.folder, env={"EXEUNT_HOME": str(ROOT)})
        self.assertEqual(status, 0)
        self.assertIn(b"\r5 of 5\r\x1b[K5 scenarios", shown)

    def test_every_key_of_the_tables_is_one(self):
        keys = set(re.findall(r"`([a-z]+)`", " ".join(re.findall(r"^\| (`.*?) \|", PAGE, re.MULTILINE))))
        source = (ROOT / "interpreter/scenario/read.cpp").read_text(encoding="utf-8")
        known = set(re.findall(r'"([a-z]+)"', "".join(re.findall(r"^const Words \w+ =(.*?);", source, re.MULTILINE | re.DOTALL))))
        self.assertGreater(len(known), 20)
        self.assertEqual(known - {"scenario", "steps"} - keys, set())


if __name__ == "__main__":
    unittest.main()
