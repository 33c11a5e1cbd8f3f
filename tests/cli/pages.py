"""Pages of HTML: whatever texts a plan has, its page has the same elements with the same attributes.

    pages.py EXEUNT
"""
import json
import os
import re
import subprocess
import sys
import tempfile
import unittest
from pathlib import Path

from support.structure import Structure

EXEUNT = os.path.abspath(sys.argv.pop(1))
ROOT = Path(__file__).resolve().parent.parent.parent
# In front of every name and text. No colon: it would part the type of an object from its id.
HOSTILE = ("\"'><script>alert(1)</script><img src=x onerror=alert(2)><!--\u202e\u2066\x1b\0\u2028\n"
           "</style></title>&lt; ${x} ")
# What is no text, or (the class) decides where something stands.
FIXED = {"class", "format", "verdict", "holds", "change", "kind", "op", "at", "due", "point_of_no_return", "digest"}
# Whose members are named by the policy or the account.
NAMED = {"labels", "types", "rules", "counts", "arguments", "by_type", "by_outcome", "unmodelled_types",
         "unmodelled_fields"}


def plan(*more):
    done = subprocess.run([EXEUNT, "plan", "pipedrive", "--snapshot", ROOT / "examples/pipedrive/account.ndjson",
                           "--event", "deactivate", "--subject", "user:7", "--at", "2024-03-01T09:00:00Z", "--how-to",
                           "--locations", "--format", "json", *more],
                          capture_output=True, check=False, cwd=ROOT, env={"EXEUNT_HOME": str(ROOT)})
    return json.loads(done.stdout)


def page(document):
    with tempfile.NamedTemporaryFile("w", suffix=".json", encoding="utf-8") as file:
        json.dump(document, file)
        file.flush()
        done = subprocess.run([EXEUNT, "show", file.name, "--format", "html"], capture_output=True, check=False)
    return done.stdout.decode("utf-8")


def hostile(value, name=""):
    """The plan with every text in it made hostile; `name` is the member that it stands in."""
    if isinstance(value, dict):
        return {HOSTILE + key if name in NAMED else key: hostile(one, "" if name in NAMED else key)
                for key, one in value.items()}
    if isinstance(value, list):
        return [hostile(one, name) for one in value]
    return HOSTILE + value if isinstance(value, str) and name not in FIXED else value


class Pages(unittest.TestCase):
    def test_hostile_texts_change_nothing_but_texts(self):
        for more in ((), ("--by", "user:1")):
            document = plan(*more)
            good, evil = page(document), page(hostile(document))
            self.assertEqual(Structure(good).elements, Structure(evil).elements)
            self.assertGreater(evil.count("&lt;script&gt;alert(1)"), 500)
            self.assertEqual(2, evil.count("<script>"))
            self.assertNotIn("<img", evil)
            self.assertNotRegex(evil, "[\\x00-\\x09\\x0b-\\x1f\\x7f\u2028\u202e\u2066]")

    def test_hostile_classes_are_texts_too(self):
        def renamed(prefix):
            document = plan()
            for rule in document["rules"].values():
                for outcome in rule.get("outcomes", []):
                    outcome["class"] = prefix + outcome["class"]
            return page(document)

        good, evil = renamed("own-"), renamed(HOSTILE)
        self.assertEqual(Structure(good).elements, Structure(evil).elements)
        self.assertGreater(evil.count("&lt;script&gt;alert(1)"), 100)

    def test_what_is_not_utf_8_is_shown(self):
        text = json.dumps(plan()).encode()
        with tempfile.NamedTemporaryFile("wb", suffix=".json") as file:
            file.write(text.replace(b"Sales Rep 7", b"Sales \xff\xc0\xbcb>7"))
            file.flush()
            done = subprocess.run([EXEUNT, "show", file.name, "--format", "html"], capture_output=True, check=False)
        done.stdout.decode("utf-8")  # raises where it is not
        self.assertNotRegex(done.stdout, rb"<b>")

    def test_a_page_asks_for_nothing(self):
        text = page(plan())
        for tag, attributes in Structure(text).elements:
            self.assertNotIn(tag, ("link", "img", "iframe", "object", "base", "form"))
            self.assertFalse([name for name in attributes if name in ("src", "style") or name.startswith("on")])
        self.assertFalse(re.findall(r"url\(|@import|https?://(?!(?:meet|hooks|insights)\.example\.com)", text))


if __name__ == "__main__":
    unittest.main()
