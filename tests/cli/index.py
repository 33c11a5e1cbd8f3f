"""What `exeunt index` makes serves `exeunt plan --index`: the same plans, byte for byte, or a refusal.

    index.py EXEUNT
"""
import itertools
import json
import os
import random
import shutil
import struct
import subprocess
import sys
import tempfile
import unittest
from pathlib import Path

EXEUNT = os.path.abspath(sys.argv.pop(1))
ROOT = Path(__file__).resolve().parents[2]
SHARED = ROOT / "tests/golden/shared"
ENGINE_CASES = ROOT / "tests/golden/cli/engine"


def exeunt(*words, folder):
    return subprocess.run([EXEUNT, *map(str, words)], cwd=folder, env={"EXEUNT_HOME": str(ROOT)}, capture_output=True,
                          stdin=subprocess.DEVNULL, timeout=120, check=False)


class Folder(unittest.TestCase):
    """A copy of the shared pack and account."""

    def setUp(self):
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        self.folder = Path(folder.name)
        shutil.copytree(SHARED, self.folder, dirs_exist_ok=True)

    def index(self, *words, pack="shop", snapshot="account.ndjson", status=0):
        done = exeunt("index", pack, snapshot, *words, folder=self.folder)
        self.assertEqual(done.returncode, status, done.stderr.decode())
        return done

    def plan(self, *words, pack="shop", snapshot="account.ndjson", event="leave", subject="user:7", by="user:1"):
        return exeunt("plan", pack, "--snapshot", snapshot, "--event", event, "--subject", subject, "--by", by, "--at",
                      "2024-03-01T09:00:00Z", *words, folder=self.folder)

    def plan_by_index(self, *words, **what):
        snapshot = what.get("snapshot", "account.ndjson")
        return self.plan("--index", f"{snapshot}.exeunt-index", *words, **what)

    def compare(self, *words, **what):
        alone = self.plan("--engine", "columnar", *words, **what)
        by_index = self.plan_by_index(*words, **what)
        self.assertEqual((by_index.returncode, by_index.stdout.decode(), by_index.stderr.decode()),
                         (alone.returncode, alone.stdout.decode(), alone.stderr.decode()), (words, what))
        return alone


class ManyLeavers(Folder):
    """`--subjects`: plan after plan, each as it is made alone."""

    def many(self, subjects, *words, form="ndjson"):
        return exeunt("plan", "shop", "--snapshot", "account.ndjson", "--event", "leave", "--by", "user:1", "--at",
                      "2024-03-01T09:00:00Z", "--format", form, "--subjects", subjects, *words, folder=self.folder)

    def alone(self, names, form="ndjson"):
        return b"".join(self.plan("--format", form, subject=name).stdout for name in names)

    def everybody(self):
        objects = map(json.loads, (self.folder / "account.ndjson").read_text().splitlines())
        return sorted((f"user:{each['id']}" for each in objects if each.get("type") == "user"),
                      key=lambda name: int(name.split(":")[1]))

    def test_a_file(self):
        names = self.everybody()
        (self.folder / "leavers").write_text(f"{names[1]}\n\n  {names[0]} \r\n")
        done = self.many("leavers")
        self.assertEqual(done.stderr, b"")
        self.assertEqual(done.stdout, self.alone([names[1], names[0]]))

    def test_everybody(self):
        done = self.many("all")
        self.assertEqual(done.stdout, self.alone(self.everybody()))
        verdicts = {json.loads(line)["verdict"] for line in done.stdout.splitlines() if b'"record": "summary"' in line}
        self.assertEqual(done.returncode, 0 if verdicts == {"ready"} else 1)

    def test_in_groups(self):
        names = self.everybody()
        done = self.many("all", form="groups")
        self.assertEqual(done.stdout, self.alone(names, "groups"))
        self.assertEqual(done.stdout.count(b"exeunt.plan-groups/1"), len(names))

    def test_by_an_index(self):
        self.index()
        self.assertEqual(self.many("all", "--index", "account.ndjson.exeunt-index").stdout, self.many("all").stdout)

    def test_one_who_is_not_there(self):
        (self.folder / "leavers").write_text("user:7\nuser:99999\n")
        done = self.many("leavers", "-o", "plans")
        self.assertEqual((done.returncode, done.stdout), (2, b""))
        self.assertIn(b"`user:99999` is not in the snapshot", done.stderr)
        self.assertFalse((self.folder / "plans").exists())

    def test_nobody(self):
        (self.folder / "leavers").write_text("\n")
        done = self.many("leavers")
        self.assertEqual(done.returncode, 2)
        self.assertIn(b"error[E0819]: `leavers` names nobody to plan for", done.stderr)

    def test_nothing_is_left_behind(self):
        temporary = self.folder / "temporary"
        temporary.mkdir()
        done = subprocess.run([EXEUNT, "plan", "shop", "--snapshot", "account.ndjson", "--event", "leave", "--by", "user:1", "--at",
                               "2024-03-01", "--format", "ndjson", "--subjects", "all"], cwd=self.folder, check=False,
                              env={"EXEUNT_HOME": str(ROOT), "TMPDIR": str(temporary)}, capture_output=True, timeout=120)
        self.assertNotEqual(done.stdout, b"")
        self.assertEqual(list(temporary.iterdir()), [])


