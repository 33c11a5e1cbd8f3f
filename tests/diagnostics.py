"""Every diagnostic is shown by a test and explained to users.

    diagnostics.py ROOT        exit 0, or 1 with one line for each gap

A code of interpreter/diagnostic/kinds/*.def must occur in an expectation under tests/golden/ or in a unit test (as code
or as `Kind::name`), and must have a section in interpreter/diagnostic/CODES.md with its present wording.
"""
import re
import sys
from pathlib import Path

# Diagnostics that no test can bring about, with the reason. An entry that a test does show is an error too.
EXEMPT = {
    "E0890": "below usage.cpp, which finds what the option parser would reject; kept so that nothing is ever unsaid",
}

ENTRY = re.compile(r'^EXEUNT_DIAGNOSTIC\(\s*(\w+),\s*(\w+),\s*"([A-Z]\d{4})",\s*((?:"(?:[^"\\]|\\.)*"\s*)+)\)', re.MULTILINE)
CODE = re.compile(r"\b[EWN]\d{4}\b")


def read_kinds(root):
    """[(code, name, text)] in the order of the tables."""
    kinds = []
    for path in sorted((root / "interpreter/diagnostic/kinds").glob("*.def")):
        for name, _, code, literals in ENTRY.findall(path.read_text(encoding="utf-8")):
            text = "".join(re.findall(r'"((?:[^"\\]|\\.)*)"', literals))
            kinds.append((code, name, text.replace('\\"', '"').replace("\\\\", "\\")))
    return kinds


def shown(root):
    """Codes and names of kinds that occur in what tests expect."""
    found = set()
    for path in (root / "tests/golden").rglob("*"):
        if path.is_file() and (path.name in ("stdout", "stderr") or path.suffix == ".expected" or "after" in path.parts):
            found |= set(CODE.findall(path.read_text(encoding="utf-8", errors="replace")))
    for path in (root / "tests").rglob("*"):
        if path.suffix in (".cpp", ".c", ".h", ".py") and path.name != "diagnostics.py":
            text = path.read_text(encoding="utf-8")
            found |= set(CODE.findall(text)) | set(re.findall(r"\bKind::(\w+)", text))
    return found


def in_prose(text):
    """A message as CODES.md writes it: `…` where something is filled in."""
    return re.sub(r"\{\{|\}\}|\{[^{}]*\}", lambda found: {"{{": "{", "}}": "}"}.get(found[0], "…"), text)


def find_gaps(root):
    gaps = []
    kinds = read_kinds(root)
    codes = [code for code, _, _ in kinds]
    for code in sorted({code for code in codes if codes.count(code) > 1}):
        gaps.append(f"{code} is given twice")
    found = shown(root)
    for code, name, _ in kinds:
        tested = code in found or name in found
        if code in EXEMPT and tested:
            gaps.append(f"{code} ({name}) is exempt but a test shows it: take it off the list")
        elif code not in EXEMPT and not tested:
            gaps.append(f"{code} ({name}) occurs in no expectation of a test")
    for code in sorted(set(EXEMPT) - set(codes)):
        gaps.append(f"{code} is exempt but there is no such code")

    page = root / "interpreter/diagnostic/CODES.md"
    text = page.read_text(encoding="utf-8") if page.exists() else ""
    sections = dict(re.findall(r"^## ([EWN]\d{4}): (.+)$", text, re.MULTILINE))
    for code, _, message in kinds:
        if code not in sections:
            gaps.append(f"{code} has no section `## {code}: {in_prose(message)}` in CODES.md")
        elif in_prose(message) not in ("…", sections[code]):  # "…": the whole message is filled in
            gaps.append(f"{code} reads `{in_prose(message)}`, but in CODES.md `{sections[code]}`")
    for code in sorted(set(sections) - set(codes)):
        gaps.append(f"{code} has a section in CODES.md but no diagnostic")
    order = re.findall(r"^## ([EWN]\d{4}):", text, re.MULTILINE)
    if order != sorted(order, key=lambda code: code[1:]):
        gaps.append("the sections of CODES.md are not in the order of their numbers")
    return gaps


if __name__ == "__main__":
    missing = find_gaps(Path(sys.argv[1]))
    print("\n".join(missing) or "every diagnostic is shown by a test and explained")
    sys.exit(1 if missing else 0)
