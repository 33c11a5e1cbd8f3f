"""What `exeunt import` does with streams and files, and that policies/IMPORT.md shows what is so.

    import.py EXEUNT
"""
import os
import re
import subprocess
import sys
import tempfile
import unittest
from pathlib import Path

from terminal.screen import show

EXEUNT = os.path.abspath(sys.argv.pop(1))
ROOT = Path(__file__).resolve().parents[2]
SHARED = ROOT / "tests/golden/shared"
PAGE = (ROOT / "policies/IMPORT.md").read_text(encoding="utf-8")
ENVIRONMENT = {name: value for name, value in os.environ.items() if name not in ("NO_COLOR", "TERM")}
ENVIRONMENT |= {"EXEUNT_HOME": str(ROOT), "LC_ALL": "C.UTF-8", "TERM": "xterm"}
USERS = '{"data": [{"id": 1, "name": "Administrator 1"}]}'


def run(arguments, **options):
    options = {"env": ENVIRONMENT, "capture_output": True, "timeout": 120, "check": False} | options
    return subprocess.run([EXEUNT, *arguments], **options)


def blocks():
    """The page's files: {name: text}."""
    found = re.findall(r"^```(?:policy|yaml|json) ([\w.]+)\n(.*?)^```$", PAGE, re.MULTILINE | re.DOTALL)
    return dict(found)


class Page(unittest.TestCase):
    def test_the_example_is_what_it_says(self):
        with tempfile.TemporaryDirectory() as scratch:
            pack, responses = Path(scratch, "desk"), Path(scratch, "responses")
            pack.mkdir()
            responses.mkdir()
            files = blocks()
            wanted = files.pop("account.ndjson")
            self.assertEqual({"desk.policy", "import.yaml", "users.json", "tickets.json", "extra.yaml"}, set(files))
            for name, text in files.items():
                folder = pack if name in ("desk.policy", "import.yaml") else responses
                (folder / name).write_text(text, encoding="utf-8")
            checked = run(["check", "desk"], cwd=scratch)
            self.assertEqual(b"", checked.stderr)
            done = run(["import", "desk", "responses"], cwd=scratch)
            self.assertEqual((0, wanted), (done.returncode, done.stdout.decode()), done.stderr.decode())
            self.assertIn("tickets: colour (1)", done.stderr.decode())

    def test_every_key_is_described(self):
        keys = re.findall(r'"([a-z]+)"', " ".join(re.findall(
            r"(?:yaml::Mapping keys\(.*?|keys = |std::vector<std::string>)\{([^}]*)\}",
            "".join(path.read_text() for path in sorted((ROOT / "interpreter/mapping").glob("*.cpp"))), re.DOTALL)))
        self.assertGreater(len(keys), 20)
        for key in keys:
            self.assertRegex(PAGE, rf"`[^`]*\b{key}\b[^`]*`|^\s*-? ?\{{?{key}:|^{key}:", key)


class Streams(unittest.TestCase):
    def setUp(self):
        scratch = tempfile.TemporaryDirectory()
        self.addCleanup(scratch.cleanup)
        self.folder = Path(scratch.name)
        (self.folder / "users.json").write_text(USERS)

    def import_crm(self, *arguments, **options):
        return run(["import", str(SHARED / "crm"), str(self.folder), *arguments], **options)

    def test_nothing_is_written_before_all_has_been_read(self):
        (self.folder / "deals.json").write_text('{"data": [')
        out = self.folder / "out" / "account.ndjson"
        out.parent.mkdir()
        out.write_text("as before")
        for arguments in ((), ("-o", str(out))):
            done = self.import_crm(*arguments)
            self.assertEqual((2, b""), (done.returncode, done.stdout))
            self.assertIn(b"error[E1134]", done.stderr)
        self.assertEqual("as before", out.read_text())
        self.assertEqual([out], list(out.parent.iterdir()))

    def test_a_full_disk(self):
        with open("/dev/full", "wb") as full:
            done = self.import_crm(stdout=full, stderr=subprocess.PIPE, capture_output=False)
        self.assertEqual(2, done.returncode)
        self.assertIn(b"error[E0008]: `<stdout>` cannot be written: No space left on device", done.stderr)
        self.assertEqual(2, self.import_crm("-o", "/dev/full").returncode)

    def test_a_reader_that_stops_early_is_not_told(self):
        reader, writer = os.pipe()
        os.close(reader)
        done = self.import_crm(stdout=writer, stderr=subprocess.PIPE, capture_output=False)
        os.close(writer)
        self.assertEqual((2, b""), (done.returncode, done.stderr))

    def test_progress_on_a_terminal_alone(self):
        status, shown = show([EXEUNT, "import", str(SHARED / "crm"), str(self.folder), "-o", os.devnull],
                             env=ENVIRONMENT)
        self.assertEqual(0, status)
        self.assertIn(b"1 of 1 files, 1 items", shown)
        self.assertNotIn(b"files,", self.import_crm("-o", os.devnull).stderr)

    def test_the_report_keeps_off_the_snapshot(self):
        done = self.import_crm("--format", "json")
        self.assertTrue(done.stdout.startswith(b'{"format":"exeunt.snapshot/1"'))
        self.assertTrue(done.stderr.startswith(b'{\n  "format": "exeunt.import/1"'))

    def test_what_is_no_file_of_responses(self):
        os.mkfifo(self.folder / "deals.json")  # would never end
        (self.folder / os.fsdecode(b"teams")).mkdir()
        (self.folder / os.fsdecode(b"teams/\xff.json")).write_text("[]")  # no id
        done = self.import_crm("-o", str(self.folder / "account.ndjson"))
        self.assertEqual(0, done.returncode, done.stderr)
        self.assertIn(b"Files that no source reads\n  deals.json, teams/", done.stderr)
        # What was written is no response, although it is named like one.
        self.assertEqual(done.stderr, self.import_crm("-o", str(self.folder / "account.ndjson")).stderr)

    def test_what_is_too_large_for_one_item(self):
        for code, text in ((b"E1150", f'{{"data": [{{"id": 1, "name": "{"x" * (17 << 20)}"}}]}}'),
                           (b"E1150", f'{{"data": [], "note": "{"x" * (17 << 20)}"}}'),
                           (b"E1151", f'{{"data": [{{"id": 1, "name": "a", "x": [{"1," * 1_000_001}1]}}]}}')):
            (self.folder / "users.json").write_text(text)
            done = self.import_crm()
            self.assertEqual((2, b""), (done.returncode, done.stdout))
            self.assertIn(b"error[" + code + b"]", done.stderr)

    def test_a_pipe_and_a_link(self):
        target = self.folder / "target"
        link = self.folder / ".link"
        link.symlink_to(target)
        target.write_text("")
        target.chmod(0o600)
        self.assertEqual(0, self.import_crm("-o", str(link)).returncode)
        self.assertTrue(link.is_symlink())
        self.assertEqual(0o600, target.stat().st_mode & 0o777)
        self.assertIn("user", target.read_text())


if __name__ == "__main__":
    unittest.main()
