"""The diagnostics test notices what it is there to notice."""
import tempfile
import unittest
from pathlib import Path
from unittest import mock

import diagnostics

KINDS = """
EXEUNT_DIAGNOSTIC(first, error, "E0101", "`{}` is {{odd}}")
EXEUNT_DIAGNOSTIC(second, warning, "W0102", "two "
                  "pieces")
"""
CODES = "## E0101: `…` is {odd}\n\n## W0102: two pieces\n"


class Diagnostics(unittest.TestCase):
    def gaps(self, kinds=KINDS, codes=CODES, stderr="error[E0101]: W0102", unit="", exempt=()):
        with tempfile.TemporaryDirectory() as name, mock.patch.dict(diagnostics.EXEMPT, exempt, clear=True):
            root = Path(name)
            for path, text in (("interpreter/diagnostic/kinds/a.def", kinds), ("interpreter/diagnostic/CODES.md", codes),
                               ("tests/golden/cli/case/stderr", stderr), ("tests/unit/a.test.cpp", unit)):
                (root / path).parent.mkdir(parents=True, exist_ok=True)
                (root / path).write_text(text, encoding="utf-8")
            return diagnostics.find_gaps(root)

    def test_all_is_there(self):
        self.assertEqual([], self.gaps())
        self.assertEqual([], self.gaps(stderr="E0101", unit="report<Kind::second>()"))

    def test_not_shown(self):
        self.assertEqual(["W0102 (second) occurs in no expectation of a test"], self.gaps(stderr="E0101"))

    def test_exempt(self):
        self.assertEqual([], self.gaps(stderr="E0101", exempt={"W0102": "cannot happen"}))
        self.assertIn("take it off the list", self.gaps(exempt={"W0102": "cannot happen"})[0])
        self.assertEqual(["E0999 is exempt but there is no such code"], self.gaps(exempt={"E0999": "gone"}))

    def test_not_explained_or_explained_differently(self):
        self.assertEqual(["W0102 has no section `## W0102: two pieces` in CODES.md"],
                         self.gaps(codes=CODES.split("\n\n")[0]))
        self.assertEqual(["W0102 reads `two pieces`, but in CODES.md `three pieces`"],
                         self.gaps(codes=CODES.replace("two", "three")))

    def test_explained_but_gone(self):
        self.assertEqual(["E0199 has a section in CODES.md but no diagnostic"], self.gaps(codes=CODES + "## E0199: gone\n"))

    def test_out_of_order(self):
        self.assertEqual(["the sections of CODES.md are not in the order of their numbers"],
                         self.gaps(codes="## W0102: two pieces\n## E0101: `…` is {odd}\n"))

    def test_one_code_for_two(self):
        self.assertIn("E0101 is given twice", self.gaps(kinds=KINDS.replace("W0102", "E0101")))


if __name__ == "__main__":
    unittest.main()