class SamePlans(Folder):
    """An index changes how long a plan takes and nothing else."""

    def test_every_form(self):
        self.index()
        for form in ("text", "json", "ndjson", "groups", "markdown", "html"):
            done = self.compare("--format", form)
            self.assertEqual(done.returncode, 0)

    def test_requests(self):
        self.index()
        for words in (["--transfer", "order=user:1"], ["--transfer", "draft:1=user:1"], ["--how-to"], ["--locations"],
                      ["--transfer", "draft:99=user:1"], ["--arg", "nothing=1"]):
            self.compare("--format", "ndjson", *words)
            self.compare("--format", "groups", *words)

    def test_whoever_leaves(self):
        self.index()
        for subject, by in itertools.product(("user:1", "user:7", "user:99", "order:1"), ("user:1", "user:7", "user:99")):
            self.compare("--format", "json", subject=subject, by=by)

    def test_every_pack_and_event(self):
        packs = {"pipedrive": ("deactivate", "delete"), "hubspot": ("deactivate", "remove")}
        for pack, events in packs.items():
            account = ROOT / "examples" / pack / "account.ndjson"
            snapshot = f"{pack}.ndjson"
            shutil.copy(account, self.folder / snapshot)
            self.index(pack=pack, snapshot=snapshot)
            objects = [json.loads(line) for line in account.read_text(encoding="utf-8").splitlines()]
            users = [each["id"] for each in objects if each.get("type") == "user"]
            for event, user in itertools.product(events, users[:8]):
                for form in ("ndjson", "groups"):
                    self.compare("--format", form, pack=pack, snapshot=snapshot, event=event, subject=f"user:{user}")

    def test_what_engines_are_tested_with(self):
        # Each a pack of its own: look-ups, fixpoints, displays, dangling references, fields that are absent.
        for case in sorted(ENGINE_CASES.iterdir()):
            pack, account = case / "shop.policy", case / "account.ndjson"
            made = exeunt("index", pack, account, "-o", self.folder / "case", folder=self.folder)
            for subject in ("user:1", "user:7"):
                request = ("plan", pack, "--snapshot", account, "--event", "leave", "--subject", subject, "--by", "user:1",
                           "--at", "2024-03-01T09:00:00Z", "--format", "json")
                alone = exeunt(*request, "--engine", "columnar", folder=self.folder)
                if made.returncode == 0:
                    by_index = exeunt(*request, "--index", self.folder / "case", folder=self.folder)
                    self.assertEqual((by_index.returncode, by_index.stdout, by_index.stderr),
                                     (alone.returncode, alone.stdout, alone.stderr), case.name)
                else:
                    self.assertEqual(alone.returncode, 2, (case.name, made.stderr.decode()))

    def test_values_are_held_to_the_model_where_they_matter(self):
        with open(self.folder / "account.ndjson", "a", encoding="utf-8") as account:
            account.write('{"type":"order","id":"90","owner":"user:7","open":"perhaps"}\n')
            account.write('{"type":"order","id":"91","owner":7}\n')
        self.index()
        self.assertEqual(self.compare("--format", "json").returncode, 2)

    def test_objects_that_stand_twice(self):
        with open(self.folder / "account.ndjson", "a", encoding="utf-8") as account:
            account.write('{"type":"order","id":"1","owner":"user:7"}\n{"type":"user","id":"1"}\n')
        self.index()
        self.assertEqual(self.compare("--format", "json").returncode, 2)

    def test_what_the_model_does_not_know(self):
        with open(self.folder / "account.ndjson", "a", encoding="utf-8") as account:
            account.write('{"type":"spaceship","id":"1"}\n{"type":"order","id":"92","owner":"user:7","colour":"red"}\n\n')
        self.index()
        self.compare("--format", "json")

    def test_header(self):
        account = self.folder / "account.ndjson"
        account.write_text('{"format":"exeunt.snapshot/1","absent":"null","incomplete":["draft"]}\n' +
                           account.read_text(encoding="utf-8"), encoding="utf-8")
        self.index()
        self.compare("--format", "json")

    def test_other_spellings_of_a_name(self):
        with open(self.folder / "account.ndjson", "a", encoding="utf-8") as account:
            account.write('{"type":"ord\\u0065r","id":"93","owner":"us\\u0065r:7"}\r\n')
            account.write(' { "owner" : "user:7" , "id" : 94 , "type" : "order" } \n')
            account.write('{"type":"order","id":"\\u00e4","owner":"user:7"}')
        self.index()
        done = self.compare("--format", "json")
        for order in ("order:93", "order:94", "order:ä"):
            self.assertIn(order, done.stdout.decode())

    def test_an_account_of_nobody(self):
        (self.folder / "nobody.ndjson").write_text('{"type":"user","id":"7"}\n')
        self.index(snapshot="nobody.ndjson")
        self.compare("--format", "json", snapshot="nobody.ndjson")

    def test_names_whose_hashes_lead_elsewhere(self):
        """One in some ten leads to the line of another object, which may be one that the plan has already."""
        users = [{"type": "user", "id": str(i), "name": f"User {i}", "admin": i > 3, "status": "active"}
                 for i in range(1, 160)]
        orders = [{"type": "order", "id": str(i), "title": f"Order {i}", "owner": f"user:{i % 2 + 1}", "open": i % 5 > 0}
                  for i in range(1, 3000)]
        (self.folder / "account.ndjson").write_text("".join(json.dumps(each) + "\n" for each in users + orders))
        self.index()
        for by in range(4, 160, 2):
            self.compare("--format", "groups", subject="user:1", by=f"user:{by}")

    def test_threads(self):
        lines = (self.folder / "account.ndjson").read_text(encoding="utf-8")
        with open(self.folder / "large.ndjson", "w", encoding="utf-8") as account:
            account.write(lines)
            for i in range(1000, 21000):
                account.write(json.dumps({"type": "order", "id": str(i), "title": f"Order {i} " + "x" * (i % 50),
                                          "owner": f"user:{7 if i % 3 else 1}", "open": i % 2 == 0}) + "\n")
        made = set()
        for threads in (1, 2, 7):
            self.index("--threads", threads, snapshot="large.ndjson")
            made.add((self.folder / "large.ndjson.exeunt-index").read_bytes())
            done = self.compare("--format", "ndjson", "--threads", threads, snapshot="large.ndjson")
            self.assertEqual(done.returncode, 0)
        self.assertEqual(len(made), 1, "the index depends on how many threads made it")


