"""What `import` makes of Pipedrive's answers: the example account there and back, the samples from import to plan.

    pipedrive.py EXEUNT
"""
import gzip
import json
import os
import re
import shutil
import subprocess
import sys
import tempfile
import unittest
from pathlib import Path

import pipedrive_responses
import yaml
from package_types import Listing
from pipedrive_items import FIELD_CODES, Answers, api_id
from round_trip import ROOT, Import, differences, objects_of

PIPEDRIVE = Import(sys.argv.pop(1), "pipedrive")
SAMPLES = PIPEDRIVE.example / "responses"
ACCOUNT = PIPEDRIVE.account()
GUIDE = PIPEDRIVE.folder / "IMPORT.md"
LISTING = Listing((ROOT / "tests/import/pipedrive-33.7.0.json").read_text(encoding="utf-8"))
# Ids of these the API writes in its own way.
RENAMED = ("lead", "comment", "goal")


def stems(source):
    return [source["files"]] if isinstance(source["files"], str) else source["files"]


def items_of(name, text):
    """The items of a response, and the source that reads it."""
    stem = name.split(".")[0]
    source = next(source for source in PIPEDRIVE.mapping["sources"] for one in stems(source)
                  if re.fullmatch(re.escape(one).replace(r"\*", "[^/]+") + r"(-\d+)?", stem))
    if ".ndjson" in name:
        return source, [json.loads(line) for line in text.splitlines()]
    found = json.loads(text)["data"]
    found = found["goals"] if source["source"] == "goals" else found
    return source, found if isinstance(found, list) else [found]


def as_the_api_writes(value):
    """References to what the API names in its own way."""
    if isinstance(value, list):
        return [as_the_api_writes(one) for one in value]
    if isinstance(value, str) and re.fullmatch(f"({'|'.join(RENAMED)}):\\d+", value):
        return f"{value.split(':')[0]}:{api_id(value)}"
    return value


def told():
    """The example account in the words of the API, as far as it has words for it."""
    account, conditions = {}, {}
    for name, one in ACCOUNT.items():
        kind, number = name.split(":")
        one = {field: as_the_api_writes(value) for field, value in one.items()}
        if kind in RENAMED:
            number = api_id(name)
        elif kind == "filter_condition":
            # A condition has no id but its place.
            of = one["filter"].split(":")[1]
            conditions[of] = conditions.get(of, 0) + 1
            number = f"{of}-{conditions[of]}"
            one["field"] = FIELD_CODES[one["field"]][0]
        elif kind == "email":
            # A conversation is linked to one deal and one lead at most; which links come first means nothing.
            links = one["linked_to"]
            one["linked_to"] = sorted(link for at, link in enumerate(links) if link.startswith(("person:", "organization:"))
                                      or link.split(":")[0] not in [other.split(":")[0] for other in links[:at]])
        account[f"{kind}:{number}"] = one
    return account


def api_is_silent(name, field, value):
    """Only the goal of one user names users."""
    return name.startswith("goal:") and field == "users" and len(value) != 1


class Items(unittest.TestCase):
    """What stands for the vendor's answers has the vendor's shape."""

    def check(self, texts):
        for name, text in texts.items():
            source, items = items_of(name, text)
            wanted = set(LISTING.lookup(source["type"]))
            for item in items:
                self.assertEqual(set(item), wanted, name)

    def test_samples_have_the_members_of_their_types(self):
        self.check(pipedrive_responses.samples(PIPEDRIVE.example))

    def test_example_account_has_the_members_of_its_types(self):
        objects = pipedrive_responses.read(PIPEDRIVE.example / "account.ndjson")
        self.check(pipedrive_responses.files(Answers(objects)))


class RoundTrip(unittest.TestCase):
    """The example account, told by the API, is the same account."""

    @classmethod
    def setUpClass(cls):
        cls.folder = tempfile.TemporaryDirectory()
        cls.addClassCleanup(cls.folder.cleanup)
        objects = pipedrive_responses.read(PIPEDRIVE.example / "account.ndjson")
        pipedrive_responses.write(pipedrive_responses.files(Answers(objects), 25, {"persons"}, {"leads"}), Path(cls.folder.name))
        cls.imported = PIPEDRIVE.objects(cls.folder.name)
        for name, one in cls.imported.items():
            if name.startswith("email:"):
                one["linked_to"].sort()

    def test_account_is_the_same(self):
        self.assertEqual(differences(told(), self.imported, PIPEDRIVE.mapped(), api_is_silent), [])

    def test_and_there_is_much_of_it(self):
        """Without this, an empty account would be the same as well."""
        self.assertGreater(len(self.imported), 700)
        self.assertGreater(sum(len(one["linked_to"]) > 1 for name, one in self.imported.items() if name.startswith("email:")), 3)

    def test_rest_of_the_account_is_a_gap(self):
        gaps = set()
        for gap in PIPEDRIVE.mapping["gaps"]:
            for names in (gap.get("fields", []), gap.get("entity", [])):
                gaps |= {names} if isinstance(names, str) else set(names)
        mapped = PIPEDRIVE.mapped()
        for name, one in ACCOUNT.items():
            kind = name.split(":")[0]
            for field in one:
                self.assertNotEqual(field in mapped.get(kind, ()), bool(gaps & {kind, f"{kind}.{field}"}), f"{kind}.{field}")


