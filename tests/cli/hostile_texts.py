"""Texts made to break what shows them, in every place that has a text, through every format.

    hostile_texts.py EXEUNT             tests
    hostile_texts.py EXEUNT --keep DIR  leaves what was written in DIR

The same pack, account, scenario, responses and request are written twice, with a harmless word in every text and with a
hostile one. What is for terminals must hold no control character then; JSON must give every text back; all else must have
the same structure, with the text as nothing but text.
"""
import json
import os
import re
import shutil
import subprocess
import sys
import tempfile
import unittest
import xml.etree.ElementTree as xml
from pathlib import Path

from support.structure import Structure

KEEP = Path(sys.argv.pop(sys.argv.index("--keep") + 1)).resolve() if "--keep" in sys.argv else None
sys.argv = [word for word in sys.argv if word != "--keep"]
EXEUNT = os.path.abspath(sys.argv.pop(1))
ROOT = Path(__file__).resolve().parents[2]
SHARED = ROOT / "tests/golden/shared"

VISIBLE = "Zq<script>alert(1)</script>\"'&[l](javascript:x)![i](http://example.com/i)<b>`*_~|=1+1\\..//etc$(x)&lt;"
UNSEEN = "\x1b[31m\x1b]0;t\x07\x08\x9b\r\n# h\n- i\n\n|a|b|\n---\nnot ok 9 # SKIP\n\u2028\u2029\u202e\u2066\u200f\u061c\ufeff\u0085\x7f]]>"
HOSTILE = VISIBLE + UNSEEN
HARMLESS = "Zq harmless"
# What must never reach a terminal: control characters, and what turns the direction of what stands around it.
CONTROL = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u061c\u200e\u200f\u2028\u2029\u202a-\u202e\u2066-\u2069]")
AT = "--event leave --subject user:7 --by user:1 --at 2024-03-01T09:00:00Z".split()


def in_policy(text):
    """As a text of the DSL; braces would be placeholders."""
    return "".join(char if char.isalnum() or char == " " else f"\\u{ord(char):04x}" for char in text)


