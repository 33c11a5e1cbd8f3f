"""Reads what a vendor's client package declares (`*.d.ts`): which types there are, their members, the values of their enums.

A type goes by the place that declares it, as `v2/Deal` or `crm/owners/PublicOwner`: two versions of an API may both have a
`Deal`. It is an object (`{member: type}`, `*` for any other member), an enum (its values), or the text of another type. The
text of a type is `string`, `number`, `v1/UserAccess[]`, `{string}` (any member, each a string), alternatives with `|`.
"""
import re
from pathlib import Path

# Folders that say how the package is laid out, not what a type belongs to.
LAYOUT = {"package", "dist", "lib", "versions", "codegen", "models", "src"}
EXPORTS = re.compile(r"^[ \t]*export (?:declare )?(?:abstract )?(?:interface|class|enum|const|type) (\w+)", re.MULTILINE)
TOKEN = re.compile(r"""(?P<skip>\s+|//[^\n]*|/\*.*?\*/)|(?P<string>'(?:\\.|[^'])*'|"(?:\\.|[^"])*")"""
                   r"""|(?P<word>[A-Za-z_$][\w$]*|\d[\w.]*)|(?P<mark>=>|\.\.\.|.)""", re.DOTALL)
OPENING, CLOSING = "([{<", ")]}>"
BASE_NAME = re.compile(r'"name": "([^"]+)",\s*"baseName": "([^"]+)"')


def join(texts):
    """Alternatives: each once, in order."""
    return "|".join(dict.fromkeys(part for text in texts for part in alternatives(text)))


def alternatives(text):
    """`a|{b|c}|d` as its three parts."""
    parts, depth, start = [], 0, 0
    for at, mark in enumerate(text):
        depth += (mark == "{") - (mark == "}")
        if mark == "|" and depth == 0:
            parts.append(text[start:at])
            start = at + 1
    return [*parts, text[start:]]


class Package:
    """The types of an unpacked package, read as they are asked for."""

    def __init__(self, folder):
        self.folder = Path(folder)
        self.file_of, self.types, self.read = {}, {}, set()
        for path in sorted(self.folder.rglob("*.d.ts")):
            if "models" in path.parts and "esm" not in path.parts:
                for name in EXPORTS.findall(path.read_text(encoding="utf-8")):
                    self.file_of.setdefault(self.full_name(path, name), path)

    def full_name(self, path, name):
        area = [part for part in path.relative_to(self.folder).parent.parts if part not in LAYOUT]
        return "/".join([*area, name])

    def names(self, tail):
        """The types that go by a name or by the end of one: `PublicOwner` for `crm/owners/PublicOwner`."""
        return [tail] if tail in self.file_of else [name for name in self.file_of if name.endswith("/" + tail)]

    def lookup(self, name):
        """An object, an enum's values, the text of another type; None if there is no such type."""
        path = self.file_of.get(name)
        if path and path not in self.read:
            self.read.add(path)
            File(self, path).read()
        return self.types.get(name)


