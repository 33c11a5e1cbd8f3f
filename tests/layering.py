"""Holds the rooms of interpreter/ to the table in interpreter/README.md.

    layering.py ROOT        exit 0, or 1 with one line for each breach

The table is the one place where it is written down: a row names a room, the rooms it may use (all of them above it;
`*` is every room above), and the third-party headers that it alone may include, never from a header that another room
can see. The table must name every folder that holds code, and each CMakeLists.txt may link only what the table allows.
"""
import re
import sys
from pathlib import Path

INCLUDE = re.compile(r'^[ \t]*#[ \t]*include[ \t]*([<"])([^>"]+)[>"]', re.MULTILINE)
OPEN_TO_ALL = ("fmt/",)
# Headers of the C library and of POSIX, which every room may use in a source file.
SYSTEM = re.compile(r"(sys|arpa|netinet)/|(unistd|fcntl|errno|signal|poll|termios|fenv|malloc)\.h$")


class Room:
    def __init__(self, name, uses, libraries):
        self.name, self.uses, self.libraries = name, uses, libraries


def read_table(text, breaches):
    rooms = {}
    for row in re.findall(r"^\| `([a-z_/]+)` \|(.*)\|$", text, re.MULTILINE):
        name, cells = row[0], [cell.strip() for cell in row[1].split("|")]
        uses = set(rooms) if cells[1] == "*" else set(cells[1].split())
        for used in sorted(uses - set(rooms)):
            breaches.append(f"interpreter/README.md: `{name}` may use `{used}`, which does not stand above it")
        rooms[name] = Room(name, uses & set(rooms), tuple(re.findall(r"`([^`]+)`", cells[2])))
    if not rooms:
        breaches.append("interpreter/README.md: there is no table of rooms")
    return rooms


def room_of(path, rooms):
    """The room of a path relative to interpreter/: the longest room name that is a folder above it."""
    for parent in Path(path).parents:
        if str(parent) in rooms:
            return str(parent)
    return None


def seen_by_others(includes, rooms):
    """Headers that another room includes, directly or through a header of the room."""
    seen = {used for path, lines in includes.items() for _, kind, used in lines
            if kind == "room" and room_of(path, rooms) != room_of(used, rooms)}
    todo = list(seen)
    while todo:
        for _, kind, used in includes.get(todo.pop(), []):
            if kind == "room" and used not in seen:
                seen.add(used)
                todo.append(used)
    return seen


def read_includes(interpreter, breaches):
    includes = {}
    for path in sorted(interpreter.rglob("*")):
        if path.suffix not in (".h", ".hpp", ".cpp", ".def"):
            continue
        name = str(path.relative_to(interpreter))
        text = path.read_text(encoding="utf-8")
        lines = []
        for match in INCLUDE.finditer(text):
            line = text.count("\n", 0, match.start(2)) + 1
            bracket, target = match.groups()
            if bracket == '"' and target.startswith("interpreter/"):
                lines.append((line, "room", target[len("interpreter/"):]))
            elif bracket == '"':
                breaches.append(f'interpreter/{name}:{line}: write "{target}" as "interpreter/<room>/<file>"')
            else:
                lines.append((line, "library", target))
        includes[name] = lines
    return includes


def check_includes(interpreter, rooms, breaches):
    includes = read_includes(interpreter, breaches)
    seen = seen_by_others(includes, rooms)
    for name, lines in includes.items():
        room = room_of(name, rooms)
        if room is None:
            breaches.append(f"interpreter/{name}: its folder is not in the table of interpreter/README.md")
            continue
        for line, kind, target in lines:
            place = f"interpreter/{name}:{line}"
            if kind == "room":
                used = room_of(target, rooms)
                if not (interpreter / target).is_file():
                    breaches.append(f"{place}: interpreter/{target} does not exist")
                elif used is not None and used != room and used not in rooms[room].uses:
                    breaches.append(f"{place}: `{room}` may not use `{used}`")
            elif "/" in target or "." in target:
                if target.startswith(OPEN_TO_ALL) or SYSTEM.match(target) and name.endswith(".cpp"):
                    continue
                if not target.startswith(rooms[room].libraries or ("\0",)):
                    breaches.append(f"{place}: `{room}` may not use <{target}>")
                elif name in seen:
                    breaches.append(f"{place}: other rooms see this header, so it may not include <{target}>")


def check_links(interpreter, rooms, breaches):
    by_target = {name.replace("/", "_"): name for name in rooms}
    for path in sorted(interpreter.rglob("CMakeLists.txt")):
        room = room_of(path.relative_to(interpreter), rooms)
        if room is None:
            continue
        text = re.sub(r"#.*", "", path.read_text(encoding="utf-8"))
        words = set()
        for uses in re.findall(r"\b(?:PRIVATE_)?USES\b([^A-Z)]*)", text):
            words |= set(uses.split())
        words |= set(re.findall(r"\bexeunt(?:_|::)([a-z_]+)", text))
        for word in sorted(words):
            used = by_target.get(re.sub(r"^exeunt(_|::)", "", word))
            if used is not None and used != room and used not in rooms[room].uses:
                breaches.append(f"interpreter/{path.relative_to(interpreter)}: `{room}` may not link `{used}`")


def find_breaches(root):
    breaches = []
    interpreter = Path(root) / "interpreter"
    rooms = read_table((interpreter / "README.md").read_text(encoding="utf-8"), breaches)
    check_includes(interpreter, rooms, breaches)
    check_links(interpreter, rooms, breaches)
    return breaches


if __name__ == "__main__":
    found = find_breaches(sys.argv[1])
    print("\n".join(found) or "every include is where it may be")
    sys.exit(1 if found else 0)
