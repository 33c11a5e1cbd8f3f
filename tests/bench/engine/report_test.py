"""Tests of the check and of the table: `python3 -B tests/bench/engine/report_test.py`."""
import tempfile
import unittest
from pathlib import Path
from types import SimpleNamespace

import check
import report
from contestants import Contestant


def run(wall, p, processor=1.0, memory=2048):
    return {"wall": wall, "processor": processor, "memory": memory, "p": {"wall": p, "processor": 0.5, "memory": 1024}}


def result(*runs, objects=100, before=None):
    return {"objects": objects, "runs": list(runs), "before": before}


class Table(unittest.TestCase):
    def test_ratios_are_taken_run_by_run(self):
        # The machine was three times as slow in the last run, for both.
        cells = report.figures(result(run(2, 1), run(2, 1), run(6, 3)), 100)
        self.assertEqual(["2.000 s", "1.000 s", "5e-05", "2", "2.00", "2.00", 3], cells)

    def test_a_smaller_account_is_extrapolated(self):
        self.assertEqual("20.0 s", report.figures(result(run(2, 1)), 1000)[-1])

    def test_who_is_not_built_has_no_number(self):
        ours, theirs = Contestant("ours", "", "all", needs=["--x"]), Contestant("theirs", "", "all")
        lacks = {"ours": "not built", "theirs": None}
        rows = report.table_of(100, 100, [ours, theirs], lacks, {"theirs": result(run(2, 1))}).splitlines()
        self.assertEqual("| ours | all | not built |  |  |  |  |  |  |", rows[2])
        self.assertEqual("| theirs | all | 2.000 s | 1.000 s | 5e-05 | 2 | 2.00 | 2.00 | 1 |", rows[3])

    def test_an_extrapolation_says_that_it_is_one(self):
        small = Contestant("small", "", "all", at_most=100)
        options = SimpleNamespace(objects=1000, rounds=1, only="")
        text = report.document(options, [small], {"small": None}, {"small": result(run(2, 1))}, [], [], ["x 1"])
        self.assertIn("1,000 objects, extrapolated", text)
        self.assertIn("wall time times 10: a linear extrapolation, not a measurement", text)

    def test_what_comes_before_is_told(self):
        told = report.befores({"cached": result(run(2, 1), before={"wall": 12.25, "processor": 1, "memory": 4096})})
        self.assertEqual(["Before `cached`: 12.2 s, 4 MiB, once."], told)


class Check(unittest.TestCase):
    def changes(self, text):
        with tempfile.TemporaryDirectory() as folder:
            path = Path(folder) / "plan.ndjson"
            path.write_text(text, encoding="utf-8")
            return list(check.changes_of_plan(path, "user:9"))

    def test_changes_of_a_plan(self):
        text = ('{"record": "plan", "request": {"subject": "user:9"}}\n'
                '{"record": "change", "object": "deal:1", "rule": "r", "outcome": "retain", "writes": []}\n'
                '{"record": "change", "object": "email:2", "rule": "s", "outcome": "erase", "due": "2024-03-31"}\n'
                '{"record": "summary"}\n')
        self.assertEqual(["deal:1\tr\tretain\t", "email:2\ts\terase\t2024-03-31"], self.changes(text))

    def test_of_several_plans_that_of_the_leaver(self):
        change = '{"record": "change", "object": "deal:%d", "rule": "r", "outcome": "retain"}\n'
        plan = '{"record": "plan", "request": {"subject": "user:%d"}}\n'
        text = "".join(plan % user + change % user for user in (8, 9, 10))
        self.assertEqual(["deal:9\tr\tretain\t"], self.changes(text))

    def test_a_difference_is_shown(self):
        names = ("ours", "theirs")
        self.assertEqual("  only ours: b\n  only theirs: c", check.difference(["a", "b"], ["a", "c"], names))
        self.assertEqual("  the same lines, but not as often", check.difference(["a"], ["a", "a"], names))


if __name__ == "__main__":
    unittest.main()
