"""What `exeunt test` writes for programs is what their formats say, whatever scenarios and files are called.

    test_formats.py EXEUNT
"""
import json
import re
import subprocess
import sys
import tempfile
import unittest
from pathlib import Path
from xml.etree import ElementTree

import jsonschema
import yaml

EXEUNT = str(Path(sys.argv.pop(1)).resolve())
HERE = Path(__file__).resolve().parent
ROOT = HERE.parent.parent
SHOP = ROOT / "tests/golden/shared/shop"
SCHEMA = json.loads((ROOT / "interpreter/cli/test.schema.json").read_text(encoding="utf-8"))

FILE = r"""pack: shop
event: leave
subject: user:7
by: user:1
at: 2024-03-01
account:
- {type: user, id: 1, name: Administrator 1, admin: true}
- {type: user, id: 7, name: Sales Rep 7, admin: false}
- {type: order, id: 1, owner: user:7, open: true}
about: [order]
scenarios:
- scenario: "passes # SKIP \\ <b> & \"quoted\""
  expect: {order:1: {open-orders: transfer}}
- scenario: "fails ]]> on\ntwo lines\r and a bell \a, and \uFFFF"
  expect: {order:1: {open-orders: {outcome: transfer, text: "<&>\t# \u0001"}}}
- scenario: cannot be run
  subject: user:99
  expect: nothing
- scenario: fails again
  expect: nothing
"""


def close(schema, name=""):
    """Nothing but what is described: a member that the schema forgets is a mistake here. Parts of others stay open."""
    if isinstance(schema, dict):
        closed = {key: close(value, key) for key, value in schema.items()}
        if "properties" in schema and isinstance(schema.get("type", ""), str) and name not in ("place", "edition"):
            closed.setdefault("unevaluatedProperties", False)
        return closed
    return [close(each) for each in schema] if isinstance(schema, list) else schema


