#!/usr/bin/python3 -B
"""Takes seeds out of CEL's conformance suite: make_seeds.py DIR > suite.txt

DIR holds the suite as JSON, as tests/conformance reads it. Kept are expressions of one printable line that need no
messages of the suite's own and no bindings; of those that differ in literals alone the first one.
"""
import json
import re
import sys
from pathlib import Path

LONGEST = 160
EACH_SECTION = 8

LITERAL = re.compile(r"""[bB]?[rR]?("([^"\\]|\\.)*"|'([^'\\]|\\.)*')|\b\d[\w.]*""")


def shape(expression):
    """The expression without what its literals say."""
    return re.sub(r"\s+", "", LITERAL.sub("0", expression))


def is_seed(test):
    text = test["expr"]
    return (not {"msg", "strong_enum", "proto_ext"} & set(test["needs"]) and not test.get("bindings")
            and not test.get("typeEnv") and "container" not in test and len(text) <= LONGEST
            and text.isprintable() and not text.startswith("#"))


def main():
    if len(sys.argv) != 2:
        print(__doc__, file=sys.stderr)
        return 2
    print("# Expressions of CEL's conformance suite (https://github.com/google/cel-spec, Apache License 2.0),")
    print("# chosen by make_seeds.py.")
    seen = set()
    for path in sorted(Path(sys.argv[1]).glob("*.json")):
        for section in json.loads(path.read_text(encoding="utf-8"))["sections"]:
            kept = 0
            for test in section["tests"]:
                if kept < EACH_SECTION and is_seed(test) and shape(test["expr"]) not in seen:
                    seen.add(shape(test["expr"]))
                    kept += 1
                    print(test["expr"])
    return 0


if __name__ == "__main__":
    sys.exit(main())
