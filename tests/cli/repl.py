"""The interactive session: on a terminal, and at the other end of a pipe.

    repl.py EXEUNT
"""
import os
import re
import shlex
import subprocess
import sys
import tempfile
import unittest
from pathlib import Path

from terminal.talk import Talk

EXEUNT = os.path.abspath(sys.argv.pop(1))
ROOT = Path(__file__).resolve().parent.parent.parent
ENVIRONMENT = {name: value for name, value in os.environ.items() if name not in ("NO_COLOR", "TERM", "HOME")}
ENVIRONMENT |= {"LC_ALL": "C", "TERM": "xterm", "HOME": "/nonexistent"}


class Terminal(unittest.TestCase):
    def talk(self, *arguments, **options):
        options = {"env": ENVIRONMENT} | options
        talk = Talk([EXEUNT, "repl", *arguments], **options)
        self.addCleanup(talk.close)
        talk.wait_for(b"> ")
        return talk

    def test_an_expression_and_leaving(self):
        talk = self.talk()
        talk.type(b"1 + 2\r")
        talk.wait_for(b"3 : int\r\n")
        talk.wait_for(b"> ")
        talk.type(b"\x04")
        self.assertEqual(0, talk.finish()[0])

    def test_control_c_drops_the_line(self):
        talk = self.talk()
        talk.type(b"dropped")
        talk.wait_for(b"dropped")
        talk.type(b"\x03")
        talk.wait_for(b"^C")
        talk.wait_for(b"> ")
        talk.type(b"'kept'\r")
        shown = talk.wait_for(b"'kept' : string\r\n")
        self.assertNotIn(b"error", shown)
        talk.type(b"\x03\x03:quit\r")
        self.assertEqual(0, talk.finish()[0])

    def test_control_c_drops_all_lines_of_an_entry(self):
        talk = self.talk()
        talk.type(b"[1,\r")
        talk.wait_for(b"| ")
        talk.type(b"\x03")
        talk.wait_for(b"> ")
        talk.type(b"[2]\r")
        talk.wait_for(b"[2] : list(int)\r\n")

    def test_control_z_leaves_for_the_shell(self):
        talk = Talk(["sh", "-mc", '"$0" repl; echo stopped; fg', EXEUNT], env=ENVIRONMENT)
        self.addCleanup(talk.close)
        talk.wait_for(b"> ")
        talk.type(b"1 + ")
        talk.wait_for(b"1 + ")
        talk.type(b"\x1a")
        talk.wait_for(b"stopped")
        talk.wait_for(b"1 + ")
        talk.type(b"1\r")
        talk.wait_for(b"2 : int\r\n")
        talk.wait_for(b"> ")
        talk.type(b"\x04")
        self.assertEqual(0, talk.finish()[0])

    def test_an_open_bracket_goes_on(self):
        talk = self.talk()
        talk.type(b"[1,\r")
        talk.wait_for(b"| ")
        talk.type(b"2]\r")
        talk.wait_for(b"[1, 2] : list(int)\r\n")

    def test_history_and_editing(self):
        talk = self.talk()
        talk.type(b"10 + 5\r")
        talk.wait_for(b"15 : int\r\n")
        talk.wait_for(b"> ")
        talk.type(b"\x1b[A\x7f7\r")  # up, backspace
        talk.wait_for(b"17 : int\r\n")
        talk.type(b"2\x01" + b"4\r")  # to the beginning
        talk.wait_for(b"42 : int\r\n")

    def test_letters_beyond_ascii_are_edited_as_one(self):
        talk = self.talk()
        talk.type("'aé字".encode() + b"\x7f\x7f'\r")
        talk.wait_for(b"'a' : string\r\n")

    def test_completion(self):
        talk = self.talk("--let", "email={'visibility': 'private', 'owner': 1}")
        talk.type(b"ema\t.vis\t\r")
        talk.wait_for(b"'private' : string\r\n")
        talk.type(b":va\t\r")
        talk.wait_for(b"email : map(string, dyn) = ")

    def test_an_error_is_shown_and_forgiven(self):
        talk = self.talk()
        talk.type(b"1 / 0\r")
        shown = talk.wait_for(b"> ")
        self.assertIn(b"\x1b[", shown)
        self.assertIn(b"^~~~~", shown)
        talk.type(b"\x04")
        self.assertEqual(0, talk.finish()[0])

    def test_no_colour_where_none_is_wanted(self):
        talk = self.talk(env=ENVIRONMENT | {"NO_COLOR": "1"})
        talk.type(b"1 / 0\r")
        self.assertIn(b"error[E1201]: ", talk.wait_for(b"~~~~"))

    def test_values_alone_go_to_standard_output(self):
        with tempfile.TemporaryFile() as output:
            talk = self.talk(stdout=output)
            talk.type(b"1 + 2\r")
            talk.wait_for(b"> ")
            talk.type(b"zz\r:quit\r")
            self.assertEqual(0, talk.finish()[0])
            output.seek(0)
            self.assertEqual(b"3 : int\n", output.read())


