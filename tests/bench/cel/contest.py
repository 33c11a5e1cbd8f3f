"""Runs the contestants in turns.

A contestant is a program that says on its first line what it is and then answers a line of JSON to each line asked.
Every round starts all of them anew. Within a round each measurement of one is followed at once by the other's, so that
whatever else the machine does meets both; who comes first alternates.
"""
import json
import os
import subprocess
import sys


TASKS = ("evaluate", "compile")


class Broken(Exception):
    """A contestant ended, or could not answer."""


class Contestant:
    def __init__(self, name, command, **environment):
        self.name, self.command = name, command
        self.environment = os.environ | environment
        self.process = None
        self.versions, self.variants = {}, {}

    def __enter__(self):
        self.process = subprocess.Popen(self.command, env=self.environment, stdin=subprocess.PIPE,
                                        stdout=subprocess.PIPE, text=True)
        introduction = self.read()
        self.versions = introduction["versions"]
        self.variants = {task: introduction[task] for task in TASKS}
        return self

    def __exit__(self, *_):
        self.process.stdin.close()
        self.process.wait()
        self.process.stdout.close()

    def read(self):
        line = self.process.stdout.readline()
        if not line:
            raise Broken(f"{self.name} ended with exit status {self.process.wait()}")
        return json.loads(line)

    def ask(self, *words):
        print(*words, file=self.process.stdin, flush=True)
        answer = self.read()
        if "error" in answer:
            raise Broken(f"{self.name}: {' '.join(map(str, words))}: {answer['error']}")
        return answer


def wrong_values(contestant, names):
    """A line for each expression that does not have the value it must have, however the contestant is used."""
    out = []
    with contestant:
        for name in names:
            for variant in contestant.variants["evaluate"]:
                answer = contestant.ask("check", name, variant)
                if not answer["right"]:
                    out.append(f"{contestant.name} ({variant}): {name} has the wrong value: {answer['value']}")
    return out


def measure_once(contestant, task, name, millis, ways):
    """Adds to `ways`, a dictionary by variant, what measuring each of them gives."""
    for variant in contestant.variants[task]:
        way = ways.setdefault(variant, {"ns": [], "busy": []})
        timing = contestant.ask(task, name, variant, millis)
        for key in ("ns", "busy"):
            way[key].append(timing[key])
        if task == "evaluate" and "allocations" not in way:
            way["allocations"] = contestant.ask("allocations", name, variant)["allocations"]


def measure(contestants, names, rounds, millis):
    """{name: {task: {contestant: {variant: {"ns": [one a round], "busy": [one a round], "allocations": …}}}}}"""
    results = {name: {task: {contestant.name: {} for contestant in contestants} for task in TASKS} for name in names}
    for number in range(rounds):
        if sys.stderr.isatty():
            print(f"round {number + 1} of {rounds}", file=sys.stderr)
        first, second = contestants if number % 2 == 0 else reversed(contestants)
        with first, second:
            for name in names:
                for task in TASKS:
                    for contestant in (first, second):
                        measure_once(contestant, task, name, millis, results[name][task][contestant.name])
    return results
