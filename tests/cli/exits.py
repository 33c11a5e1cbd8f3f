"""Exit codes of every verb: 0 the answer is yes, 1 the answer is no, 2 there is no answer.

    exits.py EXEUNT

The table below has a row for each verb that `exeunt --help` lists. A verb without a `no` can only answer yes.
"""
import os
import re
import shutil
import subprocess
import sys
import tempfile
import unittest
from pathlib import Path

EXEUNT = os.path.abspath(sys.argv.pop(1))
ROOT = Path(__file__).resolve().parents[2]
SHARED = ROOT / "tests/golden/shared"
EVENT = "--event leave --subject user:7 --by user:1 --at 2024-03-01T09:00:00Z"
PLAN = f"plan shop --snapshot account.ndjson {EVENT}"
BLOCKED = f"plan shop --snapshot account.ndjson {EVENT.replace('user:1', 'user:7')}"

# Files that the commands below find beside the shared pack and account.
FILES = {
    "broken.policy": "pack broken \"Broken\"\nrule",
    "messy.policy": "pack  messy \"Messy\"\nentity  user is std.user { name string label }\n",
    "empty.json": "",
    "broken.ndjson": '{"type":"user","id":\n',
    "pass.yaml": "pack: shop\nscenarios:\n- scenario: nothing of others\n  event: leave\n  subject: user:7\n  by: user:1\n"
                 "  at: 2024-03-01\n  account: account.ndjson\n  partial: true\n  expect: {order:3: nothing}\n",
}
FILES["fail.yaml"] = FILES["pass.yaml"].replace("order:3", "order:1")
FILES["wrong.yaml"] = FILES["pass.yaml"].replace("expect", "expects")

# What each verb answers: yes, no (where it can), and nothing at all.
ANSWERS = {
    "check": ("check shop", "check broken-facts", "check broken.policy"),
    "fmt": ("fmt --check formatted.policy", "fmt --check messy.policy", "fmt --check broken.policy"),
    "compare": ("compare shop shop", "compare shop messy.policy", "compare shop"),
    "convert": ("convert shop/shop.policy --to yaml", None, "convert broken.policy --to yaml"),
    "import": ("import crm --gaps", None, "import crm missing"),
    "index": ("index shop account.ndjson -o made.exeunt-index", None, "index shop broken.ndjson"),
    "plan": (PLAN, BLOCKED, PLAN.replace("user:7", "user:99")),
    "show": ("show plan.json", None, "show empty.json"),
    "diff": ("diff plan.json plan.json", "diff plan.json blocked.json", "diff plan.json empty.json"),
    "apply": ("apply plan.json --snapshot account.ndjson", "apply blocked.json --snapshot account.ndjson",
              "apply plan.json --snapshot broken.ndjson"),
    "explain": ("explain plan.json draft:1", None, "explain plan.json draft:99"),
    "test": ("test pass.yaml", "test fail.yaml", "test wrong.yaml"),
    "verify": (f"verify shop --before account.ndjson --after after.ndjson {EVENT}",
               f"verify shop --before account.ndjson --after account.ndjson {EVENT}",
               f"verify shop --before account.ndjson --after broken.ndjson {EVENT}"),
    "graph": ("graph shop", None, "graph broken.policy"),
    "eval": ("eval 1+1", None, "eval 1+"),
    "repl": ("repl", None, "repl --no-such-option"),
}


def exeunt(words, folder, **options):
    return subprocess.run([EXEUNT, *words.split()], cwd=folder, env={"EXEUNT_HOME": str(ROOT)}, capture_output=True,
                          stdin=subprocess.DEVNULL, timeout=60, check=False, **options)


class Exits(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.scratch = tempfile.TemporaryDirectory()
        cls.folder = Path(cls.scratch.name)
        shutil.copytree(SHARED, cls.folder, dirs_exist_ok=True)
        for name, text in FILES.items():
            (cls.folder / name).write_text(text, encoding="utf-8")
        # A fact that nothing cites is a finding.
        shutil.copytree(SHARED / "shop", cls.folder / "broken-facts")
        facts = cls.folder / "broken-facts/facts.yaml"
        facts.write_text(facts.read_text(encoding="utf-8") + "- {id: shop.nobody.cites, kind: effect, fact: Nobody cites this.}\n",
                         encoding="utf-8")
        (cls.folder / "formatted.policy").write_bytes(exeunt("fmt messy.policy", cls.folder).stdout)
        (cls.folder / "plan.json").write_bytes(exeunt(PLAN + " --format json", cls.folder).stdout)
        (cls.folder / "after.ndjson").write_bytes(
            exeunt("apply plan.json --snapshot account.ndjson", cls.folder).stdout)
        (cls.folder / "blocked.json").write_bytes(exeunt(BLOCKED + " --format json", cls.folder).stdout)

    @classmethod
    def tearDownClass(cls):
        cls.scratch.cleanup()

    def test_every_verb_has_a_row(self):
        listing = exeunt("--help", self.folder).stdout.decode()
        verbs = re.findall(r"^  ([a-z]+) ", listing, re.MULTILINE)
        self.assertEqual(sorted(ANSWERS), sorted(verbs), listing)

    def check(self, position, status):
        for verb, commands in ANSWERS.items():
            if commands[position] is None:
                continue
            with self.subTest(verb):
                done = exeunt(commands[position], self.folder)
                self.assertEqual(status, done.returncode, done.stdout.decode() + done.stderr.decode())
                if status == 2:
                    self.assertIn(b"error[E", done.stderr)
                    self.assertEqual(b"", done.stdout)

    def test_yes(self):
        self.check(0, 0)

    def test_no(self):
        self.check(1, 1)

    def test_no_answer(self):
        self.check(2, 2)

    def test_an_option_that_is_none(self):
        for verb in ANSWERS:
            with self.subTest(verb):
                done = exeunt(f"{verb} --no-such-option", self.folder)
                self.assertEqual((2, b""), (done.returncode, done.stdout))
                self.assertIn(b"--no-such-option", done.stderr)


if __name__ == "__main__":
    unittest.main()
