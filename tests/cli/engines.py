"""Both engines make the same plan, to the byte, and say the same beside it: of the example accounts for every user and
every event, of generated ones, and however an account is spelled.

    engines.py EXEUNT
"""
import json
import random
import re
import subprocess
import sys
import tempfile
import unittest
from pathlib import Path

from agreement import respell
from agreement.compare import REFERENCE, ROOT, Engines, asked, assert_none, columnar, in_no_order

ENGINES = Engines(sys.argv.pop(1))
GENERATE = Path(ENGINES.program).parent / "generate_account"
EVENTS = {"pipedrive": ("deactivate", "delete"),
          "hubspot": ("deactivate", "reactivate", "remove", "remove-self", "delete-account")}


def example(pack):
    return ROOT / "examples" / pack / "account.ndjson"


def lines_of(pack):
    return example(pack).read_text(encoding="utf-8").splitlines()


def users_of(pack):
    return [item for item in map(json.loads, lines_of(pack)) if item["type"] == "user"]


def requests_of(pack, event, user, account=None, by="user:1"):
    """Who leaves by oneself types the address, and another time a wrong one."""
    subject = f"user:{user['id']}"
    if "args" not in (ROOT / f"policies/{pack}").joinpath(f"events/{event.replace('-', '_')}.policy.yaml").read_text(
            encoding="utf-8") if pack == "hubspot" else True:
        return [asked(account or example(pack), event, subject, by, pack)]
    return [(*asked(account or example(pack), event, subject, who, pack), "--arg", f"email={address}")
            for who, address in ((subject, user["email"]), (by, "x@example.com"))]


class Accounts(unittest.TestCase):
    def setUp(self):
        temporary = tempfile.TemporaryDirectory(prefix="exeunt-engines.")
        self.addCleanup(temporary.cleanup)
        self.folder = Path(temporary.name)

    def write(self, name, text):
        path = self.folder / f"{name}.ndjson"
        path.write_bytes(text if isinstance(text, bytes) else text.encode())
        return path

    def generate(self, objects):
        path = self.folder / f"{objects}.ndjson"
        subprocess.run([GENERATE, "--pack", "pipedrive", "--objects", str(objects), "-o", path], check=True, timeout=60)
        return path

    def agree(self, requests, **options):
        assert_none(self, ENGINES.disagreements(requests, **options))