def snapshot(objects):
    return "".join(json.dumps({"type": name.split(":")[0], "id": name.split(":", 1)[1], **one}) + "\n"
                   for name, one in objects.items())


class SamePlan(unittest.TestCase):
    """With what the API does not tell supplied by hand, an imported account has the plan of the account itself."""

    def plan(self, event, subject, text):
        with tempfile.NamedTemporaryFile("w", suffix=".ndjson", encoding="utf-8") as file:
            file.write(text)
            file.flush()
            plan = PIPEDRIVE.plan(file.name, event, subject, "user:1", "2024-03-01T09:00:00Z")
        del plan["snapshot"]["digest"]  # links of emails come in another order
        return plan

    def test_plan_is_the_same(self):
        mapped, account = PIPEDRIVE.mapped(), told()
        by_hand = {name: {field: value for field, value in one.items()
                          if field not in mapped.get(name.split(":")[0], ()) or api_is_silent(name, field, value)}
                   for name, one in account.items()}
        objects = pipedrive_responses.read(PIPEDRIVE.example / "account.ndjson")
        with tempfile.TemporaryDirectory() as folder:
            pipedrive_responses.write(pipedrive_responses.files(Answers(objects), 40), Path(folder) / "responses")
            extra = Path(folder) / "by_hand.ndjson"
            extra.write_text(snapshot({name: one for name, one in by_hand.items() if one}), encoding="utf-8")
            imported = PIPEDRIVE.text(Path(folder) / "responses", "--extra", extra)
        for event, subject in (("deactivate", "user:7"), ("deactivate", "user:9"), ("delete", "user:15")):
            plan = self.plan(event, subject, imported)
            self.assertEqual(plan, self.plan(event, subject, snapshot(account)))
            self.assertEqual(plan["undecided"], [])
            self.assertGreater(len(plan["changes"]), 30)


