"""What is wrong with an account is told in the same words by both engines, wherever in the file it stands.

    engine_errors.py EXEUNT
"""
import json
import random
import subprocess
import sys
import tempfile
import unittest
from pathlib import Path

from agreement.compare import Engines, asked, assert_none

ENGINES = Engines(sys.argv.pop(1))
GENERATE = Path(ENGINES.program).parent / "generate_account"
LEAVER = "user:9"

# Wherever they stand, of whatever object.
NO_OBJECTS = (
    b"{", b"}", b"[]", b"[{}]", b"5", b'"x"', b"null", b"true", b"x", b",", b":", b"{}", b"{,}", b"{]", b"[}",
    b'{"type"}', b'{"type":}',
    b'{"type":"deal"', b'{"type":"deal","id":"x1"', b'{"type":"deal","id":"x1",}', b'{"type":"deal","id":"x1"}}',
    b'{"type":"deal","id":"x1"},',
    b'{"type":"deal" "id":"x1"}', b'{"type":"deal",,"id":"x1"}', b'{"type":"deal","id":"x1"}{"type":"deal","id":"x2"}',
    b'{"type":"deal","id":"x1"} {"type":"deal","id":"x2"}', b'{"type":"deal","id":"x1"} x', b"{type:'deal',id:'x1'}",
    b'{"type":"deal","id":"x1',
    b'{"type":"deal","id":"x1\\"}', b"\\", b'{"type":"deal","id":"x1"} // comment', b'{"type":"deal","id":"x1",5:6}',
    b'{"type":"deal","id":"x1",null:6}', b'{"type":"deal",\x0b"id":"x1"}', b'{"type":"deal","id":"x1"}\x1a',
)
# One object over two lines.
SPLIT = (
    b'{"type":"deal",\n"id":"x1"}', b'{"type":"deal"\n,"id":"x1"}', b'{\n"type":"deal","id":"x1"}',
    b'{"type":"deal","id":"x1"\n}',
    b'{"type":"deal","id":"x1","colour":[]\n}', b'{"type":"deal","id":"x1","colour":{}\n}',
    b'{"type":"deal","id":"x1","colour":[[]\n]}',
    b'{"type":"deal","id":"x1","colour":["a"\n]}', b'{"type":"deal","id":"x1","colour":["a"]\n}',
    b'{"type":"deal","id":"x1","colour":1\n}',
    b'{"type":"deal","id":"x1","visible_to":[]\n,"title":"x"}', b'{"type":"deal","id":"x1"\n,"title":"x"}',
    b'{"type":"deal","id":"x1","title"\n:"x"}', b'{"type":"deal","id":"x1","title":\n"x"}',
    b'{"type":"deal","id":"x1","colour":[{"a":1\n}]}',
    b'{"type":"deal","id":"x1","visible_to":["user:1"]\n,"title":"x","colour":{}}',
)
VALUES = (
    b"01", b"1.", b".5", b"-", b"+1", b"1e", b"1e+", b"--1", b"1.e5", b"0x10", b"1_000", b"NaN", b"Infinity",
    b"-Infinity", b"tru", b"True",
    b"nul", b"truefalse", b"true false", b"1 2", b"nullx", b"'x'", b'"\\x"', b'"\\u12"', b'"\\ud800"', b'"\\udc00"',
    b'"\\ud800\\ud800"',
    b'"\\ud800x"', b'"\t"', b'"\x01"', b'"\x00"', b"\x00", b'"x', b'x"', b'"x"y', b'"x""y"', b'"x":1', b"[", b"]",
    b"[1", b"[1,", b"[1,]", b"[,1]",
    b"[1 2]", b"[}", b"{]", b'{"a"}', b'{"a":}', b'{"a":1,}', b'{"a":1 "b":2}', b'{"a" 1}', b"{1:2}", b'["x" "y"]',
    b'["x",]', b'["x"', b"[1]]",
    b'"\xff"', b'"\xc0\xaf"', b'"\xed\xa0\x80"', b'"\xf5\x80\x80\x80"', b'"\xe2\x82"', b"\xff", b"[" * 70 + b"]" * 70,
    b"[" * 5000,
    b'{"a":' * 70 + b"1" + b"}" * 70, b"[" * 63 + b"1" + b"]" * 63, b'[[["x\\q"]]]', b'{"a":["\\u00"]}', b"",
)
IDENTITIES = (
    {"id": "x1"}, {"type": "deal"}, {"type": "", "id": "x1"}, {"type": 5, "id": "x1"}, {"type": None, "id": "x1"},
    {"type": ["deal"], "id": "x1"},
    {"type": "deal", "id": ""}, {"type": "deal", "id": None}, {"type": "deal", "id": True},
    {"type": "deal", "id": ["x1"]},
    {"type": "deal", "id": {"x": 1}}, {"type": "deal", "id": 1.5}, {"type": "deal", "id": -1},
    {"type": "deal", "id": 10**30},
    {"type": "parrot"}, {"type": "parrot", "id": ""},
)
DOUBLES = (
    b'{"type":"deal","id":"x1","title":"a","title":"b"}', b'{"type":"deal","id":"x1","type":"deal"}',
    b'{"type":"deal","id":"x1","id":"x1"}',
    b'{"type":"deal","id":"x1","colour":1,"colour":2}', b'{"type":"deal","id":"x1","title":"a","\\u0074itle":"b"}',
    b'{"type":"deal","id":"x1","colour":1,"c\\u006flour":2}', b'{"type":"deal","\\u0069d":"x1","id":"x2"}',
    b'{"type":"parrot","id":"x1","id":"x2"}',
)
# Of an object that the leaver owns.
WRONG_VALUES = (
    ("title", 5), ("title", None), ("title", ["x"]), ("value", "much"), ("value", {}), ("status", "opne"),
    ("status", 5), ("status", None),
    ("owner", "user:"), ("owner", 9), ("owner", "deal:5"), ("owner", "usr:9"), ("owner", {"user": 9}),
    ("visible_to", LEAVER),
    ("visible_to", [5]), ("visible_to", ["deal:5"]), ("visible_to", None), ("visible_to", [["user:9"]]),
    ("visible_to", [None]), ("person", True),
)


