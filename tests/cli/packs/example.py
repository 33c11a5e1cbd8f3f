"""A pack and its example account, and what the plan of any pack must hold, and what must not change it."""
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

ROOT = Path(__file__).resolve().parent.parent.parent.parent
HONESTY = ("undecided", "unaddressed", "conflicts", "dangling")


class Example:
    """One pack, by its name. `editions`: all of them, the default one first."""

    def __init__(self, program, name, editions):
        self.program = os.path.abspath(program)
        self.name = name
        self.folder = ROOT / "policies" / name
        self.account = ROOT / "examples" / name / "account.ndjson"
        self.editions = editions

    def exeunt(self, *arguments):
        return subprocess.run([self.program, *map(str, arguments)], capture_output=True, check=False,
                              env=os.environ | {"EXEUNT_HOME": str(ROOT)}, cwd=tempfile.gettempdir())

    def run(self, request, *arguments, pack=None, account=None):
        words = [word for pair in request.items() for word in pair]
        return self.exeunt("plan", pack or self.folder, "--snapshot", account or self.account, *words, *arguments)

    def plan(self, request, **options):
        done = self.run(request, "--format", "json", **options)
        if done.returncode == 2:
            raise AssertionError(done.stderr.decode())
        return json.loads(done.stdout)

    def objects(self):
        return [json.loads(line) for line in self.account.read_text(encoding="utf-8").splitlines()]

    def facts(self, edition):
        """The facts that an edition states: {id: kind}."""
        stated = yaml.safe_load((self.folder / "facts.yaml").read_text(encoding="utf-8"))["facts"]
        return {fact["id"]: fact["kind"] for fact in stated if edition in fact.get("editions", self.editions)}

    def model(self):
        """{type: [(field, declaration)]}, as the pack's files write it."""
        fields = {}
        for path in policies(self.folder / "model"):
            text = path.read_text(encoding="utf-8")
            if path.suffix == ".yaml":
                fields |= {entity["entity"]: list(entity["fields"].items()) for entity in yaml.safe_load(text)["declarations"]
                           if "entity" in entity}
            else:
                fields |= {name: re.findall(r"^  (\w+) +(\S.*)$", body, re.M)
                           for name, body in re.findall(r"^entity (\w+)\s.*?\{\n(.*?)^\}", text, re.M | re.S)}
        return fields

    def coverage(self):
        """{edition: the facts that something in the pack covers}; nothing may be wrong with any of them."""
        done = self.exeunt("check", self.folder, "--format", "json")
        found = json.loads(done.stdout)
        if done.returncode != 0 or found["diagnostics"]:
            raise AssertionError(done.stdout.decode())
        return {pack["edition"]: {fact["id"] for fact in pack["facts"]["list"] if fact["covered_by"]}
                for pack in found["packs"]}


def policies(folder):
    """A pack's files, in either spelling."""
    return sorted(path for path in folder.rglob("*") if path.name.endswith((".policy", ".policy.yaml")))


def declarations(path):
    """A policy file's head and its declarations: blocks between empty lines."""
    text = path.read_text(encoding="utf-8").strip()
    if path.suffix == ".yaml":
        head, key, rest = text.partition("\ndeclarations:\n")
        return head + key.rstrip(), re.split(r"\n\n+", rest) if rest else []
    head, *rest = re.split(r"\n\n+", text)
    return head, rest


def write_declarations(path, head, rest):
    path.write_text("\n\n".join([head, *rest]) + "\n", encoding="utf-8")


def declared(text, kinds="rule|advise|display"):
    """The name of what a declaration declares, or None."""
    found = re.search(rf"^(?:replace |- )?(?:{kinds}):? (\S+)", text, re.M)
    return found and found[1]


def write(folder, lines):
    path = Path(folder, "account.ndjson")
    path.write_text("".join(json.dumps(line, ensure_ascii=False) + "\n" for line in lines), encoding="utf-8")
    return path


