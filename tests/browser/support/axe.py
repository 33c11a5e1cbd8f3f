"""axe-core, the accessibility checker, in one version whose bytes are known.

It comes from npm the first time and lies in the build folder from then on. Where it cannot be had (no npm, no network)
the test is skipped and says so.
"""
import base64
import hashlib
import io
import shutil
import subprocess
import sys
import tarfile
import tempfile
from pathlib import Path

from .chromium import SKIPPED

VERSION = "4.14.1"
SHA512 = "FHfa+lmNjQZfJz1q8wKqIDwC6DExcHt/pkjNQb09a3NPjCKg2rhu5qb2S4r76ASyFNNtuFooJpZe37OgudVGtQ=="
# What nobody who relies on a screen reader or a keyboard may meet.
GRAVE = ("serious", "critical")


def is_genuine(archive):
    return base64.b64encode(hashlib.sha512(archive).digest()).decode() == SHA512


def source(build):
    """The script."""
    kept = Path(build) / "axe-core" / f"axe-core-{VERSION}.tgz"
    if not kept.exists():
        if shutil.which("npm") is None:
            print("skipped: npm is not there to get axe-core")
            sys.exit(SKIPPED)
        with tempfile.TemporaryDirectory() as folder:
            done = subprocess.run(["npm", "pack", "--silent", f"axe-core@{VERSION}"], cwd=folder, capture_output=True,
                                  text=True, check=False, timeout=120)
            if done.returncode != 0:
                print(f"skipped: npm could not get axe-core {VERSION}\n{done.stderr}")
                sys.exit(SKIPPED)
            kept.parent.mkdir(parents=True, exist_ok=True)
            shutil.move(next(Path(folder).glob("*.tgz")), kept)
    archive = kept.read_bytes()
    if not is_genuine(archive):
        kept.unlink()
        raise AssertionError(f"what npm gave for axe-core {VERSION} is not what it was when this test was written")
    with tarfile.open(fileobj=io.BytesIO(archive)) as files:
        return files.extractfile("package/axe.min.js").read().decode("utf-8")


def violations(driver):
    """What is wrong with the page as it is now: [(impact, rule, where, why)]."""
    driver.set_script_timeout(120)
    found = driver.execute_async_script("""
        const done = arguments[arguments.length - 1];
        axe.run(document, {resultTypes: ['violations']})
          .then((result) => done(result.violations), (error) => done(String(error)));
    """)
    if isinstance(found, str):
        raise AssertionError(found)
    return [(rule["impact"], rule["id"], node["target"], node.get("failureSummary", ""))
            for rule in found for node in rule["nodes"]]
