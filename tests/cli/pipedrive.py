"""The Pipedrive pack on its example account: what the plan must hold, and what must not change it.

    pipedrive.py EXEUNT
"""
import json
import os
import random
import re
import shutil
import subprocess
import sys
import tempfile
import unittest
from collections import Counter, defaultdict
from pathlib import Path

import jsonschema
import yaml

EXEUNT = os.path.abspath(sys.argv.pop(1))
ROOT = Path(__file__).resolve().parent.parent.parent
PACK = ROOT / "policies/pipedrive"
ACCOUNT = ROOT / "examples/pipedrive/account.ndjson"
LEAVER = "user:7"
REQUEST = {"--event": "deactivate", "--subject": LEAVER, "--by": "user:1", "--at": "2024-03-01T09:00:00Z"}
# What a plan, and not a how-to, has to cite.
IN_THE_PLAN = {"effect", "retained", "schedule", "capability", "runtime-failure", "access-condition"}
EDITION = "2024-02-29"


def run(*arguments, request=None, pack=PACK, account=ACCOUNT):
    request = REQUEST | (request or {})
    words = [word for pair in request.items() for word in pair]
    return subprocess.run([EXEUNT, "plan", pack, "--snapshot", account, *words, *arguments], capture_output=True,
                          env=os.environ | {"EXEUNT_HOME": str(ROOT)}, cwd=tempfile.gettempdir(), check=False)


def plan(*arguments, **options):
    done = run("--format", "json", *arguments, **options)
    if done.returncode == 2:
        raise AssertionError(done.stderr.decode())
    return json.loads(done.stdout)


def objects():
    return [json.loads(line) for line in ACCOUNT.read_text(encoding="utf-8").splitlines()]


def write(folder, lines):
    path = Path(folder, "account.ndjson")
    path.write_text("".join(json.dumps(line, ensure_ascii=False) + "\n" for line in lines), encoding="utf-8")
    return path


def model():
    """{type: [(field, declaration)]}, as the pack's files write it."""
    fields = {}
    for path in sorted((PACK / "model").glob("*.policy")):
        for name, body in re.findall(r"^entity (\w+) .*?\{\n(.*?)^\}", path.read_text(encoding="utf-8"), re.M | re.S):
            fields[name] = re.findall(r"^  (\w+) +(\S.*)$", body, re.M)
    return fields


def entries(document):
    """What happens, without wording: {(object, rule, outcome): writes}."""
    return {(change["object"], change["rule"], change["outcome"]):
            [(write["op"], write.get("field"), json.dumps(write.get("to"))) for write in change["writes"]]
            for change in document["changes"]}


def declarations(path):
    """A policy file's head and its declarations: blocks between empty lines."""
    head, *rest = re.split(r"\n\n+", path.read_text(encoding="utf-8").strip())
    return head, rest