class Samples(unittest.TestCase):
    """The responses in examples/, and what was added to them by hand."""

    def test_are_what_is_written(self):
        kept = {str(path.relative_to(SAMPLES)): path.read_bytes() for path in SAMPLES.rglob("*.*json*")}
        kept = {name: (gzip.decompress(content) if name.endswith(".gz") else content).decode() for name, content in kept.items()}
        self.assertEqual(kept, pipedrive_responses.samples(PIPEDRIVE.example))

    def test_hold_150_objects_pages_gzip_and_lines(self):
        self.assertGreater(len(PIPEDRIVE.objects(SAMPLES)), 200)
        names = {path.name for path in SAMPLES.iterdir()}
        self.assertLessEqual({"deals-2.json", "notes-2.json", "files.json.gz", "activities.ndjson"}, names)

    def test_name_no_real_people(self):
        for name, text in pipedrive_responses.samples(PIPEDRIVE.example).items():
            for address in re.findall(r"[\w.+-]+@[\w.-]+", text):
                self.assertTrue(address.endswith("example.com"), f"{name}: {address}")

    def test_extra_says_what_the_account_says(self):
        for one in yaml.safe_load((SAMPLES / "extra.yaml").read_text(encoding="utf-8")):
            same = ACCOUNT.get(f"{one.pop('type')}:{one.pop('id')}")
            if same:
                self.assertEqual(one, {field: same[field] for field in one})

    def test_what_the_api_leaves_open_is_missing(self):
        """Told in import.yaml, case by case; extra.yaml has some of it."""
        with tempfile.TemporaryDirectory() as folder:
            shutil.copytree(SAMPLES, folder, dirs_exist_ok=True)
            (Path(folder) / "extra.yaml").unlink()
            bare = PIPEDRIVE.objects(folder)
        full = PIPEDRIVE.objects(SAMPLES)
        for field, name in (("role", "user:18"), ("owner", "project_task:901"), ("creator", "webhook:901"),
                            ("user", "filter_condition:1-3")):
            self.assertNotIn(field, bare[name], name)
        self.assertEqual((full["user:18"]["role"], full["project_task:901"]["owner"]), ("regular", "user:3"))
        self.assertNotIn("quickbooks", bare["user:9"])
        self.assertIs(full["user:9"]["quickbooks"], True)
        call = next(one for one in bare.values() if one.get("title") == "Call in the course of the day")
        self.assertNotIn("due_at", call)
        self.assertEqual([one for one in bare.values() if "Withdrawn" in (one.get("title"), one.get("text"))], [])

    def test_report_names_what_is_left_out_and_nothing_else(self):
        report = PIPEDRIVE.report(SAMPLES)
        self.assertEqual({(one["field"], one["why"], one["count"]) for one in report["fields"]},
                         {("activity.due_at", "missing", 1), ("filter_condition.user", "missing", 1), ("goal.users", "missing", 4),
                          ("project_task.owner", "missing", 1), ("user.role", "untranslated", 1),
                          ("webhook.creator", "missing", 1)})
        self.assertEqual(report["left_out"], {"deal": 1, "note": 1})
        self.assertEqual([one["source"] for one in report["sources"] if one["unread"] or not one["items"]], [])
        self.assertEqual((report["dangling"]["count"], report["unread_files"], report["duplicates"]), (0, [], {}))

    def plan(self, *options):
        with tempfile.NamedTemporaryFile("w", suffix=".ndjson", encoding="utf-8") as snapshot:
            snapshot.write(PIPEDRIVE.text(SAMPLES, *options))
            snapshot.flush()
            return PIPEDRIVE.plan(snapshot.name, "deactivate", "user:7", "user:1", "2024-03-01T09:00:00Z")

    def test_deactivation_is_planned(self):
        plan = json.dumps(self.plan())
        for name in ("deal:7", "automation:4", "note:1", "webhook:1", "email_sync:2", "filter_condition:1-1", "report:3"):
            self.assertIn(f'"{name}"', plan)

    def test_redacted_twice_is_the_same(self):
        with tempfile.TemporaryDirectory() as folder:
            keys = [Path(folder) / name for name in ("one", "same", "other")]
            for key, text in zip(keys, (b"sixteen bytes or more", b"sixteen bytes or more", b"another key, as long")):
                key.write_bytes(text)
            one, same, other = (PIPEDRIVE.text(SAMPLES, "--redact", key) for key in keys)
            self.assertEqual(one, same)
            self.assertNotEqual(one, other)
            plan = self.plan("--redact", keys[0])
        self.assertEqual(plan["summary"], self.plan()["summary"])
        plain, redacted = objects_of(PIPEDRIVE.text(SAMPLES)), objects_of(one)
        self.assertEqual(redacted.keys(), plain.keys())
        personal = set(sum(PIPEDRIVE.mapping["personal"].values(), []))
        for name, fields in plain.items():
            for field, value in fields.items():
                is_replaced = f"{name.split(':')[0]}.{field}" in personal and bool(value)
                self.assertEqual(redacted[name][field] != value, is_replaced, f"{name}.{field}")
        self.assertNotIn("@example.com", one)
        # Twice the same text, twice the same pseudonym.
        self.assertEqual(redacted["email_sync:2"]["address"], redacted["contact_sync:2"]["address"])


class Refused(unittest.TestCase):
    """What is not a response of the endpoint is refused, and nothing is written."""

    def refuse(self, name, text, *sentences):
        with tempfile.TemporaryDirectory() as folder:
            (Path(folder) / name).write_text(text, encoding="utf-8")
            done = PIPEDRIVE.exeunt("import", "pipedrive", folder, "-o", Path(folder) / "out.ndjson")
            self.assertEqual((done.returncode, done.stdout, (Path(folder) / "out.ndjson").exists()), (2, "", False))
            for sentence in sentences:
                self.assertIn(sentence, done.stderr)

    def test_error_pages(self):
        error = {"success": False, "error": "unauthorized access", "errorCode": 401}
        self.refuse("users.json", json.dumps(error), "not a response of `GET /v1/users`", "unauthorized access")
        error = {"success": False, "error": "Scope and URL mismatch", "code": "ERR_SCOPE", "data": None}
        self.refuse("tasks.json", json.dumps(error), "not a response of `GET /api/v2/tasks`", "Scope and URL mismatch")

    def test_deals_of_the_first_version(self):
        deal = {"id": 1, "title": "Deal", "user_id": {"id": 7, "name": "Sales Rep 7", "active_flag": True, "value": 7},
                "status": "open", "value": 5, "deleted": False, "active": True}
        page = {"success": True, "data": [deal], "additional_data": {"pagination": {"start": 0, "limit": 100}}}
        self.refuse("deals.json", json.dumps(page), "item 1 has no `owner_id`", "another version of the API")

    def test_notes_without_their_second_page(self):
        self.refuse("notes-1.json", (SAMPLES / "notes-1.json").read_text(encoding="utf-8"), "more follows", "page 2")

    def test_deals_without_their_second_page(self):
        self.refuse("deals-1.json", (SAMPLES / "deals-1.json").read_text(encoding="utf-8"), "more follows", "page 2")

    def test_half_a_file(self):
        self.refuse("deals.json", (SAMPLES / "deals-1.json").read_text(encoding="utf-8")[:2000], "cut off")


