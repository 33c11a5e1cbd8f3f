"""An account written otherwise: the same objects in another spelling, and objects of which less is known.

Every function takes lines of NDJSON and a random.Random, and answers the text of a file.
"""
import json
import re

REFERENCE = re.compile(r"[a-z_]+:[^ ]+")


def joined(lines):
    return "".join(line + "\n" for line in lines)


def each_object(change):
    """Of a change to one object; what it answers is written compactly."""
    def of(lines, dice):
        return joined(json.dumps(change(json.loads(line), dice), separators=(",", ":"), ensure_ascii=False)
                      for line in lines)
    return of


# ---- the same objects

def shuffled(lines, dice):
    return joined(dice.sample(lines, len(lines)))


@each_object
def members_reordered(item, dice):
    return dict(dice.sample(list(item.items()), len(item)))


def spaced(lines, dice):
    def loose(value):
        space = dice.choice(["", " ", "\t", " \t ", "\r"])
        if isinstance(value, dict):
            return "{" + space + f"{space},".join(f"{space}{loose(key)}{space}:{loose(each)}"
                                                  for key, each in value.items()) + "}"
        if isinstance(value, list):
            return "[" + space + f",{space}".join(loose(each) for each in value) + space + "]"
        return space + json.dumps(value, ensure_ascii=False) + space
    return joined(loose(json.loads(line)) for line in lines)


def escaped(lines, dice):
    """Some characters of some texts as escapes: of keys, types, ids and references, too."""
    def spell(text):
        if dice.random() < 0.5:
            return json.dumps(text)
        out = "".join("".join(f"\\u{unit:04X}" for unit in units(c)) if dice.random() < 0.2
                      else json.dumps(c, ensure_ascii=False)[1:-1]
                      for c in text)
        return '"' + out.replace("/", dice.choice(["/", "\\/"])) + '"'

    def write(value):
        if isinstance(value, dict):
            return "{" + ",".join(f"{spell(key)}:{write(each)}" for key, each in value.items()) + "}"
        if isinstance(value, list):
            return "[" + ",".join(map(write, value)) + "]"
        return spell(value) if isinstance(value, str) else json.dumps(value)
    return joined(write(json.loads(line)) for line in lines)


def units(character):
    code = character.encode("utf-16-be")
    return [int.from_bytes(code[at:at + 2], "big") for at in range(0, len(code), 2)]


def with_crlf(lines, _):
    return "".join(line + "\r\n" for line in lines)


def with_blank_lines(lines, dice):
    return joined(line + dice.choice(["", "\n", "\n \t\n", "\r\n\r"]) for line in lines)


def without_a_last_line_end(lines, _):
    return "\n".join(lines)


@each_object
def ids_as_numbers(item, dice):
    return item | ({"id": int(item["id"])} if re.fullmatch("0|[1-9][0-9]{0,17}", item["id"]) and dice.random() < 0.7
                   else {})


SAME = (shuffled, members_reordered, spaced, escaped, with_crlf, with_blank_lines, without_a_last_line_end,
        ids_as_numbers)


# ---- more, less or other objects

@each_object
def fields_left_out(item, dice):
    return {key: value for key, value in item.items() if key in ("type", "id") or dice.random() < 0.9}


@each_object
def unknown_fields(item, dice):
    more = {"colour": "red", "x": [{"y": [1, {}]}, []], "deal.x": None, "id ": 5}
    chosen = {key: value for key, value in more.items() if dice.random() < 0.2}
    return dict(dice.sample(list((item | chosen).items()), len(item) + len(chosen)))


def unknown_types(lines, dice):
    out = []
    for number, line in enumerate(lines):
        out.append(line)
        if dice.random() < 0.1:
            out.append(json.dumps({"type": dice.choice(["parrot", "user ", "deals"]), "id": str(number),
                                   "owner": "user:7"}))
    return joined(out)


def dangling(lines, dice):
    """Some references lead nowhere."""
    def change(value):
        if isinstance(value, list):
            return [change(each) for each in value]
        leads_on = isinstance(value, str) and REFERENCE.fullmatch(value) and dice.random() < 0.1
        return value.split(":")[0] + ":404404" if leads_on else value
    return each_object(lambda item, _: {key: change(value) for key, value in item.items()})(lines, dice)


def objects_left_out(lines, dice):
    return joined(line for line in lines if '"user"' in line[:20] or dice.random() < 0.7)


def texts_changed(lines, dice):
    """Names that look like other things, and some that are alike."""
    names = ["", "~", "~~~~0", "deal:5", "user:7", 'a "quote" \\ and\n\ttabs', "\u00e9\U0001f600", "x" * 500]

    def change(item, _):
        return item | {key: dice.choice(names) for key in ("name", "title", "subject")
                       if isinstance(item.get(key), str)}
    return each_object(change)(lines, dice)


def nulls(lines, dice):
    """Null, where some object of the type is null there."""
    may_be = {(item["type"], key) for item in map(json.loads, lines) for key, value in item.items() if value is None}

    def change(item, _):
        return {key: None if (item["type"], key) in may_be and dice.random() < 0.2 else value
                for key, value in item.items()}
    return each_object(change)(lines, dice)


def texts_as_ids(lines, dice):
    """Ids that are no numbers as everybody writes them, and references to them."""
    def rename(name):
        return re.sub(r"^([a-z_]+):(\d*[13579])$",
                      lambda found: f"{found[1]}:0{found[2]}-{'a' * (int(found[2]) % 4)}~", name)

    def change(value):
        if isinstance(value, list):
            return [change(each) for each in value]
        return rename(value) if isinstance(value, str) else value

    def of(item, _):
        name = "user:1" if item["type"] == "user" else rename(f"{item['type']}:{item['id']}")
        changed = {key: change(value) for key, value in item.items()}
        return changed | {"id": item["id"] if item["type"] == "user" else name.split(":", 1)[1]}

    del dice
    text = each_object(of)(lines, None)
    return re.sub(r'"user:0(\d+)-a*~"', r'"user:\1"', text)


OTHER = (fields_left_out, unknown_fields, unknown_types, dangling, objects_left_out, texts_changed, nulls, texts_as_ids)