class Examples(Accounts):
    def test_every_user_and_every_event(self):
        self.agree([request for pack, events in EVENTS.items() for event in events for user in users_of(pack)
                    for request in requests_of(pack, event, user)], forms=[("ndjson", 1)])

    def test_the_other_forms(self):
        self.agree([request for pack, events in EVENTS.items() for event in events for user in users_of(pack)[4:10]
                    for request in requests_of(pack, event, user)], forms=[("json", 3), ("groups", 2)])

    def test_who_asks_and_how(self):
        pipedrive, hubspot = example("pipedrive"), example("hubspot")
        leave = asked(pipedrive, "deactivate", "user:7")
        remove = asked(hubspot, "remove", "user:7", pack="hubspot")
        options = (("--how-to",), ("--locations",), ("--absent", "null"), ("--how-to", "--locations"))
        requests = [(*request, *each) for request in (leave, remove) for each in options]
        requests += [(*remove, "--locale", locale) for locale in ("sv", "de", "en", "xx")]
        requests += [asked(pipedrive, "deactivate", "user:7", by)
                     for by in ("", "user:7", "user:404", "deal:1", "nobody")]
        requests += [asked(pipedrive, "deactivate", subject)
                     for subject in ("user:404", "deal:5", "user:", "7", "parrot:1")]
        requests += [(*leave, "--arg", "x=1"), asked(pipedrive, "leave", "user:7"),
                     asked(pipedrive, "deactivate", "user:7", at="now")]
        self.agree(requests)

    def test_transfers(self):
        leave = asked(example("pipedrive"), "deactivate", "user:7")
        of = (["deal=user:2"], ["deal.owner=user:2"], ["*=user:2"], ["deal=user:2", "*=user:3"], ["person:6=user:404"],
              ["deal=user:7"],
              ["person:6=user:3", "person=user:2"], ["user:404=user:2"], ["parrot=user:2"], ["deal.title=user:2"],
              ["deal"])
        remove = asked(example("hubspot"), "remove", "user:7", pack="hubspot")
        self.agree([(*request, *(word for each in transfers for word in ("--transfer", each)))
                    for transfers in of for request in (leave, remove)])

    def test_editions(self):
        self.agree([(*asked(example("hubspot"), event, "user:7", pack="hubspot"), "--edition", edition)
                    for event in ("deactivate", "remove")
                    for edition in ("kept-or-gone-in-reports", "who-may", "sequence-emails")])
        self.agree([(*asked(example("pipedrive"), event, "user:7"), "--edition", "undated")
                    for event in EVENTS["pipedrive"]])

    def test_types_that_the_file_does_not_hold_whole(self):
        for pack, types in (("pipedrive", ["user"]), ("pipedrive", ["deal", "automation", "campaign"]),
                            ("hubspot", ["user", "contact"])):
            header = json.dumps({"format": "exeunt.snapshot/1", "incomplete": types})
            path = self.write(f"{pack}-{types[0]}", respell.joined([header, *lines_of(pack)]))
            self.agree([request for event in EVENTS[pack] for user in users_of(pack)[5:9]
                        for request in requests_of(pack, event, user, path)])

    def test_headers(self):
        headers = ({"format": "exeunt.snapshot/1", "absent": "null"}, {"format": "exeunt.snapshot/1"},
                   {"format": "exeunt.snapshot/2"},
                   {"format": "exeunt.snapshot/1", "absent": "never"},
                   {"format": "exeunt.snapshot/1", "x": [1, {"y": 2}]})
        sparse = respell.fields_left_out(lines_of("pipedrive"), random.Random(1))
        self.agree([asked(self.write(f"header{i}", json.dumps(header) + "\n" + sparse), "deactivate", "user:7")
                    for i, header in enumerate(headers)])

    def test_documents_for_people_and_standard_input(self):
        path = example("pipedrive")
        for form in ("text", "markdown"):
            self.agree([asked(path, "deactivate", "user:7")], forms=[(form, 1)])
        request = asked("-", "deactivate", "user:7")
        for form in ("json", "ndjson"):
            answers = [ENGINES.plan(request, "--format", form, *engine, stdin=path.read_bytes())
                       for engine in (REFERENCE, columnar(3))]
            self.assertEqual(answers[0], answers[1])

    def test_what_is_no_ndjson(self):
        items = [json.loads(line) for line in lines_of("pipedrive")]
        texts = {"list": json.dumps(items), "object": json.dumps({"format": "exeunt.snapshot/1", "objects": items}),
                 "empty": "",
                 "blank": " \n\n", "yaml": "- {type: user, id: 7, name: Sales Rep 7, status: active, role: regular}\n"}
        for name, text in texts.items():
            with self.subTest(name):
                request = (*asked(self.write(name, text), "deactivate", "user:7"), "--format", "json")
                status, out, said = ENGINES.plan(request, *columnar(2))
                self.assertEqual((2, b"", ["E0892"]), (status, out, [each["code"] for each in said]))
                self.assertEqual(ENGINES.plan(request, *REFERENCE), ENGINES.plan(request))

    def test_what_is_hardly_ndjson(self):
        lines = lines_of("pipedrive")
        texts = {"one": lines[8], "bom": "\ufeff" + respell.joined(lines),
                 "blank lines first": "\n \n" + respell.joined(lines),
                 "a header alone": '{"format":"exeunt.snapshot/1"}',
                 "a blank line behind the header": '{"format":"exeunt.snapshot/1"}\n\n' + respell.joined(lines)}
        self.agree([asked(self.write(name, text), "deactivate", "user:7") for name, text in texts.items()])

    def test_in_the_order_of_the_file_and_unchecked(self):
        for pack, events in EVENTS.items():
            for event in events:
                for request in requests_of(pack, event, users_of(pack)[6]):
                    expected = ENGINES.plan(request, "--format", "ndjson", *REFERENCE)
                    self.assertEqual(expected, ENGINES.plan(request, "--format", "ndjson", "--skip-irrelevant",
                                                            *columnar(2)))
                    found = ENGINES.plan(request, "--format", "ndjson", "--unordered", *columnar(2))
                    self.assertEqual(in_no_order(expected), in_no_order(found))


class Generated(Accounts):
    def test_a_small_one(self):
        path = self.generate(2000)
        self.agree([asked(path, event, subject) for event in EVENTS["pipedrive"]
                    for subject in ("user:9", "user:1", "user:2", "user:3")])
        self.agree([(*asked(path, "deactivate", "user:9"), "--transfer", transfer)
                    for transfer in ("*=user:1", "deal=user:2")])

    def test_one_of_many_chunks(self):
        path = self.generate(100_000)
        self.agree([asked(path, "deactivate", "user:9")], forms=[("ndjson", 1), ("ndjson", 2), ("ndjson", 3),
                                                                 ("ndjson", 7), ("groups", 1), ("groups", 3)])
        self.agree([asked(path, "delete", "user:1")], forms=[("json", 1), ("json", 3)])


