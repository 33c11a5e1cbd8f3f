"""What a CEL expression reads of an item: follows `item.a.b`, also into lists and macros, through the types of a package.

Types are texts as in declarations.py; a literal is its own type, in single quotes.

No full CEL, just enough of its grammar: an expression that does not parse here is reported, not passed over.
"""
import re

from declarations import alternatives

TOKEN = re.compile(r"""\s+|(?P<string>[rbRB]?(?:'(?:\\.|[^'])*'|"(?:\\.|[^"])*"))|(?P<number>\d[\w.]*)|(?P<word>[A-Za-z_]\w*)"""
                   r"""|(?P<mark>\.\?|\[\?|[=!<>]=|&&|\|\||[-+*/%!<>?:.,()\[\]{}])""")
LEVELS = [("||",), ("&&",), ("==", "!=", "<", "<=", ">", ">=", "in"), ("+", "-"), ("*", "/", "%")]
SCALARS = {"any", "string", "number", "boolean", "Date", "null"}
MACROS = {"all", "exists", "exists_one", "filter", "map", "transformList", "transformMap", "existsOne"}


def either(left, right):
    """The type of what is one or the other; an empty list and null go along with anything."""
    if left in ("null", "[]") or left == right:
        return right
    return left if right in ("null", "[]") else "any"


class Trouble(Exception):
    """A sentence about an expression."""


class Reader:
    """Reads expressions over the types that `lookup` finds; `complaints` collects what does not fit."""

    def __init__(self, types):
        self.types, self.complaints = types, []

    def resolved(self, text):
        """The parts of a type, aliases followed: texts of scalars, lists and maps, or what `lookup` finds."""
        for part in alternatives(text):
            if part in SCALARS or part.endswith("[]") or part[0] in "{\"'":
                yield part, None
                continue
            found = self.types.lookup(part)
            if found is None:
                raise Trouble(f"there is no type `{part}`")
            if isinstance(found, str):
                yield from self.resolved(found)
            else:
                yield part, found

    def values(self, text):
        """The values of an enum; None where a type allows others."""
        values = []
        for part, found in self.resolved(text):
            if isinstance(found, list):
                values += found
            elif part[0] == '"':
                values.append(part[1:-1])
            elif part != "null":
                return None
        return values

    def member(self, text, name):
        """The type of a member."""
        types, owners = [], []
        for part, found in self.resolved(text):
            if part == "any":
                types.append("any")
            elif part[0] == "{":
                types.append(part[1:-1])
            elif isinstance(found, dict):
                owners.append(part)
                if name in found or "*" in found:
                    types.append(found.get(name) or found["*"])
        if not types:
            raise Trouble(f"`{' or '.join(owners) or text}` has no member `{name}`")
        return "|".join(types)

    def element(self, text):
        parts = [part for part, _ in self.resolved(text)]
        lists = [part[:-2] or "any" for part in parts if part.endswith("[]")]
        if not lists and "any" not in parts:
            raise Trouble(f"`{text}` is no list")
        return "|".join(lists) or "any"

    def read(self, expression, names):
        """The type of an expression whose variables have these types, and what it reads: variables and paths of members."""
        parse = Parse(self, str(expression), dict(names))
        result = parse.ternary()
        if parse.next():
            raise Trouble(f"`{parse.next()}` is left over")
        return result, parse.reads


