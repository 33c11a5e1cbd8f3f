"""What `import` makes of HubSpot's answers: the example account there and back, the samples from import to plan.

    hubspot.py EXEUNT
"""
import copy
import json
import os
import re
import shutil
import subprocess
import sys
import tempfile
import unittest
from pathlib import Path

import hubspot_responses
import yaml
from package_types import Listing, Mapping
from round_trip import ROOT, Import, differences, objects_of

HUBSPOT = Import(sys.argv.pop(1), "hubspot")
SAMPLES = HUBSPOT.example / "responses"
ACCOUNT = HUBSPOT.account()
GUIDE = (HUBSPOT.folder / "IMPORT.md").read_text(encoding="utf-8")
AT = "2024-11-11T09:00:00Z"

# Properties that HubSpot defines by default. The package has no types for them: properties are text under any name.
PROPERTIES = {"contacts": {"firstname", "lastname", "hubspot_owner_id"},
              "companies": {"name", "hubspot_owner_id"},
              "deals": {"dealname", "hubspot_owner_id"},
              "tickets": {"subject", "hubspot_owner_id"},
              "notes": {"hs_note_body", "hubspot_owner_id"},
              "emails": {"hs_email_subject", "hubspot_owner_id"},
              "meetings": {"hs_meeting_title", "hs_meeting_start_time", "hubspot_owner_id"}}

# Members of answers that the package has no types for, from HubSpot's reference of the endpoints.
DOCUMENTED = {
    "account": {"portalId": "number", "accountType": "string", "timeZone": "string", "companyCurrency": "string",
                "additionalCurrencies": "string[]", "utcOffset": "string", "utcOffsetMilliseconds": "number",
                "uiDomain": "string", "dataHostingLocation": "string"},
    "workflows": {"id": "string", "isEnabled": "boolean", "flowType": "string", "revisionId": "string", "name": "string",
                  "description": "string", "createdAt": "Date", "updatedAt": "Date", "startActionId": "string",
                  "nextAvailableActionId": "string", "actions": "any[]", "enrollmentCriteria": "any",
                  "enrollmentSchedule": "any", "timeWindows": "any[]", "blockedDates": "any[]", "customProperties": "any",
                  "crmObjectCreationStatus": "string", "type": "string", "objectTypeId": "string",
                  "suppressionListIds": "number[]", "canEnrollFromSalesforce": "boolean"},
    "sequences": {"id": "string", "name": "string", "createdAt": "Date", "updatedAt": "Date", "userId": "string",
                  "folderId": "string"},
    "threads": {"id": "string", "createdAt": "Date", "closedAt": "Date", "archived": "boolean", "status": '"OPEN"|"CLOSED"',
                "originalChannelId": "string", "originalChannelAccountId": "string", "inboxId": "string",
                "associatedContactId": "string", "threadAssociations": "any", "assignedTo": "string", "spam": "boolean",
                "latestMessageTimestamp": "Date", "latestMessageSentTimestamp": "Date",
                "latestMessageReceivedTimestamp": "Date"},
    "channel-accounts": {"id": "string", "name": "string", "channelId": "string", "inboxId": "string", "createdAt": "Date",
                         "archivedAt": "Date", "archived": "boolean", "active": "boolean", "authorized": "boolean",
                         "deliveryIdentifier": "documented/delivery-identifier"},
    "delivery-identifier": {"type": "string", "value": "string"},
    "meeting-links": {"id": "string", "name": "string", "slug": "string", "link": "string", "createdAt": "Date",
                      "updatedAt": "Date", "type": '"PERSONAL_LINK"|"GROUP_CALENDAR"|"ROUND_ROBIN_CALENDAR"',
                      "organizerUserId": "string", "userIdsOfLinkMembers": "string[]", "defaultLink": "boolean"}}


LISTING = Listing((ROOT / "tests/import/hubspot-13.5.0.json").read_text(encoding="utf-8"))


def stems(source):
    return [source["files"]] if isinstance(source["files"], str) else source["files"]


