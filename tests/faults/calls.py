"""Every call that the system may refuse is refused once: the command says so or does without, and harms nothing.

    calls.py EXEUNT SHIM              a sample that is the same every time
    calls.py EXEUNT SHIM --all        every call of every command; prints what was swept

After each refusal the exit status is a documented one, there is an error with a code where there is no answer, the answer
is the usual one where there is one, and every file is the old one or the new one, whole, with no other beside it.
"""
import errno
import json
import os
import re
import sys
import unittest
from collections import Counter
from pathlib import Path

from support.workshop import COMMANDS, Workshop, check_files, in_parallel, scratch_for

ALL = "--all" in sys.argv and not sys.argv.remove("--all")
SHIM = os.path.abspath(sys.argv.pop(2))
EXEUNT = os.path.abspath(sys.argv.pop(1))

# How each call may fail. `new` and `malloc` are memory of C++ and of C.
ERRORS = {
    "new": [errno.ENOMEM], "malloc": [errno.ENOMEM], "open": [errno.EACCES, errno.EMFILE], "read": [errno.EIO],
    "pread": [errno.EIO], "write": [errno.ENOSPC, errno.EIO], "close": [errno.EIO], "stat": [errno.EACCES],
    "fstat": [errno.EIO], "lseek": [errno.EIO], "fsync": [errno.EIO, errno.EINVAL], "fchmod": [errno.EPERM],
    "linkat": [errno.EPERM], "rename": [errno.EIO], "unlink": [errno.EPERM], "mkdir": [errno.ENOSPC],
    "opendir": [errno.EMFILE], "readdir": [errno.EIO], "readlink": [errno.EIO], "realpath": [errno.ENOMEM],
    "thread": [errno.EAGAIN], "random": [errno.ENOSYS], "mmap": [errno.ENOMEM],
}
# What must not change anything: short counts, interrupted calls.
UNSEEN = ["short:1:0", f"again:2:{errno.EINTR}", f"thread:1+:{errno.EAGAIN}"]
UNSEEN += ["short:7:0", "short:4096:0", f"again:3:{errno.EINTR}"] if ALL else []
MOST_SHOWN = 1000 if ALL else 40
FEW = 3  # calls of a kind, in a sample: the first, the last and one between them
SWEPT = ("pread",)  # of these a sample has all: what ends early is easily taken for what has ended, wherever that is


def numbers(count):
    """Which of the calls are refused."""
    return range(1, count + 1) if ALL or count <= FEW else (1, (count + 1) // 2, count)


class Calls(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.workshop = Workshop(EXEUNT, SHIM, scratch_for(cls))
        cls.before = {command: cls.workshop.before(command) for command in COMMANDS}
        cls.usual = dict(zip(COMMANDS, in_parallel(cls.workshop.run, COMMANDS)))
        cls.swept = Counter()

    def judge(self, command, fault, named):
        """What is wrong with what the command did."""
        usual = self.usual[command]
        ran = self.workshop.run(command, fault, named)
        self.swept[fault.split(":")[0]] += 1
        kind = fault.split(":")[0]
        wrong = check_files(command, self.before[command], usual.files, ran.files, strays=kind == "unlink")
        if kind in ("short", "again") or fault.startswith("thread:1+"):
            if (ran.exit, ran.stdout, ran.stderr, ran.files) != (usual.exit, usual.stdout, usual.stderr, usual.files):
                wrong.append(f"it makes a difference: exit {ran.exit}, {ran.stderr.decode(errors='replace')}")
        elif ran.exit == usual.exit and ran.stdout == usual.stdout and ran.stderr == usual.stderr:
            if ran.files != usual.files and kind != "unlink":
                wrong.append("the answer is the usual one, the files are not")
        elif ran.exit != 2:
            wrong.append(f"exit {ran.exit} and another answer: {ran.stdout[-300:]!r} {ran.stderr[-300:]!r}")
        elif command.tells and re.search(rb'"E\d{4}"', ran.stdout):
            json.loads(ran.stdout)
        else:
            if b"error[E" not in ran.stderr:
                wrong.append(f"no error is told: {ran.stderr[-300:]!r}")
            if kind == "new" and b"error[E0009]: there is not enough memory" not in ran.stderr:
                wrong.append(f"another error is told: {ran.stderr[-300:]!r}")
            if ran.stdout and not (kind == "write" and usual.stdout.startswith(ran.stdout)) and not command.several \
                    and ran.stdout != usual.stdout:
                wrong.append(f"there is no answer, but some of it is written: {ran.stdout[-300:]!r}")
        return [f"exeunt {command.words}\n    {fault}{' (named)' if named else ''}: {each}" for each in wrong]

    def sweep(self, faults):
        """`faults`: [(command, fault, named)]"""
        found = [each for wrong in in_parallel(lambda one: self.judge(*one), faults) for each in wrong]
        if found:
            self.fail(f"{len(found)} of {len(faults)}:\n  " + "\n  ".join(found[:MOST_SHOWN]))

    def each_call(self, kinds):
        faults = []
        for command in COMMANDS:
            for kind in kinds:
                count = self.usual[command].counts[kind]
                for number in range(1, count + 1) if kind in SWEPT else numbers(count):
                    for error in ERRORS[kind] if ALL else ERRORS[kind][:1]:
                        faults.append((command, f"{kind}:{number}:{error}", False))
        return faults

    def test_the_usual_answers(self):
        for command in COMMANDS:
            with self.subTest(command.words):
                self.assertEqual(command.exit, self.usual[command].exit, self.usual[command].stderr.decode())
                self.assertEqual([], check_files(command, self.before[command], self.usual[command].files,
                                                 self.usual[command].files))
                for name in command.outputs:
                    self.assertNotEqual(self.before[command][name], self.usual[command].files[name])

    def test_short_counts_and_interruptions(self):
        self.sweep([(command, fault, False) for command in COMMANDS for fault in UNSEEN])

    def test_memory(self):
        self.sweep(self.each_call(["new", "malloc"]))

    def test_files(self):
        self.sweep(self.each_call([kind for kind in ERRORS if kind not in ("new", "malloc", "thread", "mmap")]))

    def test_files_on_a_file_system_without_nameless_files(self):
        faults = []
        for command in (each for each in COMMANDS if each.outputs):
            usual = self.workshop.run(command, named=True)
            for kind in ("open", "write", "close", "fchmod", "fsync", "rename", "unlink"):
                faults += [(command, f"{kind}:{number}:{ERRORS[kind][0]}", True)
                           for number in numbers(usual.counts[kind])]
        self.sweep(faults)

    def test_threads_and_maps(self):
        self.sweep(self.each_call(["thread", "mmap"]))

    @classmethod
    def tearDownClass(cls):
        if ALL:
            print(", ".join(f"{count} {kind}" for kind, count in cls.swept.most_common()), file=sys.stderr)


if __name__ == "__main__":
    unittest.main()
