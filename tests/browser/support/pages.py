"""Pages to look at, written once by the command: pages.py EXEUNT BUILD."""
import atexit
import os
import subprocess
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent.parent.parent
EXEUNT, BUILD = (Path(os.path.abspath(sys.argv.pop(1))) for _ in range(2))
_scratch = tempfile.TemporaryDirectory()
atexit.register(_scratch.cleanup)
FOLDER = Path(_scratch.name)


def write(name, *arguments, cwd=ROOT):
    """The page that `exeunt arguments… --format html` writes."""
    path = FOLDER / name
    subprocess.run([EXEUNT, *arguments, "--format", "html", "-o", path], cwd=cwd, check=False,
                   env={"EXEUNT_HOME": str(ROOT)})
    if not path.exists():
        raise AssertionError(f"no page from {arguments}")
    return path


def plan(*more, name="plan.html"):
    """An account of 936 objects, of which 277 have to do with the leaver."""
    return write(name, "plan", "pipedrive", "--snapshot", "examples/pipedrive/account.ndjson", "--event", "deactivate",
                 "--subject", "user:7", "--at", "2024-03-01T09:00:00Z", "--locations", "--how-to",
                 *(more or ("--by", "user:1")))


def full_plan():
    """A plan with something in every member."""
    return write("full.html", "show", "tests/golden/plan/full.json")


def comparison():
    """Two vendors."""
    return write("comparison.html", "compare", "pipedrive", "hubspot")


def few():
    """Two vendors and what becomes of one account with each, for a few of the rows."""
    return write("few.html", "compare", "pipedrive", "hubspot", "--concept", "message", "--concept", "deal",
                 "--concept", "automation", "--concept", "user", "--account", "examples/neutral/account.ndjson",
                 "--subject", "user:7", "--by", "user:1", "--at", "2025-03-03T09:00:00Z")


def many():
    """Twelve columns, for a few of the rows."""
    packs = ("pipedrive", "hubspot", "pipedrive@undated", "hubspot") * 3
    return write("many.html", "compare", *packs, "--concept", "message", "--concept", "deal", "--concept", "user")


def editions():
    return write("editions.html", "compare", "pipedrive@2024-02-29", "pipedrive@undated")


def shown():
    """Every sort of page: [(name, file)]."""
    return [("plan", plan()), ("blocked", full_plan()), ("comparison", comparison()), ("account", few()),
            ("many", many()), ("editions", editions())]
