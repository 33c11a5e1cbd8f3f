"""The table: medians over the rounds, ratios of them, and what the ratios come to.

A contestant that can be used in several ways is shown by the way that was fastest, for each expression and task anew.
"""
import math
from statistics import median

OURS, THEIRS = "exeunt", "cel-go"


def fastest(variants):
    """The variant with the smallest median, as (median, variant)."""
    return min(((median(found["ns"]), found) for found in variants.values()), key=lambda pair: pair[0])


def number(value):
    """Three digits that count, and thousands set apart."""
    return f"{value:,.0f}" if value >= 100 else f"{value:.1f}"


def geometric_mean(values):
    return math.exp(sum(map(math.log, values)) / len(values))


def row(name, result):
    """What one expression came to: cells of text, and the two ratios."""
    ours, our_way = fastest(result[OURS]["evaluate"])
    theirs, their_way = fastest(result[THEIRS]["evaluate"])
    our_compile, _ = fastest(result[OURS]["compile"])
    their_compile, _ = fastest(result[THEIRS]["compile"])
    ratios = theirs / ours, their_compile / our_compile
    cells = [name, number(ours), number(theirs), f"{ratios[0]:.2f}",
             f"{our_way['allocations']:.0f}", f"{their_way['allocations']:.0f}",
             number(our_compile), number(their_compile), f"{ratios[1]:.2f}"]
    return cells, ratios


HEAD = [["", "ns/evaluation", "", "", "allocations", "", "ns/compile", "", ""],
        ["expression", OURS, THEIRS, "ratio", OURS, THEIRS, OURS, THEIRS, "ratio"]]
# Where a group of columns begins.
GROUPS = (1, 4, 6)


def laid_out(rows):
    widths = [max(len(cells[i]) for cells in rows if i == 0 or cells is not HEAD[0]) for i in range(len(HEAD[1]))]
    lines = []
    for cells in rows:
        line = cells[0].ljust(widths[0])
        if cells is HEAD[0]:
            for begin, end in zip(GROUPS, (*GROUPS[1:], len(cells))):
                line += "    " + cells[begin].ljust(sum(widths[begin:end]) + 2 * (end - begin - 1))
        else:
            for i in range(1, len(cells)):
                line += ("    " if i in GROUPS else "  ") + cells[i].rjust(widths[i])
        lines.append(line.rstrip())
    return lines


def summary(task, ratios):
    """`ratios`: by the expression's name."""
    least = min(ratios, key=ratios.get)
    return (f"{task}: geometric mean of the ratios {geometric_mean(ratios.values()):.2f}, "
            f"minimum {ratios[least]:.2f} ({least})")


def table(names, results):
    rows = {name: row(name, results[name]) for name in names}
    lines = laid_out(HEAD + [cells for cells, _ in rows.values()])
    lines.append("")
    for i, task in enumerate(("evaluate", "compile")):
        lines.append(summary(task, {name: ratios[i] for name, (_, ratios) in rows.items()}))
    return "\n".join(lines)
