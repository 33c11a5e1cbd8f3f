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
# What happens to whom: user:7 is active, user:15 has been deactivated.
DEACTIVATE = {"--event": "deactivate", "--subject": "user:7", "--by": "user:1", "--at": "2024-03-01T09:00:00Z"}
DELETE = DEACTIVATE | {"--event": "delete", "--subject": "user:15"}
EDITIONS = ("2024-02-29", "undated")
# What a plan, and not a how-to, has to cite.
IN_THE_PLAN = {"effect", "retained", "schedule", "capability", "runtime-failure", "access-condition", "advice", "display",
               "precondition"}
# Nobody who can leave this account is its last administrator.
NEVER_FIRES = {"name-another-administrator"}
# The only section in which the editions differ.
REVISED = "pd.deactivate.automations."
ENVIRONMENT = os.environ | {"EXEUNT_HOME": str(ROOT)}


def exeunt(*arguments):
    return subprocess.run([EXEUNT, *map(str, arguments)], capture_output=True, env=ENVIRONMENT, cwd=tempfile.gettempdir(),
                          check=False)


def run(request, *arguments, pack=PACK, account=ACCOUNT):
    return exeunt("plan", pack, "--snapshot", account, *(word for pair in request.items() for word in pair), *arguments)


def plan(request, **options):
    done = run(request, "--format", "json", **options)
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


def entries(document, unknown=None):
    """What happens, without wording: {(object, rule, outcome): writes}. Whether a field that the account lacks is written
    depends on what it holds, so writes to `unknown`, (type, field), are left out."""
    return {(change["object"], change["rule"], change["outcome"]):
            [(write["op"], write.get("field"), json.dumps(write.get("to"))) for write in change["writes"]
             if (change["object"].split(":")[0], write.get("field")) != unknown]
            for change in document["changes"]}


def declarations(path):
    """A policy file's head and its declarations: blocks between empty lines."""
    head, *rest = re.split(r"\n\n+", path.read_text(encoding="utf-8").strip())
    return head, rest


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
            else:
                raise AssertionError(write)
    return list(account.values())


def fired(document):
    return {entry["rule"] for member in ("changes", "advice", "displays") for entry in document[member]}


def refers(line, user):
    return user in json.dumps([value for field, value in line.items() if field not in ("type", "id")])


def facts(edition):
    """The facts that an edition states: {id: kind}."""
    stated = yaml.safe_load((PACK / "facts.yaml").read_text(encoding="utf-8"))["facts"]
    return {fact["id"]: fact["kind"] for fact in stated if edition in fact.get("editions", EDITIONS)}


class Scratch(unittest.TestCase):
    def setUp(self):
        scratch = tempfile.TemporaryDirectory()
        self.addCleanup(scratch.cleanup)
        self.folder = scratch.name

    def copy_of_pack(self):
        folder = Path(self.folder, "pipedrive")
        shutil.rmtree(folder, ignore_errors=True)
        shutil.copytree(PACK, folder)
        return folder


