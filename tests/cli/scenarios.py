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
        self.scenario, self.cases, self.plan = blocks("yaml")
        (self.folder / "sample/sample.policy").write_text(policy, encoding="utf-8")
        self.write(self.scenario)

    def write(self, scenario):
        (self.folder / "sample/scenarios/leave.yaml").write_text(scenario, encoding="utf-8")

    def run_exeunt(self, *words):
        done = subprocess.run([EXEUNT, *words], cwd=self.folder, env={"EXEUNT_HOME": str(ROOT)}, capture_output=True,
                              text=True, timeout=60, check=False)
        self.assertEqual(done.stderr, "")
        return done.returncode, done.stdout

    def write_plan(self, scenario=None):
        """The whole plan as the only scenario; answers where the plan lies."""
        head = self.scenario[:self.scenario.index("scenarios:")]
        self.write(head + "scenarios:\n" + (scenario or self.plan))
        return self.folder / "sample/scenarios/plans/leave.json"

    def test_the_commands_print_what_the_page_shows(self):
        console, = blocks("console")
        shown = re.findall(r"^\$ exeunt (.*)\n((?:[^$].*\n)*)", console, re.MULTILINE)
        self.assertEqual(len(shown), 2)
        for command, output in shown:
            self.assertEqual(self.run_exeunt(*command.split()), (0, output))

    def test_the_failure_is_printed_as_the_page_shows(self):
        failure, _ = blocks("text")
        self.write(self.scenario.replace("due: 30d", "due: 31d"))
        exit_status, output = self.run_exeunt("test", "sample")
        self.assertEqual(exit_status, 1)
        self.assertEqual(output, failure + "5 scenarios in 1 edition: 4 passed, 1 failed\n")

    def test_the_survivor_is_printed_as_the_page_shows(self):
        _, survivor = blocks("text")
        lines = self.scenario.splitlines(keepends=True)
        less = [line for line in lines if "mail:3: {unaddressed" not in line and "private: false, archived: false}" not in line]
        self.write("".join(less).replace("  account:\n  expect:\n", "  expect:\n"))
        exit_status, output = self.run_exeunt("test", "sample", "--mutants")
        self.assertEqual(exit_status, 1)
        self.assertIn(survivor, output)
        self.assertTrue(output.endswith("32 mutants in 1 edition: 30 caught, 2 survived\n"), output)

    def test_each_case_is_a_scenario(self):
        self.write(self.scenario + self.cases)
        self.assertEqual(self.run_exeunt("test", "sample"), (0, "8 scenarios in 1 edition: 8 passed\n"))
        self.write(self.scenario + self.cases.replace("fate: nothing", "fate: {deals: retain}"))
        exit_status, output = self.run_exeunt("test", "sample")
        self.assertEqual(exit_status, 1)
        self.assertIn("a deal of user:1 when the leaver is active", output)
        self.assertIn("8 scenarios in 1 edition: 7 passed, 1 failed\n", output)

    def test_expectations_are_rewritten_and_nothing_else(self):
        wrong = self.scenario
        for right, other in (("due: 30d", "due: 31d"),
                             ("deal:2: nothing", "deal:2: {deals: retain}  # stays"),
                             ("user:7: {back: restore}", "user:7: {back: disable}"),
                             ("mail:1: {archived: false}", "mail:1: {archived: true}"),
                             ("mail:1: gone, mail:3", "mail:1: {private: false}, mail:3"),
                             ("{undecided: [deal.owner]}", "transfer")):
            self.assertIn(right, wrong)
            wrong = wrong.replace(right, other)
        wrong = wrong.replace("scenarios:\n", "scenarios:\n# What comes first.\n")
        self.write(wrong)
        exit_status, output = self.run_exeunt("test", "sample", "--update")
        file = self.folder / "sample/scenarios/leave.yaml"
        self.assertTrue(output.startswith("written: sample/scenarios/leave.yaml\n"), output)
        text = file.read_text(encoding="utf-8")
        self.assertIn("# What comes first.\n", text)
        self.assertIn("deal:2: nothing  # stays\n", text)
        self.assertIn("user:7: {back: restore}", text)
        self.assertIn("mail:1: {archived: false}", text)
        self.assertIn("{deals: {undecided: [deal.owner]}}", text)
        self.assertIn("mail:1: gone, mail:3", text)
        self.assertEqual(exit_status, 0, output)
        self.assertEqual(self.run_exeunt("test", "sample", "--update"), (0, "5 scenarios in 1 edition: 5 passed\n"))
        self.assertEqual(file.read_text(encoding="utf-8"), text)

    def test_what_no_line_says_stays(self):
        for right, other in (("  blocked: [by-admin]", "  expect: {user:7: {out: disable}}"),
                             ("mail:1: {owner: user:7}", "mail:1: gone")):
            wrong = self.scenario.replace(right, other)
            self.write(wrong)
            exit_status, output = self.run_exeunt("test", "sample", "--update")
            self.assertEqual(exit_status, 1)
            self.assertIn("4 passed, 1 failed", output)

    def test_objects_and_rules_that_are_not_expected_are_added_and_left_out(self):
        head = self.scenario[:self.scenario.index("scenarios:")]
        for written, expected in (
                ("  expect: {}\n", r"  expect: {deal:1: {deals: transfer}, mail:1: {.*}, user:7: {out: disable}}\n"),
                ("  expect:\n    # first\n    user:7: {}  # the leaver\n    # last\n",
                 r"  expect:\n    # first\n    user:7: {out: disable}  # the leaver\n    deal:1: {deals: transfer}\n"
                 r"    mail:1: {.*}\n    # last\n"),
                ("  expect:\n    user:7:\n      out: disable\n      back: restore # never\n    deal:1: {deals: transfer}\n"
                 "    mail:1:\n      archive-mail: advise\n      private-mail:\n        outcome: erase\n"
                 "    deal:2:\n      deals: retain\n",
                 r"  expect:\n    user:7:\n      out: disable\n    deal:1: {deals: transfer}\n"
                 r"    mail:1:\n      archive-mail: advise\n      private-mail:\n        {outcome: erase, due: 30d}\n"
                 r"    deal:2:\n      nothing\n")):
            with self.subTest(written):
                self.write(head + "scenarios:\n- scenario: all\n" + written)
                exit_status, output = self.run_exeunt("test", "sample", "--update")
                text = (self.folder / "sample/scenarios/leave.yaml").read_text(encoding="utf-8")
                self.assertEqual((exit_status, output.count("written:")), (0, 1), output + text)
                self.assertRegex(text[len(head):], "^scenarios:\n- scenario: all\n" + expected + "$")
                self.assertEqual(self.run_exeunt("test", "sample")[0], 0)

    def test_what_cases_do_not_agree_on_stays(self):
        text = self.scenario + self.cases.replace("fate: nothing", "fate: {deals: retain}")
        self.write(text)
        exit_status, output = self.run_exeunt("test", "sample", "--update")
        self.assertEqual((exit_status, output.count("written:")), (1, 0))
        self.assertEqual((self.folder / "sample/scenarios/leave.yaml").read_text(encoding="utf-8"), text)

    def test_a_whole_plan_is_written_and_compared(self):
        path = self.write_plan()
        written = "written: sample/scenarios/plans/leave.json\n"
        passed = "1 scenario in 1 edition: 1 passed\n"
        self.assertEqual(self.run_exeunt("test", "sample", "--update"), (0, written + passed))
        first = path.read_bytes()
        self.assertEqual(self.run_exeunt("test", "sample"), (0, passed))
        self.assertEqual(self.run_exeunt("test", "sample", "--update"), (0, passed))
        self.assertEqual(path.read_bytes(), first)
        path.write_text(path.read_text(encoding="utf-8").replace("2024-03-31", "2024-04-01"), encoding="utf-8")
        exit_status, output = self.run_exeunt("test", "sample")
        self.assertEqual(exit_status, 1)
        self.assertIn("the plan in sample/scenarios/plans/leave.json", output)
        self.assertRegex(output, r"mail:1")
        self.assertIn("2024-04-01", output)
        self.assertEqual(self.run_exeunt("test", "sample", "--update"), (0, written + passed))
        self.assertEqual(path.read_bytes(), first)

    def test_a_comment_in_the_policy_changes_no_plan(self):
        self.write_plan()
        self.run_exeunt("test", "sample", "--update")
        policy = self.folder / "sample/sample.policy"
        policy.write_text("// moves every rule\n" + policy.read_text(encoding="utf-8"), encoding="utf-8")
        self.assertEqual(self.run_exeunt("test", "sample")[0], 0)

    def test_a_folder_holds_a_plan_for_each_edition(self):
        self.write_plan(self.plan.replace("plans/leave.json", "plans/"))
        self.assertEqual(self.run_exeunt("test", "sample", "--update")[0], 0)
        self.assertTrue((self.folder / "sample/scenarios/plans/2024.json").is_file())

    def test_what_cannot_be_read_is_an_error_until_it_is_written(self):
        path = self.write_plan()
        for text in (None, "", "{", '{"format": "exeunt.plan/9"}', "[]"):
            if text is not None:
                path.parent.mkdir(exist_ok=True)
                path.write_text(text, encoding="utf-8")
            done = subprocess.run([EXEUNT, "test", "sample"], cwd=self.folder, env={"EXEUNT_HOME": str(ROOT)},
                                  capture_output=True, text=True, timeout=60, check=False)
            self.assertEqual((done.returncode, done.stdout), (2, ""), text)
            self.assertIn("plans/leave.json", done.stderr)
        self.assertEqual(self.run_exeunt("test", "sample", "--update")[0], 0)

    def test_two_events_do_not_share_a_plan(self):
        path = self.write_plan(self.plan + self.plan.replace("everything", "something") + "  by: user:7\n")
        done = subprocess.run([EXEUNT, "test", "sample", "--update"], cwd=self.folder,
                              env={"EXEUNT_HOME": str(ROOT)}, capture_output=True, text=True, timeout=60, check=False)
        self.assertEqual((done.returncode, done.stdout), (2, ""))
        self.assertIn("E1034", done.stderr)
        self.assertFalse(path.exists())

    def test_a_terminal_sees_how_far_it_is_and_nothing_else_does(self):
        status, shown = show([EXEUNT, "test", "sample"], cwd=self.folder, env={"EXEUNT_HOME": str(ROOT)})
        self.assertEqual(status, 0)
        self.assertIn(b"\r\x1b[K5 of 5\r\x1b[K5 scenarios", shown)

    def test_every_key_of_the_tables_is_one(self):
        keys = set(re.findall(r"`([a-z]+)`", " ".join(re.findall(r"^\| (`.*?) \|", PAGE, re.MULTILINE))))
        source = (ROOT / "interpreter/scenario/read.cpp").read_text(encoding="utf-8")
        known = set(re.findall(r'"([a-z]+)"', "".join(re.findall(r"^const Words \w+ =(.*?);", source, re.MULTILINE | re.DOTALL))))
        self.assertGreater(len(known), 20)
        self.assertEqual(known - {"scenario", "steps", "cases"} - keys, set())


if __name__ == "__main__":
    unittest.main()