class Spelling(Accounts):
    """The plan of the same objects is the same; that of other objects is what the reference engine makes of them."""
    def test_the_same_objects(self):
        for pack, event in (("pipedrive", "deactivate"), ("hubspot", "remove")):
            expected = self.plan(example(pack), pack, event)
            for respelled in respell.SAME:
                with self.subTest(pack=pack, spelling=respelled.__name__):
                    path = self.write(f"{pack}-{respelled.__name__}", respelled(lines_of(pack), random.Random(7)))
                    self.agree([asked(path, event, "user:7", pack=pack)], forms=[("json", 1)])
                    self.assertEqual(expected, self.plan(path, pack, event))

    def plan(self, path, pack, event):
        status, out, said = ENGINES.plan(asked(path, event, "user:7", pack=pack), "--format", "ndjson", *columnar(2))
        self.assertIn(status, (0, 1))
        self.assertEqual([], said)
        return re.sub(rb'"digest": "xxh3:[0-9a-f]*"', b"", out)

    def test_other_objects(self):
        requests = []
        for pack, event in (("pipedrive", "deactivate"), ("pipedrive", "delete"), ("hubspot", "remove"),
                            ("hubspot", "deactivate")):
            for changed in respell.OTHER:
                for seed in (1, 2):
                    path = self.write(f"{pack}-{event}-{changed.__name__}-{seed}",
                                      changed(lines_of(pack), random.Random(seed)))
                    request = asked(path, event, "user:7", pack=pack)
                    requests += [request, (*request, "--absent", "null")]
        self.agree(requests, forms=[("ndjson", 1)])

    def test_all_at_once(self):
        lines = self.generate(2000).read_text(encoding="utf-8").splitlines()
        requests = []
        for seed in range(6):
            dice, text = random.Random(seed), respell.joined(lines)
            for change in dice.sample(respell.OTHER, 3) + dice.sample(respell.SAME[:4], 2):
                text = change(text.splitlines(), dice)
            path = self.write(f"all-{seed}", text)
            requests += [asked(path, event, subject) for event in EVENTS["pipedrive"]
                         for subject in ("user:9", "user:3")]
        self.agree(requests, forms=[("ndjson", 3)])


class Unchecked(Accounts):
    """--skip-irrelevant makes the plan of the reference engine, but for what only lines that were skipped could tell."""
    def test_however_an_account_is_spelled(self):
        for pack, event in (("pipedrive", "deactivate"), ("pipedrive", "delete"), ("hubspot", "remove")):
            for change in (*respell.SAME, *respell.OTHER):
                path = self.write(f"{pack}-{event}-{change.__name__}", change(lines_of(pack), random.Random(3)))
                for subject in ("user:7", "user:3"):
                    self.same(asked(path, event, subject, pack=pack))

    def test_all_at_once(self):
        lines = self.generate(2000).read_text(encoding="utf-8").splitlines()
        for seed in range(4):
            dice, text = random.Random(seed), respell.joined(lines)
            for change in dice.sample(respell.OTHER, 3) + [respell.shuffled, dice.choice(respell.SAME[1:4])]:
                text = change(text.splitlines(), dice)
            path = self.write(f"all-{seed}", text)
            for event in EVENTS["pipedrive"]:
                self.same(asked(path, event, "user:9"))

    def test_a_name_that_can_be_spelled_with_short_escapes(self):
        lines = [line.replace('"user:7"', '"user:7/8"').replace('{"type":"user","id":"7"', '{"type":"user","id":"7/8"')
                 for line in lines_of("pipedrive")]
        dice = random.Random(5)
        spelled = [line.replace("7/8", "7\\/8") if dice.random() < 0.5 else line for line in lines]
        self.assertNotEqual(lines, spelled)
        self.same(asked(self.write("slashes", respell.joined(spelled)), "deactivate", "user:7/8"))

    def same(self, request):
        answers = []
        for engine in (REFERENCE, ("--skip-irrelevant", *columnar(2))):
            status, out, said = ENGINES.plan(request, "--format", "json", *engine)
            self.assertIn(status, (0, 1), said)
            plan = json.loads(out)
            plan["snapshot"].update(unmodelled_types={}, unmodelled_fields={})
            answers.append((status, plan, [each for each in said if each["code"] not in ("W0701", "W0702")]))
        self.assertEqual(answers[0], answers[1], request)


if __name__ == "__main__":
    unittest.main()