class Alike(Folder):
    """Of objects that are alike an index lets one be read; the plan is that of a scan, and of the reference engine."""

    PACK = """
pack alike "Alike"
use std.outcomes
entity user "User" is std.user { name string label  status enum(active, gone) }
entity thing "Thing" plural "Things" {
  name    string          label
  owner   ref<user>?      ownership
  maker   ref<user>?      authorship
  seen    list<ref<user>> membership
  word    string?
  state   enum(a, b)?
  open    bool?
  tags    list<string>
  due     timestamp?
  other   ref<thing>?
}
event leave "Leave" for user is std.suspend {}
event check "Check" for user {}
rule words on leave for thing where thing.owner == subject && (thing.word == 'x' || thing.word == 'y') then may-need("a word")
rule null-words on leave for thing where thing.owner == subject && thing.word == null then may-need("no word")
rule states on leave for thing where thing.maker == subject && thing.state == 'a' then may-need("a")
rule truths on check for thing where thing.owner == subject && thing.open != null && thing.open then may-need("open")
rule sizes on check for thing where thing.owner == subject && size(thing.tags) > 2 then may-need("many")
rule none on leave for thing where thing.owner == subject && size(thing.tags) == 0 then may-need("none")
rule times on leave for thing where thing.maker == subject && thing.state == 'b' then may-need("due {thing.due}")
rule told on check for thing where thing.maker == subject && thing.open == null then may-need("it says {thing.word}")
rule seers on leave for thing where subject in thing.seen then detach(subject, seen)
rule owned on leave for thing where thing.owner == subject && thing.maker == subject then unassign(owner)
rule follows on check for thing where thing.seen.exists(u, u == subject) && thing.other != null then may-need("{thing.other.name}")
"""

    def setUp(self):
        super().setUp()
        (self.folder / "alike.policy").write_text(self.PACK, encoding="utf-8")

    def things(self, dice, count):
        """Each differs from most others in few ways, and from some in none."""
        users = [None, "user:7", "user:7", "user:8", "user:9"]
        for i in range(1, count):
            thing = {"type": "thing", "id": str(i), "name": f"Thing {i}", "owner": dice.choice(users), "maker": dice.choice(users),
                     "seen": dice.sample(["user:7", "user:8", "user:9"], dice.choice((0, 0, 1, 2))),
                     "word": dice.choice((None, "x", "y", "z", "user:7")), "state": dice.choice((None, "a", "b")),
                     "open": dice.choice((None, True, False)), "tags": ["t"] * dice.randrange(5),
                     "due": dice.choice((None, "2024-03-01", "2024-05-30T10:00:00Z", "2024-01-31T10:00:00+01:00")),
                     "other": dice.choice((None, None, f"thing:{dice.randrange(1, count)}"))}
            for key in ("owner", "maker", "word", "state", "open", "due", "other", "name"):
                if dice.random() < 0.1:
                    del thing[key]
            text = json.dumps(thing)
            if dice.random() < 0.05:
                text = text.replace(*dice.choice((('"x"', '"\\u0078"'), ('"user:7"', '"us\\u0065r:7"'), ('"a"', '"\\u0061"'))))
            yield text

    def test_as_by_the_reference(self):
        for seed in range(6):
            dice = random.Random(seed)
            users = [json.dumps({"type": "user", "id": str(i), "name": f"User {i}", "status": "active"}) for i in (1, 7, 8, 9)]
            lines = users + list(self.things(dice, 600))
            dice.shuffle(lines)
            (self.folder / "alike.ndjson").write_text("\n".join(lines) + "\n", encoding="utf-8")
            absent = ("--absent", "null") if seed % 2 else ()
            self.index(*absent, pack="alike.policy", snapshot="alike.ndjson")
            for event, who, words in itertools.product(("leave", "check"), ("user:7", "user:8"),
                                                       ((), ("--transfer", "*=user:9"), ("--transfer", "thing:5=user:9"))):
                what = {"pack": "alike.policy", "snapshot": "alike.ndjson", "event": event, "subject": who}
                words = ("--format", "groups", "--error-format", "json", *words, *absent)
                alone = self.plan("--engine", "reference", *words, **what)
                self.assertIn(b'"record": "change"', alone.stdout, alone.stderr.decode())
                by_index = self.plan_by_index(*words, **what)
                self.assertEqual((by_index.returncode, by_index.stdout.decode()), (alone.returncode, alone.stdout.decode()),
                                 (seed, words, what))


    def test_one_that_does_not_fit(self):
        """It is like all others but for one value that the model does not allow: that is told, though others are not read."""
        users = [{"type": "user", "id": str(i), "name": f"User {i}", "status": "active"} for i in (1, 7, 8)]
        things = [{"type": "thing", "id": str(i), "name": f"Thing {i}", "owner": "user:7", "maker": "user:8", "seen": ["user:8"],
                   "word": "x", "state": "a", "open": True, "tags": ["t"], "due": "2024-03-01", "other": "thing:1"}
                  for i in range(1, 60)]
        for wrong in ({"other": "user:8"}, {"other": "thing:"}, {"due": "2024-02-30"}, {"due": "soon"}, {"tags": [1]},
                      {"tags": "t"}, {"seen": ["thing:1"]}, {"seen": [["user:8"]]}, {"seen": None}, {"state": "c"}, {"open": "yes"}, {"word": 5},
                      {"maker": "thing:8"}, {"maker": ["user:8"]}, {"name": None}):
            lines = [json.dumps(each) for each in users + things + [things[-1] | {"id": "77"} | wrong]]
            (self.folder / "alike.ndjson").write_text("\n".join(lines) + "\n", encoding="utf-8")
            self.index(pack="alike.policy", snapshot="alike.ndjson")
            done = self.compare("--format", "groups", pack="alike.policy", snapshot="alike.ndjson")
            self.assertEqual(done.returncode, 2, wrong)


