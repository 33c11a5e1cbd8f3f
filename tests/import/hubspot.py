"""What `import` makes of HubSpot's answers: the example account there and back, the samples from import to plan.

    hubspot.py EXEUNT
"""
import copy
import json
import re
import shutil
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


def number(reference):
    return reference.split(":")[1]


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
            for stem in [source["files"]] if isinstance(source["files"], str) else source["files"]:
                self.assertRegex(GUIDE, rf"\b(pages|get|file=) ?\"?{re.escape(stem.removesuffix('*'))}")


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

    def test_report_names_only_what_is_expected(self):
        report = HUBSPOT.report(SAMPLES)
        self.assertEqual(expected_report(report), expected_report(json.loads((ROOT / REPORT).read_text(encoding="utf-8"))))

    def plan(self, event, subject):
        with tempfile.NamedTemporaryFile("w", suffix=".ndjson") as snapshot:
            snapshot.write(HUBSPOT.text(SAMPLES))
            snapshot.flush()
            return HUBSPOT.plan(snapshot.name, event, subject, "user:1", AT)

    def test_deactivation_is_planned(self):
        self.compare_with_the_account("deactivate", "user:7")

    def test_removal_is_planned(self):
        self.compare_with_the_account("remove", "user:15")

    def compare_with_the_account(self, event, subject):
        """What the plan of the imported account says is what that of the whole account says; the rest is undecided."""


if __name__ == "__main__":
    unittest.main()
