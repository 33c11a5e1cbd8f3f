"""Every limit on input holds exactly: what is as large as it may be is read, and one more is refused with the limit's own code.
What a run may use of time and memory, where it is told, it uses at most.

    limits.py EXEUNT
"""
import json
import os
import shutil
import subprocess
import sys
import tempfile
import time
import unittest
from pathlib import Path

EXEUNT = os.path.abspath(sys.argv.pop(1))
ROOT = Path(__file__).resolve().parents[2]
SHARED = ROOT / "tests/golden/shared"
ENVIRONMENT = {name: value for name, value in os.environ.items() if name not in ("NO_COLOR", "TERM")}
ENVIRONMENT |= {"EXEUNT_HOME": str(ROOT), "LC_ALL": "C.UTF-8"}
REQUEST = ["--event", "leave", "--subject", "user:7", "--by", "user:1", "--at", "2024-03-01T09:00:00Z"]
IS_SANITIZED = b"__asan_init" in Path(EXEUNT).read_bytes()


def run(*words, **options):
    return subprocess.run([EXEUNT, *map(str, words)], capture_output=True, env=ENVIRONMENT,
                          **({"timeout": 300, "check": False} | options))


def nested(depth, opening="[", closing="]", inside=""):
    return opening * depth + inside + closing * depth


class Case(unittest.TestCase):
    def setUp(self):
        temporary = tempfile.TemporaryDirectory(prefix="exeunt-limits.")
        self.addCleanup(temporary.cleanup)
        self.folder = Path(temporary.name)

    def file(self, name, text):
        path = self.folder / name
        path.write_text(text, encoding="utf-8")
        return path

    def hold(self, code, command, make, most):
        """`make(n)` is what `command` reads, up to `most`."""
        for count in (most, most + 1):
            done = run(*command(make(count)))
            said = code.encode() in done.stderr
            self.assertEqual(count > most, said, (count, done.stderr[-600:]))
            if said:
                self.assertEqual(2, done.returncode)
                self.assertEqual(b"", done.stdout)


class Policies(Case):
    def check(self, name):
        return lambda text: ["check", self.file(name, text)]

    def test_bytes(self):
        text = "pack a\n"
        self.hold("E0004", self.check("a.policy"), lambda n: text + "/" * (n - len(text) - 1) + "\n", 16 << 20)
        self.hold("E0202", self.check("a.policy.yaml"), lambda n: "pack: a\n" + "#" * (n - 9) + "\n", 8 << 20)

    def test_depth(self):
        self.hold("E0119", self.check("a.policy"),
                  lambda n: f"pack a\nentity e {{ f {nested(n, 'list<', '>', 'string')} }}\n", 64)
        self.hold("E0204", self.check("a.policy.yaml"), lambda n: f"pack: a\nx: {nested(n - 1)}\n", 64)

    def test_expressions(self):
        command = lambda text: ["eval", text]
        self.hold("E0503", command, lambda n: nested(n - 1, "(", ")", "1"), 250)
        self.hold("E0504", lambda text: ["eval", "--bind", self.file("a.json", "{}"), "--", text] if len(text) < 100_000
                  else ["check", self.file("a.policy", "pack a\nlet x = " + text + "\n")],
                  lambda n: '"' + "x" * (n - 2) + '"', 1 << 20)

    def test_folders_in_each_other(self):
        def make(depth):
            pack = self.folder / f"deep{depth}"
            (pack / "/".join("x" * depth)).mkdir(parents=True)
            (pack / "a.policy").write_text("pack a\n", encoding="utf-8")
            return pack
        self.hold("E0306", lambda pack: ["check", pack], make, 32)


