"""Runs contestants in turns, each time with P, the yardstick, just before: what else the machine does meets both.

What is measured is a whole process, output to a file included. Each runs once without being counted. What takes long
runs less often: at most about a minute each, but once at least.
"""
import subprocess
import sys

MOST_SECONDS = 60


class Failed(Exception):
    """A contestant ended with an error."""


def run_once(workshop, command, exits=(0,)):
    """{"wall": seconds, "processor": seconds, "memory": KiB}"""
    stopwatch = workshop.build / "bench/bench_stopwatch"
    done = subprocess.run([stopwatch, workshop.folder / "stdout", *command], cwd=workshop.folder, capture_output=True,
                          text=True, env=workshop.environment(), check=False)
    words = done.stdout.split()
    if done.returncode != 0 or int(words[3]) not in exits:
        raise Failed(f"{' '.join(map(str, command))}: {done.stderr.strip() or 'ended with exit status ' + words[3]}")
    return {"wall": int(words[0]) / 1e9, "processor": int(words[1]) / 1e9, "memory": int(words[2])}


def prepare_all(workshop, contestants, sizes):
    """Makes what contestants want before they can run: {what is made, size: what it took}."""
    out = {}
    for each in contestants:
        for size in sizes:
            if each.before and (each.made, size) not in out and size <= each.size(size):
                out[each.made, size] = run_once(workshop, workshop.command(each, each.before, size))
    return out


def measure(workshop, contestants, objects, rounds, prepared):
    """{name: {"objects": …, "runs": [what `run_once` gives, and "p": the same of P], "before": …, "wanted": …}}"""
    yardstick = next(each for each in contestants if each.name == "P")

    def once(contestant):
        size = contestant.size(objects)
        p = run_once(workshop, workshop.command(yardstick, yardstick.command, size))
        if contestant is yardstick:
            return p | {"p": p}
        command = workshop.command(contestant, contestant.command, size)
        return run_once(workshop, command, contestant.exits) | {"p": p}

    out = {}
    for each in contestants:
        warm = once(each)
        seconds = warm["wall"] + warm["p"]["wall"]
        out[each.name] = {"objects": each.size(objects), "runs": [],
                          "before": prepared.get((each.made, each.size(objects))),
                          "wanted": max(1, min(rounds, int(MOST_SECONDS / seconds)))}
    for number in range(rounds):
        for each in contestants:
            if number < out[each.name]["wanted"]:
                out[each.name]["runs"].append(once(each))
        print(f"round {number + 1} of {rounds}", file=sys.stderr)
    return out