def items_of(source):
    """The items of all samples of a source."""
    envelope = HUBSPOT.mapping["envelopes"].get(source.get("envelope"), {})
    for stem in stems(source):
        for path in sorted([*SAMPLES.glob(f"{stem}.json"), *SAMPLES.glob(f"{stem}-*.json")]):
            if stem == "owners" and "archived" in path.name:
                continue
            response = json.loads(path.read_text(encoding="utf-8"))
            yield from response[envelope["list"]] if envelope else [response]


def api_is_silent(name, field, value):
    """Of which objects and fields of the example account the API tells nothing, although it does of others."""
    kind, one = name.split(":")[0], ACCOUNT[name]
    if kind in ("user", "user_account"):
        user = one if kind == "user" else ACCOUNT[one["user"]]
        is_former = user["status"] != "active"
        return {None: user["status"] == "deleted" or (kind == "user_account" and is_former),
                "name": value is None}.get(field, is_former and field in ("status", "super_admin"))
    return ((kind == "workflow" and field == "rotates_among" and not value)
            or (kind in ("note", "logged_email") and field == "record" and value is None)
            or (kind == "meeting" and field == "contact" and value is None)
            or (kind == "blog_post" and field == "author" and value is None)
            or (kind == "marketing_email" and field == "creator" and value is None))


class Names(unittest.TestCase):
    """Every name that the mapping uses is the vendor's."""

    def test_members_that_the_package_lacks_are_documented(self):
        listing = Listing(json.dumps({"package": {}, "types": {f"documented/{name}": members
                                                               for name, members in DOCUMENTED.items()}}))
        mapping = Mapping(HUBSPOT.folder, listing)
        mapping.content["sources"] = [{**source, "type": f"documented/{source['source']}"}
                                      for source in mapping.content["sources"] if "type" not in source]
        self.assertEqual({source["source"] for source in mapping.content["sources"]} | {"delivery-identifier"},
                         set(DOCUMENTED))
        self.assertEqual(mapping.check(), [])

    def test_properties_are_those_of_the_list(self):
        read = {}
        for source in HUBSPOT.mapping["sources"]:
            if names := set(re.findall(r"item\.properties\.(\w+)", json.dumps(source))):
                read[source["source"]] = names
        self.assertEqual(read, PROPERTIES)

    def test_guide_asks_for_every_property(self):
        for source, properties in PROPERTIES.items():
            asked = re.search(rf"/crm/v3/objects/{source}\?[^']*?properties=([\w,]+)", GUIDE)
            self.assertEqual(set(asked[1].split(",")), properties, source)

    def test_guide_has_every_endpoint_and_file(self):
        for source in HUBSPOT.mapping["sources"]:
            self.assertIn(source["endpoint"].split()[1].rstrip(","), GUIDE)
            for stem in stems(source):
                self.assertRegex(GUIDE, rf"\b(pages|get|file=) ?\"?{re.escape(stem.removesuffix('*'))}")