class Refused(Folder):
    """What is stale, damaged or somebody else's is not used."""

    def setUp(self):
        super().setUp()
        self.index()
        self.file = self.folder / "account.ndjson.exeunt-index"

    def refuse(self, code, *words, **what):
        done = self.plan_by_index("--format", "json", *words, **what)
        self.assertEqual((done.returncode, done.stdout), (2, b""), done.stderr.decode())
        self.assertIn(f"error[{code}]", done.stderr.decode())
        self.assertIn("`exeunt index ", done.stderr.decode(), "there is no cure")
        self.assertIn("1 error\n", done.stderr.decode())

    def test_snapshot_that_grew(self):
        with open(self.folder / "account.ndjson", "a", encoding="utf-8") as account:
            account.write('{"type":"user","id":"8"}\n')
        self.refuse("E0847")

    def test_snapshot_of_the_same_size(self):
        account = self.folder / "account.ndjson"
        status = account.stat()
        account.write_bytes(account.read_bytes().replace(b"Lamp", b"Sofa"))
        os.utime(account, ns=(status.st_atime_ns, status.st_mtime_ns))  # its time of change tells
        self.refuse("E0847")

    def test_another_file_in_its_place(self):
        account = self.folder / "account.ndjson"
        shutil.copy2(account, self.folder / "copy")
        os.rename(self.folder / "copy", account)
        self.refuse("E0847")

    def test_changed_pack(self):
        policy = self.folder / "shop/shop.policy"
        policy.write_text(policy.read_text(encoding="utf-8").replace("order.open", "!order.open", 1), encoding="utf-8")
        self.refuse("E0845")

    def test_layout_of_a_pack_does_not_matter(self):
        policy = self.folder / "shop/shop.policy"
        policy.write_text("// A remark.\n" + policy.read_text(encoding="utf-8"), encoding="utf-8")
        self.assertEqual(self.plan_by_index("--format", "json").returncode, 0)

    def test_another_edition(self):
        policy = self.folder / "shop/shop.policy"
        policy.write_text(policy.read_text(encoding="utf-8").replace("2024-01-01", "2024-02-01", 1), encoding="utf-8")
        self.refuse("E0844")

    def test_another_pack(self):
        done = self.plan_by_index(pack="pipedrive", event="delete")
        self.assertIn("error[E0844]", done.stderr.decode())

    def test_fields_that_are_absent(self):
        self.refuse("E0846", "--absent", "null")
        self.index("--absent", "null")
        self.refuse("E0846")
        done = self.plan_by_index("--format", "json", "--absent", "null")
        self.assertEqual(done.stdout, self.plan("--format", "json", "--absent", "null").stdout)

    def test_another_version(self):
        whole = self.file.read_bytes()
        self.file.write_bytes(whole[:8] + struct.pack("<I", 99) + whole[12:])
        self.refuse("E0842")

    def test_no_index(self):
        self.file.write_bytes(b'{"format":"exeunt.plan/1"}\n' * 10)
        self.refuse("E0841")

    def test_cut_off_anywhere(self):
        whole = self.file.read_bytes()
        step = max(1, len(whole) // 30)
        for size in range(16, len(whole), step):
            self.file.write_bytes(whole[:size])
            self.refuse("E0843")

    def test_bytes_changed_anywhere(self):
        # Every byte is under a checksum, or is one; and no plan comes from what it does not hold for.
        whole = self.file.read_bytes()
        expected = self.plan("--format", "json").stdout
        step = max(1, len(whole) // 100)
        for place in range(12, len(whole), step):
            changed = bytearray(whole)
            changed[place] ^= 0x40
            self.file.write_bytes(changed)
            done = self.plan_by_index("--format", "json")
            if done.returncode != 2:  # a block that the plan has no need of
                self.assertEqual((done.returncode, done.stdout), (0, expected), f"byte {place}")
            else:
                self.assertRegex(done.stderr.decode(), r"error\[E084[23]\]", f"byte {place}")

    def test_more_behind_its_end(self):
        with open(self.file, "ab") as index:
            index.write(b"more")
        self.refuse("E0843")

    def test_what_a_failed_attempt_leaves(self):
        before = self.file.read_bytes()
        (self.folder / "account.ndjson").write_text("{\n", encoding="utf-8")
        self.index(status=2)
        self.assertEqual(self.file.read_bytes(), before)
        self.assertEqual([each.name for each in self.folder.iterdir() if "exeunt-index" in each.name], [self.file.name])


class Making(Folder):
    def test_what_is_told(self):
        done = self.index()
        size = (self.folder / "account.ndjson.exeunt-index").stat().st_size
        self.assertRegex(done.stdout.decode(), rf"^account\.ndjson\.exeunt-index: \d+ objects, {size} bytes, [\d.]+ an object\n$")
        told = json.loads(self.index("--format", "json", "-o", "other").stdout)
        self.assertEqual((told["index"], told["bytes"]), ("other", size))
        plan = json.loads(self.plan("--format", "json").stdout)
        self.assertEqual((told["snapshot"], told["objects"]), (plan["snapshot"]["digest"], plan["snapshot"]["objects"]))

    def test_to_standard_output(self):
        self.index()
        done = self.index("-o", "-")
        self.assertEqual(done.stdout, (self.folder / "account.ndjson.exeunt-index").read_bytes())

    def test_pipe(self):
        done = subprocess.run([EXEUNT, "index", "shop", "/dev/stdin"], cwd=self.folder, env={"EXEUNT_HOME": str(ROOT)},
                              input=b"{}", capture_output=True, timeout=60, check=False)
        self.assertEqual(done.returncode, 2)
        self.assertIn(b"error[E0849]", done.stderr)


if __name__ == "__main__":
    unittest.main()
