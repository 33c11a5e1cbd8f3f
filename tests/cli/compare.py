"""Packs side by side: what must hold of a comparison whatever the packs say.

    compare.py EXEUNT
"""
import copy
import json
import os
import re
import subprocess
import sys
import tempfile
import unittest
from pathlib import Path

import jsonschema
import yaml

EXEUNT = os.path.abspath(sys.argv.pop(1))
ROOT = Path(__file__).resolve().parent.parent.parent
PACKS = ("pipedrive", "hubspot")
# Words of facts.yaml that are no entity, with what speaks of them in a comparison: a word for several entities, a part of one
# (`entity.field`), or what stands with the events (guards, how-tos, capabilities).
COVERED = {
    "pipedrive": {
        "company_account": ["account"], "account_settings": "events", "admin_role": ["user"],
        "contact": ["person", "organization"], "email_address": ["user", "chatbot_playbook"], "help_article": "events",
        "item": ["lead", "deal", "person", "organization", "product", "activity", "project", "project_task"],
        "user_overview": "events", "report_filter": ["filter_condition"], "quickbooks_connection": ["account"],
        "automation_owner_filter": ["automation"],
    },
    "hubspot": {
        "access": "events", "access_token": ["private_app"], "activity": ["note", "logged_email", "meeting"],
        "activity_feed": ["user"], "asset": ["form", "page", "blog_post", "workflow", "report", "dashboard"],
        "association": ["contact", "company", "deal", "ticket"], "billing_contact": ["contact_role"],
        "billing_settings": ["account"], "connected_email": ["personal_email"], "content": ["page", "blog_post"],
        "content_update": ["history_entry"], "conversations_inbox": ["team_email"], "data": "events", "dialog": "events",
        "email": ["logged_email"], "email_address": ["user"], "email_notification": ["user"], "forecast": "events",
        "help_article": "events", "list": ["record_list"], "meeting_link": ["scheduling_page"], "notification": ["user"],
        "page_view": ["history_entry"], "permission": ["user"], "primary_contact": ["contact_role"],
        "property_change": ["history_entry"], "record": ["contact", "company", "deal", "ticket"], "settings": "events",
        "subscription": ["account"], "super_admin": ["user"], "user_profile": ["user"], "user_settings": "events",
        "user_status": ["user"],
    },
}


def exeunt(*words):
    return subprocess.run([EXEUNT, *map(str, words)], cwd=ROOT, capture_output=True, timeout=300, check=False)


def compare(test, *words, exit_status=1):
    done = exeunt("compare", *words, "--format", "json")
    test.assertEqual(exit_status, done.returncode, done.stderr.decode())
    return json.loads(done.stdout)


def swapped(document):
    """The comparison with its two contestants the other way round."""
    def turn(value, name):
        if isinstance(value, dict):
            return {key: turn(member, key) for key, member in value.items()}
        if isinstance(value, list):
            turned = [turn(element, None) for element in value]
            if name == "contestants" and turned and isinstance(turned[0], int):
                return sorted(1 - element for element in turned)
            return turned[::-1] if name in ("contestants", "answers", "cells", "own", "present", "texts", "carried") else turned
        return value
    return turn(copy.deepcopy(document), None)


def rows(document):
    """(concept, row) of objects and capabilities."""
    for concept in document["concepts"] + document["capabilities"]:
        for row in concept["rows"]:
            yield concept, row