class Example(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.done = run("--format", "json")
        cls.plan = json.loads(cls.done.stdout)

    def setUp(self):
        scratch = tempfile.TemporaryDirectory()
        self.addCleanup(scratch.cleanup)
        self.folder = scratch.name

    def copy_of_pack(self):
        folder = Path(self.folder, "pipedrive")
        shutil.rmtree(folder, ignore_errors=True)
        shutil.copytree(PACK, folder)
        return folder

    def test_is_ready_and_valid(self):
        self.assertEqual(self.done.returncode, 0)
        self.assertEqual(self.plan["verdict"], "ready")
        schema = json.loads((ROOT / "interpreter/plan/plan.schema.json").read_text(encoding="utf-8"))
        jsonschema.validate(self.plan, schema)

    def test_leaves_nothing_open(self):
        for honesty in ("undecided", "unaddressed", "conflicts"):
            self.assertEqual(self.plan[honesty], [], honesty)

    def test_cites_every_fact_that_belongs_in_a_plan(self):
        facts = yaml.safe_load((PACK / "facts.yaml").read_text(encoding="utf-8"))["facts"]
        wanted = {fact["id"] for fact in facts if fact["id"].startswith("pd.deactivate.") and
                  fact["kind"] in IN_THE_PLAN and EDITION in fact.get("editions", [EDITION])}
        self.assertGreater(len(wanted), 40)
        cited = {cite for rule in self.plan["rules"].values() for cite in rule["cites"]}
        self.assertEqual(wanted - cited, set())

    def test_leaves_other_people_alone(self):
        leavers = {f"{line['type']}:{line['id']}" for line in objects()
                   if LEAVER in json.dumps([v for k, v in line.items() if k not in ("type", "id")])} | {LEAVER}
        shared_apps = {f"marketplace_app:{line['id']}" for line in objects()
                       if line["type"] == "marketplace_app" and line["shared"]}
        by_automation = {f"campaign:{line['id']}" for line in objects()
                         if line["type"] == "campaign" and line["automation"]}
        anyones = {f"automation:{line['id']}" for line in objects()
                   if line["type"] == "automation" and line["triggered_by"] == "anyone"}
        touched = {change["object"] for change in self.plan["changes"]}
        self.assertEqual(touched - leavers - shared_apps - by_automation - anyones, set())
        self.assertLess(len(touched), len(objects()) / 2)

    def test_order_of_objects_does_not_matter(self):
        lines = objects()
        for seed in range(3):
            random.Random(seed).shuffle(lines)
            shuffled = [dict(random.Random(seed).sample(sorted(line.items()), len(line))) for line in lines]
            done = run("--format", "json", account=write(self.folder, shuffled))
            self.assertEqual(done.stdout, self.done.stdout)

    def test_order_of_rules_does_not_matter(self):
        for seed in range(3):
            folder = self.copy_of_pack()
            for number, path in enumerate(sorted(folder.rglob("*.policy"))):
                head, rest = declarations(path)
                random.Random(f"{seed} {number}").shuffle(rest)
                path.write_text("\n\n".join([head, *rest]) + "\n", encoding="utf-8")
                path.rename(path.with_name(f"{(number * 7 + seed) % 11}-{path.name}"))
            self.assertEqual(run("--format", "json", pack=folder).stdout, self.done.stdout)

    def test_the_other_spelling_says_the_same(self):
        folder = self.copy_of_pack()
        for path in sorted(folder.rglob("*.policy")):
            target = path.with_name(path.name + ".yaml")
            subprocess.run([EXEUNT, "convert", path, "--to", "yaml", "-o", target], check=True, capture_output=True)
            path.unlink()
        self.assertEqual(run("--format", "json", pack=folder).stdout, self.done.stdout)

    def test_every_file_is_canonical(self):
        done = subprocess.run([EXEUNT, "fmt", "--check", *(ROOT / name for name in ("policies", "stdlib", "examples"))],
                              capture_output=True, check=False)
        self.assertEqual((done.returncode, done.stdout), (0, b""), done.stderr.decode())

    def test_every_rule_fires_and_declines(self):
        """Over all leavers of the example that can leave: what never fires, and what always does, tests nothing."""
        users = [f"user:{line['id']}" for line in objects() if line["type"] == "user"]
        kinds = Counter(line["type"] for line in objects())
        graph = subprocess.run([EXEUNT, "graph", PACK, "--format", "json"], capture_output=True, check=True,
                               env=os.environ | {"EXEUNT_HOME": str(ROOT)}).stdout
        asked = Counter()
        for node in json.loads(graph)["graphs"][0]["nodes"]:
            asked[node["rule"]] += kinds[node["entity"]] * len(users) if "where" in node else 0
        fired, times = set(), Counter()
        for user in users:
            document = plan(request={"--subject": user})
            times.update(rule for _, rule in {(change["object"], change["rule"]) for change in document["changes"]})
            fired |= {change["rule"] for change in document["changes"]} | {a["rule"] for a in document["advice"]}
        self.assertEqual([rule for rule in asked if times[rule] >= asked[rule]], [], "these never decline")
        names = set()
        for path in PACK.rglob("*.policy"):
            names |= set(re.findall(r"^(?:rule|advise) (\S+)", path.read_text(encoding="utf-8"), re.M))
        # No leaver of this account is its last administrator.
        self.assertEqual(names - fired, {"name-another-administrator"})

    def test_a_missing_field_leaves_undecided_exactly_what_depends_on_it(self):
        base = entries(self.plan)
        depending = 0
        for kind, fields in model().items():
            for field, _ in fields:
                lines = [{k: v for k, v in line.items() if (line["type"], k) != (kind, field)} for line in objects()]
                found = plan(account=write(self.folder, lines))
                undecided = {(entry["object"], entry["rule"]) for entry in found["undecided"]}
                depending += len(undecided)
                with self.subTest(f"{kind}.{field}"):
                    for entry in found["undecided"]:
                        self.assertIn(f"{kind}.{field}", {missing["field"] for missing in entry["missing"]}, entry)
                    decided = {key: value for key, value in entries(found).items()}
                    expected = {key: value for key, value in base.items() if key[:2] not in undecided}
                    self.assertEqual(decided, expected)
        self.assertGreater(depending, 500)

    def test_an_object_without_its_only_rule_is_unaddressed(self):
        covering = defaultdict(set)
        for change in self.plan["changes"]:
            covering[change["object"]].add(change["rule"])
        derived = {(kind, field) for kind, fields in model().items() for field, text in fields
                   if re.search(r"\bderived\b", text)}
        refers = {f"{line['type']}:{line['id']}" for line in objects()
                  for field, value in line.items() if field not in ("type", "id")
                  and (line["type"], field) not in derived and (value == LEAVER or isinstance(value, list) and LEAVER in value)}
        checked = 0
        for path in sorted((PACK / "rules").glob("*.policy")):
            head, rest = declarations(path)
            for number, text in enumerate(rest):
                name = re.search(r"^rule (\S+)", text, re.M)
                alone = {o for o, rules in covering.items() if name and rules == {name[1]}} & refers
                if not alone:
                    continue
                checked += 1
                folder = self.copy_of_pack()
                kept = [head, *rest[:number], *rest[number + 1:]]
                (folder / "rules" / path.name).write_text("\n\n".join(kept) + "\n", encoding="utf-8")
                with self.subTest(name[1]):
                    self.assertEqual({entry["object"] for entry in plan(pack=folder)["unaddressed"]}, alone)
        self.assertGreater(checked, 20)

    def test_who_may_not_and_who_cannot(self):
        actor = plan(request={"--by": "user:3"})
        self.assertEqual(actor["verdict"], "blocked")
        guard = next(guard for guard in actor["guards"] if guard["holds"] != "yes")
        self.assertIn("account settings", guard["message"])
        self.assertTrue(guard["unblock"])
        inactive = [f"user:{line['id']}" for line in objects() if line["type"] == "user" and line["status"] != "active"]
        self.assertTrue(inactive)
        for subject in inactive:
            done = run(request={"--subject": subject})
            self.assertEqual(done.returncode, 1)
            self.assertIn(b"already", done.stdout)
        done = run(request={"--subject": "user:777"})
        self.assertEqual((done.returncode, done.stdout), (2, b""))
        self.assertIn(b"E0803", done.stderr)


if __name__ == "__main__":
    unittest.main()