def entries(document, unknown=None):
    """What happens, without wording: {(object, rule, outcome): writes}. Whether a field that the account lacks is written
    depends on what it holds, so writes to `unknown`, (type, field), are left out."""
    found = defaultdict(list)
    for change in document["changes"]:
        found[change["object"], change["rule"], change["outcome"]] += [
            (write["op"], write.get("field"), json.dumps(write.get("to"))) for write in change["writes"]
            if (change["object"].split(":")[0], write.get("field")) != unknown]
    return found


def applied(lines, document, until):
    """The account after what a plan does up to a point in time."""
    account = {f"{line['type']}:{line['id']}": dict(line) for line in lines}
    for change in document["changes"]:
        if change.get("due", "") > until:
            continue
        line = account[change["object"]]
        for write in change["writes"]:
            if write["op"] == "erase":
                del account[change["object"]]
            elif write["op"] in ("set", "clear"):
                line[write["field"]] = write.get("to")
            elif write["op"] == "remove":
                line[write["field"]] = [each for each in line[write["field"]] if each != write["to"]]
            else:
                raise AssertionError(write)
    return list(account.values())


def fired(document):
    return {entry["rule"] for member in ("changes", "advice", "displays") for entry in document[member]}


def refers(line, user):
    return user in json.dumps([value for field, value in line.items() if field not in ("type", "id")])


def difference(one, other):
    """[(rule, objects)] about which two plans say different things."""
    found = defaultdict(set)
    for member in ("changes", "advice", "capabilities", "displays"):
        said = [Counter(json.dumps(entry, sort_keys=True) for entry in document[member]) for document in (one, other)]
        for text in (said[0] - said[1]) + (said[1] - said[0]):
            entry = json.loads(text)
            found[entry["rule"]] |= set(entry.get("objects", [entry.get("object")]))
    for rule in {*one["rules"], *other["rules"]}:
        if one["rules"].get(rule) != other["rules"].get(rule):
            found[rule] |= set()
    return sorted(found.items())


class Scratch(unittest.TestCase):
    """A folder of its own for each test. Derived classes name their `example`."""
    example: Example

    def setUp(self):
        scratch = tempfile.TemporaryDirectory()
        self.addCleanup(scratch.cleanup)
        self.folder = scratch.name

    def copy_of_pack(self):
        folder = Path(self.folder, self.example.name)
        shutil.rmtree(folder, ignore_errors=True)
        shutil.copytree(self.example.folder, folder)
        return folder


class Whole:
    """What holds for a pack and its account as a whole. Cases derive from this and from Scratch."""

    def test_the_account_is_what_its_script_writes(self):
        done = subprocess.run([sys.executable, self.example.account.with_name("generate.py"), "--check"],
                              capture_output=True, check=False)
        self.assertEqual(done.returncode, 0, done.stderr.decode())


