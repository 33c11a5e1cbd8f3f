"""The CEL library as somebody else uses it: what its examples print, and a project outside of the tree that builds on it.

    examples.py PROGRAMS LIBRARY COMPILER [FLAGS]

The programs in the folder PROGRAMS are the main build's. The project of somebody else is a copy of examples/cel, with the
program that the library's README begins with; it is configured from nothing, then compiled and linked by its own
commands. Only LIBRARY is taken from the main build: compiling it again would take a minute and show nothing that the main build
does not.
"""
import os
import re
import shutil
import subprocess
import sys
import tempfile
import unittest
from pathlib import Path

PROGRAMS, LIBRARY = Path(sys.argv.pop(1)).resolve(), Path(sys.argv.pop(1)).resolve()
COMPILER = sys.argv.pop(1)
FLAGS = sys.argv.pop(1) if len(sys.argv) > 1 else ""
ROOT = Path(__file__).resolve().parent.parent.parent
EXAMPLES = ROOT / "examples" / "cel"
NAMES = sorted(path.stem for path in EXAMPLES.glob("*.cpp"))
README = (ROOT / "interpreter" / "cel" / "README.md").read_text(encoding="utf-8")
WHOLE_TREE = """
cmake_minimum_required(VERSION 3.25)
project(somebody_else LANGUAGES CXX)
add_subdirectory({root} exeunt EXCLUDE_FROM_ALL)
file(WRITE main.cpp "int main() {{}}")
add_executable(main main.cpp)
target_link_libraries(main PRIVATE exeunt::cel)
"""


def run(*command, **options):
    done = subprocess.run(command, capture_output=True, text=True, check=False, **options)
    if done.returncode != 0:
        raise AssertionError(f"{command}: exit {done.returncode}\n{done.stdout}{done.stderr}")
    return done.stdout


class Examples(unittest.TestCase):
    def configure(self, source):
        scratch = tempfile.TemporaryDirectory()
        self.addCleanup(scratch.cleanup)
        build = Path(scratch.name, "build")
        run("cmake", "-S", source, "-B", build, "-G", "Ninja", f"-DCMAKE_CXX_COMPILER={COMPILER}",
            f"-DCMAKE_CXX_FLAGS={FLAGS}", f"-DEXEUNT_CEL={ROOT}/interpreter/cel")
        return build

    def commands(self, build, target):
        """What ninja would do for the target, in order."""
        return run("ninja", "-C", build, "-t", "commands", target).splitlines()

    def test_there_are_examples(self):
        self.assertEqual(["access_rule", "custom_types"], NAMES)

    def test_what_they_print(self):
        for name in NAMES:
            expected = EXAMPLES / f"{name}.expected"
            printed = run(PROGRAMS / name)
            if os.environ.get("EXEUNT_UPDATE_GOLDEN"):
                expected.write_text(printed, encoding="utf-8")
            self.assertEqual(expected.read_text(encoding="utf-8"), printed, name)

    def test_a_project_of_somebody_else(self):
        with tempfile.TemporaryDirectory() as elsewhere:
            source = Path(elsewhere, "project")
            shutil.copytree(EXAMPLES, source)
            Path(source, "access_rule.cpp").write_text(self.program_of_the_readme(), encoding="utf-8")
            build = self.configure(source)
            commands = self.commands(build, "access_rule")
            compile_example = [line for line in commands if line.endswith("access_rule.cpp")]
            self.assertEqual(1, len(compile_example), commands)
            shutil.copy(LIBRARY, build / "exeunt_cel")
            for command in (compile_example[0], commands[-1]):
                run("sh", "-c", command, cwd=build)
            self.assertEqual("false\ntrue\nfalse\n", run(build / "access_rule"))
            self.check_headers(build)
            # The warnings that the library asks for are its own.
            self.assertNotIn("-Wconversion", compile_example[0])
            self.assertTrue(any("-Wconversion" in line for line in commands))

    def program_of_the_readme(self):
        include, body = re.search(r"^```cpp\n(#include .*?\n)(.*?)^```", README, re.MULTILINE | re.DOTALL).groups()
        return f"{include}#include <iostream>\nint main() {{\n{body}}}\n"

    def check_headers(self, build):
        """Nothing but the library's own headers and the standard's comes in."""
        [dependencies] = build.glob("CMakeFiles/access_rule.dir/*.d")
        for header in re.findall(r"\S+", dependencies.read_text(encoding="utf-8")):
            if str(ROOT) in header:
                self.assertIn("interpreter/cel/", header)
            self.assertIsNone(re.search(r"/(fmt|re2|absl|tao)/", header), header)

    def test_the_whole_tree_inside_another(self):
        with tempfile.TemporaryDirectory() as elsewhere:
            Path(elsewhere, "CMakeLists.txt").write_text(WHOLE_TREE.format(root=ROOT), encoding="utf-8")
            build = self.configure(elsewhere)
            commands = self.commands(build, "main")
            self.assertIn("libexeunt_cel.a", commands[-1])
            self.assertFalse([line for line in commands if "/interpreter/driver/" in line])
            self.assertNotIn("unit_cel", run("ninja", "-C", build, "-t", "targets", "all"))


if __name__ == "__main__":
    unittest.main()
