"""Commands on small inputs, run in folders of their own, and what every one of them must leave behind."""
import itertools
import os
import shlex
import shutil
import signal
import struct
import subprocess
import tempfile
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from pathlib import Path

ROOT = Path(__file__).resolve().parents[3]
SHARED = ROOT / "tests/golden/shared"
EVENT = "--event leave --subject user:7 --by user:1 --at 2024-03-01T09:00:00Z"
PLAN = f"plan shop --snapshot account.ndjson {EVENT}"
OLD = "what stood here before\n"

# The order of `names` in shim.c.
KINDS = ("new malloc open read pread write close stat fstat lseek fsync fchmod linkat rename unlink mkdir opendir readdir "
         "readlink realpath thread random mmap").split()

MESSY = 'pack  messy "Messy"\nentity  user is std.user { name string label }\n'
SCENARIO = f"""pack: shop
scenarios:
- scenario: nothing of others
  event: leave
  subject: user:7
  by: user:1
  at: 2024-03-01
  account: account.ndjson
  partial: true
  expect: {{order:3: nothing}}
"""
FILES = {
    "messy/a.policy": MESSY,
    "messy/b.policy": MESSY.replace("messy", "other"),
    "pass.yaml": SCENARIO,
    "update.yaml": SCENARIO.replace("order:3", "order:1").replace("partial: true\n  expect", "expect"),
    "plans.yaml": SCENARIO.replace("partial: true\n  expect: {order:3: nothing}", "plan: plans/leave.json"),
    "names.txt": "user:7\nuser:1\n",
}


@dataclass(frozen=True)
class Command:
    """A command line, with `{inputs}` for the folder of files that are the same in every run; the files that it may replace;
    whether its document holds what went wrong, or what there is of several answers."""
    words: str
    outputs: tuple = ()
    stdin: str = ""
    exit: int = 0
    tells: bool = False
    several: bool = False


COMMANDS = [
    Command("check shop"),
    Command("check shop --facts --format sarif", tells=True),
    Command("check broken.policy", exit=2),
    Command("fmt messy", several=True),
    Command("fmt --write messy", ("messy/a.policy", "messy/b.policy")),
    Command("convert shop/shop.policy --to yaml -o out", ("out",)),
    Command("import crm responses --format json"),
    Command("import crm responses -o out", ("out",)),
    Command("index shop {inputs}/account.ndjson -o out --threads 2", ("out",)),
    Command(PLAN),
    Command(f"{PLAN} --format json -o out", ("out",)),
    Command(f"{PLAN} --format html -o out", ("out",)),
    Command(f"{PLAN} --format markdown"),
    Command(f"{PLAN} --format json-patch -o out", ("out",)),
    Command(f"{PLAN.replace('account.ndjson', 'account.yaml')} --format json"),
    Command(f"{PLAN.replace('account.ndjson', '-')} --format json", stdin="account.ndjson"),
    Command(f"{PLAN} --engine columnar --threads 2 --format json -o out", ("out",)),
    Command(f"{PLAN} --engine columnar --threads 2 --unordered --format ndjson -o out", ("out",)),
    Command(f"{PLAN} --skip-irrelevant --threads 1 --format json"),
    Command(f"{PLAN.replace('account.ndjson', '-')} --engine columnar --threads 1 --format json", stdin="account.ndjson"),
    Command(f"{PLAN.replace('account', '{inputs}/account')} --index {{inputs}}/account.index --threads 2 --format json -o out",
            ("out",)),
    Command(f"{PLAN.replace('--subject user:7', '--subjects names.txt')} --threads 2 --format ndjson -o out", ("out",)),
    Command("show plan.json"),
    Command("show plan.json --format html -o out", ("out",)),
    Command("diff plan.json plan.json"),
    Command("diff plan.json blocked.json -o out", ("out",), exit=1),
    Command("compare shop shop --format html -o out", ("out",)),
    Command("apply plan.json --snapshot account.ndjson -o out", ("out",)),
    Command("apply plan.json --snapshot account.ndjson --until 2024-05-01 -o account.ndjson", ("account.ndjson",)),
    Command("apply plan.json --snapshot account.json --any-snapshot -o out", ("out",)),
    Command("apply plan.json --snapshot account.yaml --any-snapshot"),
    Command("apply plan.json --snapshot after.ndjson --revert -o out", ("out",)),
    Command("explain plan.json draft:1 --snapshot account.ndjson"),
    Command("test pass.yaml --jobs 1 --coverage", several=True),
    Command("test pass.yaml --jobs 2 --format junit"),
    Command("test pass.yaml --jobs 2 --mutants", exit=1),
    Command("test update.yaml --update --jobs 1", ("update.yaml",)),
    Command("test plans.yaml --update --jobs 1", ("plans/leave.json",)),
    Command(f"verify shop --before account.ndjson --after after.ndjson {EVENT}"),
    Command("graph shop --format dot"),
    Command("eval --bind account.json all.size()", exit=2),
    Command("eval 'size([1,2,3])' --format json"),
    Command("repl", stdin="names.txt", exit=1, several=True),
]


@dataclass
class Ran:
    exit: int
    stdout: bytes
    stderr: bytes
    files: dict
    counts: dict = field(default_factory=dict)


def read_tree(folder):
    return {str(path.relative_to(folder)): path.read_bytes() for path in sorted(folder.rglob("*")) if path.is_file()}


