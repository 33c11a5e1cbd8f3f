"""Holds a pack's import.yaml to the types that the vendor publishes in a client package.

    package_types.py extract FOLDER PACK      the types that PACK/import.yaml reads, of the package unpacked in FOLDER, as JSON
    package_types.py check PACK LISTING       exit 0, or 1 with a line for each member, type or value that LISTING does not have

Of a source that names its `type`: what its expressions read, `require` and `ignore` name are members of that type, every
member is read or ignored, and the values of an enum that are translated or compared with are values of that enum. A type is
named as far as it takes to tell it from others: `PublicOwner`, `v2/Deal`.
"""
import json
import re
import sys
from pathlib import Path

import yaml
from declarations import Package
from expressions import Reader, Trouble


class Listing:
    """The types of a package as they were written down."""

    def __init__(self, text):
        content = json.loads(text)
        self.package, self.types = content["package"], content["types"]

    def names(self, tail):
        return [tail] if tail in self.types else [name for name in self.types if name.endswith("/" + tail)]

    def lookup(self, name):
        return self.types.get(name)


class Recorder:
    """Passes questions on and keeps the answers: what is asked for is what the listing holds."""

    def __init__(self, types):
        self.types, self.found, self.names = types, {}, types.names

    def lookup(self, name):
        found = self.types.lookup(name)
        if found is not None:
            self.found[name] = found
        return found


def as_list(value):
    return value if isinstance(value, list) else [] if value is None else [value]


def text_of(key):
    """A key of YAML as JSON would write it."""
    return {True: "true", False: "false"}.get(key, str(key)) if isinstance(key, bool) else str(key)


def without_places(found):
    """A type as it would read if names did not say where they are declared."""
    return re.sub(r"[\w/]+/", "", json.dumps(found, sort_keys=True))


class Mapping:
    def __init__(self, pack, types):
        path = Path(pack) / "import.yaml"
        try:
            self.content = yaml.safe_load(path.read_text(encoding="utf-8"))
        except yaml.YAMLError as error:
            sys.exit(f"{path}: {error}")
        self.reader, self.complaints = Reader(types), []

    def complain(self, place, text):
        self.complaints.append(f"{place}: {text}")

    def read(self, place, expression, names, reads):
        """The type of an expression; what it reads of `item` is added to `reads`."""
        try:
            result, members = self.reader.read(expression, names)
        except Trouble as trouble:
            self.complain(place, f"`{expression}`: {trouble}")
            return "any"
        reads |= members
        return result

    def check(self):
        for source in self.content.get("sources", []):
            place = f"source {source.get('source')}"
            try:
                self.check_source(place, source)
            except Trouble as trouble:
                self.complain(place, str(trouble))
        return self.complaints

    def type_named(self, name):
        """The full name of a type. Several of a name are one if they are declared alike."""
        names = self.reader.types.names(name)
        if not names:
            raise Trouble(f"there is no type `{name}`")
        if len({without_places(self.reader.types.lookup(one)) for one in names}) > 1:
            raise Trouble(f"`{name}` may be {' or '.join(f'`{one}`' for one in names)}")
        return names[0]

    def check_source(self, place, source):
        item = self.type_named(source["type"]) if "type" in source else "any"
        names, reads = {"item": item, "response": "any", "file": "string"}, set()
        # Looked at first: a type that is not there is one complaint, not one an expression.
        objects = [found for _, found in self.reader.resolved(item) if isinstance(found, dict)]
        for alias in source.get("aliases", []):
            for part in ("when", "key", "id"):
                if part in alias:
                    self.read(f"{place}, alias {alias.get('name')}, {part}", alias[part], names, reads)
        for index, one in enumerate(source.get("objects", []), 1):
            self.check_object(f"{place}, object {one.get('entity', index)}", one, dict(names), reads)
        for key in ("require", "ignore"):
            for member in as_list(source.get(key)):
                try:
                    self.reader.member(item, member.split(".")[0])
                except Trouble as trouble:
                    self.complain(f"{place}, {key}", str(trouble))
        ignored = {member for member in as_list(source.get("ignore")) if "." not in member}
        for member in sorted(reads & ignored):
            self.complain(f"{place}, ignore", f"`{member}` is read")
        for found in objects:
            for member in found:
                if member not in reads and member not in ignored and member != "*":
                    self.complain(place, f"`{member}` is neither read nor ignored")

    def check_object(self, place, one, names, reads):
        if "each" in one:
            each = self.read(f"{place}, each", one["each"], names, reads)
            try:
                names |= {"part": self.reader.element(each), "index": "number"}
            except Trouble as trouble:
                self.complain(f"{place}, each", str(trouble))
                names |= {"part": "any", "index": "number"}
        for key in ("when", "id"):
            if key in one:
                self.read(f"{place}, {key}", one[key], names, reads)
        for field, value in one.get("fields", {}).items():
            where = f"{place}, field {field}"
            given = value if isinstance(value, dict) else {"from": value}
            result = self.read(where, given.get("from", "null"), names, reads)
            values = self.reader.values(result) if "values" in given and result != "any" else None
            for key in given.get("values", {}) if values is not None else ():
                if text_of(key) not in values:
                    self.complain(where, f"`{key}` is no value of `{result}`; it is one of {', '.join(values)}")


def extract(folder, pack):
    package = Package(folder)
    recorder = Recorder(package)
    mapping = Mapping(pack, recorder)
    complaints = mapping.check()
    manifest = next(path for path in (package.folder / "package.json", package.folder / "package" / "package.json")
                    if path.exists())
    about = json.loads(manifest.read_text(encoding="utf-8"))
    lines = [f"    {json.dumps(name)}: {json.dumps(recorder.found[name], sort_keys=True)}" for name in sorted(recorder.found)]
    print('{\n  "package": ' + json.dumps({"name": about["name"], "version": about["version"]}) + ',\n  "types": {\n'
          + ",\n".join(lines) + "\n  }\n}")
    return complaints


def check(pack, listing):
    listing = Listing(Path(listing).read_text(encoding="utf-8"))
    mapping = Mapping(pack, listing)
    named = mapping.content.get("package")
    if named != listing.package:
        mapping.complain("package", f"import.yaml speaks of {named}, the listing of {listing.package}")
    return mapping.check()


def main(arguments):
    if len(arguments) != 3 or arguments[0] not in ("extract", "check"):
        sys.exit(__doc__)
    complaints = {"extract": extract, "check": check}[arguments[0]](*arguments[1:])
    for complaint in complaints:
        print(complaint, file=sys.stderr)
    sys.exit(1 if complaints else 0)


if __name__ == "__main__":
    main(sys.argv[1:])