class Event:
    """One event in one edition, that is ready and leaves nothing open. Cases derive from this and from Scratch, and give
    the request."""
    request: dict
    some_undecided = 500  # more (objects, rules) than that lack some field, over all fields
    some_alone = 20  # more rules than that are the only ones to speak of some object

    @classmethod
    def setUpClass(cls):
        cls.leaver, cls.event, cls.edition = (cls.request[f"--{key}"] for key in ("subject", "event", "edition"))
        cls.done = cls.example.run(cls.request, "--format", "json")
        cls.plan = json.loads(cls.done.stdout)

    def test_is_ready_and_valid(self):
        self.assertEqual(self.done.returncode, 0)
        self.assertEqual((self.plan["verdict"], self.plan["policy"]["edition"]), ("ready", self.edition))
        schema = json.loads((ROOT / "interpreter/plan/plan.schema.json").read_text(encoding="utf-8"))
        jsonschema.validate(self.plan, schema)

    def test_leaves_nothing_open(self):
        for honesty in HONESTY:
            self.assertEqual(self.plan[honesty], [], honesty)

    def test_order_of_objects_changes_nothing_but_the_digest(self):
        lines = self.example.account.read_text(encoding="utf-8").splitlines(keepends=True)
        for seed in range(2):
            random.Random(seed).shuffle(lines)
            path = Path(self.folder, "account.ndjson")
            path.write_text("".join(lines), encoding="utf-8")
            plan = json.loads(self.example.run(self.request, "--format", "json", account=path).stdout)
            self.assertNotEqual(plan["snapshot"]["digest"], self.plan["snapshot"]["digest"])
            plan["snapshot"]["digest"] = self.plan["snapshot"]["digest"]
            self.assertEqual(plan, self.plan)

    def test_order_of_members_changes_nothing_but_the_digest(self):
        shuffled = [dict(random.Random(7).sample(sorted(line.items()), len(line))) for line in self.example.objects()]
        plan = self.example.plan(self.request, account=write(self.folder, shuffled))
        self.assertNotEqual(plan["snapshot"]["digest"], self.plan["snapshot"]["digest"])
        plan["snapshot"]["digest"] = self.plan["snapshot"]["digest"]
        self.assertEqual(plan, self.plan)

    def test_order_of_rules_does_not_matter(self):
        for seed in range(3):
            folder = self.copy_of_pack()
            for number, path in enumerate(policies(folder)):
                head, rest = declarations(path)
                random.Random(f"{seed} {number}").shuffle(rest)
                write_declarations(path, head, rest)
                path.rename(path.with_name(f"{(number * 7 + seed) % 11}-{path.name}"))
            done = self.example.run(self.request, "--format", "json", pack=folder)
            self.assertEqual(done.stdout, self.done.stdout, done.stderr.decode())

    def test_the_other_spelling_says_the_same(self):
        folder = self.copy_of_pack()
        for path in policies(folder):
            other = path.with_suffix("") if path.suffix == ".yaml" else path.with_name(path.name + ".yaml")
            self.assertEqual(self.example.exeunt("convert", path, "-o", other).returncode, 0)
            path.unlink()
        self.assertEqual(self.example.run(self.request, "--format", "json", pack=folder).stdout, self.done.stdout)

    def test_a_missing_field_leaves_undecided_exactly_what_depends_on_it(self):
        depending = 0
        lines = self.example.objects()
        for kind, fields in self.example.model().items():
            for field, _ in fields:
                lacking = [{k: v for k, v in line.items() if (line["type"], k) != (kind, field)} for line in lines]
                found = self.example.plan(self.request, account=write(self.folder, lacking))
                undecided = {(entry["object"], entry["rule"]) for entry in found["undecided"]}
                depending += len(undecided)
                with self.subTest(f"{kind}.{field}"):
                    for entry in found["undecided"]:
                        self.assertIn(f"{kind}.{field}", {missing["field"] for missing in entry["missing"]}, entry)
                    expected = {key: value for key, value in entries(self.plan, (kind, field)).items()
                                if key[:2] not in undecided}
                    self.assertEqual(entries(found, (kind, field)), expected)
        self.assertGreater(depending, self.some_undecided)

    def test_an_object_without_its_only_rule_is_unaddressed(self):
        covering = defaultdict(set)
        for change in self.plan["changes"]:
            covering[change["object"]].add(change["rule"])
        derived = {(kind, field) for kind, fields in self.example.model().items() for field, text in fields
                   if re.search(r"\bderived\b", text)}
        referring = {f"{line['type']}:{line['id']}" for line in self.example.objects()
                     for field, value in line.items() if field not in ("type", "id")
                     and (line["type"], field) not in derived
                     and (value == self.leaver or isinstance(value, list) and self.leaver in value)}
        checked = set()
        for path in policies(self.example.folder):
            head, rest = declarations(path)
            for number, text in enumerate(rest):
                name = declared(text, "rule")
                alone = {o for o, rules in covering.items() if rules == {name}} & referring
                if not alone or not self.declares_for_this_edition(path, name):
                    continue
                checked.add(name)
                folder = self.copy_of_pack()
                write_declarations(folder / path.relative_to(self.example.folder), head, rest[:number] + rest[number + 1:])
                with self.subTest(name):
                    found = self.example.plan(self.request, pack=folder)["unaddressed"]
                    self.assertEqual({entry["object"] for entry in found}, alone)
        self.assertGreater(len(checked), self.some_alone)

    def declares_for_this_edition(self, path, name):
        """Whether this edition has the rule from that file, and no other of its name beneath."""
        raise NotImplementedError