class Event:
    """One event in one edition: each class below is a case of this."""
    request: dict
    some_cited: int

    @classmethod
    def setUpClass(cls):
        cls.leaver, cls.event, cls.edition = (cls.request[f"--{key}"] for key in ("subject", "event", "edition"))
        cls.done = run(cls.request, "--format", "json")
        cls.plan = json.loads(cls.done.stdout)

    def test_is_ready_and_valid(self):
        self.assertEqual(self.done.returncode, 0)
        self.assertEqual((self.plan["verdict"], self.plan["policy"]["edition"]), ("ready", self.edition))
        schema = json.loads((ROOT / "interpreter/plan/plan.schema.json").read_text(encoding="utf-8"))
        jsonschema.validate(self.plan, schema)

    def test_leaves_nothing_open(self):
        for honesty in ("undecided", "unaddressed", "conflicts", "dangling"):
            self.assertEqual(self.plan[honesty], [], honesty)

    def test_cites_every_fact_that_belongs_in_a_plan(self):
        wanted = {fact for fact, kind in facts(self.edition).items()
                  if fact.startswith(f"pd.{self.event}.") and kind in IN_THE_PLAN}
        self.assertGreater(len(wanted), self.some_cited)
        sources = [*self.plan["rules"].values(), *self.plan["guards"]]
        self.assertEqual(wanted - {cite for source in sources for cite in source["cites"]}, set())

    def test_cites_nothing_that_only_the_other_edition_states(self):
        cited = {cite for rule in self.plan["rules"].values() for cite in rule["cites"]}
        self.assertEqual(cited - set(facts(self.edition)), set())

    def test_leaves_other_people_alone(self):
        leavers = {f"{line['type']}:{line['id']}" for line in objects() if refers(line, self.leaver)} | {self.leaver}
        shared_apps = {f"marketplace_app:{line['id']}" for line in objects()
                       if line["type"] == "marketplace_app" and line["shared"]}
        by_automation = {f"campaign:{line['id']}" for line in objects()
                         if line["type"] == "campaign" and line["automation"]}
        anyones = {f"automation:{line['id']}" for line in objects()
                   if line["type"] == "automation" and line["triggered_by"] == "anyone"}
        also = shared_apps | by_automation | anyones if self.event == "deactivate" else set()
        touched = {change["object"] for change in self.plan["changes"]}
        self.assertEqual(touched - leavers - also, set())
        self.assertLess(len(touched), len(objects()) / 2)

    def test_order_of_objects_does_not_matter(self):
        lines = objects()
        for seed in range(3):
            random.Random(seed).shuffle(lines)
            shuffled = [dict(random.Random(seed).sample(sorted(line.items()), len(line))) for line in lines]
            done = run(self.request, "--format", "json", account=write(self.folder, shuffled))
            self.assertEqual(done.stdout, self.done.stdout)

    def test_order_of_rules_does_not_matter(self):
        for seed in range(3):
            folder = self.copy_of_pack()
            for number, path in enumerate(sorted(folder.rglob("*.policy"))):
                head, rest = declarations(path)
                random.Random(f"{seed} {number}").shuffle(rest)
                path.write_text("\n\n".join([head, *rest]) + "\n", encoding="utf-8")
                path.rename(path.with_name(f"{(number * 7 + seed) % 11}-{path.name}"))
            self.assertEqual(run(self.request, "--format", "json", pack=folder).stdout, self.done.stdout)

    def test_the_other_spelling_says_the_same(self):
        folder = self.copy_of_pack()
        for path in sorted(folder.rglob("*.policy")):
            target = path.with_name(path.name + ".yaml")
            self.assertEqual(exeunt("convert", path, "--to", "yaml", "-o", target).returncode, 0)
            path.unlink()
        self.assertEqual(run(self.request, "--format", "json", pack=folder).stdout, self.done.stdout)

    def test_a_missing_field_leaves_undecided_exactly_what_depends_on_it(self):
        depending = 0
        for kind, fields in model().items():
            for field, _ in fields:
                lines = [{k: v for k, v in line.items() if (line["type"], k) != (kind, field)} for line in objects()]
                found = plan(self.request, account=write(self.folder, lines))
                undecided = {(entry["object"], entry["rule"]) for entry in found["undecided"]}
                depending += len(undecided)
                with self.subTest(f"{kind}.{field}"):
                    for entry in found["undecided"]:
                        self.assertIn(f"{kind}.{field}", {missing["field"] for missing in entry["missing"]}, entry)
                    expected = {key: value for key, value in entries(self.plan, (kind, field)).items()
                                if key[:2] not in undecided}
                    self.assertEqual(entries(found, (kind, field)), expected)
        self.assertGreater(depending, 500)

    def test_an_object_without_its_only_rule_is_unaddressed(self):
        covering = defaultdict(set)
        for change in self.plan["changes"]:
            covering[change["object"]].add(change["rule"])
        derived = {(kind, field) for kind, fields in model().items() for field, text in fields
                   if re.search(r"\bderived\b", text)}
        referring = {f"{line['type']}:{line['id']}" for line in objects()
                     for field, value in line.items() if field not in ("type", "id")
                     and (line["type"], field) not in derived
                     and (value == self.leaver or isinstance(value, list) and self.leaver in value)}
        checked = set()
        for path in sorted(PACK.rglob("*.policy")):
            if path.is_relative_to(PACK / "undated") and self.edition != "undated":
                continue
            head, rest = declarations(path)
            for number, text in enumerate(rest):
                name = re.search(r"^(?:replace )?rule (\S+)", text, re.M)
                alone = {o for o, rules in covering.items() if name and rules == {name[1]}} & referring
                # What an edition replaces has a rule beneath it.
                if not alone or name[1] in self.replaced():
                    continue
                checked.add(name[1])
                folder = self.copy_of_pack()
                kept = [head, *rest[:number], *rest[number + 1:]]
                (folder / path.relative_to(PACK)).write_text("\n\n".join(kept) + "\n", encoding="utf-8")
                with self.subTest(name[1]):
                    found = plan(self.request, pack=folder)["unaddressed"]
                    self.assertEqual({entry["object"] for entry in found}, alone)
        self.assertGreater(len(checked), 20)

    def replaced(self):
        texts = "".join(path.read_text(encoding="utf-8") for path in (PACK / self.edition).rglob("*.policy"))
        return set(re.findall(r"^replace rule (\S+)", texts, re.M))

    def test_who_may_not(self):
        actor = plan(self.request | {"--by": "user:3"})
        self.assertEqual(actor["verdict"], "blocked")
        guard = next(guard for guard in actor["guards"] if guard["holds"] != "yes")
        self.assertIn("account settings", guard["message"])
        self.assertTrue(guard["unblock"])
        done = run(self.request | {"--subject": "user:777"})
        self.assertEqual((done.returncode, done.stdout), (2, b""))
        self.assertIn(b"E0803", done.stderr)


