"""A signal at any moment while files are written: the old file is there or the new one, and nothing else.

    signals.py EXEUNT SHIM              a sample of the moments
    signals.py EXEUNT SHIM --all        before each call that the command makes of the system; prints what was swept

What a process leaves behind changes with its calls alone, so a signal before each call is a signal at every moment.
"""
import os
import signal
import sys
import unittest
from pathlib import Path

from support.workshop import COMMANDS, PLAN, Command, Workshop, check_files, in_parallel, scratch_for, signal_name

ALL = "--all" in sys.argv and not sys.argv.remove("--all")
SHIM = os.path.abspath(sys.argv.pop(2))
EXEUNT = os.path.abspath(sys.argv.pop(1))

WRITERS = [command for command in COMMANDS if command.outputs]
GENTLE = (signal.SIGTERM, signal.SIGINT, signal.SIGHUP)
LAST = 10  # calls before the end: that is where files are written


def moments(count):
    if ALL:
        return range(1, count + 1)
    return sorted({count // 2} | set(range(max(1, count - LAST), count + 1, 2)))


class Signals(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.workshop = Workshop(EXEUNT, SHIM, scratch_for(cls))
        cls.before = {command: cls.workshop.before(command) for command in WRITERS}
        cls.usual = {named: dict(zip(WRITERS, in_parallel(lambda command, n=named: cls.workshop.run(command, named=n), WRITERS)))
                     for named in (False, True)}
        cls.swept = 0

    def judge(self, command, moment, number, named):
        usual = self.usual[named][command]
        ran = self.workshop.run(command, f"kill:{moment}:{number}", named)
        # After SIGKILL nobody can remove a name. There is one only between two calls, or where there are no files without.
        wrong = check_files(command, self.before[command], usual.files, ran.files, strays=number == signal.SIGKILL)
        strays = sorted(set(ran.files) - set(self.before[command]) - set(usual.files))
        own = [name for name in strays if not name.startswith("TMPDIR/")]
        if len(own) > 1 or len(strays) - len(own) > 1 or any("/.exeunt-" not in f"/{name}" for name in strays):
            wrong.append(f"left behind: {strays}")
        if ran.exit != -number:
            wrong.append(f"the status is {ran.exit}: {ran.stderr!r}")
        if ran.stderr and ran.stderr != usual.stderr:
            wrong.append(f"something is said: {ran.stderr!r}")
        return bool(strays), [f"exeunt {command.words}\n    {signal_name(number)} before call {moment}"
                              f"{' (named)' if named else ''}: {each}" for each in wrong]

    def sweep(self, numbers, named):
        todo = []
        for command in WRITERS:
            count = sum(self.usual[named][command].counts.values())
            count -= sum(self.usual[named][command].counts[kind] for kind in ("new", "malloc"))
            for i, moment in enumerate(moments(count)):
                # In a sample the signals take turns.
                for number in numbers if ALL else [numbers[i % len(numbers)]]:
                    todo.append((command, moment, number, named))
        results = in_parallel(lambda one: self.judge(*one), todo)
        type(self).swept += len(todo)
        found = [each for _, wrong in results for each in wrong]
        if found:
            self.fail(f"{len(found)} of {len(todo)}:\n  " + "\n  ".join(found[:60]))
        return sum(stray for stray, _ in results)

    def test_the_signals_that_can_be_answered(self):
        self.assertEqual(0, self.sweep(GENTLE, False))

    def test_the_signals_that_can_be_answered_where_files_have_names(self):
        self.assertEqual(0, self.sweep(GENTLE, True))

    def test_the_one_that_cannot(self):
        # A name for each of the files written: between its link and its renaming (chown, chmod, sync, close).
        strays = self.sweep([signal.SIGKILL], False)
        if ALL:
            print(f"{strays} of the moments leave a name behind", file=sys.stderr)

    def test_a_signal_that_is_ignored_stays_so(self):
        command = Command(f"{PLAN} --format json -o out", ("out",))
        usual = self.usual[False][next(each for each in WRITERS if each.words == command.words)]
        for number in (signal.SIGHUP, signal.SIGINT):
            ran = self.workshop.run(command, f"kill:9:{number}", preexec_fn=lambda n=number: signal.signal(n, signal.SIG_IGN))
            self.assertEqual((usual.exit, usual.files), (ran.exit, ran.files))

    @classmethod
    def tearDownClass(cls):
        if ALL:
            print(f"{cls.swept} moments", file=sys.stderr)


if __name__ == "__main__":
    unittest.main()