class Snapshots(Case):
    def plan(self, name="a"):
        return lambda text: ["plan", SHARED / "shop", "--snapshot", self.file(name, text), *REQUEST, "--format", "json"]

    def test_depth(self):
        user = '{"type":"user","id":"%d","name":"A","admin":true,"status":"active"%s}'
        leaver = user % (7, "") + "\n"
        for engine in ("reference", "columnar"):
            command = lambda text: [*self.plan()(text), "--engine", engine]
            self.hold("E0704", command, lambda n: leaver + user % (1, ',"x":' + nested(n - 1)) + "\n", 64)
        self.hold("E0704", self.plan(), lambda n: "[" + leaver + "," + user % (1, ',"x":' + nested(n - 1)) + "]", 64)
        self.hold("E0704", self.plan(), lambda n: "- " + leaver + "- " + user % (1, ',"x":' + nested(n - 1)) + "\n", 64)

    def test_values_of_one_object(self):
        leaver = '{"type":"user","id":"7","name":"A","admin":true,"status":"active"}\n'
        other = '{"type":"user","id":"1","name":"A","admin":true,"status":"active","x":[%s]}\n'
        self.hold("E0705", self.plan(), lambda n: leaver + other % ",".join(["1"] * (n - 7)), 1_000_000)

    def test_bytes_of_yaml(self):
        objects = "- {type: user, id: 7, name: A, admin: true, status: active}\n"
        self.hold("E0730", self.plan(), lambda n: objects + "#" * (n - len(objects)), 8 << 20)

    def test_aliases(self):
        done = run(*self.plan()("- &a {type: user, id: 7}\n- *a\n"))
        self.assertIn(b"E0708", done.stderr)

    def test_bytes_of_a_sparse_file(self):
        path = self.folder / "large.ndjson"
        for size, code in (((16 << 30) + 1, b"E0004"),):
            with path.open("wb") as out:
                out.write((SHARED / "account.ndjson").read_bytes())
                out.truncate(size)
            done = run("plan", SHARED / "shop", "--snapshot", path, *REQUEST)
            self.assertEqual(2, done.returncode)
            self.assertIn(code, done.stderr)


class Responses(Case):
    @unittest.skipIf(IS_SANITIZED, "takes minutes with sanitizers")
    def test_bytes_of_an_extra_file(self):
        shutil.copytree(ROOT / "tests/golden/cli/import/incomplete/r", self.folder / "r")
        extra = (ROOT / "tests/golden/cli/import/incomplete/lines.ndjson").read_bytes()
        path = self.folder / "extra.ndjson"

        def make(count):
            path.write_bytes(extra + b" " * (count - len(extra)))
            return path
        command = lambda path: ["import", SHARED / "crm", self.folder / "r", "--extra", path, "-o", self.folder / "out.ndjson"]
        self.hold("E0004", command, make, 256 << 20)


class Plans(Case):
    def setUp(self):
        super().setUp()
        done = run("plan", SHARED / "shop", "--snapshot", SHARED / "account.ndjson", *REQUEST, "--format", "json")
        self.document = json.loads(done.stdout)

    def show(self, text):
        return ["show", self.file("plan.json", text)]

    def with_member(self, text):
        return json.dumps(self.document)[:-1] + ', "x": ' + text + "}"

    def test_depth(self):
        self.hold("E0909", self.show, lambda n: self.with_member(nested(n - 1)), 64)
        # Entry by entry, each entry counts by itself.
        other = self.file("other.json", json.dumps(self.document))
        change = json.dumps(self.document["changes"][0])
        text = json.dumps(self.document)
        self.hold("E0909", lambda text: ["diff", other, self.file("plan.json", text)],
                  lambda n: text.replace(change, change[:-1] + ', "arguments": {"x": ' + nested(n - 2) + "}}"), 64)

    def test_changes(self):
        changes = len(self.document["changes"])
        for extra in ([], ["--engine", "columnar"], ["--format", "ndjson", "--subjects", "all"]):
            request = REQUEST[:2] + REQUEST[4:] if "--subjects" in extra else REQUEST
            command = ["plan", SHARED / "shop", "--snapshot", SHARED / "account.ndjson", *request, *extra, "--max-changes"]
            with self.subTest(extra):
                self.assertNotEqual(2, run(*command, changes).returncode)
                done = run(*command, changes - 1)
                self.assertEqual((2, b""), (done.returncode, done.stdout))
                self.assertIn(b"E0022", done.stderr)


