"""The set-up script, tried in a copy of itself with stand-ins for Debian's tools and for cmake."""
import os
import re
import shutil
import subprocess
import tempfile
import unittest
from pathlib import Path

SETUP = Path(__file__).resolve().parent.parent / ".setup"
TOOLS = {
    # Installed is what the file `installed` names.
    "dpkg-query": 'for last; do :; done; grep -qx -- "$last" "$STATE/installed" && printf "install ok installed"',
    "apt-get": 'echo "apt-get $*" >> "$STATE/log"; [ "$1" != update ] || exit "${UPDATE_EXIT:-0}"',
    "cmake": 'printf "cmake" >> "$STATE/log"; printf " [%s]" "$@" >> "$STATE/log"; echo >> "$STATE/log"',
    "id": 'echo "${USER_ID:-0}"',
    "npm": "",
}
SUDO = 'echo "sudo $*" >> "$STATE/log"; exec "$@"'


class SetUp(unittest.TestCase):
    def setUp(self):
        scratch = tempfile.TemporaryDirectory()
        self.addCleanup(scratch.cleanup)
        self.state = Path(scratch.name)
        self.clone = self.state / "a clone"
        self.tools = self.state / "tools"
        self.tools.mkdir()
        self.clone.mkdir()
        shutil.copy(SETUP, self.clone)
        for name, text in TOOLS.items():
            self.tool(name, text)
        for name in ("sh", "env", "grep", "sed", "dirname", "cat"):
            (self.tools / name).symlink_to(shutil.which(name, path="/usr/bin:/bin"))
        text = SETUP.read_text(encoding="utf-8")
        self.build_packages, test_packages = (found.split() for found in re.findall(r"packages='([^']*)'", text))
        self.packages = self.build_packages + test_packages
        self.installed(self.packages)

    def tool(self, name, text):
        (self.tools / name).write_text(f"#!/bin/sh\n{text}\n", encoding="utf-8")
        (self.tools / name).chmod(0o755)

    def installed(self, packages):
        (self.state / "installed").write_text("".join(f"{name}\n" for name in packages), encoding="utf-8")

    def run_setup(self, *arguments, **environment):
        log = self.state / "log"
        log.unlink(missing_ok=True)
        done = subprocess.run([self.clone / ".setup", *arguments], cwd="/", capture_output=True, text=True, check=False,
                              env={"PATH": str(self.tools), "STATE": str(self.state)} | environment)
        self.assertEqual("", done.stdout, "standard output belongs to what comes after")
        return done.returncode, done.stderr, log.read_text(encoding="utf-8") if log.exists() else ""

    def test_nothing_is_missing(self):
        code, _, log = self.run_setup("exeunt")
        self.assertEqual(0, code)
        self.assertNotIn("apt-get", log)
        self.assertIn(f"[-S] [{self.clone}] [-B] [{self.clone}/build]", log)
        self.assertTrue(log.endswith(f"cmake [--build] [{self.clone}/build] [--target] [exeunt]\n"), log)

    def test_no_target_builds_everything(self):
        self.assertTrue(self.run_setup()[2].endswith(f"cmake [--build] [{self.clone}/build]\n"))

    def test_what_is_missing_is_named_and_installed(self):
        self.installed(self.packages[2:])
        code, said, log = self.run_setup()
        self.assertEqual(0, code)
        self.assertTrue(said.startswith("Installing Debian packages: g++ cmake\n"), said)
        self.assertTrue(log.startswith("apt-get update -qq\n"
                                       "apt-get install -y -qq --no-install-recommends g++ cmake\n"), log)

    def test_who_builds_one_target_needs_no_browser(self):
        self.installed(self.build_packages)
        (self.tools / "npm").unlink()
        self.assertNotIn("apt-get", self.run_setup("exeunt")[2])
        self.assertIn(" chromium ", self.run_setup()[2])

    def test_npm_is_taken_as_it_is_found(self):
        (self.tools / "npm").unlink()
        code, said, _ = self.run_setup()
        self.assertEqual((0, "Installing Debian packages: npm\n"), (code, said.splitlines(keepends=True)[0]))

    def test_sudo(self):
        self.installed(self.packages[1:])
        self.tool("sudo", SUDO)
        code, _, log = self.run_setup(USER_ID="1000")
        self.assertEqual(0, code)
        self.assertIn("sudo env DEBIAN_FRONTEND=noninteractive apt-get install", log)

    def test_neither_root_nor_sudo(self):
        self.installed(self.packages[1:])
        code, said, log = self.run_setup(USER_ID="1000")
        self.assertEqual(1, code)
        self.assertIn("  apt-get update && apt-get install --no-install-recommends g++\n", said)
        self.assertEqual("", log)

    def test_lists_that_cannot_be_refreshed(self):
        self.installed(self.packages[1:])
        code, said, log = self.run_setup(UPDATE_EXIT="100")
        self.assertEqual(0, code)
        self.assertIn("could not be refreshed", said)
        self.assertIn("apt-get install", log)

    def test_an_install_that_fails_stops(self):
        self.installed(self.packages[1:])
        self.tool("apt-get", '[ "$1" = update ]')
        code, _, log = self.run_setup()
        self.assertNotEqual(0, code)
        self.assertNotIn("cmake", log)

    def test_a_build_folder_that_can_be_continued(self):
        self.cache("Ninja", self.clone)
        self.assertNotIn("--fresh", self.run_setup()[2])

    def test_a_build_folder_of_another_generator_or_place(self):
        for generator, source in (("Unix Makefiles", self.clone), ("Ninja", "/elsewhere")):
            self.cache(generator, source)
            self.assertIn("cmake [--fresh]", self.run_setup()[2])

    def cache(self, generator, source):
        (self.clone / "build").mkdir(exist_ok=True)
        (self.clone / "build/CMakeCache.txt").write_text(
            f"CMAKE_GENERATOR:INTERNAL={generator}\nCMAKE_HOME_DIRECTORY:INTERNAL={source}\n", encoding="utf-8")


if __name__ == "__main__":
    unittest.main()
