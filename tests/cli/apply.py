"""What must hold of every plan that is applied: over the example accounts and the account of every scenario.

    apply.py EXEUNT

- Applying it a second time changes nothing more; the same event asked for again is blocked or changes nothing.
- Taken back, an account whose changes can all be undone is what it was, byte for byte; else what was undone is.
- Its JSON Patch, carried out by another program (python3-jsonpatch), makes the same account, now and on every later day.
- What a plan does not name stays byte for byte, whatever members, numbers and layout it has.
"""
import json
import os
import re
import subprocess
import sys
import tempfile
import unittest
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import jsonpatch
import yaml

EXEUNT = str(Path(sys.argv.pop(1)).resolve())
ROOT = Path(__file__).resolve().parent.parent.parent
LAST_DAY = "9999-01-01"
EXAMPLES = {
    "pipedrive": [("deactivate", "user:7"), ("delete", "user:7"), ("delete", "user:15")],
    "hubspot": [("deactivate", "user:7"), ("remove", "user:7"), ("reactivate", "user:15")],
}


def line(value):
    return json.dumps(value, separators=(",", ":"), ensure_ascii=False)


def ndjson(objects):
    return "".join(line(each) + "\n" for each in objects)


def parse(text):
    return [json.loads(each) for each in text.splitlines()]


def name(value):
    return f"{value['type']}:{value['id']}"


class Core(yaml.SafeLoader):
    """YAML 1.2's core schema: times, `on` and `off` are text."""


Core.yaml_implicit_resolvers = {
    first: kept for first, resolvers in yaml.SafeLoader.yaml_implicit_resolvers.items()
    if (kept := [each for each in resolvers if not each[0].endswith(("timestamp", "bool"))])
}
Core.add_implicit_resolver("tag:yaml.org,2002:bool", re.compile("true|false"), list("tf"))


class Case:
    """One account and what happens to it, event by event."""

    def __init__(self, title, pack, account, steps, absent):
        self.title, self.pack, self.account, self.steps, self.absent = title, pack, account, steps, absent


def objects_of(given, folder):
    if isinstance(given, str):
        path = folder / given
        text = path.read_text(encoding="utf-8")
        return parse(text) if path.suffix == ".ndjson" else yaml.load(text, Core)
    return given or []


def scenario_cases():
    for path in sorted((ROOT / "policies").glob("*/scenarios/**/*.yaml")):
        file = yaml.load(path.read_text(encoding="utf-8"), Core)
        for scenario in file["scenarios"]:
            objects = {name(each): each for each in objects_of(file.get("account"), path.parent)}
            objects |= {name(each): each for each in objects_of(scenario.get("account"), path.parent)}
            defaults = {key: value for level in (file, scenario) for key, value in level.items()}
            editions = scenario.get("editions") or file.get("editions")
            pack = file["pack"] + (f"@{editions[0]}" if editions else "")
            steps, clock = [], defaults.get("at")
            for step in scenario.get("steps", [scenario]):
                request = defaults | step
                clock = step.get("at", clock)
                if "wait" not in step and "until" not in step:
                    steps.append(request | {"at": clock})
            title = f"{path.relative_to(ROOT)}: {scenario['scenario']}"
            yield Case(title, pack, ndjson(objects.values()), steps, defaults.get("absent", "unknown"))


def example_cases():
    for pack, events in EXAMPLES.items():
        account = (ROOT / "examples" / pack / "account.ndjson").read_text(encoding="utf-8")
        for event, subject in events:
            step = {"event": event, "subject": subject, "by": "user:1", "at": "2024-11-11T09:00:00Z"}
            yield Case(f"examples/{pack}: {event}", pack, account, [step], "unknown")