class Guide(unittest.TestCase):
    """IMPORT.md makes the calls that the mapping reads."""

    def test_has_every_endpoint_and_file(self):
        text = GUIDE.read_text(encoding="utf-8")
        for source in PIPEDRIVE.mapping["sources"]:
            for path in re.findall(r"/[\w/{}?=&]+", source["endpoint"]):
                self.assertIn(path.replace("{id}", "$" + {"comments": "note", "filter": "filter"}.get(source["source"], ""))
                              .replace("=person", "=$assignee").replace("=inbox", "=$folder"), text)
            for stem in stems(source):
                self.assertRegex(text, rf"[ \"]{re.escape(stem.removesuffix('*'))}")

    @unittest.skipUnless(shutil.which("jq"), "the guide's commands need jq")
    def test_commands_fetch_what_import_reads(self):
        """A stand-in for curl answers from a part of the example account, page by page."""
        with tempfile.TemporaryDirectory() as folder:
            folder = Path(folder)
            objects = pipedrive_responses.part(pipedrive_responses.read(PIPEDRIVE.example / "account.ndjson"))
            pipedrive_responses.write(pipedrive_responses.files(Answers(objects), 10), folder / "vendor")
            (folder / "account").mkdir()
            (folder / "bin").mkdir()
            (folder / "bin/curl").write_text(f"#!{sys.executable}\n{CURL}", encoding="utf-8")
            (folder / "bin/curl").chmod(0o755)
            commands = re.findall(r"```sh\n(.*?)```", GUIDE.read_text(encoding="utf-8"), re.DOTALL)
            fetching = "\n".join(block for block in commands if "exeunt" not in block)
            done = subprocess.run(["sh", "-eu", "-c", fetching], cwd=folder / "account", capture_output=True, text=True,
                                  check=False, env=os.environ | {"PATH": f"{folder / 'bin'}:{os.environ['PATH']}",
                                                                 "VENDOR": str(folder / "vendor")})
            self.assertEqual((done.returncode, done.stderr), (0, ""))
            fetched = PIPEDRIVE.objects(folder / "account")
            # Only one mailbox is fetched.
            wanted = {name: one for name, one in PIPEDRIVE.objects(folder / "vendor").items()
                      if not name.startswith("email:") or one["owner"] == "user:7"}
            self.assertEqual(fetched, wanted)


# The page that a call asks for; nothing of an endpoint that has no items.
CURL = r'''
import json, os, re, sys
from pathlib import Path
call = re.fullmatch(r"https://api\.pipedrive\.com/(?:api/v2|v1)/([\w/]+)(?:\?(.*))?", sys.argv[-1])
path, query = call[1], dict(part.split("=") for part in (call[2] or "").split("&") if part)
name = (path.replace("users/me", "users-me").replace("/archived", "-archived")
        .replace("goals/find", "goals/" + query.get("assignee_type", ""))
        .replace("mailbox/mailThreads", "mail_threads/7-" + query.get("folder", "")))
name = re.sub(r"notes/(\d+)/comments", r"comments/\1", re.sub(r"filters/(\d+)", r"filter/\1", name))
at = int(query.get("start") or query.get("cursor", "cursor-0").removeprefix("cursor-")) // 10 + 1
vendor = Path(os.environ["VENDOR"])
for file in (vendor / f"{name}-{at}.json", vendor / f"{name}.json"):
    if file.exists():
        print(file.read_text(), end="")
        break
else:
    print(json.dumps({"success": True, "data": None}))
'''


if __name__ == "__main__":
    unittest.main()
