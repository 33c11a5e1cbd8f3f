"""What the table says about given measurements, and what is noticed of contestants that do not do as they should.

    report_test.py
"""
import sys
import unittest

from contest import Broken, Contestant, measure, wrong_values
from report import spread, table


def way(*ns, busy=1.0, allocations=0):
    return {"ns": list(ns), "busy": [busy] * len(ns), "allocations": allocations}


def results(busy=1.0):
    return {"first": {"evaluate": {"exeunt": {"plain": way(10, 90, 20, busy=busy)},
                                   "cel-go": {"slow": way(90, 90, 90), "fast": way(40, 10, 80, allocations=7)}},
                      "compile": {"exeunt": {"plain": way(1000, busy=busy)}, "cel-go": {"plain": way(9000)}}},
            "second": {"evaluate": {"exeunt": {"plain": way(100, busy=busy)}, "cel-go": {"fast": way(50)}},
                       "compile": {"exeunt": {"plain": way(1000, busy=busy)}, "cel-go": {"plain": way(4000)}}}}


class Table(unittest.TestCase):
    def test_medians_of_the_fastest_way(self):
        first = table(results()).splitlines()[2].split()
        self.assertEqual(["first", "20.0", "40.0", "2.00", "0", "7", "1,000", "9,000", "9.00", "0%"],
                         first[:4] + first[5:])

    def test_columns_stand_under_their_headings(self):
        lines = table(results()).splitlines()
        self.assertEqual(lines[1].index("exeunt"), lines[0].index("ns/evaluation"))
        self.assertEqual(lines[1].rindex("exeunt"), lines[0].index("ns/compile"))
        self.assertEqual(1, len({len(line) for line in lines[1:4]}))

    def test_mean_and_minimum(self):
        text = table(results())
        self.assertIn("\nevaluate: geometric mean of the ratios 1.00, minimum 0.50 (second)", text)
        self.assertIn("\ncompile: geometric mean of the ratios 6.00, minimum 4.00 (second)", text)

    def test_each_way_by_itself(self):
        text = table(results())
        self.assertIn("\n  fast cel-go: 1.00, minimum 0.50\n", text)
        self.assertNotIn("slow cel-go", text)

    def test_a_busy_machine_is_told(self):
        self.assertNotIn("busy", table(results()))
        self.assertIn("exeunt ran 60% of the time", table(results(busy=0.6)))

    def test_time_on_a_processor(self):
        text = table(results(busy=0.5), "processor")
        self.assertEqual(["10.0", "40.0", "4.00"], text.splitlines()[2].split()[1:4])
        self.assertNotIn("busy", text)

    def test_spread(self):
        self.assertEqual(0, spread([3]))
        self.assertEqual(0.1, spread([1, 9, 10, 10, 10, 11, 99]))


CONTESTANT = """
import json, sys
print(json.dumps({"versions": {}, "evaluate": ["plain"], "compile": ["plain"]}), flush=True)
for line in sys.stdin:
    verb, name = line.split()[:2]
    if name == "ends":
        sys.exit(3)
    if name == "fails":
        answer = {"error": "no such thing"}
    else:
        answer = {"right": name != "wrong", "value": "17", "ns": 1, "busy": 1, "allocations": 0}
    print(json.dumps(answer), flush=True)
"""


class Contest(unittest.TestCase):
    def setUp(self):
        self.pair = [Contestant(name, [sys.executable, "-c", CONTESTANT]) for name in ("exeunt", "cel-go")]

    def test_wrong_values(self):
        self.assertEqual(["exeunt (plain): wrong has the wrong value: 17"],
                         wrong_values(self.pair[0], ["right", "wrong"]))

    def test_every_round_is_kept(self):
        measured = measure(self.pair, ["right"], 3, 1)
        for task in ("evaluate", "compile"):
            for name in ("exeunt", "cel-go"):
                self.assertEqual([1, 1, 1], measured["right"][task][name]["plain"]["ns"])

    def test_what_a_contestant_cannot_answer(self):
        with self.assertRaisesRegex(Broken, "^exeunt: check fails plain: no such thing$"):
            wrong_values(self.pair[0], ["fails"])

    def test_a_contestant_that_ends(self):
        with self.assertRaisesRegex(Broken, "^exeunt ended with exit status 3$"):
            wrong_values(self.pair[0], ["ends"])


if __name__ == "__main__":
    unittest.main()
