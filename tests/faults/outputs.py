"""Disks that are full, files that may grow no further, readers that go away.

    outputs.py EXEUNT
"""
import os
import resource
import subprocess
import sys
import tempfile
import unittest
from pathlib import Path

from support.workshop import COMMANDS, EVENT, ROOT, Workshop, check_files, in_parallel, scratch_for

EXEUNT = os.path.abspath(sys.argv.pop(1))


def limit_files(size):
    def limit():
        resource.setrlimit(resource.RLIMIT_FSIZE, (size, size))
    return limit


class Outputs(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.workshop = Workshop(EXEUNT, None, scratch_for(cls))
        cls.usual = dict(zip(COMMANDS, in_parallel(cls.workshop.run, COMMANDS)))

    def test_files_that_may_grow_no_further(self):
        for command in (each for each in COMMANDS if each.outputs):
            usual = self.usual[command]
            before = self.workshop.before(command)
            largest = max(len(usual.files[name]) for name in command.outputs)
            for size in (0, 1, largest // 2, largest - 1):
                with self.subTest(command.words, size=size):
                    ran = self.workshop.run(command, preexec_fn=limit_files(size))
                    self.assertEqual([], check_files(command, before, usual.files, ran.files))
                    self.assertEqual(2, ran.exit)
                    self.assertRegex(ran.stderr, rb"error\[E0\d\d\d\]: .*File too large")

    def test_a_full_disk(self):
        """A file system of a few pages, with the old file on it."""
        script = 'mount -t tmpfs -o size=16k tmpfs "$1" && cp old "$1/out" && { "$2" plan shop --snapshot account.ndjson ' \
                 f'{EVENT} --format html -o "$1/out"; echo "exit $?"; cmp old "$1/out" && ls -A "$1"; }}'
        folder = self.workshop.fresh(COMMANDS[0])
        (folder / "disk").mkdir()
        (folder / "old").write_bytes(b"old\n" * 1000)
        done = subprocess.run(["unshare", "-rm", "sh", "-c", script, "sh", "disk", EXEUNT], cwd=folder, capture_output=True,
                              env=self.workshop.environment(folder), check=False)
        if b"unshare" in done.stderr or b"mount:" in done.stderr:
            self.skipTest(done.stderr.decode())
        self.assertEqual(b"exit 2\nout\n", done.stdout, done.stderr)
        self.assertIn(b"error[E0008]: `disk/out` cannot be written: No space left on device", done.stderr)

    def test_a_reader_that_is_gone(self):
        for command in COMMANDS:
            with self.subTest(command.words):
                reader, writer = os.pipe()
                os.close(reader)
                usual = self.usual[command]
                ran = self.workshop.run(command, stdout=writer)
                os.close(writer)
                self.assertEqual(2 if usual.stdout else usual.exit, ran.exit)
                self.assertIn(ran.stderr, (b"", usual.stderr))

    def test_a_reader_that_stops_after_a_line(self):
        """More than a pipe holds, so that the command still writes when `head` is gone."""
        folder = self.workshop.fresh(COMMANDS[0])
        account = (folder / "account.ndjson").read_text(encoding="utf-8")
        with open(folder / "large.ndjson", "w", encoding="utf-8") as file:
            file.write(account)
            for i in range(2000):
                file.write(f'{{"type":"order","id":"x{i}","title":"Order {i}","owner":"user:7","open":true}}\n')
        for options in ("--format json", "--format ndjson", "--verbose", "--format json --engine columnar"):
            with self.subTest(options):
                done = subprocess.run(["bash", "-c", f'set -o pipefail; "$0" plan shop --snapshot large.ndjson {EVENT} '
                                       f'{options} | head -n 1', EXEUNT], cwd=folder, capture_output=True,
                                      env=self.workshop.environment(folder), check=False)
                self.assertEqual((2, b"", 1), (done.returncode, done.stderr, done.stdout.count(b"\n")))

    def test_a_slow_reader_of_a_pipe_that_does_not_block(self):
        """What another program on the same terminal or pipe may do: writing is refused while the pipe is full."""
        command = [EXEUNT, "check", "--facts", "pipedrive", "hubspot", "--format", "json"]
        environment = self.workshop.environment(self.workshop.fresh(COMMANDS[0]))
        whole = subprocess.run(command, capture_output=True, cwd=ROOT, env=environment, check=False)
        self.assertGreater(len(whole.stdout), 70_000)
        reader, writer = os.pipe()
        os.set_blocking(writer, False)
        process = subprocess.Popen(command, stdout=writer, stderr=subprocess.PIPE, cwd=ROOT, env=environment)
        os.close(writer)
        text = b""
        while part := os.read(reader, 1000):
            text += part
        os.close(reader)
        with process:
            self.assertEqual((whole.stdout, b""), (text, process.stderr.read()))
        self.assertEqual(whole.returncode, process.returncode)


class Descriptions(unittest.TestCase):
    """What a file that is replaced keeps."""

    def setUp(self):
        scratch = tempfile.TemporaryDirectory()
        self.addCleanup(scratch.cleanup)
        self.workshop = Workshop(EXEUNT, None, scratch.name)
        self.command = next(each for each in COMMANDS if each.words.startswith("fmt --write"))
        self.folder = self.workshop.fresh(self.command)

    def test_permissions(self):
        for mode in (0o600, 0o640, 0o755):
            path = self.folder / "messy/a.policy"
            path.write_text("pack  messy\n", encoding="utf-8")
            path.chmod(mode)
            self.workshop.run(self.command, folder=self.folder)
            self.assertEqual(mode, path.stat().st_mode & 0o7777)

    @unittest.skipIf(os.geteuid() != 0, "only root can give a file to somebody else")
    def test_the_owner(self):
        path = self.folder / "messy/a.policy"
        os.chown(path, 12345, 23456)
        self.workshop.run(self.command, folder=self.folder)
        self.assertIn('pack messy "Messy"\n', path.read_text(encoding="utf-8"))
        self.assertEqual((12345, 23456), (path.stat().st_uid, path.stat().st_gid))

    def test_links(self):
        """A symbolic link stays one, and leads to the new file, whether there was an old one or not."""
        command = next(each for each in COMMANDS if each.words.endswith("--format json -o out"))
        for target in ("there.json", "nowhere.json", str(self.folder / "absolute.json"), "messy/below.json"):
            link = self.folder / "out"
            link.unlink(missing_ok=True)
            link.symlink_to(target)
            if target == "there.json":
                (self.folder / target).write_text("old\n", encoding="utf-8")
            ran = self.workshop.run(command, folder=self.folder)
            self.assertEqual(0, ran.exit, ran.stderr)
            self.assertTrue(link.is_symlink())
            self.assertIn('"exeunt.plan/1"', (self.folder / target).read_text(encoding="utf-8"))

    def test_a_link_to_itself(self):
        (self.folder / "out").symlink_to("out")
        command = next(each for each in COMMANDS if each.words.endswith("--format json -o out"))
        ran = self.workshop.run(command, folder=self.folder)
        self.assertEqual(2, ran.exit)
        self.assertIn(b"error[E0008]: `out` cannot be written: Too many levels of symbolic links", ran.stderr)


if __name__ == "__main__":
    unittest.main()
