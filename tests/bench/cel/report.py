"""The table: medians over the rounds, ratios of them, and what the ratios come to.

A contestant that can be used in several ways is shown by the way that was fastest, for each expression and task anew.
"""
import math
from statistics import mean, median

OURS, THEIRS = "exeunt", "cel-go"
# Below this share of a processor the times are more about what else the machine does.
BUSY_ENOUGH = 0.95


def times_of(way, clock):
    """What its measurements took, by "wall" clock or in time on a "processor"."""
    return way["ns"] if clock == "wall" else [ns * busy for ns, busy in zip(way["ns"], way["busy"])]


def fastest(ways, clock):
    """Of the ways to use a contestant, the one with the smallest median, and its times."""
    return min(((way, times_of(way, clock)) for way in ways.values()), key=lambda pair: median(pair[1]))


def number(value):
    """Three digits or more, thousands set apart."""
    return f"{value:,.0f}" if value >= 100 else f"{value:.1f}"


def geometric_mean(values):
    return math.exp(mean(map(math.log, values)))


def spread(values):
    """Half the distance between the quartiles, relative to the median. The quartiles are values that occur."""
    ordered = sorted(values)
    quarter = len(ordered) // 4
    return (ordered[-1 - quarter] - ordered[quarter]) / 2 / median(ordered)


class Comparison:
    """One expression, one task."""

    def __init__(self, result, clock):
        self.ours, ours = fastest(result[OURS], clock)
        self.theirs, theirs = fastest(result[THEIRS], clock)
        self.medians = median(ours), median(theirs)
        self.ratio = self.medians[1] / self.medians[0]
        self.spread = spread([b / a for a, b in zip(ours, theirs)])

    def times(self):
        return [*map(number, self.medians), f"{self.ratio:.2f}", f"{100 * self.spread:.0f}%"]

    def allocations(self):
        return [f"{way['allocations']:.0f}" for way in (self.ours, self.theirs)]


# Headings over groups of columns, then over columns.
GROUPS = [("", ["expression"]), ("ns/evaluation", [OURS, THEIRS, "ratio", "±"]), ("allocations", [OURS, THEIRS]),
          ("ns/compile", [OURS, THEIRS, "ratio", "±"])]


def laid_out(rows):
    """Lines. The first column is flush left, the others flush right; four blanks set groups apart, two columns."""
    rows = [[heading for _, headings in GROUPS for heading in headings], *rows]
    widths = [max(map(len, column)) for column in zip(*rows)]
    over, lines, at = "", [""] * len(rows), 0
    for title, headings in GROUPS:
        gap = "    " if at else ""
        for i, cells in enumerate(rows):
            parts = [cell.rjust(width) if at else cell.ljust(width)
                     for cell, width in zip(cells[at:at + len(headings)], widths[at:])]
            lines[i] += gap + "  ".join(parts)
        over = (over + gap + title).ljust(len(lines[0]))
        at += len(headings)
    return [over.rstrip(), *lines]


def summary(task, comparisons):
    """`comparisons`: by the expression's name."""
    ratios = {name: comparison.ratio for name, comparison in comparisons.items()}
    least = min(ratios, key=ratios.get)
    return (f"{task}: geometric mean of the ratios {geometric_mean(ratios.values()):.2f}, "
            f"minimum {ratios[least]:.2f} ({least})")


def by_way(results, task, clock):
    """A line for each way to use cel-go: what the ratios come to if it is always used in that way."""
    lines = []
    for name in next(iter(results.values()))[task][THEIRS]:
        if any(name not in result[task][THEIRS] for result in results.values()):
            continue
        ratios = [median(times_of(result[task][THEIRS][name], clock)) /
                  median(fastest(result[task][OURS], clock)[1]) for result in results.values()]
        lines.append(f"  {name} cel-go: {geometric_mean(ratios):.2f}, minimum {min(ratios):.2f}")
    return lines


def table(results, clock="wall"):
    """`results` is what contest.measure gives."""
    evaluate = {name: Comparison(result["evaluate"], clock) for name, result in results.items()}
    compile_ = {name: Comparison(result["compile"], clock) for name, result in results.items()}
    lines = laid_out([[name, *evaluate[name].times(), *evaluate[name].allocations(), *compile_[name].times()]
                      for name in results])
    lines += ["", summary("evaluate", evaluate), *by_way(results, "evaluate", clock),
              summary("compile", compile_), *by_way(results, "compile", clock)]
    # cel-go's collector runs beside its program, so only ours tells how much of a processor there was.
    busy = mean(share for comparison in (*evaluate.values(), *compile_.values()) for share in comparison.ours["busy"])
    if clock == "wall" and busy < BUSY_ENOUGH:
        lines.append(f"the machine was busy: {OURS} ran {100 * busy:.0f}% of the time in which it was measured, so "
                     "these ratios say little; see `--clock processor`")
    return "\n".join(lines)
