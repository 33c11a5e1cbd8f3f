"""The golden runner notices what differs, tried with a small stand-in for the command."""
import contextlib
import io
import os
import tempfile
import unittest
from pathlib import Path
from unittest import mock

import run

STAND_IN = """#!/usr/bin/python3
import os, sys
if sys.argv[1] == "--version":
    print("exeunt 9.8.7")
elif sys.argv[1] == "say":
    print(*sys.argv[2:])
elif sys.argv[1] == "warn":
    print(*sys.argv[2:], file=sys.stderr)
elif sys.argv[1] == "copy":
    open(sys.argv[2], "w").write(sys.stdin.read())
elif sys.argv[1] == "delete":
    os.remove(sys.argv[2])
elif sys.argv[1] == "variable":
    print(os.environ[sys.argv[2]])
elif sys.argv[1] == "exit":
    sys.exit(int(sys.argv[2]))
"""


class Runner(unittest.TestCase):
    def setUp(self):
        scratch = tempfile.TemporaryDirectory()
        self.addCleanup(scratch.cleanup)
        self.case = Path(scratch.name, "case")
        self.exeunt = Path(scratch.name, "exeunt")
        self.write("../exeunt", STAND_IN)
        self.exeunt.chmod(0o755)

    def write(self, name, text):
        path = self.case / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")

    def compare(self, environment=None):
        output = io.StringIO()
        with contextlib.redirect_stdout(output), mock.patch.dict(os.environ, environment or {}):
            code = run.compare(str(self.exeunt), self.case)
        return code, output.getvalue()

    def test_as_expected(self):
        self.write("cmd", "# twice\nexeunt say 'a  b'\n\nLIKE=this exeunt variable LIKE\nexeunt exit 2\n")
        self.write("stdout", "a  b\nthis\n")
        self.write("exit", "0\n0\n2\n")
        self.assertEqual((0, ""), self.compare())

    def test_every_stream_and_the_exit_code_count(self):
        for command, part in (("say x", "stdout"), ("warn x", "stderr"), ("exit 1", "exit")):
            self.write("cmd", f"exeunt {command}\n")
            code, output = self.compare()
            self.assertEqual(1, code, command)
            self.assertIn(f"{part}: not expected, but there is", output)

    def test_what_is_expected_must_come(self):
        self.write("cmd", "exeunt exit 0\n")
        self.write("stdout", "something\n")
        code, output = self.compare()
        self.assertEqual(1, code)
        self.assertIn("-something", output)

    def test_an_empty_expectation_is_an_orphan(self):
        self.write("cmd", "exeunt exit 0\n")
        self.write("stderr", "")
        self.assertEqual(1, self.compare()[0])

    def test_files_made_and_removed(self):
        self.write("cmd", "exeunt copy made < given\nexeunt delete given\n")
        self.write("given", "text\n")
        self.assertEqual(1, self.compare()[0])
        self.write("after/made", "text\n")
        self.write("after/(removed)", "given\n")
        self.assertEqual((0, ""), self.compare())
        self.write("after/made", "other\n")
        self.assertEqual(1, self.compare()[0])

    def test_places_and_versions_are_redacted(self):
        self.write("cmd", f"exeunt say {run.ROOT}/policies 9.8.7\n")
        self.write("stdout", "<root>/policies <version>\n")
        self.assertEqual((0, ""), self.compare())

    def test_of_pages_only_what_they_say_counts(self):
        page = "<!doctype html> sha256-{}= <style>{}</style> <script>{}</script> <p>{}</p>"
        self.write("cmd", "exeunt copy page.html < given\n")
        self.write("given", page.format("x" * 43, "p {}\n", "a\nb", "said"))
        self.write("after/page.html", page.replace("{}=", "").format("", "", "said"))
        self.assertEqual((0, ""), self.compare())
        self.write("after/page.html", page.replace("{}=", "").format("", "", "not said"))
        self.assertEqual(1, self.compare()[0])

    def test_update(self):
        self.write("cmd", "exeunt say new\nexeunt exit 1\n")
        self.write("stdout", "old\n")
        self.write("stderr", "old\n")
        self.assertEqual(0, self.compare({"EXEUNT_UPDATE_GOLDEN": "1"})[0])
        self.assertEqual({"stdout": b"new\n", "exit": b"0\n1\n"}, run.read_expected(self.case))
        self.assertEqual((0, ""), self.compare())

    def test_orphans(self):
        self.write("topic/one/cmd", "exeunt exit 0\n")
        self.write("topic/one/pack/model.policy", "")
        with contextlib.redirect_stdout(io.StringIO()):
            self.assertEqual(0, run.find_orphans(self.case))
            self.write("topic/two/stdout", "")
            self.assertEqual(1, run.find_orphans(self.case))


if __name__ == "__main__":
    unittest.main()
