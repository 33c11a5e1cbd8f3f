#!/usr/bin/env python3
"""Which lines and branches of interpreter/ the tests reached: totals, then a line for each file.

    coverage.py                     after `cmake --workflow --preset coverage`
    coverage.py --missed PATH…      what was not reached in these files or folders, line by line
    coverage.py --at-least 95 85    exit 1 where less than 95 % of the lines or 85 % of the branches were reached

Branches are clang's: each outcome of each condition that stands in the source, `a && b` being two, and each `case`. What a
template's instances, or copies of an inline function in several programs, reached counts together. Conditions that are
constants, as in `while (true)`, have no branches.
"""
import argparse
import json
import mmap
import os
import subprocess
import sys
from collections import defaultdict
from dataclasses import dataclass, field
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent


@dataclass
class File:
    """What was reached of a file: how often each line that has code, and each (line, column, outcome) of a condition."""
    lines: dict = field(default_factory=dict)
    branches: dict = field(default_factory=dict)

    def counts(self):
        """(lines reached, lines, branches reached, branches)"""
        return (sum(count > 0 for count in self.lines.values()), len(self.lines),
                sum(count > 0 for count in self.branches.values()), len(self.branches))


def lines_of(segments):
    """How often each line was reached, by the rules of `llvm-cov show`: a segment holds from its place to the next one, and
    of several that begin in a line the one reached most often stands for it."""
    beginning = defaultdict(list)
    for line, _, count, counted, is_entry, is_gap in segments:
        beginning[line].append((count, counted, is_entry, is_gap))
    lines, before = {}, None
    for line in range(min(beginning, default=0), max(beginning, default=-1) + 1):
        here = beginning.get(line, [])
        starts = [count for count, counted, is_entry, is_gap in here if counted and is_entry and not is_gap]
        is_skipped = here and not here[0][1] and here[0][2]
        if not is_skipped and (starts or (before and before[1])):
            lines[line] = max([before[0] if before and before[1] else 0, *starts])
        before = here[-1] if here else before
    return lines


def count_at(segments, line, column):
    """How often the code at a place was reached."""
    count = 0
    for segment in segments:
        if (segment[0], segment[1]) > (line, column):
            break
        count = segment[2] if segment[3] else 0
    return count


def read_export(export, build, root=ROOT):
    """Files of interpreter/ by their path in the tree, from what `llvm-cov export` writes. ccache makes some paths relative to
    the folder in which the compiler ran."""
    files = defaultdict(File)
    for data in export["data"]:
        for one in data["files"]:
            path = Path(os.path.normpath(build / one["filename"]))
            if not path.is_relative_to(root / "interpreter"):
                continue
            file = files[str(path.relative_to(root))]
            for line, count in lines_of(one["segments"]).items():
                file.lines[line] = max(count, file.lines.get(line, 0))
            reached = defaultdict(lambda: [0, 0])
            for line, column, _, _, taken, refused, *_ in one["branches"]:
                reached[line, column][0] += taken
                reached[line, column][1] += refused
            for place, counts in reached.items():
                if not any(counts) and count_at(one["segments"], *place):
                    continue  # a constant: the code around it runs, and the compiler counts neither outcome
                for outcome, count in zip((True, False), counts):
                    file.branches[*place, outcome] = max(count, file.branches.get((*place, outcome), 0))
    return dict(files)


def instrumented(build):
    """Programs and loadable libraries of a build that carry a map of their regions."""
    for path in sorted(build.rglob("*")):
        if "CMakeFiles" in path.parts or path.is_symlink() or not path.is_file():
            continue
        if not (path.suffix == ".so" or path.stat().st_mode & 0o100) or path.stat().st_size == 0:
            continue
        with open(path, "rb") as file, mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ) as content:
            if content[:4] == b"\x7fELF" and content.find(b"__llvm_covmap") >= 0:
                yield path


def measure(build):
    profiles = sorted(map(str, (build / "profiles").glob("*.profraw")))
    programs = [str(path) for path in instrumented(build)]
    if not profiles or not programs:
        sys.exit(f"{build}: nothing was measured here; `cmake --workflow --preset coverage` does")
    merged = build / "profiles/all.profdata"
    subprocess.run(["llvm-profdata", "merge", "-sparse", "-o", merged, *profiles], check=True)
    objects = [argument for program in programs[1:] for argument in ("-object", program)]
    export = subprocess.run(["llvm-cov", "export", "-skip-functions", "-skip-expansions", "-instr-profile", merged,
                             programs[0], *objects], check=True, stdout=subprocess.PIPE)
    return read_export(json.loads(export.stdout), build)


def percent(reached, of):
    return 100 * reached / of if of else 100.0


def table(files):
    """The whole, rooms and files, each with what was reached, as text."""
    sums = defaultdict(lambda: [0, 0, 0, 0])
    for path, file in files.items():
        for name in ("interpreter", str(Path(path).parent), path):
            sums[name] = [sum(pair) for pair in zip(sums[name], file.counts())]
    width = max(map(len, sums))
    rows = [f"{'':{width}}  {'lines':>6}  {'missed':>6}  {'branches':>8}  {'missed':>6}"]
    # A room stands before its files.
    for name in sorted(sums, key=lambda name: (name != "interpreter", str(Path(name).parent) if name in files else name,
                                               name in files, name)):
        lines_reached, lines, taken, branches = sums[name]
        rows.append(f"{name:{width}}  {percent(lines_reached, lines):6.1f}  {lines - lines_reached:6}  "
                    f"{percent(taken, branches):8.1f}  {branches - taken:6}")
    return "\n".join(rows)


def missed(path, file, text):
    """Lines that were not reached and outcomes that no condition had, with what stands there."""
    source = defaultdict(str, enumerate(text.splitlines(), 1))  # it may have become shorter since it was measured
    notes = {line: "not reached" for line, count in file.lines.items() if count == 0}
    never = defaultdict(list)
    for (line, column, outcome), count in sorted(file.branches.items()):
        if count == 0 and line not in notes:
            never[line].append(f"{column} never {'true' if outcome else 'false'}")
    notes |= {line: ", ".join(places) for line, places in never.items()}
    return [f"{path}:{line}: {notes[line]}: {source[line].strip()}" for line in sorted(notes)]


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--build", type=Path, default=ROOT / "build-coverage")
    parser.add_argument("--missed", metavar="PATH", nargs="+")
    parser.add_argument("--at-least", metavar=("LINES", "BRANCHES"), nargs=2, type=float)
    options = parser.parse_args()
    files = measure(options.build.resolve())
    if options.missed:
        wanted = [Path(path).resolve() for path in options.missed]
        for path in sorted(files):
            if any((ROOT / path).is_relative_to(one) for one in wanted):
                print(*missed(path, files[path], (ROOT / path).read_text(encoding="utf-8")), sep="\n", end="\n")
    else:
        print(table(files))
    if options.at_least:
        lines_reached, lines, taken, branches = (sum(column) for column in zip(*(file.counts() for file in files.values())))
        reached = percent(lines_reached, lines), percent(taken, branches)
        if any(one < least for one, least in zip(reached, options.at_least)):
            sys.exit(f"{reached[0]:.1f} % of the lines and {reached[1]:.1f} % of the branches: "
                     f"less than {options.at_least[0]:g} % and {options.at_least[1]:g} %")


if __name__ == "__main__":
    main()