class World:
    """A folder with everything that has texts in it."""

    def __init__(self, folder, mark):
        self.folder, self.mark = folder, mark
        shutil.copytree(SHARED, folder, dirs_exist_ok=True)
        self.write_pack()
        self.write_account()
        self.write_scenario()
        self.write_responses()
        self.run("plan", "shop", "--snapshot", "account.ndjson", *AT, "--arg", f"reason={mark}", "--format", "json", "-o", "plan.json")
        self.run("plan", "shop", "--snapshot", "account.ndjson", *AT, "--format", "json", "-o", "other.json")
        self.run("plan", "shop", "--snapshot", "account.ndjson", *AT[:4], "--by", "user:7", *AT[6:], "--format", "json",
                 "-o", "blocked.json")
        self.run("apply", "plan.json", "--snapshot", "account.ndjson", "-o", "after.ndjson")

    def write_pack(self):
        policy = self.folder / "shop/shop.policy"
        lines = policy.read_text(encoding="utf-8").splitlines()
        text = "\n".join(line if line.startswith("//") else re.sub(
            r'(edition )?"([^"]*)"', lambda found: found[0] if found[1] else f'"{found[2]} {in_policy(self.mark)}"', line)
            for line in lines)
        # A condition that shows a text of the policy beside one of the account.
        text = text.replace("order.owner == subject && !order.open",
                            f"order.owner == subject && !order.open && order.title != '{in_policy('x ' + self.mark)}'")
        policy.write_text(text + "\n", encoding="utf-8")
        facts = self.folder / "shop/facts.yaml"
        facts.write_text(re.sub(r"(fact: )([^}\n]*)", lambda found: found[1] + json.dumps(found[2] + " " + self.mark),
                                facts.read_text(encoding="utf-8")), encoding="utf-8")

    def write_account(self):
        objects = []
        for line in (self.folder / "account.ndjson").read_text(encoding="utf-8").splitlines():
            thing = json.loads(line)
            for name in ("name", "title"):
                if name in thing:
                    thing[name] += " " + self.mark
            objects.append(thing)
        objects += [
            {"type": "order", "id": f"9: {self.mark}", "title": "An odd id", "owner": "user:7", "open": True},
            {"type": "draft", "id": f"8 {self.mark}", "owner": "user:7", "visibility": "private"},
            {"type": f"unmodelled {self.mark}", "id": "1", "owner": "user:7"},
            {"type": "order", "id": "10", "title": "More than the model has", "owner": "user:7", "open": False,
             f"extra {self.mark}": self.mark},
            {"type": "order", "id": "12", "title": "A field that decides is missing", "owner": "user:7"},
        ]
        (self.folder / "account.ndjson").write_text("".join(json.dumps(each) + "\n" for each in objects), encoding="utf-8")
        # Scenarios want an account that is as the model says.
        (self.folder / "modelled.ndjson").write_text("".join(
            json.dumps(each) + "\n" for each in objects if " " not in each["type"] and each["id"] != "10"), encoding="utf-8")
        (self.folder / "account.json").write_text(json.dumps(objects, indent=1), encoding="utf-8")
        (self.folder / "broken.ndjson").write_text(
            json.dumps({"type": "order", "id": self.mark, "title": 7, "owner": self.mark, "open": self.mark}) + "\n" +
            json.dumps({"type": "draft", "id": "1", "owner": f"nobody:{self.mark}", "visibility": self.mark}) + "\n",
            encoding="utf-8")

    def write_scenario(self):
        name = json.dumps(f"fails {self.mark}")
        (self.folder / "cases").mkdir()
        (self.folder / "cases/leave.yaml").write_text(
            "pack: shop\nscenarios:\n"
            f"- scenario: {name}\n  event: leave\n  subject: user:7\n  by: user:1\n  at: 2024-03-01\n"
            f"  account: ../modelled.ndjson\n  args: {{reason: {name}}}\n  partial: true\n"
            f"  expect: {{order:1: nothing}}\n", encoding="utf-8")

    def write_responses(self):
        responses = self.folder / "responses"
        shutil.copytree(ROOT / "tests/golden/cli/import/incomplete/r", responses)
        (responses / f"unread {self.mark.replace('/', ':')[:60]}.json").write_text("{}", encoding="utf-8")
        (responses / "deals.json").write_text(json.dumps({"data": [
            {"id": 1, "title": self.mark, "is_deleted": False, "owner": {"id": f"x {self.mark}"}, f"unread {self.mark}": 1}]}), encoding="utf-8")

    def run(self, *words):
        return subprocess.run([EXEUNT, *words], cwd=self.folder, env={"EXEUNT_HOME": str(ROOT), "LC_ALL": "C.UTF-8"},
                              stdin=subprocess.DEVNULL, capture_output=True, timeout=120, check=False)


def strings(value):
    if isinstance(value, dict):
        for key, each in value.items():
            yield key
            yield from strings(each)
    elif isinstance(value, list):
        for each in value:
            yield from strings(each)
    elif isinstance(value, str):
        yield value


