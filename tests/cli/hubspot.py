"""The HubSpot pack on its example account: what the plan must hold, and what must not change it.

    hubspot.py EXEUNT
"""
import json
import re
import sys
import unittest
from collections import Counter, defaultdict

from packs.example import (HONESTY, Event, Example, Scratch, Whole, applied, declarations, declared, difference, fired,
                           policies, refers, write, write_declarations)

# Each unclear place of the article, read the other way.
READINGS = ("all-or-other-accounts", "assets-kept-or-unassigned", "billing-contact-blocking", "conversations-on-removal",
            "creator-shown", "kept-or-gone-in-reports", "removal-link-in-deactivation", "sequence-emails",
            "sole-super-admin-scope", "unassigned-wording", "who-may")
EDITION = "2024-11-04"
HUBSPOT = Example(sys.argv.pop(1), "hubspot", (EDITION, *READINGS))
# Differs only where the account has no other users.
NEEDS_ANOTHER_ACCOUNT = {"sole-super-admin-scope"}
PACK = HUBSPOT.folder
plan, objects = HUBSPOT.plan, HUBSPOT.objects
USERS = {f"user:{line['id']}": line for line in objects() if line["type"] == "user"}


def request(event, subject, by="user:1", email=None):
    """As the README of the example has it. Who leaves by oneself types an address."""
    wanted = {"--event": event, "--subject": subject, "--by": by, "--at": "2024-11-11T09:00:00Z", "--edition": EDITION}
    return wanted | ({"--arg": f"email={email or 'nobody@example.com'}"} if event in ONESELF else {})


ONESELF = ("remove-self", "delete-account")
DEACTIVATE = request("deactivate", "user:7")
REACTIVATE = request("reactivate", "user:15")
REMOVE = request("remove", "user:15")
REMOVE_SELF = request("remove-self", "user:7", "user:7", USERS["user:7"]["email"])
DELETE_ACCOUNT = request("delete-account", "user:8", "user:8", USERS["user:8"]["email"])
READY = (DEACTIVATE, REACTIVATE, REMOVE, REMOVE_SELF, DELETE_ACCOUNT)
BLOCKED = {  # the guards of each event, in whose plan each fails
    "deactivate": {"super-admin": request("deactivate", "user:7", "user:3"),
                   "not-deactivated": request("deactivate", "user:15"),
                   "not-removed": request("deactivate", "user:17"),
                   "no-billing-contact": request("deactivate", "user:9"),
                   "no-primary-contact": request("deactivate", "user:10")},
    "reactivate": {"super-admin": request("reactivate", "user:15", "user:3"),
                   "not-active": request("reactivate", "user:7"),
                   "not-removed": request("reactivate", "user:17")},
    "remove": {"super-admin": request("remove", "user:15", "user:3"),
               "deactivated-first": request("remove", "user:7"),
               "not-removed": request("remove", "user:18"),
               "no-billing-contact": request("remove", "user:16"),
               "no-primary-contact": request("remove", "user:10")},
    "remove-self": {"oneself": request("remove-self", "user:7", "user:1", USERS["user:7"]["email"]),
                    "can-get-in": request("remove-self", "user:15", "user:15", USERS["user:15"]["email"]),
                    "no-billing-contact": request("remove-self", "user:9", "user:9", USERS["user:9"]["email"]),
                    "no-primary-contact": request("remove-self", "user:10", "user:10", USERS["user:10"]["email"]),
                    "typed-address": request("remove-self", "user:7", "user:7")},
    "delete-account": {"oneself": request("delete-account", "user:8", "user:1", USERS["user:8"]["email"]),
                       "not-deleted": request("delete-account", "user:18", "user:18"),
                       "no-other-accounts": request("delete-account", "user:7", "user:7", USERS["user:7"]["email"]),
                       "not-the-sole-super-admin": request("delete-account", "user:1", "user:1", USERS["user:1"]["email"]),
                       "typed-address": request("delete-account", "user:8", "user:8")}}
