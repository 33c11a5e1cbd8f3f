"""Predictions of the packs: what `apply` makes of an example account is exactly what is predicted, whatever new objects are called.

    verify.py EXEUNT
"""
import json
import os
import subprocess
import sys
import tempfile
import unittest
from pathlib import Path

EXEUNT = os.path.abspath(sys.argv.pop(1))
ROOT = Path(__file__).resolve().parent.parent.parent
# An example account each: who leaves, asked by whom.
EXAMPLES = (("pipedrive", "deactivate", "user:7", "user:1"), ("pipedrive", "delete", "user:15", "user:1"),
            ("hubspot", "deactivate", "user:7", "user:1"), ("hubspot", "remove", "user:7", "user:1"))
AT = "2024-03-01T09:00:00Z"
LATER = "2034-03-01T09:00:00Z"


def exeunt(*words):
    return subprocess.run([EXEUNT, *map(str, words)], cwd=ROOT, capture_output=True, timeout=300, check=False)


def renamed(account):
    """Objects that the plan created, with ids of the system's own, before all others."""
    names, objects = {}, [json.loads(line) for line in account.splitlines()]
    for number, each in enumerate(objects):
        if str(each.get("id", "")).startswith("new/"):
            names[f"{each['type']}:{each['id']}"] = f"{each['type']}:{9_000_000 + number}"
            each["id"] = str(9_000_000 + number)

    def rename(value):
        if isinstance(value, dict):
            return {name: rename(member) for name, member in value.items()}
        if isinstance(value, list):
            return [rename(element) for element in value]
        return names.get(value, value) if isinstance(value, str) else value

    header = [each for each in objects if "format" in each]
    rest = [rename(each) for each in objects if "format" not in each]
    return "".join(json.dumps(each) + "\n" for each in header + rest[::-1])


class Verify(unittest.TestCase):
    def setUp(self):
        temporary = tempfile.TemporaryDirectory(prefix="exeunt-verify.")
        self.addCleanup(temporary.cleanup)
        self.folder = Path(temporary.name)

    def test_examples(self):
        for pack, event, subject, by in EXAMPLES:
            request = ("--event", event, "--subject", subject, "--by", by, "--at", AT)
            account = ROOT / "examples" / pack / "account.ndjson"
            plan, after = self.folder / "plan.json", self.folder / "after.ndjson"
            done = exeunt("plan", pack, "--snapshot", account, *request, "--format", "json", "-o", plan)
            if done.returncode == 1:  # blocked: nothing changes
                done = exeunt("verify", pack, "--before", account, "--after", account, *request)
                self.assertEqual(0, done.returncode, done.stdout + done.stderr)
                continue
            self.assertEqual(0, done.returncode, done.stderr)
            for until in ((), ("--until", LATER)):
                done = exeunt("apply", plan, "--snapshot", account, *until, "-o", after)
                self.assertEqual(0, done.returncode, done.stderr)
                after.write_text(renamed(after.read_text(encoding="utf-8")), encoding="utf-8")
                done = exeunt("verify", pack, "--before", account, "--after", after, *request, *until, "--format", "json")
                self.assertEqual(0, done.returncode, done.stdout + done.stderr)
                found = json.loads(done.stdout)
                self.assertTrue(found["exact"])
                self.assertGreater(found["total"]["exact"], 0)
                done = exeunt("verify", pack, "--before", account, "--after", account, *request, *until, "--format", "json")
                self.assertEqual(1, done.returncode, done.stdout + done.stderr)
                missed = json.loads(done.stdout)["total"]
                self.assertEqual((0, 0), (missed["extra"], missed["wrong"]))
                self.assertEqual(0, missed["exact"])


if __name__ == "__main__":
    unittest.main()
