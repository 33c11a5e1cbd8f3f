"""Holds every plan document among the expectations to plan.schema.json, every comparison of plans to diff.schema.json, every
comparison of packs to compare.schema.json, every verification to verification.schema.json, and what `exeunt test` answers to
test.schema.json.

    schema.py
"""
import json
import sys
from pathlib import Path

import jsonschema

GOLDEN = Path(__file__).resolve().parent
sys.path.insert(0, str(GOLDEN.parent / "unit/plan"))
from schema_test import ROOT, close  # noqa: E402  (the plan room's own check closes the schema in the same way)


def documents(text):
    """The JSON values of a file that holds nothing else, one after the other."""
    decoder, at = json.JSONDecoder(), 0
    while at < len(text):
        value, at = decoder.raw_decode(text, at)
        yield value
        while at < len(text) and text[at].isspace():
            at += 1


def report(path, errors):
    """Prints them; how many."""
    found = list(errors)
    for error in found:
        print(f"{path.relative_to(GOLDEN)}: {error.json_path}: {error.message}", file=sys.stderr)
    return len(found)


def validator(path):
    schema = close(json.loads((ROOT / "interpreter" / path).read_text(encoding="utf-8")))
    jsonschema.Draft202012Validator.check_schema(schema)
    return jsonschema.Draft202012Validator(schema)


def main():
    schema = close(json.loads((ROOT / "interpreter/plan/plan.schema.json").read_text(encoding="utf-8")))
    document = jsonschema.Draft202012Validator(schema)
    record, group = (jsonschema.Draft202012Validator({"$ref": f"#/$defs/{name}", "$defs": schema["$defs"]})
                     for name in ("record", "group"))
    others = {"exeunt.comparison/1": validator("compare/compare.schema.json"),
              "exeunt.diff/1": validator("diff/diff.schema.json"),
              "exeunt.verification/1": validator("verify/verification.schema.json")}
    answer = jsonschema.Draft202012Validator(
        json.loads((ROOT / "interpreter/cli/test.schema.json").read_text(encoding="utf-8")))  # closed by cli/test_formats.py
    plans = errors = 0
    for path in sorted(GOLDEN.rglob("*")):
        text = path.read_text(encoding="utf-8", errors="replace") if path.is_file() else ""
        if not text.startswith("{"):
            continue
        try:
            values = list(documents(text))
        except json.JSONDecodeError:
            continue  # a document cut off or made wrong on purpose
        is_grouped = False  # said by the first record of each plan
        for value in values:
            if not isinstance(value, dict):
                continue
            is_record = "record" in value
            if value.get("record") == "plan":
                is_grouped = value.get("format") == "exeunt.plan-groups/1"
            if value.get("format") in others:
                plans += 1
                errors += report(path, others[value["format"]].iter_errors(value))
                continue
            if value.get("format") in ("exeunt.test/1", "exeunt.mutants/1", "exeunt.coverage/1"):
                errors += report(path, answer.iter_errors(value))
                continue
            if not is_record and value.get("format") != "exeunt.plan/1" or path.name.startswith(("bad", "broken")):
                continue
            plans += 1
            line = group if is_grouped else record
            errors += report(path, (line if is_record else document).iter_errors(value))
    print(f"{plans} plan documents and records, {errors} errors")
    return 1 if errors or plans < 20 else 0


if __name__ == "__main__":
    sys.exit(main())
