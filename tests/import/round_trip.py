"""What the tests of every pack's import share: the program run on folders of responses, snapshots read, accounts compared."""
import json
import os
import subprocess
import tempfile
from pathlib import Path

import yaml

ROOT = Path(__file__).resolve().parents[2]


def objects_of(text):
    """The objects of a snapshot: {"deal:5": {field: value}}. The header and an object given twice are no objects."""
    found = {}
    for line in text.splitlines():
        one = json.loads(line)
        if "type" in one:
            name = f"{one.pop('type')}:{one.pop('id')}"
            if name in found:
                raise AssertionError(f"{name} is there twice")
            found[name] = one
    return found


class Import:
    """A pack's import, and its example account."""

    def __init__(self, program, pack):
        self.program, self.pack = os.path.abspath(program), pack
        self.folder, self.example = ROOT / "policies" / pack, ROOT / "examples" / pack
        self.mapping = yaml.safe_load((self.folder / "import.yaml").read_text(encoding="utf-8"))

    def exeunt(self, *arguments):
        return subprocess.run([self.program, *map(str, arguments)], capture_output=True, check=False, text=True,
                              encoding="utf-8", env=os.environ | {"EXEUNT_HOME": str(ROOT)}, cwd=tempfile.gettempdir())

    def text(self, responses, *options):
        """The snapshot that becomes of a folder of responses."""
        done = self.exeunt("import", self.pack, responses, *options)
        if done.returncode != 0:
            raise AssertionError(done.stderr)
        return done.stdout

    def objects(self, responses, *options):
        return objects_of(self.text(responses, *options))

    def report(self, responses, *options):
        """The report on an import as JSON."""
        with tempfile.TemporaryDirectory() as folder:
            snapshot = Path(folder) / "snapshot.ndjson"
            done = self.exeunt("import", self.pack, responses, "-o", snapshot, "--format", "json", *options)
            if done.returncode != 0:
                raise AssertionError(done.stderr)
            return json.loads(done.stdout)

    def account(self):
        """The example account."""
        return objects_of((self.example / "account.ndjson").read_text(encoding="utf-8"))

    def mapped(self):
        """The fields that the mapping fills: {type: {field}}."""
        fields = {}
        for source in self.mapping["sources"]:
            for one in source.get("objects", []):
                fields.setdefault(one["entity"], set()).update(one.get("fields", {}))
        return fields

    def plan(self, snapshot, event, subject, by, at, *options):
        """The plan for a snapshot, which has to be valid under --strict."""
        done = self.exeunt("plan", self.pack, "--snapshot", snapshot, "--strict", "--event", event, "--subject", subject,
                           "--by", by, "--at", at, "--format", "json", *options)
        if done.returncode == 2:
            raise AssertionError(done.stderr)
        return json.loads(done.stdout)


def differences(account, imported, mapped, silent=lambda name, field, value: False):
    """What an imported account lacks, has otherwise or has besides, sentence by sentence. `silent` says of which field of
    which object the API tells nothing: it must be missing. Its field is None for the object as a whole."""
    found = []
    wanted = {name: one for name, one in account.items() if name.split(":")[0] in mapped}
    for name, one in wanted.items():
        if silent(name, None, one):
            continue
        if name not in imported:
            found.append(f"{name} is missing")
            continue
        for field in sorted(mapped[name.split(":")[0]]):
            if field not in one:
                continue
            if silent(name, field, one[field]):
                if field in imported[name]:
                    found.append(f"{name}.{field} is made up: {imported[name][field]!r}")
            elif imported[name].get(field, "missing") != one[field]:
                found.append(f"{name}.{field} is {imported[name].get(field, 'missing')!r} instead of {one[field]!r}")
    for name, one in imported.items():
        if name not in wanted:
            found.append(f"{name} is not in the account")
            continue
        found += [f"{name}.{field} is not to be had from the API" for field in one if field not in mapped[name.split(":")[0]]]
    return found
