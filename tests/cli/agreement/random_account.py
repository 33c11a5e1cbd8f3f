"""Accounts made up for a pack's model, in which values are few, so that many objects are alike."""
import json
import re

LEAVER = "user:7"
ENTITY = re.compile(r"^entity (\w+)[^{]*\{(.*?)\}", re.MULTILINE | re.DOTALL)
FIELD = re.compile(r"(\w+)\s+(list<ref<[^>]*>>|ref<[^>]*>|list<\w+>|enum\([^)]*\)|bool|int|double|string|timestamp"
                   r"|duration)(\?)?(?=\s|$)")
WORDS = ("", "plan", "secret", "Draft", "a b", "~", "7", "user:7", "\u00e9\n\"")
TIMES = ("2024-03-01T09:00:00Z", "2024-02-01T00:00:00Z", "2025-01-01T00:00:00+01:00", "2024-03-01")
# Twice means twice as often.
VALUES = {"bool": (True, False), "int": (0, 1, 2, 3), "double": (0, 1, 1.5, 2.5, 1e3), "timestamp": TIMES,
          "duration": ("24h", "90s", "0s")}


def model_of(policy):
    """{entity: {field: (type, whether it may be null)}} of the text of a pack."""
    return {name: {field: (kind, mark == "?") for field, kind, mark in FIELD.findall(re.sub("//.*", "", body))}
            for name, body in ENTITY.findall(policy)}


class Maker:
    def __init__(self, model, dice, complete):
        self.model, self.dice, self.complete = model, dice, complete
        self.others = sorted(set(model) - {"user", "account"})
        self.ids = {name: self.some_ids(dice.randrange(3, 40)) for name in self.others}
        self.ids["user"] = ["1", "2", "3", "7", "0x", "19"]
        if "account" in model:
            self.ids["account"] = ["1"]

    def some_ids(self, count):
        ids = [*map(str, range(1, count)), "007", "x-1", "~", "~~~0", "1e3", "99999999999999999999", "a/b:c", "\u00e9"]
        return self.dice.sample(ids, count)

    def reference(self, targets):
        names = sorted(self.model) if targets == "*" else [name for name in re.split(r",\s*", targets)
                                                           if name in self.model]
        name = self.dice.choice(names)
        chance = self.dice.random()
        if "user" in names and chance < 0.4:
            return LEAVER
        if chance > 0.97 and not self.complete:
            return f"{name}:404"
        # The first few are referred to by many.
        return f"{name}:{self.dice.choice(self.ids[name][:3] if chance < 0.6 else self.ids[name])}"

    def value(self, kind):
        listed = re.fullmatch(r"list<(.*)>", kind)
        if listed:
            return [self.value(listed[1]) for _ in range(self.dice.choice((0, 0, 1, 1, 2, 3)))]
        if kind.startswith("ref<"):
            return self.reference(kind[4:-1])
        if kind.startswith("enum("):
            return self.dice.choice(re.split(r",\s*", kind[5:-1]))
        return self.dice.choice(VALUES.get(kind, WORDS))

    def item(self, name, key):
        out = {"type": name, "id": key}
        for field, (kind, may_be_null) in self.model[name].items():
            chance = self.dice.random()
            if self.complete or chance > 0.04:
                out[field] = None if may_be_null and chance > 0.8 else self.value(kind)
        return out

    def account(self):
        items = [self.item(name, key) for name in self.ids for key in self.ids[name]]
        self.dice.shuffle(items)
        return "".join(json.dumps(item, separators=(",", ":"), ensure_ascii=self.dice.random() < 0.5) + "\n"
                       for item in items)


def make(policy, dice, complete=False):
    """Lines of NDJSON. `complete`: every field is given, and every reference leads somewhere."""
    return Maker(model_of(policy), dice, complete).account()
