"""Names that people could choose to do harm run nothing and break nothing, in a browser that would let them."""
import json
import re
import shutil
import subprocess
import unittest

from support import pages
from support.chromium import PageTest

ATTACKS = [
    "<script>window.ran = 1</script>",
    "</script><script>window.ran = 1</script>",
    "</style><script>window.ran = 1</script>",
    "</title><svg onload=window.ran=1>",
    "<img src=x onerror=window.ran=1>",
    "\" autofocus onfocus=window.ran=1 x=\"",
    "' onmouseover='window.ran=1",
    "javascript:window.ran=1",
    "--><script>window.ran = 1</script>",
    "]]><script>window.ran = 1</script>",
    "<iframe srcdoc='<script>parent.ran=1</script>'>",
    "<meta http-equiv=refresh content='0;url=javascript:window.ran=1'>",
    "${window.ran=1}{{constructor.constructor('window.ran=1')()}}",
    "\u202egnp.exe\u2066\u200f",
    "\ufeff\u2028\u2029\u0085\x1b[31m",
    "&lt;script&gt;window.ran=1&lt;/script&gt;",
]
ATTACK = " ".join(ATTACKS)
# Members of a plan whose own members are named by the policy or the account.
NAMED = ("labels", "types", "rules", "counts", "arguments", "unmodelled_types", "unmodelled_fields")


class Hostile(PageTest):
    def look_at(self, path):
        """Uses everything on the page that can be used."""
        self.complaints(), self.requests()
        address = self.open(path)
        for summary in self.all("details:not([open]) > summary"):
            self.script("arguments[0].click()", summary)
        for link in self.all("a")[:200]:
            self.script("arguments[0].click()", link)
        self.script("location.hash = ''")
        self.wait(lambda: not self.all("dialog[open]"), "no panel is open")
        for box in self.all("input[type=checkbox]"):
            self.script("arguments[0].click(); arguments[0].click()", box)
        self.find("[data-search]").send_keys(ATTACKS[0])
        self.wait(lambda: self.find("[data-status]").text != "", "the search has answered")
        self.assertIsNone(self.script("return window.ran ?? null"))
        self.assertEqual([], self.complaints())
        self.assertEqual({address}, {url.split("#")[0] for url in self.requests()})
        for selector, count in (("script", 2), ("meta", 5), ("h1 :not(bdi)", 0),
                                ("img, svg, iframe, object, embed, link, base, form", 0)):
            self.assertEqual(count, len(self.all(selector)), selector)

    def test_every_text_of_a_plan(self):
        document = json.loads((pages.ROOT / "tests/golden/plan/full.json").read_text(encoding="utf-8"))

        def attack(value, name=""):
            if isinstance(value, dict):
                named = name in NAMED
                return {f"{key} {ATTACK}" if named else key: attack(one, "" if named else key)
                        for key, one in value.items()}
            if isinstance(value, list):
                return [attack(one, name) for one in value]
            fixed = name in ("format", "verdict", "holds", "change", "kind", "op")
            return value if fixed or not isinstance(value, str) else value + " " + ATTACK

        path = pages.FOLDER / "hostile.json"
        path.write_text(json.dumps(attack(document)), encoding="utf-8")
        self.look_at(pages.write("hostile.html", "show", path))

    def hostile_home(self):
        """The shared pack and account of golden cases, with every text in them hostile."""
        home = pages.FOLDER / "home"
        if home.exists():
            return home
        shutil.copytree(pages.ROOT / "tests/golden/shared", home)
        attack = ATTACK.replace("\"", "\\\"").replace("{", "(").replace("}", ")")  # braces are templates
        attack = "".join(char for char in attack if char.isprintable())  # others do not compile
        policy = home / "shop/shop.policy"
        lines = policy.read_text(encoding="utf-8").splitlines()
        hostile = [line if line.startswith(("//", "edition")) else
                   re.sub(r'"([^"]*)"', lambda text: f'"{text[1]} {attack}"', line) for line in lines]
        self.assertGreater(sum("window.ran" in line for line in hostile), 10)
        policy.write_text("\n".join(hostile) + "\n", encoding="utf-8")
        facts = home / "shop/facts.yaml"
        facts.write_text(re.sub(r"(?m)^( *(?:- )?(?:text|section): ).*$",
                                lambda line: line[1] + json.dumps(ATTACK), facts.read_text(encoding="utf-8")),
                         encoding="utf-8")
        account = home / "account.ndjson"
        lines = []
        for line in account.read_text(encoding="utf-8").splitlines():
            thing = json.loads(line)
            for name in ("name", "title", "subject", "label"):
                if isinstance(thing.get(name), str):
                    thing[name] += " " + ATTACK
            lines.append(json.dumps(thing))
        account.write_text("\n".join(lines), encoding="utf-8")
        return home

    def test_every_text_of_a_pack_and_an_account(self):
        home = self.hostile_home()
        self.look_at(pages.write("pack.html", "plan", "shop", "--snapshot", "account.ndjson", "--event", "leave",
                                 "--subject", "user:7", "--by", "user:1", "--at", "2024-03-01T09:00:00Z", cwd=home))

    def test_every_text_of_packs_that_are_compared(self):
        path = pages.write("packs.html", "compare", "shop", "crm", cwd=self.hostile_home())
        self.assertGreater(path.read_text(encoding="utf-8").count("&lt;script&gt;window.ran = 1"), 50)
        self.look_at(path)


if __name__ == "__main__":
    unittest.main()