# Stands in for curl: answers from the samples, page by page.
CURL = """
import json, os, sys
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

vendor, stems, words = Path(os.environ["VENDOR"]), json.loads(os.environ["STEMS"]), sys.argv[1:]
url = urlsplit(next(word for word in words if word.startswith("https://api.hubapi.com/")))
asked, out = parse_qs(url.query), Path(words[words.index("-o") + 1])
assert "Authorization: Bearer pat-…" in words
body = words[words.index("--json") + 1] if "--json" in words else "{}"
body = json.loads(sys.stdin.read() if body == "@-" else body)

def pages(stem):
    found = [vendor / f"{stem}.json"]
    while (following := vendor / f"{stem}-{len(found) + 1}.json").exists():
        found.append(following)
    return [json.loads(path.read_text(encoding="utf-8")) for path in found if path.exists()] or [{"results": [], "total": 0}]

def ids(stem):
    return [one.get("id") or one.get("listId") for page in pages(stem) for one in page.get("results") or page.get("lists")]

stem = stems.get(url.path)
if url.path == "/automation/v4/flows":
    answer = {"results": [{"id": each, "isEnabled": True} for each in ids("workflows")]}
elif stem == "workflows":
    assert body == {"inputs": [{"type": "FLOW_ID", "flowId": each} for each in ids("workflows")]}, body
    answer = pages(stem)[0]
elif stem == "list-filters":
    assert asked["includeFilters"] == ["true"] and sorted(asked["listIds"]) == sorted(ids("lists")), asked
    answer = pages(stem)[0]
elif stem == "lists":
    answer = next(page for at, page in zip([0, *(page["offset"] for page in pages(stem))], pages(stem)) if at == body["offset"])
else:
    stem = {"owners": "owners-archived" if asked.get("archived") == ["true"] else stem,
            "sequences": f"sequences/{asked.get('userId', [''])[0]}"}.get(stem, stem)
    series = pages(stem)
    cursors = [None, *(page["paging"]["next"]["after"] for page in series if "paging" in page)]
    answer = series[cursors.index(asked.get("after", [None])[0])]
out.write_text(json.dumps(answer), encoding="utf-8")
"""


@unittest.skipUnless(shutil.which("jq") and shutil.which("bash"), "the guide's commands need bash and jq")
class Guide(unittest.TestCase):
    def test_commands_fetch_what_import_reads(self):
        stems = {}
        for source in HUBSPOT.mapping["sources"]:
            stems[source["endpoint"].split()[1].rstrip(",")] = source["source"]
        with tempfile.TemporaryDirectory() as folder:
            curl = Path(folder) / "bin/curl"
            curl.parent.mkdir()
            curl.write_text(f"#!{sys.executable}\n{CURL}", encoding="utf-8")
            curl.chmod(0o755)
            commands = "\n".join(re.findall(r"```sh\n(.*?)```", GUIDE, re.DOTALL))
            done = subprocess.run(["bash", "-eu", "-c", commands], cwd=folder, capture_output=True, text=True, check=False,
                                  env=os.environ | {"PATH": f"{curl.parent}:{os.environ['PATH']}", "VENDOR": str(SAMPLES),
                                                    "STEMS": json.dumps(stems)})
            self.assertEqual((done.returncode, done.stderr), (0, ""))
            responses = Path(folder) / "responses"
            fetched = {str(path.relative_to(responses)) for path in responses.rglob("*.json")}
            self.assertLessEqual({str(path.relative_to(SAMPLES)) for path in SAMPLES.rglob("*.json")}, fetched)
            (responses / "extra.yaml").write_bytes((SAMPLES / "extra.yaml").read_bytes())
            self.assertEqual(HUBSPOT.text(responses), HUBSPOT.text(SAMPLES))


class RoundTrip(unittest.TestCase):
    """The example account, told by the API, is the same account."""

    @classmethod
    def setUpClass(cls):
        cls.folder = tempfile.TemporaryDirectory()
        cls.addClassCleanup(cls.folder.cleanup)
        hubspot_responses.write(hubspot_responses.read(HUBSPOT.example / "account.ndjson"), cls.folder.name)
        cls.imported = HUBSPOT.objects(cls.folder.name)

    def of(self, *kinds):
        return {name: one for name, one in self.imported.items() if name.split(":")[0] in kinds}

    def test_account_is_the_same(self):
        mapped = {kind: fields for kind, fields in HUBSPOT.mapped().items() if kind not in ("history_entry", "filter")}
        imported = {name: one for name, one in self.imported.items() if name.split(":")[0] in mapped}
        self.assertEqual(differences(ACCOUNT, imported, mapped, api_is_silent), [])
        self.assertGreater(len(imported), 350)

    def test_filters_of_lists_are_the_same(self):
        """HubSpot gives a filter no id: the one that is made says where it stands."""
        wanted = {(one["used_in"], one["user"]) for name, one in ACCOUNT.items()
                  if name.startswith("filter:") and one["user"] and (one["used_in"] or "").startswith("record_list:")}
        self.assertEqual({(one["used_in"], one["user"]) for one in self.of("filter").values()}, wanted)

    def test_history_is_the_same(self):
        """Nor do changes have one."""
        def told(objects, kind, *fields):
            return sorted(tuple(one[field] for field in fields) for one in objects if one["kind"] == kind)
        wanted = [one for name, one in ACCOUNT.items() if name.startswith("history_entry:")]
        found = self.of("history_entry").values()
        self.assertEqual(len(found), len(wanted))
        self.assertEqual(told(found, "content_update", "text", "user"), told(wanted, "content_update", "text", "user"))
        self.assertEqual(told(found, "property_change", "user"), told(wanted, "property_change", "user"))

    def test_gaps_are_what_is_left(self):
        """What the account has and the import lacks is a gap, or one of the cases above."""
        gaps = set()
        for gap in HUBSPOT.mapping["gaps"]:
            for key in ("fields", "entity"):
                gaps.update([gap[key]] if isinstance(gap.get(key), str) else gap.get(key, []))
        mapped = HUBSPOT.mapped()
        for name, one in ACCOUNT.items():
            kind = name.split(":")[0]
            for field in one:
                self.assertTrue(field in mapped.get(kind, ()) or gaps & {kind, f"{kind}.{field}"}, f"{kind}.{field}")


