"""The peers have the rules of the pack: whoever changes the policy learns here that its peers must follow.

    peers_test.py EXEUNT
"""
import json
import os
import re
import subprocess
import sys
import unittest
from pathlib import Path

EXEUNT = os.path.abspath(sys.argv.pop(1))
HERE = Path(__file__).resolve().parent
ROOT = HERE.parents[2]
PEERS = ("duckdb.sql", "sqlite_plan.sql", "plan.jq", "opa/plan.rego", "rules_engine.mjs")
# Names of rules have hyphens, those of entities and fields do not.
WORD = re.compile(r"""["']([a-z]+(?:-[a-z]+)+)["']""")


def rules_and_outcomes():
    done = subprocess.run([EXEUNT, "graph", "pipedrive", "--event", "deactivate", "--format", "json"], check=True,
                          capture_output=True, env=os.environ | {"EXEUNT_HOME": str(ROOT)}, timeout=60)
    nodes = [node for node in json.loads(done.stdout)["graphs"][0]["nodes"] if node["outcomes"]]
    return {node["rule"] for node in nodes}, {each["outcome"] for node in nodes for each in node["outcomes"]}


class Peers(unittest.TestCase):
    def test_every_peer_has_the_rules_of_the_pack_and_no_others(self):
        rules, outcomes = rules_and_outcomes()
        self.assertGreater(len(rules), 50)
        self.assertTrue(all("-" in rule for rule in rules), rules)
        packages = set(json.loads((HERE / "peers/package.json").read_text(encoding="utf-8"))["dependencies"])
        for name in PEERS:
            text = (HERE / "peers" / name).read_text(encoding="utf-8")
            self.assertEqual(rules, set(WORD.findall(text)) - outcomes - packages, name)


if __name__ == "__main__":
    unittest.main()