class Formats(unittest.TestCase):
    def setUp(self):
        scratch = tempfile.TemporaryDirectory()
        self.addCleanup(scratch.cleanup)
        self.folder = Path(scratch.name)
        (self.folder / "shop").symlink_to(SHOP)
        self.names = ["a<&\">#.yaml", b"bad\xff\xfename.yaml"]
        for name in self.names:
            with open(bytes(self.folder) + b"/" + (name if isinstance(name, bytes) else name.encode()), "w",
                      encoding="utf-8") as file:
                file.write(FILE)

    def run_exeunt(self, *words, names=None, cwd=None):
        done = subprocess.run([EXEUNT, "test", *words, *(self.names if names is None else names)],
                              cwd=cwd or self.folder, env={"EXEUNT_HOME": str(ROOT)}, capture_output=True, timeout=300,
                              check=False)
        return done.returncode, done.stdout

    def each_run(self, *words):
        """With failures and hostile names; stopped at the first failure; and a pack of ours, which passes."""
        yield 8, self.run_exeunt(*words)
        yield 8, self.run_exeunt(*words, "--fail-fast")
        yield None, self.run_exeunt(*words, names=["policies/pipedrive/scenarios/items.yaml"], cwd=ROOT)

    def test_junit_is_valid(self):
        for number, (_, output) in self.each_run("--format", "junit"):
            done = subprocess.run(["xmllint", "--noout", "--schema", HERE / "junit.xsd", "-"], input=output,
                                  capture_output=True, check=False)
            self.assertEqual(done.returncode, 0, done.stderr)
            suites = ElementTree.fromstring(output)
            if number:
                self.assertEqual(len(suites.findall("*/testcase")), number)
            for element in [suites, *suites]:
                cases = list(element.iter("testcase"))
                self.assertEqual(int(element.get("tests")), len(cases))
                for count, tag in (("failures", "failure"), ("errors", "error"), ("skipped", "skipped")):
                    self.assertEqual(int(element.get(count)), sum(len(case.findall(tag)) for case in cases))

    def test_junit_keeps_names(self):
        _, output = self.run_exeunt("--format", "junit")
        first = next(ElementTree.fromstring(output).iter("testcase"))
        self.assertEqual(first.get("name"), "passes # SKIP \\ <b> & \"quoted\"")
        self.assertEqual((first.get("file"), first.get("line")), ("a<&\">#.yaml", "12"))

    def test_the_validator_notices(self):
        _, output = self.run_exeunt("--format", "junit")
        for wrong in (output.replace(b"<testcase name", b"<testcase nam"), output.replace(b"failures", b"failed")):
            done = subprocess.run(["xmllint", "--noout", "--schema", HERE / "junit.xsd", "-"], input=wrong,
                                  capture_output=True, check=False)
            self.assertNotEqual(done.returncode, 0)

    def test_tap_is_tap(self):
        for number, (_, output) in self.each_run("--format", "tap"):
            lines = output.decode("utf-8", errors="replace").splitlines()
            self.assertEqual(lines[0], "TAP version 14")
            plan = int(re.fullmatch(r"1\.\.(\d+)", lines[1]).group(1))
            points, block, blocks = [], None, []
            for line in lines[2:]:
                if block is not None:
                    self.assertTrue(line.startswith("  "), line)
                    if line == "  ...":
                        blocks.append((points[-1], yaml.safe_load("\n".join(block))))
                        block = None
                    else:
                        block.append(line)
                elif line == "  ---":
                    block = []
                elif not line.startswith("# "):
                    point = re.fullmatch(r"(ok|not ok) (\d+) - ((?:[^#\\]|\\[#\\])*)( # SKIP .*)?", line)
                    points.append(point.groups())
            self.assertIsNone(block)
            self.assertEqual([int(point[1]) for point in points], list(range(1, plan + 1)))
            self.assertEqual([point for point in points if point[0] != "ok"], [point for point, _ in blocks])
            self.assertTrue(all("at" in each and ("differences" in each or "message" in each) for _, each in blocks))
            if number:
                self.assertEqual(plan, number)

    def test_json_is_what_its_schema_says(self):
        jsonschema.Draft202012Validator.check_schema(SCHEMA)
        schema = jsonschema.Draft202012Validator(close(SCHEMA))
        for number, (_, output) in self.each_run("--format", "json"):
            document = json.loads(output)
            self.assertEqual([error.message for error in schema.iter_errors(document)], [])
            summary = document["summary"]
            counted = sum(summary[key] for key in ("passed", "failed", "errors", "not_run"))
            self.assertEqual(counted, len(document["results"]))
            if number:
                self.assertEqual(counted, number)
        _, output = self.run_exeunt("--mutants", "--format", "json", "--run", "passes", names=["a<&\">#.yaml"])
        self.assertEqual([error.message for error in schema.iter_errors(json.loads(output))], [])
        self.assertNotEqual(json.loads(output)["survivors"], [])

    def each_coverage(self, form):
        """Of scenarios that fail and cannot be run, stopped at the first that fails; and of our packs."""
        yield self.run_exeunt("--coverage-format", form)[1]
        yield self.run_exeunt("--coverage-format", form, "--fail-fast")[1]
        yield self.run_exeunt("--coverage-format", form, names=["policies/pipedrive/scenarios", "policies/hubspot"],
                              cwd=ROOT)[1]

    def test_coverage_in_json_is_what_its_schema_says(self):
        schema = jsonschema.Draft202012Validator(close(SCHEMA))
        for output in self.each_coverage("json"):
            document = json.loads(output)
            self.assertEqual([error.message for error in schema.iter_errors(document)], [])
            for pack in document["packs"]:
                rules = [each for each in pack["declarations"] if "fired" in each]
                atoms = [atom for each in pack["declarations"] for atom in each["atoms"]]
                expected = {
                    "fired": [each["fired"] for each in rules],
                    "declined": [each["declined"] for each in rules if each["can_decline"]],
                    "true": [atom["true"] for atom in atoms],
                    "false": [atom["false"] for atom in atoms],
                    "unknown": [atom["unknown"] for atom in atoms if atom["can_be_unknown"]],
                    "outcomes": [use["carried_out"] for each in rules for use in each["outcomes"]],
                    "facts": [each["tried"] for each in pack["facts"]],
                }
                expected["total"] = [each for points in expected.values() for each in points]
                self.assertEqual(pack["summary"], {name: {"seen": sum(map(bool, points)), "all": len(points)}
                                                   for name, points in expected.items()})

    def test_coverage_in_lcov_is_read_by_lcov(self):
        for number, output in enumerate(self.each_coverage("lcov")):
            folder = ROOT if number == 2 else self.folder
            trace = self.folder / "trace.info"
            trace.write_bytes(output)
            records = output.decode().split("end_of_record\n")
            self.assertEqual(records.pop(), "")
            totals = {key: sum(int(count) for count in re.findall(rf"^{key}:(\d+)$", output.decode(), re.MULTILINE))
                      for key in ("LF", "LH", "FNF", "FNH", "BRF", "BRH")}
            for record in records:
                source = folder / re.search(r"^SF:(.*)$", record, re.MULTILINE).group(1)
                lines = source.read_text(encoding="utf-8").splitlines()
                self.assertTrue(all(int(line) <= len(lines) for line in re.findall(r"^DA:(\d+)", record, re.MULTILINE)))
                for line, name in re.findall(r"^FN:(\d+),([^:\n]*)", record, re.MULTILINE):
                    self.assertIn(name, lines[int(line) - 1])
            done = subprocess.run(["lcov", "--rc", "lcov_branch_coverage=1", "--summary", trace], cwd=folder,
                                  capture_output=True, text=True, check=False)
            self.assertEqual(done.returncode, 0, done.stdout + done.stderr)
            for what, hit, found in (("lines", "LH", "LF"), ("functions", "FNH", "FNF"), ("branches", "BRH", "BRF")):
                self.assertRegex(done.stdout + done.stderr, rf"{what}\.*: .*\({totals[hit]} of {totals[found]} ")
            done = subprocess.run(["genhtml", "--branch-coverage", "--quiet", "-o", self.folder / "html", trace],
                                  cwd=folder, capture_output=True, text=True, check=False)
            self.assertEqual((done.returncode, done.stderr), (0, ""))

    def test_the_number_of_threads_changes_nothing(self):
        for form in ("text", "json", "lcov"):
            for words in ((), ("--fail-fast",)):
                one = self.run_exeunt("--coverage-format", form, "-j", "1", *words)
                self.assertEqual(self.run_exeunt("--coverage-format", form, "-j", "8", *words), one)
        for words, status in (((), 2), (("--fail-fast",), 1)):
            for style in ("text", "tap", "junit", "json"):
                one = self.run_exeunt("--format", style, "-j", "1", *words)
                self.assertEqual(one[0], status)
                for jobs in ("2", "8"):
                    self.assertEqual(self.run_exeunt("--format", style, "-j", jobs, *words), one)


if __name__ == "__main__":
    unittest.main()