class Values(Case):
    def bind(self, name):
        return lambda text: ["eval", "--bind", self.file(name, text), "1"]

    def test_depth(self):
        for name in ("a.json", "a.yaml"):
            self.hold("E1221", self.bind(name), lambda n: '{"x": ' + nested(n - 1) + "}", 100)

    def test_values(self):
        self.hold("E1222", self.bind("a.json"), lambda n: '{"x":[' + ",".join(["1"] * (n - 2)) + "]}", 1_000_000)

    def test_an_entry_of_the_session(self):
        for size, is_said in ((1 << 20, False), ((1 << 20) + 1, True)):
            done = run("repl", input=("1" + " " * (size - 1) + "\n").encode())
            self.assertEqual(is_said, b"E1243" in done.stdout + done.stderr, size)

    def test_steps(self):
        expression = "[1, 2, 3].map(x, x * 2).size()"
        cost = next(n for n in range(1, 200) if run("eval", expression, "--max-cost", n).returncode == 0)
        self.assertIn(b"E1201", run("eval", expression, "--max-cost", cost - 1).stderr)


@unittest.skipIf(IS_SANITIZED, "a sanitizer takes more memory than any limit")
class Memory(Case):
    def setUp(self):
        super().setUp()
        lines = (SHARED / "account.ndjson").read_text(encoding="utf-8")
        more = "".join(f'{{"type":"order","id":"x{i}","title":"Lamp","owner":"user:7","open":true}}\n' for i in range(60_000))
        self.account = self.file("account.ndjson", lines + more)
        self.output = self.file("plan.json", "what was there\n")
        self.command = ["plan", SHARED / "shop", "--snapshot", self.account, *REQUEST, "--format", "json", "-o", self.output]

    def test_more_than_there_may_be(self):
        for limit in ("1", "4M", "40M"):
            done = run(*self.command, "--max-memory", limit)
            self.assertEqual((2, b""), (done.returncode, done.stdout), limit)
            self.assertEqual(f"error[E0021]: this takes more than {limit} of memory\n", done.stderr.decode().splitlines()[0] + "\n")
            self.assertEqual("what was there\n", self.output.read_text(encoding="utf-8"))
        self.assertEqual(["account.ndjson", "plan.json"], sorted(os.listdir(self.folder)))

    def test_enough(self):
        self.assertEqual(0, run(*self.command, "--max-memory", "4G").returncode)
        self.assertIn('"exeunt.plan/1"', self.output.read_text(encoding="utf-8"))

    def test_units(self):
        for much, little in (("4194304K", "4k"), ("4gb", "4KiB"), ("4GiB", "4096"), ("4096MB", "1m")):
            self.assertEqual(0, run("check", SHARED / "shop", "--max-memory", much).returncode)
            self.assertIn(b"E0021", run("check", SHARED / "shop", "--max-memory", little).stderr)

    def test_as_json(self):
        done = run(*self.command, "--max-memory", "4M", "--error-format", "json")
        self.assertEqual("E0021", json.loads(done.stderr.splitlines()[0])["code"])