class Compare(unittest.TestCase):
    maxDiff = 4000

    @classmethod
    def setUpClass(cls):
        cls.document = json.loads(exeunt("compare", *PACKS, "--format", "json").stdout)

    def test_swapped(self):
        self.assertEqual(swapped(self.document), compare(self, *PACKS[::-1]))
        editions = ("pipedrive@2024-02-29", "pipedrive@undated")
        self.assertEqual(swapped(compare(self, *editions)), compare(self, *editions[::-1]))

    def test_with_itself(self):
        for pack in (*PACKS, "pipedrive@undated"):
            document = compare(self, pack, pack, exit_status=0)
            self.assertTrue(document["same"])
            self.assertEqual({"same", "not_stated"}, {row["difference"] for _, row in rows(document)})
            self.assertEqual([], document["statements"])
        three = compare(self, "pipedrive", "hubspot", "pipedrive")
        for concept, row in rows(three):
            self.assertEqual(row["cells"][0], row["cells"][2])

    def test_formats_agree_on_the_exit(self):
        for form in ("text", "markdown", "json"):
            self.assertEqual(1, exeunt("compare", *PACKS, "--format", form).returncode)
            self.assertEqual(0, exeunt("compare", "hubspot", "hubspot", "--format", form).returncode)

    def test_schema(self):
        sys.path.insert(0, str(ROOT / "tests/unit/plan"))
        from schema_test import close
        schema = close(json.loads((ROOT / "interpreter/compare/compare.schema.json").read_text(encoding="utf-8")))
        validator = jsonschema.Draft202012Validator(schema)
        for document in (self.document, compare(self, "pipedrive@2024-02-29", "pipedrive@undated"),
                         compare(self, *PACKS, "--event", "suspend", "--concept", "message")):
            errors = [f"{each.json_path}: {each.message}" for each in validator.iter_errors(document)]
            self.assertEqual([], errors[:5])

    def test_what_is_stated_is_cited(self):
        cited = {(i, fact["id"]) for fact in self.document["facts"] for i in fact["contestants"]}
        used = set()
        stated = 0
        for concept, row in rows(self.document):
            for i, cell in enumerate(row["cells"]):
                self.assertLessEqual({(i, cite) for cite in cell.get("cites", ())}, cited)
                used |= {(i, cite) for cite in cell.get("cites", ())}
                if cell["answer"] == "stated":
                    stated += 1
                    self.assertTrue(cell["cites"], f"{concept['key']} x {row['event']}")
                    for each in cell.get("fates", []) + cell.get("displays", []) + cell.get("advice", []):
                        self.assertTrue(each["cites"], each["rule"])
                        self.assertLessEqual(set(each["cites"]), set(cell["cites"]))
                else:
                    self.assertEqual(cell["answer"] == "not_stated", "why" in cell)
        for event in self.document["events"]:
            for i, answer in enumerate(event["answers"]):
                used |= {(i, cite) for cite in answer.get("cites", ())}
        for concept in self.document["capabilities"]:
            for i, own in enumerate(concept["own"]):
                used |= {(i, cite) for each in own for cite in each.get("cites", ())}
        self.assertGreater(stated, 100)
        self.assertEqual(cited, used)

    def test_every_fact_has_its_place(self):
        """What the facts speak of has a row, and nothing that a pack rests on is missing from the comparison."""
        for i, pack in enumerate(PACKS):
            edition = self.document["contestants"][i]["edition"]
            facts = yaml.safe_load((ROOT / "policies" / pack / "facts.yaml").read_text(encoding="utf-8"))["facts"]
            facts = [each for each in facts if edition in each.get("editions", [edition])]
            told = {each["id"] for each in self.document["facts"] if i in each["contestants"]}
            self.assertEqual(set(), {each["id"] for each in facts} - told)
            entities = {own["name"] for concept in self.document["concepts"] for own in concept["own"][i]}
            words = {word for each in facts for word in each.get("objects", ())}
            covered = COVERED[pack]
            self.assertEqual(set(), words - entities - set(covered), f"words of {pack} that nothing speaks of")
            self.assertEqual(set(), set(covered) & entities, "are entities after all")
            self.assertEqual(set(), set(covered) - words, "no fact speaks of them")
            for word, by in covered.items():
                self.assertLessEqual(set() if by == "events" else set(by), entities, word)

    def test_order(self):
        """By difference, cost, worst; and the row that is named is the row that is meant."""
        ranks = {"different": 0, "partly": 0, "one_sided": 1, "same": 2}
        for order, concepts in (("order", "concepts"), ("capability_order", "capabilities")):
            found = {(concept["key"], row["event"]): (concept, row) for concept in self.document[concepts]
                     for row in concept["rows"] if row["difference"] != "not_stated"}
            self.assertEqual(len(found), len(self.document[order]))
            mapped = {event["key"]: event["mapped"] for event in self.document["events"]}
            ranked = []
            for each in self.document[order]:
                concept, row = found[each["concept"], each["event"]]
                self.assertEqual((row["cost"], row["worst"]), (each["cost"], each["worst"]))
                ranked.append((ranks[each["difference"]], not (concept["mapped"] and mapped[each["event"]]),
                               -each["cost"], -each["worst"]))
            self.assertEqual(sorted(ranked), ranked)

    def test_differences_are_of_what_is_stated(self):
        for concept, row in rows(self.document):
            marks = []
            for cell in row["cells"]:
                if cell["answer"] == "stated":
                    fates = [fate for fate in cell.get("fates", ()) if not fate.get("open")]
                    # What people can do is compared with the capabilities, and here only where nothing else is said.
                    if "displays" in cell or any("capability" not in fate for fate in fates):
                        fates = [fate for fate in fates if "capability" not in fate]
                    found = {(fate["class"]["name"], fate["delay"]["kind"], fate["delay"].get("seconds"), fate["reversible"])
                             for fate in fates}
                    marks.append(found | ({("label-shown", "none", None, True)} if "displays" in cell else set()))
            expected = "not_stated"
            if len(marks) == 1:
                expected = "one_sided"
            elif marks:
                expected = "same" if marks[0] == marks[1] else "partly" if marks[0] & marks[1] else "different"
            self.assertEqual(expected, row["difference"], f"{concept['key']} x {row['event']}")

    def test_nothing_is_dropped(self):
        """Every rule, piece of advice and display of every event stands in some cell."""
        for i, pack in enumerate(PACKS):
            graphs = {}
            for event in self.document["events"]:
                for own in event["answers"][i].get("events", ()):
                    graph = exeunt("graph", pack, "--event", own["name"], "--format", "json")
                    self.assertEqual(0, graph.returncode, graph.stderr.decode())
                    graphs[own["name"]] = set(re.findall(r'"rule": ?"([^"]+)"', graph.stdout.decode()))
            said = {}
            for _, row in rows(self.document):
                cell = row["cells"][i]
                for each in cell.get("fates", []) + cell.get("displays", []) + cell.get("advice", []):
                    said.setdefault(each["event"]["name"], set()).add(each["rule"])
            self.assertTrue(graphs)
            for name, wanted in graphs.items():
                self.assertEqual(set(), wanted - said.get(name, set()), f"{pack} {name}")

    def test_account(self):
        """One account with every vendor: each object has its row, what happens is what the vendor's plan says, and the order of
        the vendors means nothing."""
        account = ROOT / "examples/neutral/account.ndjson"
        asked = ("--account", account, "--subject", "user:7", "--by", "user:1", "--at", "2025-03-03")
        document = compare(self, *PACKS, *asked)
        told = document["account"]
        lines = [json.loads(line) for line in account.read_text(encoding="utf-8").splitlines()]
        names = {f"{each['type']}:{each['id']}" for each in lines if "format" not in each}
        self.assertEqual(names, {each["object"] for each in told["objects"]})
        self.assertEqual(len(names), told["request"]["objects"])
        self.assertEqual({("ready", 0), ("ready", 1)},
                         {(run["verdict"], run["contestant"]) for run in told["runs"] if run["concept"] == "std.suspend"})
        answers, cited = set(), {(i, fact["id"]) for fact in document["facts"] for i in fact["contestants"]}
        for each in told["objects"]:
            for row in each["rows"]:
                for i, cell in enumerate(row["cells"]):
                    answers.add(cell["answer"])
                    self.assertEqual(bool(each["carried"][i]["objects"]) or cell["answer"] == "no_event",
                                     cell["answer"] != "not_carried", each["object"])
                    for change in cell.get("changes", ()):
                        self.assertIn(change["object"], each["carried"][i]["objects"])
                        self.assertLessEqual({(i, cite) for cite in change["cites"]}, cited)
        self.assertLessEqual({"changes", "undecided", "untouched", "not_carried", "no_event"}, answers)
        self.assertEqual(swapped(document)["account"]["objects"], compare(self, *PACKS[::-1], *asked)["account"]["objects"])
        same = compare(self, "hubspot", "hubspot", *asked, exit_status=0)["account"]
        self.assertEqual({"same", "not_stated"}, {row["difference"] for each in same["objects"] for row in each["rows"]})

    def test_hostile_texts(self):
        """Whatever a pack holds, it neither moves a terminal's cursor nor becomes markup."""
        with tempfile.TemporaryDirectory(prefix="exeunt-compare.") as folder:
            for name, title in (("a", r"Evil \u001b[2J\u202e | <b>x</b> `y`"), ("b", "Plain")):
                pack = Path(folder, name)
                pack.mkdir()
                (pack / f"{name}.policy").write_text(
                    f'pack {name} "{title}"\nuse std.outcomes, std.crm\nentity user is std.user {{ name string label }}\n'
                    f'entity deal "{title}" is crm.deal {{ owner ref<user>? ownership }}\n'
                    f'event leave "{title}" for user is std.suspend {{}}\n'
                    f'rule deals "{title}" on leave for deal where deal.owner == subject '
                    f'then {"erase" if name == "a" else "retain"}\n', encoding="utf-8")
            for form in ("text", "markdown"):
                done = exeunt("compare", Path(folder, "a"), Path(folder, "b"), "--format", form, "--verbose")
                out = done.stdout.decode()
                self.assertEqual(1, done.returncode, done.stderr.decode())
                self.assertIsNone(re.search("[\x00-\x09\x0b-\x1f\x7f\u202e]", out), form)
                if form == "markdown":
                    self.assertNotIn("<b>", out.replace("\\<b", ""))
                    self.assertIn("\\|", out)


if __name__ == "__main__":
    unittest.main()
