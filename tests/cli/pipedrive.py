"""The Pipedrive pack on its example account: what the plan must hold, and what must not change it.

    pipedrive.py EXEUNT
"""
import json
import re
import sys
import unittest
from collections import Counter

from packs.example import HONESTY, ROOT, Event, Example, Scratch, Whole, applied, difference, fired, refers, write

EDITIONS = ("2024-02-29", "undated")
PIPEDRIVE = Example(sys.argv.pop(1), "pipedrive", EDITIONS)
PACK = PIPEDRIVE.folder
exeunt, run, plan, objects, facts = (PIPEDRIVE.exeunt, PIPEDRIVE.run, PIPEDRIVE.plan, PIPEDRIVE.objects, PIPEDRIVE.facts)
# What happens to whom: user:7 is active, user:15 has been deactivated.
DEACTIVATE = {"--event": "deactivate", "--subject": "user:7", "--by": "user:1", "--at": "2024-03-01T09:00:00Z"}
DELETE = DEACTIVATE | {"--event": "delete", "--subject": "user:15"}
# What a plan, and not a how-to, has to cite.
IN_THE_PLAN = {"effect", "retained", "schedule", "capability", "runtime-failure", "access-condition", "advice", "display",
               "precondition"}
# Nobody who can leave this account is its last administrator.
NEVER_FIRES = {"name-another-administrator"}
# The only section in which the editions differ.
REVISED = "pd.deactivate.automations."
# What happens to a campaign that an automation sends depends on what happens to the automation.
FOLLOW = {"campaigns-of-stopped-automations", "automated-campaigns-open"}


class PipedriveEvent(Event):
    example = PIPEDRIVE
    some_cited: int

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

    def declares_for_this_edition(self, path, name):
        # What an edition replaces has a rule beneath it.
        return name not in self.replaced() and (self.edition == "undated" or not path.is_relative_to(PACK / "undated"))

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


class DeactivateDated(PipedriveEvent, Scratch):
    request = DEACTIVATE | {"--edition": "2024-02-29"}
    some_cited = 50


class DeactivateUndated(PipedriveEvent, Scratch):
    request = DEACTIVATE | {"--edition": "undated"}
    some_cited = 50


class DeleteDated(PipedriveEvent, Scratch):
    request = DELETE | {"--edition": "2024-02-29"}
    some_cited = 8


class DeleteUndated(PipedriveEvent, Scratch):
    request = DELETE | {"--edition": "undated"}
    some_cited = 8


class Pack(Whole, Scratch):
    """What holds over events and editions."""
    example = PIPEDRIVE

    def test_every_file_is_canonical(self):
        done = exeunt("fmt", "--check", *(ROOT / name for name in ("policies", "stdlib", "examples")))
        self.assertEqual((done.returncode, done.stdout), (0, b""), done.stderr.decode())

    def test_every_fact_is_covered_in_the_editions_that_state_it(self):
        covered = PIPEDRIVE.coverage()
        self.assertEqual(covered, {edition: set(facts(edition)) for edition in EDITIONS})
        self.assertEqual(len(set.union(*covered.values())), 79)

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
                        for honesty in HONESTY:
                            self.assertEqual(second[honesty], [], honesty)

    def test_scenarios_pass_and_notice_every_mutant(self):
        for arguments in ((), ("--mutants",)):
            done = exeunt("test", "pipedrive", *arguments)
            self.assertEqual(done.returncode, 0, done.stdout.decode())

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
            off = [{change["object"] for change in document["changes"]
                    if change["object"].startswith("automation:") and change["outcome"] == "disable"}
                   for document in (dated, undated)]
            follow = {f"campaign:{line['id']}" for line in objects()
                      if line["type"] == "campaign" and line["automation"] in off[0] ^ off[1]}
            for rule, objects_of_rule in difference(dated, undated):
                if rule in FOLLOW:
                    self.assertEqual(objects_of_rule - follow, set(), rule)
                    continue
                for document in (dated, undated):
                    cites = document["rules"].get(rule, {"cites": [REVISED]})["cites"]
                    self.assertTrue(any(cite.startswith(REVISED) for cite in cites), (rule, cites))
                kinds = {name.split(":")[0] for name in objects_of_rule}
                self.assertEqual(kinds, {"user"} if rule == "gone-from-owner-filter" else {"automation"}, rule)
            same = [{key: value for key, value in document.items() if key not in VARYING} for document in (dated, undated)]
            self.assertEqual(*same)
            self.assertEqual({entry["capability"] for entry in dated["capabilities"]} ^
                             {entry["capability"] for entry in undated["capabilities"]},
                             {"filter-automations-by-owner"} if request is DEACTIVATE else set())


# Members of a plan that name the edition, or hold what rules say and are compared rule by rule.
VARYING = {"policy", "rules", "changes", "advice", "capabilities", "displays", "labels", "types", "summary"}


if __name__ == "__main__":
    unittest.main()
