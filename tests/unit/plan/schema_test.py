"""Checks plan documents against plan.schema.json; called by schema_test.cpp, and by hand:

    schema_test.py DOCUMENT.json… DOCUMENT.ndjson… DOCUMENT.groups…

The published schema is open, as readers are. Here every object is closed first, so that a member that the schema does not
know is an error.
"""
import json
import pathlib
import sys

import jsonschema

ROOT = pathlib.Path(__file__).resolve().parents[3]


def close(schema):
    """Forbids members that are not listed, wherever some are."""
    if isinstance(schema, dict):
        if schema.get("type") == "object" and "properties" in schema:
            schema.setdefault("additionalProperties", False)
        for inner in schema.values():
            close(inner)
    elif isinstance(schema, list):
        for inner in schema:
            close(inner)
    return schema


def main(paths):
    schema = close(json.loads((ROOT / "interpreter/plan/plan.schema.json").read_text()))
    jsonschema.Draft202012Validator.check_schema(schema)
    document = jsonschema.Draft202012Validator(schema)
    lines = {suffix: jsonschema.Draft202012Validator({"$ref": f"#/$defs/{name}", "$defs": schema["$defs"]})
             for suffix, name in ((".ndjson", "record"), (".groups", "group"))}
    errors = 0
    for path in map(pathlib.Path, paths):
        text = path.read_text()
        of_lines = lines.get(path.suffix)
        checks = [(of_lines, line) for line in text.splitlines()] if of_lines else [(document, text)]
        for validator, one in checks:
            for error in validator.iter_errors(json.loads(one)):
                where = "/".join(map(str, error.absolute_path))
                print(f"{path.name}: {where}: {error.message[:300]}", file=sys.stderr)
                errors += 1
    return 1 if errors else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
