"""The document: what was checked, then a table by size of account, then instruction counts."""
import os
from pathlib import Path
from statistics import median

MIB = 1024


def machine():
    """The processor, how many there are, and the system."""
    model = "unknown processor"
    for line in Path("/proc/cpuinfo").read_text(encoding="utf-8").splitlines():
        if line.startswith("model name"):
            model = line.partition(":")[2].strip()
            break
    return f"{len(os.sched_getaffinity(0))} x {model}, {os.uname().sysname} {os.uname().machine}"


def seconds(value):
    return f"{value:.0f} s" if value >= 100 else f"{value:.1f} s" if value >= 10 else f"{value:.3f} s"


def ratio(value):
    return f"{value:.0f}" if value >= 100 else f"{value:.1f}" if value >= 10 else f"{value:.2f}"


def table(header, rows):
    lines = [header, ["---"] * len(header), *rows]
    return "\n".join("| " + " | ".join(map(str, line)) + " |" for line in lines)


def figures(result, objects):
    """The cells of a contestant: medians over its runs. Ratios are taken run by run, each with the P just before it."""
    runs = result["runs"]
    wall = median(run["wall"] for run in runs)
    cells = [seconds(wall), seconds(median(run["processor"] for run in runs)), f"{result['objects'] / wall / 1e6:.3g}",
             f"{max(run['memory'] for run in runs) / MIB:,.0f}",
             ratio(median(run["wall"] / run["p"]["wall"] for run in runs)),
             ratio(median(run["processor"] / run["p"]["processor"] for run in runs)), len(runs)]
    if result["objects"] < objects:
        cells.append(seconds(wall * objects / result["objects"]))
    return cells


HEADER = ["", "includes", "wall", "processors", "million objects/s", "MiB", "wall, in P", "processors, in P", "runs"]


def table_of(size, objects, chosen, lacks, results):
    header = HEADER + ([f"{objects:,} objects, extrapolated"] if size < objects else [])
    rows = []
    for each in chosen:
        if each.size(objects) != size:
            continue
        cells = [lacks[each.name]] if lacks[each.name] else figures(results[each.name], objects)
        rows.append([each.name, each.includes, *cells, *[""] * (len(header) - 2 - len(cells))])
    return table(header, rows)


def befores(results):
    """What had to be made once before some could run."""
    out = {}
    for name, result in results.items():
        if result["before"]:
            took = result["before"]
            out.setdefault((took["wall"], took["memory"]), []).append(f"`{name}`")
    return [f"Before {' and '.join(names)}: {seconds(wall)}, {memory / MIB:,.0f} MiB, once."
            for (wall, memory), names in out.items()]


def checks(checked):
    rows = [[f"{each['objects']:,}", each["subject"], f"{each['changes']:,}", each["digest"], "; ".join(each["names"])]
            for each in checked]
    return table(["objects", "leaver", "changes", "MD5 of the sorted changes", "made by"], rows)


def counted(counts):
    if not counts:
        return "Instructions were not counted: there is no valgrind here."
    rows = [[f"`{each['words'] or 'no options'}`", f"{each['few']:,}", f"{each['many']:,}", f"{each['each']:,.0f}"]
            for each in counts]
    return table(["", "20 objects, which is to compile", "20,000 objects", "an object"], rows)


def document(options, chosen, lacks, results, checked, counts, versions):
    objects = options.objects
    command = f"tests/bench/run {objects} --rounds {options.rounds}"
    command += f" --only '{options.only}'" if options.only else ""
    parts = [f"# `{command}`", "; ".join([machine(), *versions]), "## Equal plans", checks(checked)]
    for size in sorted({each.size(objects) for each in chosen}, reverse=True):
        parts += [f"## {size:,} objects", table_of(size, objects, chosen, lacks, results)]
        if size < objects:
            parts.append("The last column is the wall time times "
                         f"{objects / size:g}: a linear extrapolation, not a measurement.")
        parts += befores({name: result for name, result in results.items() if result["objects"] == size})
    return "\n\n".join([*parts, "## Instructions", counted(counts)])