class HostileTexts(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        scratch = tempfile.TemporaryDirectory()
        cls.addClassCleanup(scratch.cleanup)
        folder = KEEP or Path(scratch.name)
        cls.good, cls.evil = World(folder / "good", HARMLESS), World(folder / "evil", HOSTILE)

    def both(self, *words):
        """What both worlds write to standard output; `@` in the words is the text that is planted."""
        texts = []
        for number, world in enumerate((self.good, self.evil)):
            done = world.run(*(word.replace("@", world.mark) for word in words))
            errors = done.stderr.decode("utf-8")
            self.assertIsNone(CONTROL.search(errors), errors)
            if done.returncode == 2:
                self.fail(f"{words} ({'evil' if number else 'good'}): {errors}")
            texts.append(done.stdout.decode("utf-8"))
            if KEEP:
                (KEEP / f"{'evil' if number else 'good'}.{'_'.join(words).replace('/', ':')[:120]}").write_text(texts[-1], encoding="utf-8")
        return texts

    def for_terminals(self, *words):
        _, evil = self.both(*words)
        if words[0] != "check":  # which names things and shows no text, where nothing is wrong
            self.assertIn("Zq", evil)
        self.assertEqual([], [line for line in evil.split("\n") if CONTROL.search(line)])

    def test_terminals(self):
        plan = ["shop", "--snapshot", "account.ndjson", *AT, "--arg", "reason=@"]
        for words in (["plan", *plan], ["plan", *plan, "--verbose"], ["plan", *plan, "--concise"],
                      ["plan", *plan, "--engine", "columnar", "--verbose"],
                      ["show", "plan.json"], ["show", "plan.json", "--concise"], ["show", "blocked.json"],
                      ["explain", "plan.json", "order:1"], ["explain", "plan.json", "draft:8 @"],
                      ["explain", *plan, "order:2"], ["explain", *plan, "order:12"],
                      ["diff", "plan.json", "other.json"], ["diff", "plan.json", "blocked.json"],
                      ["compare", "shop", "crm"], ["check", "shop"], ["check", "shop", "--facts"], ["check", "shop", "--concepts"],
                      ["test", "cases"], ["test", "cases", "--list"], ["test", "cases", "--format", "tap"],
                      ["test", "cases", "--coverage"],
                      ["verify", "shop", "--before", "account.ndjson", "--after", "account.ndjson", *AT],
                      ["eval", "names[0]", "--let", "names=['Zq' + '\\u001b[31m\\u202e']"]):
            with self.subTest(" ".join(words)):
                self.for_terminals(*words)

    def test_what_is_told_of_files(self):
        """Standard error, and names of files in it."""
        odd = HOSTILE.replace("/", ":").encode()[:200].decode("utf-8", "ignore")
        (self.evil.folder / odd).write_text("pack x\nrule \x1b[31m\u202e", encoding="utf-8")
        for words in (["plan", "shop", "--snapshot", "broken.ndjson", *AT], ["check", odd], ["fmt", odd], ["show", odd],
                      ["convert", odd], ["check", "nowhere" + HOSTILE], ["plan", "shop", "--snapshot", odd, *AT],
                      ["plan", "shop", "--snapshot", "account.ndjson", "--event", HOSTILE, *AT[2:]],
                      ["plan", "shop", "--snapshot", "account.ndjson", *AT[:2], "--subject", HOSTILE, *AT[4:]],
                      ["plan", "shop", "--snapshot", "account.ndjson", *AT[:6], "--at", HOSTILE],
                      ["plan", "shop", "--snapshot", "account.ndjson", *AT, "--arg", HOSTILE],
                      ["plan", "shop", "--edition", HOSTILE, "--snapshot", "account.ndjson", *AT],
                      ["plan", "shop", "--snapshot", "account.ndjson", *AT, "-o", "nowhere/" + odd],
                      ["explain", "plan.json", HOSTILE], ["test", odd], ["test", "cases", "--run", "(" + HOSTILE],
                      ["eval", HOSTILE], ["eval", "x", "--let", HOSTILE], ["import", "crm", odd], ["index", "shop", odd],
                      ["diff", odd, odd], ["compare", odd, "shop"], ["graph", odd], [HOSTILE], ["plan", "--" + HOSTILE]):
            for more in ([], ["--error-format", "json"]):
                with self.subTest(words[0] + " ".join(more), word=words[-1][:20]):
                    done = self.evil.run(*words, *more)
                    told = done.stderr.decode("utf-8")
                    self.assertEqual((2, b""), (done.returncode, done.stdout), told)
                    if not more:  # JSON is for programs, and escapes what it has to
                        self.assertEqual([], [line for line in told.split("\n") if CONTROL.search(line)])
                    if more and words[0] != HOSTILE:
                        for line in told.rstrip("\n").split("\n"):
                            json.loads(line)

    def test_what_is_told_of_imports(self):
        for more in ([], ["--format", "json"]):
            done = self.evil.run("import", "crm", "responses", "-o", "out.ndjson", *more)
            told = done.stderr.decode("utf-8") + done.stdout.decode("utf-8")
            self.assertIn("Zq", told)
            if not more:
                self.assertEqual([], [line for line in told.split("\n") if CONTROL.search(line)])

    def test_json(self):
        plan = ["plan", "shop", "--snapshot", "account.ndjson", *AT, "--arg", "reason=@"]
        for words, whole in ((plan + ["--format", "json"], True), (plan + ["--format", "ndjson"], True),
                             (plan + ["--format", "json", "--engine", "columnar"], True),
                             (["plan", "shop", "--snapshot", "account.json", *AT, "--format", "json-patch"], False),
                             (["show", "plan.json", "--format", "json"], True),
                             (["explain", "plan.json", "order:1", "--format", "json"], True),
                             (["diff", "plan.json", "other.json", "--format", "json"], True),
                             (["compare", "shop", "crm", "--format", "json"], True),
                             (["check", "shop", "--format", "json"], False), (["check", "shop", "--facts", "--format", "sarif"], False),
                             (["test", "cases", "--format", "json"], True),
                             (["verify", "shop", "--before", "account.ndjson", "--after", "account.ndjson", *AT, "--format", "json"], True),
                             (["graph", "shop", "--format", "json"], False),
                             (["apply", "plan.json", "--snapshot", "account.ndjson"], True)):
            with self.subTest(" ".join(words)):
                done = self.evil.run(*(word.replace("@", HOSTILE) for word in words))
                text = done.stdout.decode("utf-8")
                self.assertNotEqual(2, done.returncode, done.stderr.decode())
                try:
                    documents = [json.loads(text)]
                except json.JSONDecodeError:
                    documents = [json.loads(line) for line in text.split("\n") if line]
                if whole:
                    self.assertTrue(any(HOSTILE in each for document in documents for each in strings(document)), text[:1000])

    def test_markdown(self):
        """No HTML, link or picture that was not there before; as many lines, and cells in each, as with harmless texts."""
        for words in (["plan", "shop", "--snapshot", "account.ndjson", *AT, "--arg", "reason=@", "--format", "markdown"],
                      ["show", "plan.json", "--format", "markdown"], ["show", "blocked.json", "--format", "markdown"],
                      ["diff", "plan.json", "other.json", "--format", "markdown"],
                      ["diff", "plan.json", "blocked.json", "--format", "markdown"],
                      ["compare", "shop", "crm", "--format", "markdown"]):
            with self.subTest(" ".join(words)):
                good, evil = self.both(*words)
                self.assertEqual([], [line for line in evil.split("\n") if CONTROL.search(line)])
                # What stands in backticks is a text, and so is what a backslash stands before.
                plain = re.sub(r"\\.", "", re.sub(r"(?<![\\`])(`+)(?!`).*?(?<!`)\1(?!`)", "", evil))
                for live in ("<script", "<b>", "[l]", "](", "![i", "`*"):
                    self.assertNotIn(live, plain)
                self.assertEqual(good.count("\n"), evil.count("\n"))
                for before, after in zip(good.split("\n"), evil.split("\n")):
                    if not before.lstrip().startswith("|"):
                        continue  # no row of a table
                    self.assertEqual(*(re.sub(r"\\.", "", line).count("|") for line in (before, after)), after)

    def test_pages(self):
        for words in (["plan", "shop", "--snapshot", "account.ndjson", *AT, "--arg", "reason=@", "--format", "html"],
                      ["show", "blocked.json", "--format", "html"], ["compare", "shop", "crm", "--format", "html"]):
            with self.subTest(" ".join(words)):
                good, evil = self.both(*words)
                self.assertEqual(Structure(good).elements, Structure(evil).elements)
                self.assertIsNone(CONTROL.search(evil))
                for element, attributes in Structure(evil).elements:
                    self.assertFalse([name for name in attributes if name.startswith("on") or name in ("src", "style", "srcdoc")])

    def test_junit(self):
        good, evil = (xml.fromstring(text) for text in self.both("test", "cases", "--format", "junit"))
        self.assertEqual([(each.tag, sorted(each.attrib)) for each in good.iter()],
                         [(each.tag, sorted(each.attrib)) for each in evil.iter()])
        self.assertTrue(any(VISIBLE in value for each in evil.iter() for value in each.attrib.values()))

    def test_tap(self):
        good, evil = self.both("test", "cases", "--format", "tap")
        is_point = re.compile(r"^(not )?ok\b|^\d+\.\.|^Bail|^TAP|^#")
        self.assertEqual(*([line[:8] for line in text.split("\n") if is_point.match(line)] for text in (good, evil)))
        directive = re.compile(r"(?<!\\)#\s*(skip|todo)", re.IGNORECASE)
        self.assertEqual([], [line for line in evil.split("\n") if is_point.match(line) and directive.search(line)])

    def test_lcov(self):
        words = ["test", "cases", "--coverage-format", "lcov", "--coverage-output", "cover.info"]
        texts = []
        for world in (self.good, self.evil):
            self.assertEqual(1, world.run(*words).returncode)
            texts.append((world.folder / "cover.info").read_text(encoding="utf-8"))
        self.assertIsNone(CONTROL.search(texts[1]))
        self.assertEqual(*([line.split(":")[0] for line in text.split("\n")] for text in texts))

    def test_graphs(self):
        for form in ("dot", "mermaid"):
            good, evil = self.both("graph", "shop", "--format", form)
            self.assertIsNone(CONTROL.search(evil))
            self.assertEqual(good.count("\n"), evil.count("\n"))
            # The same line, but for what stands in quotes.
            bare = [[re.sub(r'"(?:[^"\\]|\\.)*"', '""', line) for line in text.split("\n")] for text in (good, evil)]
            self.assertEqual(*bare)
            if form == "mermaid":
                self.assertNotIn("<script", evil)

    def test_texts_that_are_none(self):
        """Lone surrogates, NUL and what is not UTF-8 are errors, or are read and given back as they are."""
        line = '{"type":"order","id":"1","title":"%s","owner":"user:7","open":true}\n'
        user = '{"type":"user","id":"7","name":"Sales Rep 7","admin":true,"status":"active"}\n'
        for text, ends in ((b"\\ud800", 2), (b"\\udc00\\ud800", 2), (b"\xed\xa0\x80", 2), (b"\xff", 2), (b"\xc0\x80", 2),
                           (b"\\u0000", 0), (b"\\uD83D\\uDE00", 0)):
            for engine in ("reference", "columnar"):
                with self.subTest(text, engine=engine):
                    path = self.evil.folder / "odd.ndjson"
                    path.write_bytes(user.encode() + line.encode().replace(b"%s", text))
                    done = self.evil.run("plan", "shop", "--snapshot", "odd.ndjson", *AT[:5], "user:7", *AT[6:], "--format", "json",
                                         "--engine", engine)
                    self.assertEqual(ends, done.returncode, done.stderr)
                    if ends == 2:
                        self.assertIn(b"error[E", done.stderr)
                    else:
                        self.assertIn(json.loads(b'"' + text + b'"'), list(strings(json.loads(done.stdout)))[0:] and
                                      "".join(strings(json.loads(done.stdout))))

    def test_huge_numbers(self):
        user = '{"type":"user","id":"7","name":"Sales Rep 7","admin":true,"status":"active"}\n'
        for number in ("1e999", "9" * 400, "-" + "9" * 400, "1e-999", "123456789012345678901234567890", "0." + "1" * 5000):
            for engine in ("reference", "columnar"):
                with self.subTest(number[:20], engine=engine):
                    (self.evil.folder / "odd.ndjson").write_text(
                        user + '{"type":"order","id":"1","title":"x","owner":"user:7","open":true,"extra":%s}\n' % number)
                    done = self.evil.run("plan", "shop", "--snapshot", "odd.ndjson", *AT[:5], "user:7", *AT[6:], "--engine", engine)
                    self.assertIn(done.returncode, (0, 2))
                    self.assertEqual(done.returncode == 2, b"error[E" in done.stderr, done.stderr)
        for option, value in (("--threads", "9" * 30), ("--threads", "-1"), ("--threads", "1e3")):
            done = self.evil.run("plan", "shop", "--snapshot", "account.ndjson", *AT, option, value)
            self.assertEqual(2, done.returncode)


if __name__ == "__main__":
    unittest.main()