class Samples(unittest.TestCase):
    """The responses in examples/, and what was added to them by hand."""

    def test_are_what_is_written(self):
        kinds = hubspot_responses.read(HUBSPOT.example / "account.ndjson")
        self.assertEqual(hubspot_responses.differences(kinds, SAMPLES), [])

    def test_have_the_members_and_types_of_the_vendor(self):
        kinds = {"string": str, "Date": str, "number": (int, float), "boolean": bool}
        for source in HUBSPOT.mapping["sources"]:
            members = LISTING.lookup(source["type"]) if "type" in source else DOCUMENTED[source["source"]]
            for item in items_of(source):
                for name, value in item.items():
                    self.assertIn(name, members, source["source"])
                    wanted = list if members[name].endswith("[]") else kinds.get(members[name], (str, dict, list))
                    self.assertTrue(value is None or isinstance(value, wanted), f"{source['source']}: {name} is {value!r}")

    def test_hold_150_objects_and_pages(self):
        self.assertGreater(len(HUBSPOT.objects(SAMPLES)), 150)
        for stem in ("contacts", "lists"):
            self.assertTrue((SAMPLES / f"{stem}-2.json").exists())

    def test_names_no_real_people(self):
        for path in SAMPLES.rglob("*.*"):
            text = path.read_text(encoding="utf-8")
            for address in re.findall(r"[\w.+-]+@[\w.-]+\.\w+", text):
                self.assertTrue(address.endswith(("example.com", "@hubspot/email.html")), address)

    def test_extra_says_what_the_account_says(self):
        for one in yaml.load((SAMPLES / "extra.yaml").read_text(encoding="utf-8"), yaml.BaseLoader):
            same = ACCOUNT[f"{one.pop('type')}:{one.pop('id')}"]
            for field, value in one.items():
                written = [str(each) for each in same[field]] if isinstance(same[field], list) else \
                    json.dumps(same[field]) if same[field] in (None, True, False) else same[field]
                self.assertEqual(value, written)

    def test_nothing_in_them_is_unknown(self):
        report = HUBSPOT.report(SAMPLES)
        for source in report["sources"]:
            self.assertEqual(source.get("unread", {}), {}, source)
        self.assertEqual(report["unread_files"], [])

    def test_deactivation_is_planned(self):
        self.compare_plans("deactivate", "user:7")

    def test_removal_is_planned(self):
        self.compare_plans("remove", "user:15")

    def compare_plans(self, event, subject):
        """The plan of the imported account is ready, valid under --strict, and says nothing that the plan of the whole account
        does not say; what it cannot say, because it lacks the object or a field, is undecided or has another id."""
        with tempfile.TemporaryDirectory() as folder:
            snapshot = Path(folder) / "account.ndjson"
            text = HUBSPOT.text(SAMPLES)
            snapshot.write_text(text, encoding="utf-8")
            plan = HUBSPOT.plan(snapshot, event, subject, "user:1", AT)
        whole = HUBSPOT.plan(HUBSPOT.example / "account.ndjson", event, subject, "user:1", AT)
        self.assertEqual(plan["verdict"], "ready")
        imported = objects_of(text)
        open_ones = {(one["rule"], one["object"]) for one in plan["undecided"]}

        def said(document):
            return {(one["rule"], one["object"], one["outcome"]) for one in document["changes"]
                    if one["object"] in ACCOUNT and one["object"] in imported}

        self.assertEqual(said(plan) - said(whole), set())
        self.assertEqual({one for one in said(whole) - said(plan) if one[:2] not in open_ones}, set())
        self.assertGreater(len(said(plan)), len(said(whole)) * 0.9)


