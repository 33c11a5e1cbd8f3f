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


class Members:
    """A tree of names: what is known of an item. What is known as a whole has everything below it known."""

    def __init__(self, paths=()):
        self.whole, self.members, self.prefixes = False, {}, []
        self.add(paths)

    def add(self, paths):
        for path in paths:
            at = self
            for name in path:
                if name.endswith("*"):
                    at.prefixes.append(name[:-1])
                    break
                at = at.members.setdefault(name, Members())
            else:
                at.whole = True

    def find(self, name):
        """The entry of a name; None if nothing knows it."""
        if not self.whole and name in self.members:
            return self.members[name]
        return Members([()]) if self.whole or any(name.startswith(prefix) for prefix in self.prefixes) else None

    def has(self, path):
        at = self
        for name in path:
            at = at and at.find(name)
        return at is not None and at.whole


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
        """The type of an expression; the paths that it reads of items are added to `reads`."""
        try:
            result, paths = self.reader.read(expression, names)
        except Trouble as trouble:
            self.complain(place, f"`{expression}`: {trouble}")
            return "any"
        reads |= {names["paths"][root] + path for root, path in paths if root in names["paths"]}
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
        names, reads = {"item": item, "response": "any", "file": "string", "paths": {"item": ()}}, set()
        for alias in source.get("aliases", []):
            for part in ("when", "key", "id"):
                if part in alias:
                    self.read(f"{place}, alias {alias.get('name')}, {part}", alias[part], names, reads)
        for index, one in enumerate(source.get("objects", []), 1):
            self.check_object(f"{place}, object {one.get('entity', index)}", one, dict(names), reads)
        for path in as_list(source.get("require")):
            self.check_path(f"{place}, require", item, path)
        known = Members(reads)
        for path in as_list(source.get("ignore")):
            self.check_path(f"{place}, ignore", item, path)
            if known.has(path.split(".")):
                self.complain(f"{place}, ignore", f"`{path}` is read")
        known.add(path.split(".") for path in as_list(source.get("ignore")))
        for path in dict.fromkeys(self.unknown(item, known)):
            self.complain(place, f"`{path}` is neither read nor ignored")

    def check_path(self, place, item, path):
        """A path of members, the last of which may stand for all that begin so: `links`, `paging.next`, `hs_*`."""
        *above, last = path.split(".")
        try:
            for name in above:
                item = self.reader.member(item, name)
            if not last.endswith("*"):
                self.reader.member(item, last)
            elif not any(name.startswith(last[:-1]) for _, found in self.reader.resolved(item)
                         for name in (found if isinstance(found, dict) else [last])):
                self.complain(place, f"no member of `{item}` begins with `{last[:-1]}`")
        except Trouble as trouble:
            self.complain(place, str(trouble))

    def unknown(self, item, known):
        """Members of the type that nothing knows; where only some members of a member are known, those of its members."""
        for part, found in self.reader.resolved(item) if not known.whole else ():
            if part.endswith("[]") and "[]" in known.members:
                yield from self.unknown(part[:-2], known.members["[]"])
            for name in found if isinstance(found, dict) else ():
                below = known.find(name)
                if name != "*" and below is None:
                    yield name
                elif name != "*" and below.members:
                    yield from (f"{name}.{rest}" for rest in self.unknown(found[name], below))

    def check_object(self, place, one, names, reads):
        if "each" in one:
            of_each = set()
            each = self.read(f"{place}, each", one["each"], names, of_each)
            names |= {"part": "any", "index": "number"}
            try:
                names["part"] = self.reader.element(each)
            except Trouble as trouble:
                self.complain(f"{place}, each", str(trouble))
            if re.fullmatch(r"item(\.\w+)+", one["each"].strip()):  # a plain path: only what is read of its elements is read
                names["paths"] = names["paths"] | {"part": (*one["each"].strip().split(".")[1:], "[]")}
            else:
                reads |= of_each
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
