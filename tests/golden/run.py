"""Runs one golden case of the command, or with --orphans looks for files that belong to none.

    run.py EXEUNT CASE          compares; exit 1 and a diff where the command did something else
    run.py --orphans FOLDER

A case is a folder with a file `cmd`: one command a line (`exeunt check shop`, quoted as in a shell, `#` comments,
`NAME=value` in front sets a variable, `< file` and `> file` redirect). The commands run one after the other in a copy
of the folder, with the files of ../shared (beside the folder of all cases) where the case has none of that name.
Expected are `stdout` and `stderr` (of all commands; no file: nothing), `exit` (a line a command; no file: all 0) and
`after/`: the files that the commands made or changed. The root of the project is written `<root>`, its version
`<version>`; the style and script of a page of HTML, which every page has, are left out. EXEUNT_UPDATE_GOLDEN=1
rewrites what is expected; read the diff before you commit it.
"""
import difflib
import os
import re
import shlex
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

GOLDEN = Path(__file__).resolve().parent
ROOT = GOLDEN.parent.parent
EXPECTED = ("stdout", "stderr", "exit")
PAGE = b"<!doctype html>"


def parse_commands(text):
    """[(environment, arguments, standard input, standard output)]"""
    commands = []
    for number, line in enumerate(text.splitlines(), 1):
        words = shlex.split(line, comments=True)
        environment, arguments, files = {}, [], {"<": None, ">": None}
        while words and "=" in words[0]:
            name, value = words.pop(0).split("=", 1)
            environment[name] = value
        while words:
            word = words.pop(0)
            if word in files:
                files[word] = words.pop(0)
            else:
                arguments.append(word)
        if not arguments:
            continue
        if arguments.pop(0) != "exeunt":
            sys.exit(f"cmd:{number}: a command begins with `exeunt`")
        commands.append((environment, arguments, files["<"], files[">"]))
    if not commands:
        sys.exit("cmd: there is no command in it")
    return commands


def without_assets(text):
    """Pages whose style and script may change without changing what they say."""
    text = re.sub(rb"(<(style|script)>).*?(</\2>)", rb"\1\3", text, flags=re.DOTALL)
    return re.sub(rb"sha256-[0-9A-Za-z+/]{43}=", b"sha256-", text)


def read_tree(folder):
    return {str(path.relative_to(folder)): path.read_bytes() for path in sorted(folder.rglob("*")) if path.is_file()}


def run(exeunt, case):
    """What the commands did: {name of an expectation: bytes}."""
    with tempfile.TemporaryDirectory() as scratch:
        work = Path(scratch, "case")
        if (GOLDEN / "shared").is_dir():
            shutil.copytree(GOLDEN / "shared", work)
        ignore = lambda folder, names: [n for n in names if Path(folder) == case and n in (*EXPECTED, "cmd", "after")]
        shutil.copytree(case, work, ignore=ignore, dirs_exist_ok=True)
        before = read_tree(work)
        out, err, exits = b"", b"", []
        for environment, arguments, stdin, stdout in parse_commands((case / "cmd").read_text(encoding="utf-8")):
            base = {"PATH": os.environ["PATH"], "LC_ALL": "C.UTF-8", "EXEUNT_HOME": str(ROOT)}
            base |= {name: value for name, value in os.environ.items() if name.endswith("SAN_OPTIONS")}
            done = subprocess.run([exeunt, *arguments], cwd=work, env=base | environment, capture_output=True,
                                  input=(work / stdin).read_bytes() if stdin else b"", timeout=120, check=False)
            if stdout:
                (work / stdout).write_bytes(done.stdout)
            else:
                out += done.stdout
            err += done.stderr
            exits.append(done.returncode)
        found = {"stdout": out, "stderr": err, "exit": b"".join(b"%d\n" % code for code in exits)}
        if not any(exits):
            found["exit"] = b""
        after = read_tree(work)
        found |= {f"after/{name}": text for name, text in after.items() if before.get(name) != text}
        missing = sorted(set(before) - set(after))
        if missing:
            found["after/(removed)"] = "".join(f"{name}\n" for name in missing).encode()
        version = subprocess.run([exeunt, "--version"], capture_output=True, check=False).stdout.split()[-1:]
        for name in found:
            found[name] = found[name].replace(str(ROOT).encode(), b"<root>")
            if PAGE in found[name]:
                found[name] = without_assets(found[name])
            if version and name in EXPECTED:
                found[name] = found[name].replace(version[0], b"<version>")
        return {name: text for name, text in found.items() if text or name.startswith("after/")}


def read_expected(case):
    names = [name for name in EXPECTED if (case / name).is_file()]
    expected = {name: (case / name).read_bytes() for name in names}
    if (case / "after").is_dir():
        expected |= {f"after/{name}": text for name, text in read_tree(case / "after").items()}
    return expected


def print_difference(name, expected, found):
    if expected is None:
        print(f"{name}: not expected, but there is")
    elif found is None:
        print(f"{name}: expected, but there is none")
    lines = [(text or b"").decode("utf-8", "backslashreplace").splitlines(keepends=True) for text in (expected, found)]
    for line in difflib.unified_diff(*lines, f"expected {name}", f"found {name}"):
        print(line, end="" if line.endswith("\n") else "\n\\ no line end\n")


def update(case, found):
    for name in (*EXPECTED, "after"):
        path = case / name
        if path.is_dir():
            shutil.rmtree(path)
        elif path.exists():
            path.unlink()
    for name, text in found.items():
        (case / name).parent.mkdir(parents=True, exist_ok=True)
        (case / name).write_bytes(text)


def compare(exeunt, case):
    found = run(exeunt, case)
    if os.environ.get("EXEUNT_UPDATE_GOLDEN") == "1":
        update(case, found)
        return 0
    expected = read_expected(case)
    differ = [name for name in sorted({*expected, *found}) if expected.get(name) != found.get(name)]
    for name in differ:
        print_difference(name, expected.get(name), found.get(name))
    if differ:
        print(f"\nRun: {shlex.quote(str(case / 'cmd'))}, in a copy of its folder. "
              f"If this is what should be: EXEUNT_UPDATE_GOLDEN=1, and read the git diff.")
    return 1 if differ else 0


def find_orphans(folder):
    cases = [path.parent for path in folder.rglob("cmd")]
    orphans = [path for path in sorted(folder.rglob("*"))
               if path.is_file() and not any(case in path.parents for case in cases)]
    nested = [case for case in cases if any(other in case.parents for other in cases)]
    for path in orphans:
        print(f"{path.relative_to(folder)} belongs to no case: no folder above it has a file `cmd`")
    for path in nested:
        print(f"{path.relative_to(folder)} is a case inside a case")
    return 1 if orphans or nested else 0


if __name__ == "__main__":
    if sys.argv[1] == "--orphans":
        sys.exit(find_orphans(Path(sys.argv[2]).resolve()))
    sys.exit(compare(str(Path(sys.argv[1]).resolve()), Path(sys.argv[2]).resolve()))