def line(item):
    return json.dumps(item, separators=(",", ":")).encode()


class Errors(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.temporary = tempfile.TemporaryDirectory(prefix="exeunt-errors.")
        cls.addClassCleanup(cls.temporary.cleanup)
        done = subprocess.run([GENERATE, "--pack", "pipedrive", "--objects", "3500"], capture_output=True, check=True,
                              timeout=60)
        cls.lines = done.stdout.splitlines()
        assert len(done.stdout) > 2 * (256 << 10), "as many as make three chunks"
        deal = next(json.loads(each) for each in cls.lines if each.startswith(b'{"type":"deal"')
                    and LEAVER.encode() in each)
        cls.deal = deal | {"owner": LEAVER}

    def write(self, name, lines, end=b"\n"):
        path = Path(self.temporary.name) / f"{name}.ndjson"
        path.write_bytes(b"\n".join(lines) + end)
        return path

    def each_in_its_place(self, wrong, small=False):
        """Each at the beginning, in the middle or at the end of a file; `small`: of one chunk."""
        # In the small one deals come first, so that it is known in which order they have their members.
        first = sorted((each for each in self.lines[:60] if b'"user"' not in each[:20]),
                       key=lambda each: b'"deal"' not in each[:20])
        users = [each for each in self.lines if b'"user"' in each[:20]]
        lines = [line(self.deal), line(self.deal | {"id": "x0"}), *first, *users] if small else self.lines
        requests = []
        for number, text in enumerate(wrong):
            place = (2, len(lines) // 2, len(lines))[number % 3]
            end = b"" if number % 2 else b"\n"
            path = self.write(f"{'small' if small else 'large'}-{number}", [*lines[:place], text, *lines[place:]], end)
            requests.append(asked(path, "deactivate", LEAVER))
        assert_none(self, ENGINES.disagreements(requests, forms=[("ndjson", 2)]))

    def test_lines_that_are_no_objects(self):
        self.each_in_its_place(NO_OBJECTS, small=True)
        self.each_in_its_place(NO_OBJECTS[::3])

    def test_objects_over_two_lines(self):
        self.each_in_its_place(SPLIT, small=True)

    def test_lines_that_would_be_passed_by(self):
        """An object of somebody else, with all that is usually known of it."""
        one, other = (line(self.deal | {"id": key}).replace(LEAVER.encode(), b"user:1") for key in ("x1", "x2"))
        wrong = [one + other, one + b" " + other, one + b"\t{}", one + b" x", one + b",", one + b"]", one[:-1],
                 one[:-1] + b",}", one[1:],
                 one.replace(b"[", b"[,"), one.replace(b":", b": \n", 1), one.replace(b"]", b"]\n"),
                 one.replace(b'"title"', b'"title" "x"'),
                 one.replace(b"user:1", b"user:1\\x"), one.replace(b"user:1", b"user:1\xff"),
                 one.replace(b'"id":', b'"id":-'),
                 one[:-1] + b',"title":"x"}', one[:-1] + b',"colour":[}', one[:-1] + b',"colour":[[[]]}']
        for small in (True, False):
            self.each_in_its_place(wrong, small)

    def test_values(self):
        wrong = [b'{"type":"deal","id":"x1","colour":' + value + b"}" for value in VALUES]
        wrong += [b'{"type":"deal","id":"x1","title":' + value + b',"owner":"user:9"}' for value in VALUES]
        wrong += [b'{"type":"deal","id":"x1",' + value + b":1}" for value in VALUES if value.startswith(b'"')]
        self.each_in_its_place(wrong, small=True)
        self.each_in_its_place(wrong[::5])

    def test_objects_without_a_name(self):
        self.each_in_its_place([*map(line, IDENTITIES), *DOUBLES])

    def test_wrong_values_of_objects_that_matter(self):
        self.each_in_its_place([line(self.deal | {"id": "x1", name: value}) if name != "owner" else
                                line(self.deal | {"id": "x1", "owner": value, "visible_to": [LEAVER]})
                                for name, value in WRONG_VALUES])

    def test_objects_that_are_looked_at_one_by_one_and_stand_twice(self):
        users = [each for each in self.lines if each.startswith(b'{"type":"user"')]
        account = next(each for each in self.lines if each.startswith(b'{"type":"account"'))
        self.each_in_its_place([users[0], users[-1], account, account.replace(b'"id":"1"', b'"id":"2"')])

    def test_many(self):
        """After twenty both stop."""
        dice = random.Random(11)
        requests = []
        for count in (2, 19, 20, 21, 70, 300):
            lines = list(self.lines)
            for number in range(count):
                at = dice.randrange(2, len(lines))
                lines.insert(at, dice.choice((b"{", b'{"type":"deal"}', b"[1]",
                                              b'{"type":"deal","id":"x%d","a":1,"a":2}' % number)))
            requests.append(asked(self.write(f"many-{count}", lines), "deactivate", LEAVER))
            wrong = [line(self.deal | {"id": f"x{number}", "status": "opne"}) for number in range(count)]
            lines = dice.sample(self.lines[2:] + wrong, len(self.lines) - 2 + count)
            requests.append(asked(self.write(f"wrong-{count}", self.lines[:2] + lines), "deactivate", LEAVER))
        assert_none(self, ENGINES.disagreements(requests, forms=[("ndjson", 1), ("json", 3)]))

    def test_lines_that_are_longer_than_a_chunk(self):
        long = b"x" * (600 << 10)
        good = b'{"type":"deal","id":"x1","title":"%s"}' % long
        requests = []
        for number, text in enumerate((good, good[:-1], good[:-2], long, b'{"type":"deal","id":"%s"}' % long,
                                       b" " * (600 << 10),
                                       b'{"type":"deal","id":"x1","owner":"user:9","title":"%s"}' % long,
                                       b'{"type":"deal","id":"x1","owner":"user:9","title":"%s","status":5}' % long,
                                       b'{"type":"deal","id":"x1","colour":[%s1]}' % (b"1," * 300_000))):
            for place in (2, 1000, len(self.lines)):
                path = self.write(f"long-{number}-{place}", [*self.lines[:place], text, *self.lines[place:]], b"")
                requests.append(asked(path, "deactivate", LEAVER))
        assert_none(self, ENGINES.disagreements(requests, forms=[("ndjson", 3)]))

    def test_files_that_are_too_large(self):
        with tempfile.NamedTemporaryFile() as file:
            file.write(b'{"type":"user","id":"9"}\n')
            file.truncate((16 << 30) + 1)  # takes no room: it is not read
            done = subprocess.run([ENGINES.program, "plan", "pipedrive", "--snapshot", file.name, "--event", "deactivate", "--subject",
                                   LEAVER, "--at", "2024-03-01"], capture_output=True, timeout=20, check=False)
        self.assertEqual((done.returncode, done.stdout), (2, b""))
        self.assertIn(b"error[E0004]", done.stderr)

    def test_files_that_are_cut_off(self):
        text = b"\n".join(self.lines)
        requests = []
        for number, end in enumerate((1, 40, 256 << 10, (256 << 10) + 1, (512 << 10) - 1, len(text) - 1,
                                      len(text) - 30)):
            path = Path(self.temporary.name) / f"cut-{number}.ndjson"
            path.write_bytes(text[:end])
            requests.append(asked(path, "deactivate", LEAVER))
        assert_none(self, ENGINES.disagreements(requests, forms=[("ndjson", 2)]))

    def test_chunks_that_end_anywhere_in_a_line(self):
        """Lines moved by a byte at a time past the end of the first chunk."""
        lines = list(self.lines[1:])
        first = self.lines[0]
        requests = []
        for more in range(0, 230, 23):
            padded = first[:-1] + b',"colour":"' + b"x" * more + b'"}'
            requests.append(asked(self.write(f"moved-{more}", [padded, *lines]), "deactivate", LEAVER))
        assert_none(self, ENGINES.disagreements(requests, forms=[("ndjson", 2)]))


if __name__ == "__main__":
    unittest.main()
