"""coverage.py counts what llvm-cov exports: lines and outcomes of conditions, made up here where they are easy to count."""
import unittest
from pathlib import Path

import coverage

ROOT = Path("/tree")


def segment(line, column, count, *, counted=True, entry=True, gap=False):
    return [line, column, count, counted, entry, gap]


def branch(line, column, taken, refused):
    return [line, column, line, column + 1, taken, refused, 0, 0, 4]


def read(segments, branches, name="interpreter/room/a.cpp"):
    files = [{"filename": str(ROOT / name), "segments": segments, "branches": branches}]
    return coverage.read_export({"data": [{"files": files}]}, ROOT / "build", ROOT)


# if (a)       line 2, reached five times
#   return;    line 3, never
# return;      line 5
BODY = [segment(1, 10, 5), segment(2, 9, 0, gap=True), segment(3, 5, 0), segment(3, 12, 5, entry=False),
        segment(6, 2, 0, counted=False, entry=False)]


class Coverage(unittest.TestCase):
    def test_lines(self):
        self.assertEqual({1: 5, 2: 5, 3: 0, 4: 5, 5: 5, 6: 5}, coverage.lines_of(BODY))

    def test_code_that_was_not_compiled_is_no_line(self):
        lines = coverage.lines_of([segment(1, 1, 1), segment(2, 1, 0, counted=False), segment(4, 1, 1),
                                   segment(5, 2, 0, counted=False, entry=False)])
        self.assertEqual({1: 1, 4: 1, 5: 1}, lines)

    def test_each_outcome_is_a_branch(self):
        file = read(BODY, [branch(2, 7, 0, 5)])["interpreter/room/a.cpp"]
        self.assertEqual({(2, 7, True): 0, (2, 7, False): 5}, file.branches)
        self.assertEqual((1, 2), file.counts()[2:])

    def test_instances_of_a_template_count_together(self):
        file = read(BODY, [branch(2, 7, 0, 5), branch(2, 7, 1, 0)])["interpreter/room/a.cpp"]
        self.assertEqual((2, 2), file.counts()[2:])

    def test_a_constant_is_no_branch_but_a_condition_that_is_not_reached_is(self):
        self.assertEqual((0, 0), read(BODY, [branch(2, 7, 0, 0)])["interpreter/room/a.cpp"].counts()[2:])
        self.assertEqual((0, 2), read(BODY, [branch(3, 6, 0, 0)])["interpreter/room/a.cpp"].counts()[2:])

    def test_a_path_may_be_relative_to_the_build(self):
        self.assertEqual(read(BODY, []), read(BODY, [], "build/../interpreter/room/a.cpp"))

    def test_only_the_interpreter(self):
        self.assertEqual({}, read(BODY, [], "tests/unit/a.cpp"))

    def test_table(self):
        files = read(BODY, [branch(2, 7, 0, 5)])
        rows = [row.split() for row in coverage.table(files).splitlines()]
        self.assertEqual(["lines", "missed", "branches", "missed"], rows[0])
        self.assertEqual(["interpreter", "interpreter/room", "interpreter/room/a.cpp"], [row[0] for row in rows[1:]])
        self.assertTrue(all(row[1:] == rows[1][1:] and row[3:] == ["50.0", "1"] for row in rows[1:]))

    def test_missed(self):
        file = coverage.File({1: 1, 2: 5, 3: 0}, {(2, 7, True): 0, (2, 7, False): 5, (3, 6, True): 0})
        self.assertEqual(["a.cpp:2: 7 never true: if (a)", "a.cpp:3: not reached: return;"],
                         coverage.missed("a.cpp", file, "{\n  if (a)\n    return;\n"))


if __name__ == "__main__":
    unittest.main()