class Time(Case):
    def wait_for_input(self, *command):
        """The command, whose standard input says something and then nothing any more."""
        reader, writer = os.pipe()
        os.write(writer, (SHARED / "account.ndjson").read_bytes())
        try:
            return run(*command, "--timeout", "300ms", stdin=reader)
        finally:
            os.close(reader)
            os.close(writer)

    def test_a_writer_who_never_ends(self):
        output = self.file("out", "what was there\n")
        plan = self.folder / "plan.json"
        run("plan", SHARED / "shop", "--snapshot", SHARED / "account.ndjson", *REQUEST, "--format", "json", "-o", plan)
        for command in (["plan", SHARED / "shop", "--snapshot", "-", *REQUEST, "-o", output],
                        ["plan", SHARED / "shop", "--snapshot", "-", *REQUEST, "--engine", "columnar", "-o", output],
                        ["apply", plan, "--snapshot", "-", "-o", output],
                        ["show", "-"], ["fmt", "-"], ["diff", plan, "-"], ["repl"], ["eval", "--bind", "x=-", "x"]):
            with self.subTest(command[0]):
                done = self.wait_for_input(*command)
                self.assertEqual(2, done.returncode, done.stderr)
                self.assertIn(b"error[E0020]: this takes longer than 300ms\n", done.stderr)
                self.assertEqual("what was there\n", output.read_text(encoding="utf-8"))
                self.assertEqual(["out", "plan.json"], sorted(os.listdir(self.folder)))

    def test_less_than_anything_takes(self):
        output = self.folder / "out"
        for verb in (["check", SHARED / "shop"], ["show", "nothing"], ["graph", SHARED / "shop", "-o", output],
                     ["plan", SHARED / "shop", "--snapshot", SHARED / "account.ndjson", *REQUEST, "-o", output]):
            done = run(*verb, "--timeout", "1ns")
            self.assertEqual((2, b""), (done.returncode, done.stdout), verb)
            self.assertEqual(b"error[E0020]: this takes longer than 1ns", done.stderr.splitlines()[0])
        self.assertEqual([], os.listdir(self.folder))

    def test_enough(self):
        done = run("check", SHARED / "shop", "--timeout", "1h")
        self.assertEqual((0, b""), (done.returncode, done.stderr))

    def test_as_json(self):
        done = run("check", SHARED / "shop", "--timeout", "1ns", "--error-format", "json")
        self.assertEqual("E0020", json.loads(done.stderr.splitlines()[0])["code"])

    def hand_over(self, command, timeout):
        """What comes out of a pipe that nobody empties before the time is over. Empty: the time was over before."""
        reader, writer = os.pipe()
        process = subprocess.Popen([*command, "--timeout", f"{timeout}s"], stdout=writer, stderr=subprocess.PIPE, env=ENVIRONMENT)
        os.close(writer)
        pieces = [os.read(reader, 1)]
        if pieces[0]:
            time.sleep(timeout)
        while pieces[-1]:
            pieces.append(os.read(reader, 1 << 16))
        os.close(reader)
        said = process.communicate()[1]
        return b"".join(pieces), process.returncode, said

    def test_what_is_handed_over_is_handed_over_whole(self):
        path = self.file("x.json", json.dumps("x" * (4 << 20)))
        command = [EXEUNT, "eval", "--bind", f"x={path}", "x", "--format", "json"]
        for timeout in (1, 4, 16, 64):  # one is enough for the output to begin
            text, code, said = self.hand_over(command, timeout)
            if text:
                break
        self.assertIn(b"x" * (4 << 20), text)
        # Who came first, the end of the verb or that of the time, is not said.
        self.assertIn((code, said[:12]), [(0, b""), (2, b"error[E0020]")])


class Usage(Case):
    def test_wrong_values(self):
        for option, value in (("--timeout", "0s"), ("--timeout", "soon"), ("--timeout", "-1s"), ("--max-memory", "0"),
                              ("--max-memory", "12T"), ("--max-memory", "much"), ("--max-memory", "99999999999G"), ("--max-memory", "1Mi"), ("--max-memory", "1 M")):
            done = run("check", SHARED / "shop", option, value)
            self.assertEqual((2, b""), (done.returncode, done.stdout), value)
            self.assertIn(b"E0893", done.stderr)


if __name__ == "__main__":
    unittest.main()
