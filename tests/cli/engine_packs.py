"""Both engines make the same plan of accounts made up by chance, under small packs that have what the two vendors lack;
and of what the golden cases plan. A pack more is a file more: agreement/packs/*.policy.

    engine_packs.py EXEUNT [SEEDS]
"""
import random
import re
import shlex
import sys
import tempfile
import unittest
from pathlib import Path

from agreement.compare import REFERENCE, ROOT, Engines, asked, assert_none, columnar, in_no_order
from agreement.random_account import make

ENGINES = Engines(sys.argv.pop(1))
SEEDS = int(sys.argv.pop(1)) if len(sys.argv) > 1 and sys.argv[1].isdigit() else 12
GOLDEN = ROOT / "tests/golden/cli"
OF_THE_ANSWER = re.compile(r"--(format|error-format|engine|threads) \S+|-o \S+|--concise|--verbose")
PACKS = sorted((Path(__file__).parent / "agreement/packs").glob("*.policy"))


class MadeUp(unittest.TestCase):
    def setUp(self):
        temporary = tempfile.TemporaryDirectory(prefix="exeunt-packs.")
        self.addCleanup(temporary.cleanup)
        self.folder = Path(temporary.name)

    def requests(self, pack, seeds, *words):
        policy = pack.read_text(encoding="utf-8")
        for seed in seeds:
            path = self.folder / f"{pack.stem}-{pack.parent.name}-{seed}.ndjson"
            path.write_text(make(policy, random.Random(seed), complete=seed % 4 == 0), encoding="utf-8")
            for event in re.findall(r"^event ([\w-]+)", policy, re.MULTILINE):
                request = asked(path, event, "user:7", pack=pack)
                yield (*request, *words, *(("--absent", "null") if seed % 3 == 0 else ()))

    def test_small_packs(self):
        for pack in PACKS:
            with self.subTest(pack.stem):
                assert_none(self, ENGINES.disagreements(list(self.requests(pack, range(SEEDS))), forms=[("ndjson", 1)]))

    def test_in_the_other_form(self):
        for pack in PACKS:
            with self.subTest(pack.stem):
                assert_none(self, ENGINES.disagreements(list(self.requests(pack, (100,), "--locale", "sv")),
                                                        forms=[("json", 2)]))

    def test_what_the_operator_hands_over(self):
        for pack in PACKS:
            with self.subTest(pack.stem):
                for seed, transfer in ((201, "*=user:2"), (202, "*=user:1"), (203, "*=user:19")):
                    assert_none(self, ENGINES.disagreements(list(self.requests(pack, (seed,), "--transfer", transfer)),
                                                            forms=[("ndjson", 1)]))

    def test_in_the_order_of_the_file(self):
        for pack in PACKS:
            for request in self.requests(pack, (400, 404)):
                with self.subTest(pack.stem):
                    ordered = ENGINES.plan(request, "--format", "ndjson", *REFERENCE)
                    found = ENGINES.plan(request, "--format", "ndjson", "--unordered", *columnar(2))
                    self.assertEqual(in_no_order(ordered), in_no_order(found))

    def test_packs_of_golden_cases(self):
        requests = []
        for pack in sorted(GOLDEN.glob("engine/*/*.policy")):
            requests += self.requests(pack, (300, 301))
        self.assertGreater(len(requests), 20)
        assert_none(self, ENGINES.disagreements(requests, forms=[("ndjson", 1)]))


class Golden(unittest.TestCase):
    def test_every_plan(self):
        requests = []
        for commands in sorted(GOLDEN.glob("engine/*/cmd")) + sorted(GOLDEN.glob("plan/*/cmd")):
            if commands.parent.name == "engines":
                continue  # that is where they differ, and are meant to
            for command in commands.read_text(encoding="utf-8").splitlines():
                found = re.fullmatch(r"exeunt plan (\S+) --snapshot ([\w.-]+\.ndjson) ([^|<>]*)", command)
                of_one = re.search(r"--(strict|skip-irrelevant|subjects)\b", command)  # what only one of them can do
                if found and (commands.parent / found[2]).exists() and not of_one:
                    here = commands.parent / found[1]
                    pack = here if here.exists() else ROOT / f"tests/golden/shared/{found[1]}"
                    words = shlex.split(OF_THE_ANSWER.sub("", found[3]))
                    requests.append((str(pack), "--snapshot", str(commands.parent / found[2]), *words))
        self.assertGreater(len(requests), 40)
        assert_none(self, ENGINES.disagreements(requests, forms=[("ndjson", 1)]))


if __name__ == "__main__":
    unittest.main()