class DeactivateDated(Event, Scratch):
    request = DEACTIVATE | {"--edition": "2024-02-29"}
    some_cited = 50


class DeactivateUndated(Event, Scratch):
    request = DEACTIVATE | {"--edition": "undated"}
    some_cited = 50


class DeleteDated(Event, Scratch):
    request = DELETE | {"--edition": "2024-02-29"}
    some_cited = 8


class DeleteUndated(Event, Scratch):
    request = DELETE | {"--edition": "undated"}
    some_cited = 8


class Pack(Scratch):
    """What holds over events and editions."""

    def test_every_file_is_canonical(self):
        done = exeunt("fmt", "--check", *(ROOT / name for name in ("policies", "stdlib", "examples")))
        self.assertEqual((done.returncode, done.stdout), (0, b""), done.stderr.decode())

    def test_every_fact_is_covered_in_the_editions_that_state_it(self):
        done = exeunt("check", "pipedrive", "--format", "json")
        self.assertEqual(done.returncode, 0, done.stdout.decode())
        found = json.loads(done.stdout)
        self.assertEqual(found["diagnostics"], [])
        self.assertEqual({pack["edition"] for pack in found["packs"]}, set(EDITIONS))
        seen = set()
        for pack in found["packs"]:
            covered = {fact["id"] for fact in pack["facts"]["list"] if fact["covered_by"]}
            self.assertEqual(covered, set(facts(pack["edition"])))
            seen |= covered
        self.assertEqual(len(seen), 79)

    def test_every_rule_fires_and_declines(self):
        """Over all who can leave: what never fires, and what always does, tests nothing."""
        users = [f"user:{line['id']}" for line in objects() if line["type"] == "user"]
        kinds = Counter(line["type"] for line in objects())
        seen, names = set(), set()
        for edition in EDITIONS:
            asked, times = Counter(), Counter()
            done = exeunt("graph", PACK, "--edition", edition, "--format", "json")
            for graph in json.loads(done.stdout)["graphs"]:
                for node in graph["nodes"]:
                    asked[node["rule"]] += kinds[node["entity"]] * len(users) if "where" in node else 0
            for request in (DEACTIVATE, DELETE):
                for user in users:
                    document = plan(request | {"--edition": edition, "--subject": user})
                    times.update(rule for _, rule in {(change["object"], change["rule"]) for change in document["changes"]})
                    seen |= {(edition, rule) for rule in fired(document)}
            self.assertGreater(len(asked), 80)
            self.assertEqual([rule for rule in asked if times[rule] >= asked[rule]], [], "these never decline")
        for path in PACK.rglob("*.policy"):
            edition = EDITIONS[path.is_relative_to(PACK / EDITIONS[1])]
            declared = re.findall(r"^(?:replace )?(?:rule|advise|display) (\S+)", path.read_text(encoding="utf-8"), re.M)
            names |= {(edition, name) for name in declared}
        self.assertEqual({name for edition, name in names - seen}, NEVER_FIRES)

    def test_who_cannot_be_deactivated_or_deleted(self):
        wanted = {"deactivate": {"active": set(), "deactivated": {"not-deactivated"}, "deleted": {"not-deleted"}},
                  "delete": {"active": {"deactivated-first"}, "deactivated": set(), "deleted": {"not-deleted"}}}
        for request in (DEACTIVATE, DELETE):
            seen = set()
            for line in objects():
                if line["type"] == "user":
                    document = plan(request | {"--subject": f"user:{line['id']}"})
                    failing = {guard["name"] for guard in document["guards"] if guard["holds"] != "yes"}
                    self.assertEqual(failing, wanted[request["--event"]][line["status"]])
                    self.assertEqual(document["verdict"], "blocked" if failing else "ready")
                    seen.add(line["status"])
            self.assertEqual(seen, {"active", "deactivated", "deleted"})
        done = run(DELETE | {"--subject": "user:7"})
        self.assertIn(b"deactivate the user first", done.stdout)
        self.assertIn(b"Follow the linked article on deactivating a user", done.stdout)

    def test_whoever_is_deactivated_can_be_deleted_with_nothing_left_open(self):
        for edition in EDITIONS:
            for line in objects():
                if line["type"] != "user" or line["status"] != "active":
                    continue
                who = {"--edition": edition, "--subject": f"user:{line['id']}", "--by": "user:13"}
                if line["id"] == "13":
                    who["--by"] = "user:1"
                first = plan(DEACTIVATE | who)
                for until in ("2024-03-01T09:00:00Z", "2024-04-15T00:00:00Z"):
                    after = write(self.folder, applied(objects(), first, until))
                    second = plan(DELETE | who | {"--at": "2024-04-15T00:00:00Z"}, account=after)
                    with self.subTest(edition=edition, user=line["id"], until=until):
                        self.assertEqual(second["verdict"], "ready")
                        for honesty in ("undecided", "unaddressed", "conflicts", "dangling"):
                            self.assertEqual(second[honesty], [], honesty)

    def test_a_deleted_user_is_shown_under_two_labels_in_five_languages(self):
        labels = {"en": "deleted user, ID15", "sv": "borttagen användare, ID15", "fi": "poistettu käyttäjä, ID15",
                  "cs": "smazaný uživatel, ID15", "ja": "削除されたユーザー、ID15"}
        for locale, label in labels.items():
            shown = {entry["text"] for entry in plan(DELETE | {"--locale": locale})["displays"]}
            self.assertEqual(shown, {label, re.split("[,、]", label)[0]})

    def test_editions_differ_in_automations_and_what_follows_from_them(self):
        for request in (DEACTIVATE, DELETE):
            dated, undated = (plan(request | {"--edition": edition}) for edition in EDITIONS)
            self.assertEqual({rule for rule, _ in difference(dated, undated)} == set(), request is DELETE)
            for rule, objects_of_rule in difference(dated, undated):
                for document in (dated, undated):
                    if rule in document["rules"]:
                        cites = document["rules"][rule]["cites"]
                        follows = rule == "automated-campaigns-open"
                        self.assertTrue(follows or any(cite.startswith(REVISED) for cite in cites), (rule, cites))
                for name in objects_of_rule:
                    self.assertIn(name.split(":")[0], ("automation", "campaign", "user"), rule)
                    if name.startswith("user:"):
                        self.assertEqual(rule, "gone-from-owner-filter")
            same = [{key: value for key, value in document.items() if key not in VARYING} for document in (dated, undated)]
            self.assertEqual(*same)
            self.assertEqual({entry["capability"] for entry in dated["capabilities"]} ^
                             {entry["capability"] for entry in undated["capabilities"]},
                             {"filter-automations-by-owner"} if request is DEACTIVATE else set())


# Members of a plan that name the edition, or hold what rules say and are compared rule by rule.
VARYING = {"policy", "rules", "changes", "advice", "capabilities", "displays", "labels", "types", "summary"}


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


if __name__ == "__main__":
    unittest.main()