DOCUMENTED = [*READY, *(one for guards in BLOCKED.values() for one in guards.values())]


class HubSpotEvent(Event):
    example = HUBSPOT

    def test_leaves_other_people_alone(self):
        own = {f"{line['type']}:{line['id']}" for line in objects() if refers(line, self.leaver)} | {self.leaver}
        address = USERS[self.leaver]["email"]
        own |= {f"{line['type']}:{line['id']}" for line in objects() if line.get("email") == address}
        touched = {change["object"] for change in self.plan["changes"]}
        self.assertEqual(touched - own, set())
        self.assertLess(len(touched), len(objects()) / 2)

    def declares_for_this_edition(self, path, name):
        return not path.is_relative_to(PACK / "readings")


class Deactivate(HubSpotEvent, Scratch):
    request = DEACTIVATE


class Reactivate(HubSpotEvent, Scratch):
    request = REACTIVATE
    some_undecided = 300
    some_alone = 15


class Remove(HubSpotEvent, Scratch):
    request = REMOVE
    some_undecided = 300


class RemoveSelf(HubSpotEvent, Scratch):
    request = REMOVE_SELF


class DeleteAccount(HubSpotEvent, Scratch):
    request = DELETE_ACCOUNT
    some_undecided = 200
    some_alone = 5


