"""Accounts that generate_account writes: read without a warning, the same every time, of the size and kind they should.

    account_test.py GENERATE_ACCOUNT EXEUNT
"""
import collections
import json
import os
import re
import subprocess
import sys
import tempfile
import unittest
from pathlib import Path

GENERATE, EXEUNT = (os.path.abspath(sys.argv.pop(1)) for _ in range(2))
ROOT = Path(__file__).resolve().parents[3]
MODEL = ROOT / "policies/pipedrive/model"
REQUEST = ("--event", "deactivate", "--subject", "user:9", "--by", "user:1", "--at", "2024-03-01T09:00:00Z")
REFERENCE = re.compile(r"([a-z_]+):([0-9]+)")


def generate(*options, pack="pipedrive"):
    return subprocess.run([GENERATE, "--pack", pack, *options], capture_output=True, timeout=60, check=False)


def account(objects, *options):
    done = generate("--objects", str(objects), *options)
    assert (done.returncode, done.stderr) == (0, b""), done.stderr
    return done.stdout


def plan(snapshot):
    command = [EXEUNT, "plan", "pipedrive", "--snapshot", "-", "--strict", *REQUEST, "--format", "json"]
    return subprocess.run(command, input=snapshot, capture_output=True, timeout=60, check=False,
                          env=os.environ | {"EXEUNT_HOME": str(ROOT)})


def references(value):
    """The objects that a value of a field may point to."""
    for item in value if isinstance(value, list) else [value]:
        found = REFERENCE.fullmatch(item) if isinstance(item, str) else None
        if found:
            yield found.group(1), found.group(2)


def tally(objects):
    return collections.Counter(item["type"] for item in objects)


class Account(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.text = account(2000)
        cls.objects = [json.loads(line) for line in cls.text.splitlines()]

    def test_it_is_the_same_twice_and_another_with_another_seed(self):
        self.assertEqual(self.text, account(2000))
        self.assertEqual(self.text, account(2000, "--seed", "42"))
        self.assertNotEqual(self.text, account(2000, "--seed", "43"))

    def test_a_file_holds_what_standard_output_does(self):
        with tempfile.TemporaryDirectory() as folder:
            path = Path(folder) / "account.ndjson"
            self.assertEqual(b"", account(2000, "-o", str(path)))
            self.assertEqual(self.text, path.read_bytes())

    def test_a_plan_is_made_without_a_warning(self):
        for objects in (20, 100, 399, 400, 2000):
            done = plan(account(objects))
            self.assertEqual((0, b""), (done.returncode, done.stderr), objects)
            document = json.loads(done.stdout)
            self.assertEqual("ready", document["verdict"], objects)
            for honesty in ("undecided", "unaddressed", "conflicts"):
                self.assertEqual([], document[honesty], objects)

    def test_every_entity_of_the_model_occurs_with_all_of_its_fields(self):
        text = "".join(path.read_text(encoding="utf-8") for path in sorted(MODEL.glob("*.policy")))
        entities = {}
        for name, body in re.findall(r"^entity (\w+).*?\{\n(.*?)^\}", text, re.M | re.S):
            entities[name] = set(re.findall(r"^  (\w+) +\w", body, re.M))
        self.assertGreater(len(entities), 30)
        self.assertEqual(set(entities), set(tally(self.objects)))
        for item in self.objects:
            self.assertEqual(entities[item["type"]], set(item) - {"type", "id"})
            self.assertEqual(["type", "id"], list(item)[:2])

    def test_as_many_objects_as_asked_for(self):
        for objects in (20, 39, 40, 399, 400, 1999):
            lines = account(objects).splitlines()
            self.assertEqual(objects, len(lines))

    def test_references_point_to_objects_that_exist(self):
        for objects in (20, 399, 400, 2000):
            items = [json.loads(line) for line in account(objects).splitlines()]
            keys = {(item["type"], item["id"]) for item in items}
            self.assertEqual(objects, len(keys))
            for item in items:
                for name, value in item.items():
                    if name != "id":
                        self.assertLessEqual(set(references(value)), keys, item)

    def test_volumes_and_sizes(self):
        text = account(100_000)
        self.assertTrue(208 <= len(text) / 100_000 <= 216, len(text))
        lines = text.splitlines()
        counts = collections.Counter(re.match(rb'{"type":"(\w+)"', line)[1].decode() for line in lines)
        self.assertEqual(300, counts["user"])
        self.assertEqual((1, 1), (counts["account"], counts["subscription"]))
        for entity, percent in (("activity", 35), ("email", 20), ("person", 12), ("deal", 8), ("file", 5)):
            count = percent * 1000
            self.assertAlmostEqual(count, counts[entity], delta=count / 50, msg=entity)
        leaver = sum(b'"user:9"' in line for line in lines)
        self.assertTrue(800 <= leaver <= 1_300, leaver)
        places = [at for at, line in enumerate(lines) if line.startswith(b'{"type":"user"')]
        self.assertTrue(places[0] < 5_000 and places[-1] > 95_000, places)
        ids = [int(json.loads(line)["id"]) for line in lines if line.startswith(b'{"type":"deal"')]
        self.assertNotEqual(sorted(ids), ids)
        self.assertGreater(max(ids), 8_000)

    def test_texts_have_escapes_and_other_letters(self):
        lines = account(100_000).splitlines()
        self.assertTrue(2_000 <= sum(b"\\" in line for line in lines) <= 5_000)
        self.assertGreater(sum(not line.isascii() for line in lines), 30_000)

    def test_who_leaves_and_who_lets_go(self):
        for seed in ("1", "2", "3"):
            users = {item["id"]: item for item in map(json.loads, account(20, "--seed", seed).splitlines())
                     if item["type"] == "user"}
            for key in ("1", "9"):
                self.assertEqual(("admin", "active", True),
                                 tuple(users[key][name] for name in ("role", "status", "account_settings")))

    def test_what_cannot_be_generated(self):
        for options, pack, words in (
                (["--objects", "19"], "pipedrive", b"`--objects` takes 20 to 100000000"),
                (["--objects", "many"], "pipedrive", b"`many` is not a whole number"),
                (["--objects"], "pipedrive", b"`--objects` takes a value"),
                (["--object", "20"], "pipedrive", b"`--object` is not an option"),
                (["--objects", "20"], "shop", b"there is no account for the pack `shop`"),
                (["--objects", "20", "-o", "/nowhere/account"], "pipedrive", b"No such file or directory")):
            done = generate(*options, pack=pack)
            self.assertEqual((2, b""), (done.returncode, done.stdout), options)
            self.assertIn(words, done.stderr)

    def test_a_full_disk(self):
        with open("/dev/full", "wb") as full:
            done = subprocess.run([GENERATE, "--pack", "pipedrive", "--objects", "20"], stdout=full,
                                  stderr=subprocess.PIPE, check=False)
        self.assertEqual(2, done.returncode)
        self.assertIn(b"`<stdout>` cannot be written: No space left on device", done.stderr)


if __name__ == "__main__":
    unittest.main()
