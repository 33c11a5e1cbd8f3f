"""What README.md shows is what the command prints.

    readme.py EXEUNT

Every block that begins with `$ build/exeunt …` is run in a copy of the policies and examples; a line `…` stands for any
lines. Where the text above a block says "With `A` for `B` in the rule above", the policy is changed so.
"""
import os
import re
import shlex
import shutil
import subprocess
import sys
import tempfile
import unittest
from pathlib import Path

EXEUNT = os.path.abspath(sys.argv.pop(1))
ROOT = Path(__file__).resolve().parent.parent.parent
README = (ROOT / "README.md").read_text(encoding="utf-8")


def blocks():
    """[(text above, command, lines it shows)]"""
    found = []
    for match in re.finditer(r"(?:^(?: {4}.*)?\n)*(?:^ {4}.*\n)", README, re.MULTILINE):
        lines = [line[4:] for line in match.group().strip("\n").splitlines()]
        starts = [i for i, line in enumerate(lines) if line.startswith("$ build/exeunt ")]
        for i in starts:
            command = lines[i][2:]
            while command.endswith("\\"):
                i += 1
                command = command[:-1] + lines[i].strip()
            found.append((README[:match.start()][-300:], shlex.split(command), lines[i + 1:]))
    return found


def shows(expected, printed):
    """Whether `printed` is `expected`, where a line `…` stands for any lines."""
    pattern = "".join(r"(?:.*\n)*?" if line == "…" else re.escape(line) + r"\n" for line in expected)
    return re.fullmatch(pattern, printed) is not None


class Readme(unittest.TestCase):
    def test_blocks(self):
        self.assertEqual(5, len(blocks()))
        for above, command, expected in blocks():
            with tempfile.TemporaryDirectory() as scratch:
                for folder in ("policies", "stdlib", "examples"):
                    shutil.copytree(ROOT / folder, Path(scratch, folder))
                changed = re.search(r"With `(.+?)` for `(.+?)`\s+in the rule above", above)
                if changed:
                    self.change_rule(Path(scratch), changed[1], changed[2])
                done = subprocess.run([EXEUNT, *command[1:]], cwd=scratch, capture_output=True, text=True, check=False)
                printed = done.stdout + done.stderr
                self.assertTrue(shows(expected, printed), "{}\nprints\n{}".format(" ".join(command), printed))

    def change_rule(self, root, new, old):
        shown = re.search(r"^    (rule [a-z-]+)\n", README, re.MULTILINE)[1]
        for path in (root / "policies").rglob("*.policy"):
            text = path.read_text(encoding="utf-8")
            if shown + "\n" in text:
                begin = text.index(shown + "\n")
                path.write_text(text[:begin] + text[begin:].replace(old, new, 1), encoding="utf-8")

    def test_the_rule_is_one_of_the_pack(self):
        rule = re.search(r"(?:^    .*\n)+", README[README.index("    rule "):], re.MULTILINE).group()
        lines = [line.strip() for line in rule.strip().splitlines()]
        text = [line.strip() for path in (ROOT / "policies").rglob("*.policy")
                for line in path.read_text(encoding="utf-8").splitlines()]
        for line in lines:
            self.assertIn(line, text)


if __name__ == "__main__":
    unittest.main()