class Wrong(unittest.TestCase):
    """Answers that are none: each is named, and nothing is written."""

    def refused(self, name, text, *words):
        with tempfile.TemporaryDirectory() as folder:
            responses = Path(folder) / "responses"
            shutil.copytree(SAMPLES, responses)
            (responses / name).write_text(text, encoding="utf-8")
            done = HUBSPOT.exeunt("import", "hubspot", responses, "-o", Path(folder) / "out.ndjson")
            self.assertEqual(done.returncode, 2, done.stderr)
            for word in (name, *words):
                self.assertIn(word, done.stderr)
            self.assertFalse((Path(folder) / "out.ndjson").exists())

    def test_an_error(self):
        self.refused("deals.json", json.dumps({"status": "error", "message": "The OAuth token used to make this call expired",
                                               "correlationId": "1", "category": "EXPIRED_AUTHENTICATION"}),
                     "The OAuth token used to make this call expired")

    def test_half_a_file(self):
        text = (SAMPLES / "deals.json").read_text(encoding="utf-8")
        self.refused("deals.json", text[:len(text) // 2], "cut off")

    def test_another_version(self):
        """Version 1 of the API has the owner's id somewhere else."""
        self.refused("deals.json", json.dumps({"results": [{"dealId": 1, "properties": {"dealname": {"value": "Deal 1"}}}]}),
                     "GET /crm/v3/objects/deals")

    def test_properties_that_were_not_asked_for(self):
        text = (SAMPLES / "deals-2.json").read_text(encoding="utf-8")
        self.refused("deals-2.json", re.sub(r',"hubspot_owner_id":("\d+"|null)', "", text), "properties.hubspot_owner_id")

    def test_a_page_that_is_missing(self):
        with tempfile.TemporaryDirectory() as folder:
            responses = Path(folder) / "responses"
            shutil.copytree(SAMPLES, responses)
            (responses / "contacts-2.json").unlink()
            (responses / "contacts-3.json").unlink()
            done = HUBSPOT.exeunt("import", "hubspot", responses)
            self.assertEqual((done.returncode, done.stdout), (2, ""))
            self.assertIn("contacts.json", done.stderr)


class Unsaid(unittest.TestCase):
    """What an answer leaves open stays open."""

    @classmethod
    def setUpClass(cls):
        cls.folder = tempfile.TemporaryDirectory()
        cls.addClassCleanup(cls.folder.cleanup)
        files = hubspot_responses.responses(hubspot_responses.read(HUBSPOT.example / "account.ndjson"))
        results = {name: copy.deepcopy(files[f"{name}.json"]["results"])
                   for name in ("notes", "threads", "workflows", "tickets")}
        two = [{"id": "1", "type": "note_to_contact"}, {"id": "2", "type": "note_to_contact"}]
        results["notes"][0]["associations"] = {"contacts": {"results": two}}
        results["notes"][1]["associations"] = {"contacts": {"results": two[:1]}, "deals": {"results": two[:1]}}
        results["threads"][0]["assignedTo"] = "B-17"
        results["threads"][1]["status"] = "SNOOZED"
        del results["threads"][2]["assignedTo"]
        team, users = {"team_ids": ["201"]}, {"user_ids": ["3"]}
        for place, fields in enumerate([[team], [users, users], [{**users, **team}]]):
            rotations = [{"actionId": "1", "actionTypeId": "0-11", "fields": one} for one in fields]
            results["workflows"][place]["actions"] = rotations
        results["tickets"][0]["properties"]["hubspot_owner_id"] = "5900"
        results["tickets"][1]["properties"]["hubspot_owner_id"] = ""
        # Sales Rep 3 left, came back, and has a second owner since.
        returned = next(one for one in files["owners.json"]["results"] if one["id"] == "5003")
        files["owners-archived.json"]["results"].append({**returned, "id": "5999", "archived": True, "userId": None})
        results["tickets"][2]["properties"]["hubspot_owner_id"] = "5999"
        for name in ("account", "owners", "owners-archived", "users"):
            (Path(cls.folder.name) / f"{name}.json").write_text(json.dumps(files[f"{name}.json"]), encoding="utf-8")
        for name, items in results.items():
            (Path(cls.folder.name) / f"{name}.json").write_text(json.dumps({"results": items}), encoding="utf-8")
        cls.imported = HUBSPOT.objects(cls.folder.name)

    def test_an_activity_on_several_records_has_none_of_them(self):
        self.assertNotIn("record", self.imported["note:1"])
        self.assertNotIn("record", self.imported["note:2"])
        self.assertIn("record", self.imported["note:3"])

    def test_an_assignee_who_is_no_user_is_nobody_known(self):
        self.assertNotIn("assignee", self.imported["conversation:1"])

    def test_a_status_that_is_not_listed_is_missing(self):
        self.assertNotIn("status", self.imported["conversation:2"])

    def test_a_conversation_without_assignee_is_assigned_to_nobody(self):
        self.assertIsNone(self.imported["conversation:3"]["assignee"])

    def test_rotation_that_names_a_team_or_twice_is_not_known(self):
        for number in (1, 2, 3):
            self.assertNotIn("rotates_among", self.imported[f"workflow:{number}"])

    def test_a_queue_is_nobody(self):
        self.assertNotIn("owner", self.imported["ticket:1"])
        self.assertNotIn("5900", " ".join(one.get("name") or "" for one in self.imported.values()))

    def test_an_owner_who_was_taken_away_is_nobody(self):
        self.assertIsNone(self.imported["ticket:2"]["owner"])

    def test_a_user_who_came_back_is_one_user_with_two_owners(self):
        self.assertEqual((self.imported["ticket:3"]["owner"], self.imported["user:3"]["status"]), ("user:3", "active"))

    def test_former_users_have_no_status(self):
        self.assertNotIn("status", self.imported["user:15"])
        self.assertNotIn("super_admin", self.imported["user:15"])
        self.assertEqual(self.imported["user:15"]["name"], "Sales Rep 15")


class Redacted(unittest.TestCase):
    """Two redacted imports compare, and hold nobody's name."""

    def test_same_pseudonyms_without_names(self):
        with tempfile.TemporaryDirectory() as folder:
            key = Path(folder) / "key"
            key.write_bytes(b"a key for this test alone")
            once, again = (HUBSPOT.text(SAMPLES, "--redact", key) for _ in range(2))
        self.assertEqual(once, again)
        self.assertEqual(re.findall(r"[\w.]+@(?:mail\.)?example\.com", once), [])
        for word in ("Sales Rep", "Super Admin 1", "Marketer", "Example Trading", "Note 1", "Follow-up"):
            self.assertNotIn(word, once)
        plain = HUBSPOT.objects(SAMPLES)
        redacted = objects_of(once)
        self.assertEqual(plain.keys(), redacted.keys())
        self.assertEqual(redacted["user:7"]["email"], redacted["user_account:7"]["email"])
        for name, one in plain.items():
            self.assertEqual(one.keys(), redacted[name].keys())


if __name__ == "__main__":
    unittest.main()
