"""Standard streams of the command: closed, full, read by a terminal, cut short.

    streams.py EXEUNT
"""
import os
import subprocess
import sys
import unittest
from pathlib import Path

from terminal.screen import show

EXEUNT = os.path.abspath(sys.argv.pop(1))
SHARED = Path(__file__).resolve().parent.parent / "golden/shared"
PLAN = [EXEUNT, "plan", "shop", "--snapshot", "account.ndjson", "--event", "leave", "--subject", "user:7",
        "--by", "user:1", "--at", "2024-03-01T09:00:00Z"]
ENVIRONMENT = {name: value for name, value in os.environ.items() if name not in ("NO_COLOR", "TERM")}
ENVIRONMENT |= {"EXEUNT_HOME": str(SHARED.parents[2]), "LC_ALL": "C.UTF-8", "TERM": "xterm"}


def run(command, **options):
    options = {"cwd": SHARED, "env": ENVIRONMENT, "stderr": subprocess.PIPE, "timeout": 60, "check": False} | options
    return subprocess.run(command, **options)


def run_on_terminal(command, environment=None):
    """What a terminal would show of standard output and standard error."""
    return show(command, cwd=SHARED, env=ENVIRONMENT | (environment or {}))[1]


class Streams(unittest.TestCase):
    def test_a_full_disk(self):
        with open("/dev/full", "wb") as full:
            for command in (PLAN, [*PLAN, "--format", "json"], [EXEUNT, "--help"], [EXEUNT, "check", "shop"],
                            [EXEUNT, "check", "shop", "--format", "json"], [EXEUNT, "fmt", "shop"]):
                done = run(command, stdout=full)
                self.assertEqual(2, done.returncode, command)
                self.assertIn(b"error[E0008]: `<stdout>` cannot be written: No space left on device", done.stderr)

    def test_a_closed_standard_output(self):
        done = run(["sh", "-c", 'exec "$@" >&-', "sh", *PLAN])
        self.assertEqual(2, done.returncode)
        self.assertIn(b"`<stdout>` cannot be written", done.stderr)

    def test_a_closed_standard_input(self):
        command = [word if word != "account.ndjson" else "-" for word in PLAN]
        done = run(["sh", "-c", 'exec "$@" <&-', "sh", *command], stdout=subprocess.PIPE)
        self.assertEqual(2, done.returncode)
        self.assertIn(b"error[", done.stderr)

    def test_everything_closed(self):
        self.assertEqual(2, run(["sh", "-c", 'exec "$@" <&- >&- 2>&-', "sh", *PLAN]).returncode)

    def test_a_reader_that_stops_early_is_not_told(self):
        for handled in (True, False):
            reader, writer = os.pipe()
            os.close(reader)
            done = run([*PLAN, "--format", "json"], stdout=writer, restore_signals=handled)
            os.close(writer)
            self.assertEqual((2, b""), (done.returncode, done.stderr))

    def test_colour_on_a_terminal_alone(self):
        self.assertIn(b"\x1b[", run_on_terminal(PLAN))
        self.assertNotIn(b"\x1b[", run_on_terminal(PLAN, {"NO_COLOR": "1"}))
        self.assertNotIn(b"\x1b[", run_on_terminal(PLAN, {"TERM": "dumb"}))
        self.assertNotIn(b"\x1b[", run(PLAN, stdout=subprocess.PIPE).stdout)
        self.assertIn(b"\x1b[", run_on_terminal([EXEUNT, "check", "nowhere"]))
        self.assertNotIn(b"\x1b[", run([EXEUNT, "check", "nowhere"]).stderr)

    def test_a_plan_is_the_same_on_a_terminal_and_in_a_pipe(self):
        command = [*PLAN, "--format", "json"]
        self.assertEqual(run(command, stdout=subprocess.PIPE).stdout,
                         run_on_terminal(command).replace(b"\r\n", b"\n"))

    def test_bytes_that_are_no_text(self):
        for argument in (b"\xff\xfe", b"a\x1b[31mred", b"line\nbreak"):
            done = run([EXEUNT, "check", argument])
            self.assertEqual(2, done.returncode)
            self.assertNotIn(b"\x1b", done.stderr)
            self.assertNotIn(b"\xff", done.stderr)


if __name__ == "__main__":
    unittest.main()