class Pipe(unittest.TestCase):
    def run_script(self, script, **options):
        options = {"stdout": subprocess.PIPE, "stderr": subprocess.PIPE, "timeout": 100, "check": False} | options
        return subprocess.run([EXEUNT, "repl"], input=script, env=ENVIRONMENT, **options)

    def test_each_entry_is_answered_before_the_next(self):
        with subprocess.Popen([EXEUNT, "repl"], stdin=subprocess.PIPE, stdout=subprocess.PIPE) as process:
            for number in range(3):
                process.stdin.write(b"%d + 1\n" % number)
                process.stdin.flush()
                self.assertEqual(b"%d : int\n" % (number + 1), process.stdout.readline())
            process.stdin.close()
            self.assertEqual(0, process.wait(60))

    def test_a_reader_that_stops_early_is_not_told(self):
        reader, writer = os.pipe()
        os.close(reader)
        done = self.run_script(b"1\n2\n", stdout=writer)
        os.close(writer)
        self.assertEqual((2, b""), (done.returncode, done.stderr))

    def test_a_full_disk(self):
        with open("/dev/full", "wb") as full:
            done = self.run_script(b"1\n2\n", stdout=full)
        self.assertEqual(2, done.returncode)
        self.assertEqual(1, done.stderr.count(b"error[E0008]: `<stdout>` cannot be written: No space left on device"))

    def test_a_line_without_end(self):
        done = self.run_script(b"'" + b"a" * (20 << 20) + b"'\n'next'\n")
        self.assertEqual(b"'next' : string\n", done.stdout)
        self.assertIn(b"<stdin>:1: error[E1243]", done.stderr)
        self.assertEqual(1, done.returncode)

    def test_brackets_without_end(self):
        done = self.run_script(b"(\n" * 1_000_000)
        self.assertIn(b"error[E1243]", done.stderr)
        self.assertEqual(1, done.returncode)

    def test_nothing_reaches_the_terminal_as_it_is(self):
        done = self.run_script("'\x1b[31m'\nx\u202e\n:\x1b[2J\n\x00\n'\u009b'\n".encode())
        for stream in (done.stdout, done.stderr):
            for bad in ("\x1b", "\u202e", "\x00", "\u009b"):
                self.assertNotIn(bad.encode(), stream)


class Manual(unittest.TestCase):
    """What policies/LANGUAGE.md shows of expressions is what the command prints."""

    def setUp(self):
        text = (ROOT / "policies/LANGUAGE.md").read_text(encoding="utf-8")
        section = re.search(r"^## Trying expressions\n(.*?)^## ", text, re.MULTILINE | re.DOTALL)[1]
        self.lines = [line[4:] for line in section.splitlines() if line.startswith("    ")]
        scratch = tempfile.TemporaryDirectory()
        self.addCleanup(scratch.cleanup)
        self.folder = scratch.name

    def test_commands(self):
        commands = [i for i, line in enumerate(self.lines) if line.startswith("$ ")]
        for i, end in zip(commands, [*commands[1:], len(self.lines)]):
            words, shown = shlex.split(self.lines[i][2:]), self.lines[i + 1:end]
            if words[0] == "cat":
                Path(self.folder, words[1]).write_text("\n".join(shown) + "\n", encoding="utf-8")
                continue
            typed = [line[2:] for line in shown if line.startswith("> ")]
            done = subprocess.run([EXEUNT, *words[1:]], cwd=self.folder, env=ENVIRONMENT, capture_output=True, text=True,
                                  input="\n".join(typed), check=False)
            self.assertEqual([line for line in shown if not line.startswith("> ")],
                             (done.stdout + done.stderr).splitlines(), self.lines[i])
        self.assertGreater(len(commands), 5)


if __name__ == "__main__":
    unittest.main()
