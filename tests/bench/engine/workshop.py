"""Where everything is: builds, accounts, plans; and how a contestant's command line is filled in."""
import os
import re
import shlex
import shutil
import subprocess
import sys
from pathlib import Path

HERE = Path(__file__).resolve().parent
ROOT = HERE.parent.parent.parent
TARGETS = ("exeunt", "generate_account", "bench_parse", "bench_stopwatch")


def run_step(command, cwd=ROOT):
    """A step of the preparation; its output goes to standard error."""
    subprocess.run(command, cwd=cwd, stdout=sys.stderr, check=True)


def find(tool):
    """Where a program is, or None. Go is often installed beside the PATH."""
    path = os.environ.get("PATH", "") + (":/usr/local/go/bin" if tool == "go" else "")
    return shutil.which(tool, path=path)


def first_line(command, cwd=ROOT):
    done = subprocess.run(command, cwd=cwd, capture_output=True, text=True, check=False)
    return (done.stdout or done.stderr).strip().partition("\n")[0] or "unknown"


class Workshop:
    def __init__(self, folder, build, values):
        self.folder = (folder or ROOT / "build-bench/engine").resolve()
        self.is_own_build = build is None
        self.build = (build or ROOT / "build").resolve()
        self.values = values | {"exeunt": self.build / "exeunt", "bin": self.build / "bench", "folder": self.folder}
        self.help = ""

    # ---- preparation

    def prepare(self, tools):
        """`tools`: the programs that contestants want."""
        self.folder.mkdir(parents=True, exist_ok=True)
        if self.is_own_build:
            run_step([ROOT / ".setup", *TARGETS])
        else:
            run_step(["cmake", "--build", self.build, "--target", *TARGETS])
        self.help = self.help_of("plan")
        if "node" in tools and find("npm"):
            self.fetch_node_packages()
        if "go" in tools and find("go"):
            run_step([find("go"), "build", "-mod=readonly", "-trimpath", "-o", self.folder / "opa", "."],
                     HERE / "peers/opa")

    def fetch_node_packages(self):
        """Into the folder, at the versions and with the checksums of the lock file; nothing where they are there already."""
        fresh = [(HERE / "peers" / name).read_bytes() for name in ("package.json", "package-lock.json")]
        stamp = self.folder / "node_modules/.fetched"
        if stamp.exists() and stamp.read_bytes() == b"".join(fresh):
            return
        for name in ("package.json", "package-lock.json"):
            shutil.copy(HERE / "peers" / name, self.folder)
        run_step(["npm", "install", "--no-audit", "--no-fund", "--ignore-scripts"], self.folder)
        stamp.write_bytes(b"".join(fresh))

    def account(self, objects):
        return self.folder / f"account-{objects}.ndjson"

    def generate(self, objects):
        """Unless it is there, by the generator as it is."""
        generator, account = self.build / "generate_account", self.account(objects)
        if not account.exists() or account.stat().st_mtime < generator.stat().st_mtime:
            run_step([generator, "--pack", "pipedrive", "--objects", str(objects), "-o", account])

    # ---- contestants

    def lack(self, contestant):
        """Why a contestant cannot take part, or None."""
        if not all(self.has(word) for word in contestant.needs):
            return "not built"
        missing = [tool for tool in contestant.tools if find(tool) is None]
        return f"no {missing[0]} here" if missing else None

    def help_of(self, verb):
        """Empty where there is no such verb."""
        done = subprocess.run([self.build / "exeunt", verb, "--help"], capture_output=True, text=True, check=False)
        return done.stdout if done.returncode == 0 else ""

    def has(self, word):
        """Whether `exeunt plan` has an option, or `exeunt` a verb."""
        if word.startswith("--"):
            return re.search(rf"(?<![\w-]){re.escape(word)}(?![\w-])", self.help) is not None
        return self.help_of(word) != ""

    def out(self, contestant):
        return self.folder / (re.sub(r"\W+", "-", contestant.name) + ".out")

    def made(self, contestant, objects):
        return self.folder / f"{objects}-{contestant.made}" if contestant.made else None

    def command(self, contestant, text, objects, **values):
        """The words of a command line of the table: `text` is the contestant's own, or what comes before."""
        words = self.words(text, **{"account": self.account(objects), "out": self.out(contestant),
                                    "made": self.made(contestant, objects)} | values)
        is_own = text == contestant.command and contestant.may and self.has(contestant.may[0])
        return words + (contestant.may if is_own else [])

    def words(self, text, **values):
        return [word.format(**self.values | values) for word in shlex.split(text)]

    def environment(self):
        return os.environ | {"EXEUNT_HOME": str(ROOT)}

    # ---- what it ran on

    def versions(self, contestants):
        names = {tool for contestant in contestants for tool in contestant.tools}
        out = [f"exeunt {first_line(['git', 'describe', '--always', '--dirty'])}", first_line(["c++", "--version"])]
        if "node" in names:
            out.append(f"Node.js {first_line(['node', '--version'])}")
            text = (HERE / "peers/package.json").read_text(encoding="utf-8")
            out += [f"{name} {version}" for name, version in re.findall(r'"(\S+)": "(\d\S*)"', text)]
        if "sqlite3" in names:
            out.append("SQLite " + first_line(["sqlite3", "--version"]).partition(" ")[0])
        if "go" in names:
            out.append("Go " + first_line([find("go"), "version"]).removeprefix("go version go").partition(" ")[0])
            text = (HERE / "peers/opa/go.mod").read_text(encoding="utf-8")
            out += [f"Open Policy Agent {version}" for version in re.findall(r"^require \S+/opa (\S+)$", text, re.M)]
        if "jq" in names:
            out.append(first_line(["jq", "--version"]))
        return out