class Workshop:
    """Folders that all hold the same; each run gets one, and leaves it as it was."""

    def __init__(self, exeunt, shim, scratch):
        self.exeunt, self.shim, self.scratch = exeunt, shim, Path(scratch)
        self.template = self.scratch / "template"
        self.folders = []
        self.numbers = itertools.count()
        self.prepare()

    def environment(self, folder, more=None):
        base = {"PATH": os.environ["PATH"], "LC_ALL": "C.UTF-8", "EXEUNT_HOME": str(ROOT), "TMPDIR": str(folder) + ".tmp"}
        return base | (more or {})

    def prepare(self):
        shutil.copytree(SHARED, self.template)
        shutil.copytree(ROOT / "tests/golden/cli/import/incomplete/r", self.template / "responses")
        Path(str(self.template) + ".tmp").mkdir()
        for name, text in FILES.items():
            path = self.template / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text, encoding="utf-8")
        (self.template / "broken.policy").write_text('pack broken "Broken"\nrule', encoding="utf-8")
        lines = (self.template / "account.ndjson").read_text(encoding="utf-8").splitlines()
        objects = [line for line in lines if '"type"' in line]
        (self.template / "account.json").write_text("[" + ",\n".join(objects) + "]\n", encoding="utf-8")
        (self.template / "account.yaml").write_text("".join(f"- {line}\n" for line in objects), encoding="utf-8")
        self.make(f"{PLAN} --format json -o plan.json")
        self.make(f"{PLAN.replace('--by user:1', '--by user:7')} --format json -o blocked.json")
        self.make("apply plan.json --snapshot account.ndjson -o after.ndjson")
        self.make("index shop account.ndjson -o account.index")

    def command_line(self, words):
        return [self.exeunt, *shlex.split(words.replace("{inputs}", str(self.template)))]

    def make(self, words):
        done = subprocess.run(self.command_line(words), cwd=self.template, env=self.environment(self.template),
                              stdin=subprocess.DEVNULL, capture_output=True, check=False)
        if done.returncode == 2:
            raise RuntimeError(f"exeunt {words}: {done.stderr.decode()}")

    def fresh(self, command):
        """A folder as the command finds it, with what it replaces."""
        folder = self.scratch / f"w{next(self.numbers)}"
        shutil.copytree(self.template, folder, copy_function=shutil.copy2)
        Path(str(folder) + ".tmp").mkdir()
        for name in command.outputs:
            if not (folder / name).exists():
                (folder / name).parent.mkdir(parents=True, exist_ok=True)
                (folder / name).write_text(OLD, encoding="utf-8")
        return folder

    def run(self, command, fault="", named=False, folder=None, **options):
        """What the command did. Its folder is gone afterwards unless it was given."""
        own = folder or self.fresh(command)
        more = {}
        counts = self.scratch / f"{own.name}.counts"
        if self.shim:
            more = {"LD_PRELOAD": str(self.shim), "EXEUNT_FAULT_COUNTS": str(counts)}
            more |= {"EXEUNT_FAULT": fault} if fault else {}
            more |= {"EXEUNT_FAULT_NAMED": "1"} if named else {}
        stdin = open(own / command.stdin, "rb") if command.stdin else subprocess.DEVNULL
        options = {"stdout": subprocess.PIPE, "stderr": subprocess.PIPE, "timeout": 120} | options
        done = subprocess.run(self.command_line(command.words), cwd=own, env=self.environment(own, more), stdin=stdin,
                              check=False, **options)
        if command.stdin:
            stdin.close()
        ran = Ran(done.returncode, done.stdout, done.stderr, read_tree(own) | {
            f"TMPDIR/{name}": text for name, text in read_tree(Path(str(own) + ".tmp")).items()})
        if counts.exists():
            data = counts.read_bytes()
            ran.counts = dict(zip(KINDS, struct.unpack(f"{len(KINDS)}q", data)))
            counts.unlink()
        if folder is None:
            shutil.rmtree(own)
            shutil.rmtree(str(own) + ".tmp")
        return ran

    def before(self, command):
        folder = self.fresh(command)
        files = read_tree(folder)
        shutil.rmtree(folder)
        shutil.rmtree(str(folder) + ".tmp")
        return files


def scratch_for(case):
    """A folder for a class of tests, removed with it; in memory where there is such a place."""
    scratch = tempfile.TemporaryDirectory(dir="/dev/shm" if os.access("/dev/shm", os.W_OK) else None)
    case.addClassCleanup(scratch.cleanup)
    return scratch.name


def check_files(command, before, after, files, strays=False):
    """What is wrong with what a command left: every file old or new, whole, and none more. Nothing: an empty list."""
    wrong = []
    for name in sorted(set(before) | set(after) | set(files)):
        allowed = [before.get(name)] + ([after.get(name)] if name in command.outputs or name not in before else [])
        found = files.get(name)
        if strays and found is not None and name not in before and name not in after:
            continue
        if found not in allowed:
            what = "is missing" if found is None else "is left behind" if name not in before and name not in after \
                else f"is neither the old file nor the new one ({len(found)} bytes)"
            wrong.append(f"{name} {what}")
    return wrong


def in_parallel(function, items, jobs=None):
    with ThreadPoolExecutor(jobs or max(2, os.cpu_count() or 1)) as pool:
        return list(pool.map(function, items))


def signal_name(number):
    return signal.Signals(number).name