class File:
    """One file of declarations, statement by statement."""

    def __init__(self, package, path):
        self.package, self.path, self.imports = package, path, {}
        self.tokens = [match for match in TOKEN.finditer(path.read_text(encoding="utf-8")) if match.lastgroup != "skip"]
        self.at = 0

    def next(self):
        return self.tokens[self.at].group() if self.at < len(self.tokens) else ""

    def take(self):
        self.at += 1
        return self.tokens[self.at - 1].group()

    def accept(self, *texts):
        if self.next() not in texts:
            return None
        return self.take()

    def expect(self, text):
        if not self.accept(text):
            raise SyntaxError(f"{self.path}: `{text}` expected where `{self.next()}` stands")

    def skip_to(self, *ends):
        """Up to one of these marks, brackets passed over whole."""
        depth = 0
        while self.next() and (depth or self.next() not in ends):
            mark = self.take()
            depth += (mark in OPENING) - (mark in CLOSING)

    def read(self):
        while self.next():
            if self.accept("import"):
                self.read_import()
                continue
            while self.accept("export", "declare", "abstract"):
                pass
            kind = self.accept("interface", "class", "enum", "const", "type")
            if kind:
                self.read_declaration(kind, self.take())
            else:
                self.skip_to(";")
                self.accept(";")

    def read_import(self):
        names = []
        while self.next() not in ("from", ";"):
            names.append(self.take())
        if self.accept("from"):
            path = (self.path.parent / (self.take()[1:-1] + ".d.ts")).resolve()
            if path.is_relative_to(self.package.folder.resolve()):
                path = self.package.folder / path.relative_to(self.package.folder.resolve())
                for name in names:
                    self.imports[name] = self.package.full_name(path, name)
        self.accept(";")

    def read_declaration(self, kind, name):
        full = self.package.full_name(self.path, name)
        types = self.package.types
        if kind == "enum":
            types[full] = [str(value).strip("'\"") for value in self.read_enum()]
        elif kind == "const":
            self.expect(":")
            values = self.read_type(full)
            types[full] = [text.strip('"') for text in types.pop(values).values()] if values == full else values
            self.accept(";")
        elif kind == "type":
            self.expect("=")
            text = self.read_type(full)
            if text != full:
                types[full] = text
            self.accept(";")
        else:
            parents = []
            while self.next() != "{":
                word = self.take()
                if word in self.imports:
                    parents.append(self.imports[word])
            members = self.read_members(full)
            for parent in parents:
                members = {**(self.package.lookup(parent) or {}), **members}
            types[full] = {self.base_names().get(member, member): text for member, text in members.items()}

    def read_enum(self):
        self.expect("{")
        while not self.accept("}"):
            key = self.take()
            yield self.take() if self.accept("=") else key
            self.accept(",")

    def base_names(self):
        """What a member is called on the wire, where the language keeps the name for itself."""
        script = self.path.with_name(self.path.name.replace(".d.ts", ".js"))
        text = script.read_text(encoding="utf-8") if script.exists() else ""
        return {name: base for name, base in BASE_NAME.findall(text) if name != base}

    def read_members(self, owner):
        """`{ 'a'?: string; [key: string]: number; static b: … }`: static ones and methods are passed over."""
        members = {}
        self.expect("{")
        while not self.accept("}"):
            static = False
            while self.next() in ("static", "readonly", "private", "protected"):
                static |= self.take() == "static"
            name = self.take().strip("'\"")
            if name == "[":
                self.skip_to("]")
                self.expect("]")
                name = "*"
            self.accept("?")
            if self.accept(":"):
                text = self.read_type(f"{owner}.{name}")
                if not static:
                    members[name] = text
            else:
                self.skip_to(";", "}")
            self.accept(";", ",")
        return members

    def read_type(self, owner):
        """The text of a type; one without a name of its own goes by its place, as `v1/Goal.type`."""
        self.accept("|")
        texts = [self.read_part(owner)]
        while self.accept("|"):
            texts.append(self.read_part(owner))
        return join(text for text in texts if text != "undefined")

    def read_part(self, owner):
        parts = [self.read_primary(owner)]
        while self.accept("&"):
            parts.append(self.read_primary(owner))
        if len(parts) == 1:
            return parts[0]
        members = {}
        for part in parts:
            found = self.package.lookup(part)
            while isinstance(found, str):
                found = self.package.lookup(found)
            members.update(found or {})
        self.package.types[owner] = members
        return owner

    def read_primary(self, owner):
        if self.next() == "{":
            members = self.read_members(owner)
            if list(members) == ["*"]:
                text = "{" + members["*"] + "}"
            else:
                self.package.types[owner] = members
                text = owner
        elif self.accept("("):
            text = self.read_type(owner)
            self.expect(")")
        elif self.accept("typeof"):  # typeof X[keyof typeof X]: one of the values of X
            text = self.named(self.take())
            self.skip_to(";", "|", "}")
        else:
            text = self.read_word(owner)
        while self.next() == "[":
            self.skip_to("]")
            self.expect("]")
            text = "[]".join([*alternatives(text), ""]) if "|" not in text else "any[]"
        return text

    def read_word(self, owner):
        word = self.take()
        if word[0] in "'\"":
            return f'"{word[1:-1]}"'
        if word == "-":
            return f'"-{self.take()}"'
        if word[0].isdigit():
            return f'"{word}"'
        arguments = []
        if self.accept("<"):
            arguments.append(self.read_type(owner))
            while self.accept(","):
                arguments.append(self.read_type(owner))
            self.expect(">")
        if word in ("Array", "Set"):
            return arguments[0] + "[]" if "|" not in arguments[0] else "any[]"
        return self.named(word)

    def named(self, word):
        local = self.package.full_name(self.path, word)
        return self.imports.get(word) or (local if local in self.package.file_of else {"object": "any"}.get(word, word))
