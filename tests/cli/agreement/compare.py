"""One request, asked of both engines: what they print and how they exit must be the same."""
import concurrent.futures
import difflib
import json
import os
import subprocess
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent.parent.parent
# Counts of the file's own references to what is not there need all objects at once: they are the reference engine's.
ONLY_REFERENCE = {"W0703", "W0704"}
REFERENCE = ("--engine", "reference")


def columnar(threads):
    return ("--engine", "columnar", "--threads", str(threads))


# What is asked of each request: the forms that are written piece by piece, by one thread and by more of them than a
# small file has chunks.
ALL = (("json", 1), ("ndjson", 3), ("groups", 2))


class Engines:
    def __init__(self, program):
        self.program = os.path.abspath(program)

    def run(self, *words, stdin=None):
        done = subprocess.run([self.program, *map(str, words)], cwd=ROOT, input=stdin, capture_output=True, timeout=300,
                              check=False, env=os.environ | {"EXEUNT_HOME": str(ROOT)})
        return done.returncode, done.stdout, done.stderr

    def plan(self, request, *words, stdin=None):
        """Exit status, the plan as it is written, and what was said beside it as a list of diagnostics."""
        status, out, error = self.run("plan", *request, "--error-format", "json", *words, stdin=stdin)
        try:
            said = [json.loads(line) for line in error.splitlines()]
        except ValueError as wrong:
            raise AssertionError(f"{request}: {status}\n{error.decode(errors='replace')[-2000:]}") from wrong
        return status, out, [each for each in said if each["code"] not in ONLY_REFERENCE]

    def disagreement(self, request, forms=ALL):
        """How the columnar engine's answer differs from the reference engine's; empty: it does not."""
        for form in sorted({form for form, _ in forms}):
            expected = self.plan(request, "--format", form, *REFERENCE)
            for threads in sorted({threads for each, threads in forms if each == form}):
                found = self.plan(request, "--format", form, *columnar(threads))
                if found != expected and not (expected[0] == 2 and is_declined(found)):
                    words = " ".join(map(str, request))
                    return f"{words} --format {form} --threads {threads}\n{difference(expected, found)}"
        return ""

    def disagreements(self, requests, forms=ALL):
        """Of each request that has one, in the order of the requests."""
        with concurrent.futures.ThreadPoolExecutor(os.cpu_count()) as pool:
            return [each for each in pool.map(lambda request: self.disagreement(request, forms), requests) if each]


def in_no_order(answer):
    """Of a plan in NDJSON, so that neither the lines nor the objects of a line have an order."""
    lines = [json.loads(line) for line in answer[1].splitlines()]
    return (answer[0],
            sorted(json.dumps(line | {"objects": sorted(line["objects"])} if isinstance(line.get("objects"), list)
                              else line)
                              for line in lines), answer[2])


def is_declined(answer):
    """The file does not begin as NDJSON does; what is wrong with it another engine has to say."""
    return answer[0] == 2 and [each["code"] for each in answer[2]] == ["E0892"]


def difference(expected, found):
    out = [f"exit {expected[0]} and {found[0]}"] if expected[0] != found[0] else []
    pairs = [(diagnostics(expected[2]), diagnostics(found[2]))]
    if 2 not in (expected[0], found[0]):
        pairs.append((expected[1].decode(errors="replace"), found[1].decode(errors="replace")))
    for before, after in pairs:
        lines = list(difflib.unified_diff(before.splitlines(), after.splitlines(), "reference", "columnar",
                                          lineterm="", n=0))
        out += [line[:300] for line in lines[:12]]
    return "\n".join(out)


def diagnostics(said):
    return "".join(json.dumps(each) + "\n" for each in said)


def assert_none(test, disagreements):
    """Tells the first few of them."""
    if disagreements:
        test.fail(f"{len(disagreements)} requests, of which the first are:\n" + "\n\n".join(disagreements[:4]))


def asked(account, event, subject, by="user:1", pack="pipedrive", at="2024-03-01T09:00:00Z"):
    """The words of a request; `by`: empty for nobody."""
    who = ("--by", by) if by else ()
    return (str(pack), "--snapshot", str(account), "--event", event, "--subject", subject, *who, "--at", at)
