"""How many instructions `exeunt plan` takes: a figure that hardly depends on what else the machine does, so that a
later change can be held against it. Counted by callgrind, with simdjson's code for AVX2, which valgrind knows.
"""
import re
import shutil
import subprocess

FEW, MANY = 20, 20_000


def instructions(workshop, plan, objects, words):
    out = workshop.folder / "callgrind.out"
    plan = workshop.words(plan, account=workshop.account(objects), out=workshop.folder / "callgrind-plan.out")
    subprocess.run(["valgrind", "--tool=callgrind", f"--callgrind-out-file={out}", *plan, *words], capture_output=True,
                   check=True, env=workshop.environment() | {"SIMDJSON_FORCE_IMPLEMENTATION": "haswell"})
    return int(re.search(r"^(?:summary|totals): (\d+)", out.read_text(encoding="utf-8"), re.M)[1])


def count(workshop, plan):
    """For a command line, [{"words": options, "few": …, "many": …, "each": instructions an object}].

    Empty where there is no valgrind.
    """
    if shutil.which("valgrind") is None:
        return []
    ways = [[]]
    if workshop.has("--engine"):
        ways = [["--engine", engine, *(["--threads", "1"] if workshop.has("--threads") else [])]
                for engine in ("columnar", "reference")]
    out = []
    for objects in (FEW, MANY):
        workshop.generate(objects)
    for words in ways:
        few, many = (instructions(workshop, plan, objects, words) for objects in (FEW, MANY))
        out.append({"words": " ".join(words), "few": few, "many": many, "each": (many - few) / (MANY - FEW)})
    return out
