"""Paths in files: what may lead where, and what is refused. interpreter/THREATS.md says it in words.

    paths.py EXEUNT
"""
import os
import shutil
import subprocess
import sys
import tempfile
import unittest
from pathlib import Path

EXEUNT = os.path.abspath(sys.argv.pop(1))
ROOT = Path(__file__).resolve().parents[2]
SCENARIO = ("pack: shop\nscenarios:\n- scenario: all\n  event: leave\n  subject: user:7\n  by: user:1\n  at: 2024-03-01\n"
            "  account: {account}\n  plan: {plan}\n")


class Paths(unittest.TestCase):
    def setUp(self):
        scratch = tempfile.TemporaryDirectory()
        self.addCleanup(scratch.cleanup)
        self.outside = Path(scratch.name)
        self.folder = self.outside / "work"
        shutil.copytree(ROOT / "tests/golden/shared", self.folder)
        self.victim = self.outside / "victim"
        self.victim.write_text("precious\n", encoding="utf-8")

    def run_exeunt(self, *words):
        return subprocess.run([EXEUNT, *words], cwd=self.folder, env={"EXEUNT_HOME": str(ROOT)}, capture_output=True, text=True,
                              stdin=subprocess.DEVNULL, timeout=60, check=False)

    def update(self, plan, folder="shop/scenarios/more"):
        """`exeunt test --update` on a scenario whose whole plan lies at this path."""
        path = self.folder / folder
        path.mkdir(parents=True, exist_ok=True)
        account = os.path.relpath(self.folder / "account.ndjson", path)
        (path / "leave.yaml").write_text(SCENARIO.format(account=account, plan=plan), encoding="utf-8")
        return self.run_exeunt("test", f"{folder}/leave.yaml", "--update")

    def test_plans_of_scenarios_are_written_below_scenarios(self):
        for plan in ("plan.json", "plans/deep/plan.json", "../plan.json", "./x/../plan.json"):
            done = self.update(plan)
            self.assertEqual(0, done.returncode, done.stderr)
            self.assertIn("exeunt.plan/1", (self.folder / "shop/scenarios/more" / plan).read_text(encoding="utf-8"))
        self.assertEqual(0, self.update("own.json", "elsewhere").returncode)

    def test_and_nowhere_else(self):
        links = self.folder / "shop/scenarios/more"
        links.mkdir(parents=True)
        (links / "out").symlink_to(self.outside)
        (links / "victim").symlink_to(self.victim)
        (links / "nowhere").symlink_to(self.outside / "made")
        before = sorted(self.outside.iterdir())
        for plan in ("../../plan.json", "../../../../victim", str(self.victim), "out/victim", "out/made.json", "victim", "nowhere"):
            with self.subTest(plan):
                done = self.update(plan)
                self.assertEqual(2, done.returncode, done.stdout)
                self.assertIn("error[E1035]", done.stderr)
                self.assertEqual("precious\n", self.victim.read_text(encoding="utf-8"))
                self.assertEqual(before, sorted(self.outside.iterdir()))
        self.assertEqual(2, self.update("../own.json", "elsewhere").returncode)
        self.assertFalse((self.folder / "own.json").exists())

    def test_packs_are_their_folders(self):
        for link in ("file.policy", "folder"):
            with self.subTest(link):
                to = self.outside / f"outside.{link}"
                if link == "folder":
                    to.mkdir()
                else:
                    to.write_text('pack shop "Shop"\n', encoding="utf-8")
                (self.folder / "shop" / link).symlink_to(to)
                done = self.run_exeunt("check", "shop")
                self.assertEqual(2, done.returncode)
                self.assertIn("error[E0305]", done.stderr)
                (self.folder / "shop" / link).unlink()

    def test_modules_are_names(self):
        policy = self.folder / "shop/shop.policy"
        text = policy.read_text(encoding="utf-8")
        for module in ("../../outside", "/etc/passwd", "std/../../x", "std.crm.."):
            with self.subTest(module):
                policy.write_text(text.replace("use std.outcomes", f"use std.outcomes, {module}"), encoding="utf-8")
                done = self.run_exeunt("check", "shop")
                self.assertEqual(2, done.returncode)
                self.assertIn("error[E0", done.stderr)

    def test_a_link_to_nowhere_does_not_end_a_search(self):
        folder = self.folder / "messy"
        folder.mkdir()
        for name in ("a.policy", "c.policy"):
            (folder / name).write_text("pack  messy\n", encoding="utf-8")
        (folder / "b.policy").symlink_to("nowhere.policy")
        done = self.run_exeunt("fmt", "--check", "messy")
        self.assertEqual((1, "messy/a.policy\nmessy/c.policy\n"), (done.returncode, done.stdout), done.stderr)

    @unittest.skipIf(os.geteuid() == 0, "root may read everything")
    def test_folders_that_cannot_be_read(self):
        folder = self.folder / "locked/scenarios"
        folder.mkdir(parents=True)
        folder.chmod(0)
        self.addCleanup(folder.chmod, 0o700)
        for words in (["fmt", "locked"], ["test", "locked"]):
            done = self.run_exeunt(*words)
            self.assertEqual(2, done.returncode)
            self.assertIn("error[E0003]", done.stderr)


if __name__ == "__main__":
    unittest.main()
