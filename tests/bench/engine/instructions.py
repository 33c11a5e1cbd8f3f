"""How many instructions `exeunt plan` takes: a figure that no other load of the machine changes, so that a later change can
be held against it. Counted by callgrind, with simdjson's code for AVX2, which valgrind knows.
"""
import re
import shutil
import subprocess

FEW, MANY = 20, 20_000


def instructions(workshop, objects, words):
    out = workshop.folder / "callgrind.out"
    command = ["valgrind", "--tool=callgrind", f"--callgrind-out-file={out}", workshop.build / "exeunt", "plan", "pipedrive",
               "--snapshot", workshop.account(objects), "--event", "deactivate", "--subject", workshop.values["subject"],
               "--by", "user:1", "--at", workshop.values["at"], "--format", "ndjson", "-o", workshop.folder / "plan.out", *words]
    subprocess.run(command, capture_output=True, check=True,
                   env=workshop.environment() | {"SIMDJSON_FORCE_IMPLEMENTATION": "haswell"})
    return int(re.search(r"^(?:summary|totals): (\d+)", out.read_text(encoding="utf-8"), re.M)[1])


def count(workshop):
    """[{"words": options, "few": …, "many": …, "each": instructions an object}]; empty without valgrind."""
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
        few, many = (instructions(workshop, objects, words) for objects in (FEW, MANY))
        out.append({"words": " ".join(words), "few": few, "many": many, "each": (many - few) / (MANY - FEW)})
    return out
