"""Where the command finds packs and the standard library.

    home.py EXEUNT
"""
import os
import shutil
import subprocess
import sys
import tempfile
import unittest
from pathlib import Path

EXEUNT = os.path.abspath(sys.argv.pop(1))
ROOT = Path(__file__).resolve().parent.parent.parent
SHOP = ROOT / "tests/golden/shared/shop"


class Home(unittest.TestCase):
    def setUp(self):
        scratch = tempfile.TemporaryDirectory()
        self.addCleanup(scratch.cleanup)
        self.folder = Path(scratch.name, "some where")
        self.folder.mkdir()

    def install(self, folder, program):
        """A home with one pack `shop`, and the command at `program`."""
        home = self.folder / folder
        shutil.copytree(ROOT / "stdlib", home / "stdlib")
        shutil.copytree(SHOP, home / "policies/shop")
        target = self.folder / program
        target.parent.mkdir(parents=True, exist_ok=True)
        shutil.copy(EXEUNT, target)
        return target

    def check(self, program, cwd="/", pack="shop", **environment):
        base = {name: value for name, value in os.environ.items() if name != "EXEUNT_HOME"}
        return subprocess.run([program, "check", pack], cwd=cwd, env=base | environment, capture_output=True, text=True,
                              check=False)

    def assert_found(self, done):
        self.assertEqual("", done.stderr)
        self.assertTrue(done.stdout.startswith("shop 2024-01-01: "), done.stdout)
        self.assertEqual(0, done.returncode)

    def test_above_the_program_as_in_a_clone(self):
        self.assert_found(self.check(self.install(".", "build/exeunt")))

    def test_beside_the_program(self):
        self.assert_found(self.check(self.install(".", "exeunt")))

    def test_installed(self):
        self.assert_found(self.check(self.install("share/exeunt", "bin/exeunt")))

    def test_through_a_link(self):
        program = self.install(".", "build/exeunt")
        link = self.folder / "elsewhere/exeunt"
        link.parent.mkdir()
        link.symlink_to(program)
        self.assert_found(self.check(link))

    def test_named_by_a_variable(self):
        program = self.install("home", "far/away/exeunt")
        self.assert_found(self.check(program, EXEUNT_HOME=str(self.folder / "home")))

    def test_the_current_folder_comes_first(self):
        program = self.install(".", "build/exeunt")
        here = self.folder / "here"
        shutil.copytree(SHOP, here / "policies/shop")
        text = (here / "policies/shop/shop.policy").read_text(encoding="utf-8")
        (here / "policies/shop/shop.policy").write_text(text.replace("2024-01-01", "2025-01-01"), encoding="utf-8")
        self.assertTrue(self.check(program, cwd=here).stdout.startswith("shop 2025-01-01: "))

    def test_nowhere(self):
        program = self.install("home", "far/away/exeunt")
        done = self.check(program)
        self.assertEqual(2, done.returncode)
        self.assertIn("error[E0897]: there is no standard library", done.stderr)
        self.assertIn("EXEUNT_HOME", done.stderr)

    def test_a_variable_that_leads_nowhere(self):
        done = self.check(EXEUNT, EXEUNT_HOME="/nowhere")
        self.assertEqual(2, done.returncode)
        self.assertIn("error[", done.stderr)


if __name__ == "__main__":
    unittest.main()
