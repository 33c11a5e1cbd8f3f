"""The layering test notices what it is there to notice: each breach is planted in a small tree and must be reported."""
import tempfile
import unittest
from pathlib import Path

import layering

TABLE = """
| room | what it does | may use | brings in |
|---|---|---|---|
| `low` | | | `yaml-cpp/` |
| `middle` | | low | |
| `engine/plain` | | middle low | |
| `top` | | * | |
"""


class Layering(unittest.TestCase):
    def breaches(self, files, table=TABLE):
        with tempfile.TemporaryDirectory() as root:
            tree = {"README.md": table, "low/low.h": "#include <string>\n", "middle/middle.h": "#pragma once\n"} | files
            for name, text in tree.items():
                path = Path(root, "interpreter", name)
                path.parent.mkdir(parents=True, exist_ok=True)
                path.write_text(text, encoding="utf-8")
            return layering.find_breaches(root)

    def test_what_the_table_allows(self):
        self.assertEqual([], self.breaches({
            "low/low.cpp": '#include "interpreter/low/low.h"\n#include <unistd.h>\n#include <yaml-cpp/yaml.h>\n',
            "middle/middle.cpp": '#include <fmt/format.h>\n#include "interpreter/low/low.h"\n',
            "engine/plain/run.cpp": '#include "interpreter/middle/middle.h"\n',
            "top/top.cpp": '#include "interpreter/low/low.h"\n',
            "middle/CMakeLists.txt": "exeunt_room(middle SOURCES middle.cpp USES low)\n"}))

    def test_upwards(self):
        self.assertEqual(["interpreter/low/low.cpp:2: `low` may not use `middle`"],
                         self.breaches({"low/low.cpp": '\n#include "interpreter/middle/middle.h"\n'}))

    def test_a_room_below_that_the_row_does_not_name(self):
        table = TABLE.replace("| middle low |", "| middle |")
        self.assertEqual(["interpreter/engine/plain/run.cpp:1: `engine/plain` may not use `low`"],
                         self.breaches({"engine/plain/run.cpp": '#include "interpreter/low/low.h"\n'}, table))

    def test_a_library_of_another_room(self):
        self.assertEqual(["interpreter/middle/middle.cpp:1: `middle` may not use <yaml-cpp/yaml.h>"],
                         self.breaches({"middle/middle.cpp": "#  include <yaml-cpp/yaml.h>\n"}))

    def test_a_library_no_row_names(self):
        self.assertEqual(["interpreter/top/top.cpp:1: `top` may not use <z3.h>"],
                         self.breaches({"top/top.cpp": "#include <z3.h>\n"}))

    def test_a_library_in_a_header_that_others_see(self):
        self.assertEqual(["interpreter/low/inner.h:1: other rooms see this header, so it may not include <yaml-cpp/yaml.h>"],
                         self.breaches({"low/inner.h": "#include <yaml-cpp/yaml.h>\n",
                                        "low/low.h": '#include "interpreter/low/inner.h"\n',
                                        "middle/middle.h": '#include "interpreter/low/low.h"\n'}))

    def test_a_library_in_a_header_of_the_room_itself(self):
        self.assertEqual([], self.breaches({"low/inner.h": "#include <yaml-cpp/yaml.h>\n",
                                            "low/low.cpp": '#include "interpreter/low/inner.h"\n'}))

    def test_a_folder_without_a_row(self):
        self.assertEqual(["interpreter/extra/x.h: its folder is not in the table of interpreter/README.md"],
                         self.breaches({"extra/x.h": ""}))

    def test_a_short_include(self):
        self.assertEqual(['interpreter/low/low.cpp:1: write "low.h" as "interpreter/<room>/<file>"'],
                         self.breaches({"low/low.cpp": '#include "low.h"\n'}))

    def test_a_link_upwards(self):
        for text in ("exeunt_room(low SOURCES low.cpp\n  USES middle\n  PRIVATE_USES fmt::fmt)\n",
                     "target_link_libraries(exeunt_low PUBLIC exeunt::middle)\n"):
            self.assertEqual(["interpreter/low/CMakeLists.txt: `low` may not link `middle`"],
                             self.breaches({"low/CMakeLists.txt": text}))

    def test_a_row_that_names_a_room_below_it(self):
        table = TABLE.replace("| `low` | | | `yaml-cpp/` |", "| `low` | | top | |")
        self.assertEqual(["interpreter/README.md: `low` may use `top`, which does not stand above it"],
                         self.breaches({}, table))

    def test_no_table(self):
        self.assertIn("interpreter/README.md: there is no table of rooms", self.breaches({}, "nothing"))


if __name__ == "__main__":
    unittest.main()