class Parse:
    def __init__(self, reader, text, names):
        self.reader, self.names, self.reads = reader, names, set()
        self.tokens, at = [], 0
        while at < len(text):
            match = TOKEN.match(text, at)
            if not match:
                raise Trouble(f"`{text[at:at + 12]}` is no CEL")
            at = match.end()
            if match.lastgroup:
                self.tokens.append((match.lastgroup, match.group()))
        self.at = 0

    def next(self):
        return self.tokens[self.at][1] if self.at < len(self.tokens) else ""

    def kind(self):
        return self.kind_at(self.at) if self.at < len(self.tokens) else ""

    def take(self):
        self.at += 1
        return self.tokens[self.at - 1][1]

    def accept(self, *texts):
        return self.take() if self.kind() in ("mark", "word") and self.next() in texts else None

    def expect(self, text):
        if not self.accept(text):
            raise Trouble(f"`{text}` is missing before `{self.next() or 'the end'}`")

    def ternary(self):
        result = self.level(0)
        if not self.accept("?"):
            return result
        left = self.ternary()
        self.expect(":")
        right = self.ternary()
        return either(left, right)

    def level(self, depth):
        if depth == len(LEVELS):
            return self.unary()
        left = self.level(depth + 1)
        while operator := self.accept(*LEVELS[depth]):
            start = self.at
            right = self.level(depth + 1)
            if operator in ("==", "!="):
                self.compare(left, right)
            left = either(left, right) if operator == "+" and left.endswith("[]") else "any"
            if operator == "in" and self.at == start:
                raise Trouble("`in` needs a list")
        return left

    def compare(self, left, right):
        """A literal beside an enum has to be one of its values."""
        for one, other in ((left, right), (right, left)):
            if other[0] == "'" and one[0] != "'" and one != "any":
                values = self.reader.values(one)
                if values is not None and other[1:-1] not in values:
                    raise Trouble(f"`{one}` never is {other}; it is one of {', '.join(values)}")

    def unary(self):
        if self.accept("!", "-"):
            self.unary()
            return "any"
        return self.postfix()

    def postfix(self):
        start = self.at
        result = self.primary()
        root = self.tokens[start][1] if self.at == start + 1 and self.kind_at(start) == "word" else None
        path, ends = [], False
        while mark := self.accept(".", ".?", "[", "[?"):
            if mark in ("[", "[?"):
                name = self.next()[1:-1] if self.kind() == "string" else None
                self.ternary()
                self.expect("]")
            else:
                name = self.take()
                if self.accept("("):
                    result, ends = self.call(name, result), True
                    continue
            result = self.reader.member(result, name) if name is not None else self.reader.element(result)
            ends |= name is None
            if not ends:
                path.append(name)
        if root:
            self.reads.add((root, tuple(path)))
        return result

    def kind_at(self, at):
        return self.tokens[at][0]

    def primary(self):
        kind, text = self.kind(), self.next()
        if not text:
            raise Trouble("it ends too early")
        self.take()
        if text == "(":
            result = self.ternary()
            self.expect(")")
            return result
        if text == "[":
            elements = self.arguments("]")
            if not elements:
                return "[]"
            return elements[0] + "[]" if len(set(elements)) == 1 and "|" not in elements[0] else "any[]"
        if text == "{":
            while not self.accept("}"):
                self.ternary()
                self.expect(":")
                self.ternary()
                self.accept(",")
            return "any"
        if kind == "string":
            return "'" + text.lstrip("rbRB")[1:-1] + "'"
        if kind == "number":
            return f"'{text}'"
        if kind != "word":
            raise Trouble(f"`{text}` is out of place")
        if self.accept("("):
            return self.call(text, None)
        if text in ("true", "false", "null"):
            return text if text == "null" else "boolean"
        if text in ("cel", "optional"):
            return "any"
        if text not in self.names:
            raise Trouble(f"there is no `{text}`")
        return self.names[text]

    def call(self, function, receiver):
        """The arguments of a call; the variables of a macro stand for the elements of what it is called on."""
        if function == "bind":
            variable = self.take()
            self.expect(",")
            return self.scoped({variable: self.ternary()})[-1]
        if function not in MACROS or receiver is None:
            self.arguments(")")
            return "any"
        variables = [self.take()]
        self.expect(",")
        if self.at + 1 < len(self.tokens) and self.kind() == "word" and self.tokens[self.at + 1][1] == ",":
            variables.append(self.take())
            self.expect(",")
        scope = dict(zip(reversed(variables), (self.reader.element(receiver), "number")))
        results = self.scoped(scope, False)
        if function == "filter":
            return receiver
        if function in ("map", "transformList"):
            return results[-1] + "[]" if "|" not in results[-1] else "any[]"
        return "boolean"

    def scoped(self, scope, comma=True):
        if comma:
            self.expect(",")
        before, self.names = self.names, self.names | scope
        results = self.arguments(")")
        self.names = before
        return results

    def arguments(self, end):
        results = []
        while not self.accept(end):
            results.append(self.ternary())
            if self.next() != end:
                self.expect(",")
        return results