class Pack(Whole, Scratch):
    """What holds over events and editions."""
    example = HUBSPOT

    def names(self, folder, kinds="rule|advise|display"):
        """What a folder of the pack declares."""
        return {declared(text, kinds) for path in policies(folder) for text in declarations(path)[1]} - {None}

    def test_every_fact_is_covered_in_every_edition(self):
        facts = set(HUBSPOT.facts(EDITION))
        self.assertEqual(len(facts), 137)
        self.assertEqual(HUBSPOT.coverage(), {edition: facts for edition in HUBSPOT.editions})

    def test_every_rule_fires_and_declines(self):
        kinds = Counter(line["type"] for line in objects())
        asked, times, seen = Counter(), Counter(), set()
        for graph in self.graphs():
            for node in graph["nodes"]:
                if "where" in node:
                    asked[node["rule"]] += kinds[node["entity"]] * len(DOCUMENTED)
        for one in DOCUMENTED:
            document = plan(one)
            times.update(rule for _, rule in {(change["object"], change["rule"]) for change in document["changes"]})
            seen |= fired(document)
        self.assertGreater(len(asked), 80)
        self.assertEqual([rule for rule in asked if times[rule] >= asked[rule]], [], "these never decline")
        # What the readings alone declare is looked at below.
        self.assertEqual(self.names(PACK) - self.names(PACK / "readings") - seen, set())

    def graphs(self):
        done = HUBSPOT.exeunt("graph", PACK, "--edition", EDITION, "--format", "json")
        return json.loads(done.stdout)["graphs"]

    def test_every_guard_holds_and_fails(self):
        for one in READY:
            document = plan(one)
            self.assertEqual({guard["holds"] for guard in document["guards"]}, {"yes"})
            self.assertEqual({guard["name"] for guard in document["guards"]}, set(BLOCKED[one["--event"]]))
        for guards in BLOCKED.values():
            for name, one in guards.items():
                document = plan(one)
                with self.subTest(one["--event"], guard=name):
                    self.assertEqual(document["verdict"], "blocked")
                    self.assertIn(name, self.failing(document))
                    self.assertEqual([document[honesty] for honesty in HONESTY], [[], [], [], []])

    @staticmethod
    def failing(document):
        return {guard["name"] for guard in document["guards"] if guard["holds"] == "no"}

    def test_a_point_of_contact_is_told_how_to_give_up_the_role(self):
        shown = [howto["name"] for howto in plan(BLOCKED["remove"]["no-billing-contact"])["howtos"]]
        self.assertEqual(shown, ["give-up-billing-roles"])
        shown = [howto["name"] for howto in plan(BLOCKED["remove-self"]["no-primary-contact"])["howtos"]]
        self.assertEqual(shown, ["replace-primary-contact"])

    def test_without_any_one_rule_a_plan_says_something_else(self):
        events = defaultdict(list)
        for one in DOCUMENTED:
            document = plan(one)
            for rule in fired(document):
                events[rule].append((one, document))
        checked = 0
        for path in policies(PACK):
            head, rest = declarations(path)
            for number, text in enumerate(rest):
                name = declared(text)
                if not name or path.is_relative_to(PACK / "readings"):
                    continue
                folder = self.copy_of_pack()
                # A reading that replaces or drops it would miss it.
                for reading in policies(folder / "readings"):
                    reading.unlink()
                write_declarations(folder / path.relative_to(PACK), head, rest[:number] + rest[number + 1:])
                one, document = events[name][0]
                checked += 1
                with self.subTest(name):
                    self.assertIn(name, dict(difference(document, plan(one, pack=folder))))
        self.assertGreater(checked, 130)

    def test_whoever_is_deactivated_can_come_back_or_be_removed_with_nothing_left_open(self):
        for name, line in USERS.items():
            if line["status"] != "active" or name in ("user:1", "user:9", "user:10"):
                continue
            first = plan(request("deactivate", name))
            self.assertEqual(first["verdict"], "ready")
            for until in ("2024-11-11T09:00:00Z", "2025-01-01T00:00:00Z"):
                after = write(self.folder, applied(objects(), first, until))
                for event in ("reactivate", "remove"):
                    second = plan(request(event, name) | {"--at": "2025-01-01T00:00:00Z"}, account=after)
                    with self.subTest(event, user=name, until=until):
                        self.assertEqual(second["verdict"], "ready")
                        self.assertEqual([second[honesty] for honesty in HONESTY], [[], [], [], []])

    def test_a_reading_differs_in_what_it_is_about(self):
        """It changes some documented plan, and in none of them anything that it does not declare."""
        for path in policies(PACK / "readings"):
            text = path.read_text(encoding="utf-8")
            reading = re.search(r"^  name: (\S+)$", text, re.M)[1]
            named = {declared(block) for block in declarations(path)[1]} | set(re.findall(r"^  name: (\S+)$", text, re.M))
            changed, seen = set(), set()
            for one in DOCUMENTED:
                ours, theirs = plan(one), plan(one | {"--edition": reading})
                with self.subTest(reading, event=one["--event"], subject=one["--subject"]):
                    rules = {rule for rule, _ in difference(ours, theirs)}
                    self.assertEqual(rules - named, set())
                    self.assertEqual([theirs[honesty] for honesty in HONESTY], [[], [], [], []])
                    changed |= rules | (self.failing(ours) ^ self.failing(theirs))
                    seen |= fired(theirs)
            self.assertEqual(changed == set(), reading in NEEDS_ANOTHER_ACCOUNT, reading)
            wanted = {declared(block) for block in declarations(path)[1]} - {None}
            self.assertEqual(wanted - seen, set(), reading)

    def test_the_labels_are_those_that_hubspot_prints(self):
        shown = {display["rule"]: display["text"] for one in (REMOVE, REMOVE_SELF) for display in plan(one)["displays"]}
        self.assertEqual(shown["owner-shown-by-address"], "Deactivated/Removed (sales.rep.7@example.com)")
        self.assertEqual(shown["owner-shown-by-salesforce-name"], "Sales Rep 15 (Salesforce)")
        self.assertEqual(shown["creator-shown-by-address"], "Deactivated/Removed (sales.rep.7@example.com)")
        self.assertEqual(shown["marketing-email-without-creator"], "")
        swedish = {display["rule"]: display["text"] for display in plan(DEACTIVATE | {"--locale": "sv"})["displays"]}
        self.assertEqual(swedish["status-reads-deactivated"], "Avaktiverad")
        self.assertEqual(swedish["page-view-in-feed"], "Sidvisning")


if __name__ == "__main__":
    unittest.main()
