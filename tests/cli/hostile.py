"""Input made to break a reader: each gets a clear error and exit 2, whatever it is given as.

    hostile.py EXEUNT             tests
    hostile.py EXEUNT --measure   also prints seconds and peak memory of each
"""
import os
import re
import resource
import subprocess
import sys
import tempfile
import time
import unittest
from pathlib import Path

MEASURE = "--measure" in sys.argv and not sys.argv.remove("--measure")
EXEUNT = os.path.abspath(sys.argv.pop(1))
ROOT = Path(__file__).resolve().parent.parent.parent
SHOP = ROOT / "tests/golden/shared/shop"
DEEP = 100_000
LONG = 50 << 20

USER = '{"type":"user","id":"7","name":"Sales Rep 7"}\n'


def nested(opening, closing=""):
    return (opening * DEEP + closing * DEEP).encode()


ANYWHERE = {
    "empty": b"",
    "only white space": b" \n\t\n",
    "invalid UTF-8": b"pack: \xff\xfe\n",
    "overlong UTF-8": b"\xc0\xaf\n",
    "a NUL byte": b"pack x\n\0\n",
    "one line of 50 MB": b"a" * LONG,
    "one quoted line of 50 MB": b'"' + b"a" * LONG + b'"',
    "100,000 opening brackets": nested("["),
    "100,000 brackets": nested("[", "]"),
    "100,000 opening braces": nested("{"),
    "100,000 opening parentheses": nested("("),
    "random bytes": bytes((i * 7919 + i // 251) % 256 for i in range(100_000)),
}

POLICY = {
    "100,000 parentheses in a condition": b"pack x\nlet a = " + nested("(") + b"1" + nested(")"),
    "100,000 lists in a condition": b"pack x\nlet a = " + nested("[", "]"),
    "100,000 negations": b"pack x\nlet a = " + nested("!") + b"true",
    "100,000 conditionals": b"pack x\nlet a = " + nested("true ? 1 : ") + b"1",
    "100,000 additions": b"pack x\nlet a = 1" + nested(" + 1"),
    "100,000 selections": b"pack x\nlet a = a" + nested(".a"),
    "nested types": b"pack x\nentity e {\n  f " + nested("list<") + b"int" + nested(">") + b"\n}",
    "an unclosed text": b'pack x\nrule a "',
    "an unclosed text of 50 MB": b'pack x\nrule a "' + b"a" * LONG,
}

YAML = {
    "aliases that multiply": b"pack: x\na: &a [x, x, x, x, x, x, x, x, x]\n" + b"".join(
        b"%c: &%c [%s]\n" % (98 + i, 98 + i, b", ".join([b"*%c" % (97 + i)] * 9)) for i in range(12)),
    "an anchor that holds itself": b"pack: x\ndeclarations: &a [*a]\n",
    "100,000 brackets in a value": b"pack: x\ndeclarations: " + nested("[", "]"),
    "100,000 parentheses in a condition": b"pack: x\ndeclarations:\n- let: a\n  value: " + nested("(") + b"1" + nested(")"),
    "a tab": b"pack: x\n\tuse: y\n",
    "two documents": b"pack: x\n---\npack: y\n",
    "100,000 keys": b"pack: x\n" + b"".join(b"k%d: 1\n" % i for i in range(DEEP)),
}

SNAPSHOT = {
    "a last line cut off": (USER + USER[:20]).encode(),
    "100,000 brackets in a field": b'{"type":"user","id":"1","name":' + nested("[", "]") + b"}\n",
    "a field of 50 MB": b'{"type":"user","id":"7","name":"' + b"a" * LONG + b"\n",
    "100,000 brackets in a list": b"[" + nested("[", "]") + b"]",
    "aliases that multiply": b"- &a {type: user, id: 7, name: x}\n" + b"".join(
        b"- &%c [%s]\n" % (98 + i, b", ".join([b"*%c" % (97 + i)] * 9)) for i in range(12)),
    "100,000 malformed lines": b"{\n" * DEEP,
    "100,000 objects of one id": USER.encode() * DEEP,
}

PLAN = {
    "100,000 brackets in a member": b'{"format":"exeunt.plan/1","changes":' + nested("[", "]") + b"}",
    "cut off": b'{"format":"exeunt.plan/1","policy":{"pack":"x"',
    "a newer format": b'{"format":"exeunt.plan/9"}',
}


class Hostile(unittest.TestCase):
    def setUp(self):
        scratch = tempfile.TemporaryDirectory()
        self.addCleanup(scratch.cleanup)
        self.folder = Path(scratch.name)

    def refuse(self, name, arguments):
        begin, before = time.monotonic(), resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss
        done = subprocess.run([EXEUNT, *map(str, arguments)], capture_output=True, timeout=300, check=False,
                              stdin=subprocess.DEVNULL, env=os.environ | {"EXEUNT_HOME": str(ROOT)})
        if MEASURE:
            peak = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss
            print(f"{time.monotonic() - begin:6.2f} s  {peak // 1024 if peak > before else 0:5} MB  "
                  f"{arguments[0]:6} {name}", flush=True)
        error = done.stderr.decode("utf-8")
        self.assertEqual(done.returncode, 2, error[:2000])
        self.assertEqual(done.stdout, b"")
        self.assertRegex(error, r"error\[E\d{4}\]: \S")
        self.assertLess(len(error), 100_000)
        self.assertIsNone(re.search(r"[\x00-\x08\x0b-\x1f\x7f]", error), "a control character reached the terminal")

    def each(self, cases, file, *arguments):
        for name, text in cases.items():
            with self.subTest(name):
                path = self.folder / file
                path.write_bytes(text)
                self.refuse(name, [*arguments, path])

    def test_policies(self):
        self.each(ANYWHERE | POLICY, "x.policy", "check")

    def test_policies_in_yaml(self):
        self.each(ANYWHERE | YAML, "x.policy.yaml", "check")

    def test_formatting(self):
        self.each({name: ANYWHERE[name] for name in ("empty", "invalid UTF-8", "100,000 brackets")}, "x.policy", "fmt")
        self.each({name: YAML[name] for name in ("two documents", "aliases that multiply")}, "x.policy.yaml", "fmt")

    def test_snapshots(self):
        request = ["--event", "deactivate", "--subject", "user:7", "--by", "user:1", "--at", "2024-03-01"]
        self.each(ANYWHERE | SNAPSHOT, "account", "plan", ROOT / "policies/pipedrive", *request, "--snapshot")

    def test_plans(self):
        self.each(ANYWHERE | PLAN, "plan.json", "show")

    def test_folders_where_files_belong(self):
        (self.folder / "empty").mkdir()
        for arguments in (["check", self.folder / "empty"], ["show", self.folder],
                          ["convert", self.folder, "--to", "yaml"],
                          ["plan", SHOP, "--snapshot", self.folder, "--event", "x", "--subject", "user:7", "--at", "2024-03-01"]):
            with self.subTest(arguments[0]):
                self.refuse("a folder", arguments)


if __name__ == "__main__":
    unittest.main()