class Laws:
    """Checks one case; what does not hold is listed."""

    def __init__(self, case, folder):
        self.case, self.folder, self.failures, self.count = case, folder, [], 0

    def exeunt(self, *words, **options):
        environment = {key: value for key, value in os.environ.items() if key != "EXEUNT_HOME"}
        return subprocess.run([EXEUNT, *map(str, words)], cwd=self.folder, capture_output=True, check=False, timeout=300,
                              env=environment | {"EXEUNT_HOME": str(ROOT)}, **options)

    def fail(self, what, *details):
        self.failures.append(f"{self.case.title}: {what}" + "".join(f"\n    {each}" for each in details))

    def plan(self, account, step, *options):
        words = ["--event", step["event"], "--subject", step["subject"], "--at", step["at"], "--absent", self.case.absent]
        words += ["--by", step["by"]] if step.get("by") else []
        words += ["--locale", step["locale"]] if step.get("locale") else []
        for key, value in (step.get("args") or {}).items():
            words += ["--arg", f"{key}={value if isinstance(value, str) else json.dumps(value)}"]
        for each in step.get("transfers") or []:
            words += ["--transfer", each]
        return self.exeunt("plan", self.case.pack, "--snapshot", account, *words, *options)

    def apply(self, account, *options, plan="plan.json"):
        """The account afterwards, or None."""
        done = self.exeunt("apply", plan, "--snapshot", account, *options)
        if done.returncode != 0:
            self.fail(f"apply {' '.join(options)} of {account}: exit {done.returncode}", done.stderr.decode())
            return None
        return done.stdout.decode()

    def write(self, file, text):
        (self.folder / file).write_text(text, encoding="utf-8")

    def check(self):
        account = self.case.account
        for step in self.case.steps:
            self.count += 1
            account = self.check_step(account, step)
            if account is None:
                break
        return self

    def check_step(self, account, step):
        self.write("before.ndjson", account)
        done = self.plan("before.ndjson", step, "--format", "json")
        if done.returncode == 2:
            self.fail("no plan", done.stderr.decode())
            return None
        self.write("plan.json", done.stdout.decode())
        plan = json.loads(done.stdout)
        if plan["verdict"] != "ready":
            refused = self.exeunt("apply", "plan.json", "--snapshot", "before.ndjson")
            if refused.returncode != 1 or refused.stdout:
                self.fail("a plan that is not ready was applied")
            return account
        now = self.check_times(account, plan, ())
        later = self.check_times(account, plan, ("--until", LAST_DAY))
        if now is None or later is None:
            return None
        self.check_again(now, step)
        self.check_patches(account, plan, step, now, later)
        return now

    def check_times(self, account, plan, until):
        after = self.apply("before.ndjson", *until)
        if after is None:
            return None
        self.write("after.ndjson", after)
        again = self.apply("after.ndjson", "--any-snapshot", *until)
        if again != after:
            self.fail("a second time changes more")
        self.check_untouched(account, after, plan)
        self.check_revert(account, after, plan, until)
        return after

    def check_untouched(self, account, after, plan):
        named = {change["object"] for change in plan["changes"]}
        before, now = ([each for each in text.splitlines() if name(json.loads(each)) not in named]
                       for text in (account, after))
        now = [each for each in now if not str(json.loads(each)["id"]).startswith("new/")]
        if before != now:
            self.fail("objects changed that the plan does not name")

    def check_revert(self, account, after, plan, until):
        back = self.apply("after.ndjson", "--revert", *until)
        if back is None:
            return
        irreversible = {change["object"] for change in plan["changes"] if change["writes"]
                        and not next(each["reversible"] for each in plan["rules"][change["rule"]]["outcomes"]
                                     if each["outcome"] == change["outcome"])}
        if not irreversible and back != account:
            self.fail("what can be undone is not what it was", *self.differences(account, back))
        elif irreversible:
            rest = [[each for each in text.splitlines() if name(json.loads(each)) not in irreversible]
                    for text in (account, back)]
            if rest[0] != rest[1]:
                self.fail("what can be undone is not what it was", *self.differences(*map("\n".join, rest)))

    @staticmethod
    def differences(a, b):
        return [f"{x}\n    {y}" for x, y in zip(a.splitlines(), b.splitlines()) if x != y][:3]

    def check_again(self, now, step):
        self.write("now.ndjson", now)
        done = self.plan("now.ndjson", step, "--format", "json")
        if done.returncode == 2:
            if b"E0803" not in done.stderr:  # the subject itself is gone
                self.fail("no second plan", done.stderr.decode())
            return
        again = json.loads(done.stdout)
        writes = [change for change in again["changes"] if change["writes"] and not change.get("due")]
        if again["verdict"] == "ready" and writes:
            self.fail("the same event again is neither blocked nor empty",
                      *(line(change) for change in writes[:3]))

    def check_patches(self, account, plan, step, now, later):
        objects = parse(account)
        array = json.dumps(objects, indent=1, ensure_ascii=False)
        document = json.dumps({"format": "exeunt.snapshot/1", "objects": objects})
        self.write("before.json", array)
        done = self.plan("before.json", step, "--format", "json-patch")
        if done.returncode != 0:
            self.fail(f"--format json-patch: exit {done.returncode}", done.stderr.decode())
            return
        self.compare_patch(done.stdout, objects, now, "plan")
        patch = self.apply("before.ndjson", "--format", "json-patch", "--until", LAST_DAY)
        if patch is not None:
            self.compare_patch(patch, objects, later, "apply")
        # The plan of a document is that of its lines, but for the name of the snapshot.
        done = self.plan("before.json", step, "--format", "json")
        self.write("document.json", done.stdout.decode())
        digests = {"digest": plan["snapshot"]["digest"]}
        of_document = json.loads(done.stdout)
        of_document["snapshot"]["digest"] = plan["snapshot"]["digest"]
        if of_document != plan:
            self.fail("the plans of JSON and NDJSON differ")
        # JSON stays JSON; the list may be the document or a member of it.
        as_json = self.apply("before.json", plan="document.json")
        if as_json is not None and json.loads(as_json) != parse(now):
            self.fail("JSON and NDJSON differ")
        self.write("before.json", document)
        wrapped = self.apply("before.json", plan="document.json")
        if wrapped is not None and json.loads(wrapped) != {"format": "exeunt.snapshot/1", "objects": parse(now)}:
            self.fail("a document and its list differ")

    def compare_patch(self, patch, objects, expected, verb):
        try:
            patched = jsonpatch.JsonPatch(json.loads(patch)).apply(objects)
        except (jsonpatch.JsonPatchException, ValueError) as error:
            self.fail(f"the patch of {verb} does not apply: {error}")
            return
        if patched != parse(expected):
            self.fail(f"the patch of {verb} and apply differ")


class EveryPlan(unittest.TestCase):
    def check_all(self, cases):
        def check(case):
            with tempfile.TemporaryDirectory() as folder:
                return Laws(case, Path(folder)).check()

        with ThreadPoolExecutor(os.cpu_count()) as pool:
            done = list(pool.map(check, cases))
        failures = [failure for laws in done for failure in laws.failures]
        self.assertEqual([], failures, "\n" + "\n".join(failures[:20]))
        return sum(laws.count for laws in done)

    def test_examples(self):
        self.assertEqual(len(list(example_cases())), self.check_all(example_cases()))

    def test_scenarios(self):
        self.assertLess(100, self.check_all(scenario_cases()))


if __name__ == "__main__":
    unittest.main()
