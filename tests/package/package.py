"""What is installed: the Debian package in an empty root, and the library in a project of somebody else.

    package.py EXEUNT BUILD COMPILER [FLAGS]

Everything is taken from the build folder BUILD as it is; nothing of the tree is compiled again. No root is needed.
"""
import gzip
import os
import re
import shutil
import stat
import subprocess
import sys
import tempfile
import unittest
from pathlib import Path

EXEUNT, BUILD, COMPILER = os.path.abspath(sys.argv.pop(1)), Path(sys.argv.pop(1)).resolve(), sys.argv.pop(1)
FLAGS = sys.argv.pop(1) if len(sys.argv) > 1 else ""
# Of the same make, so that it takes the same flags.
C_COMPILER = re.search(r"^CMAKE_C_COMPILER:\w+=(.+)$", (BUILD / "CMakeCache.txt").read_text(encoding="utf-8"), re.MULTILINE)[1]
HERE = Path(__file__).resolve().parent
ROOT = HERE.parent.parent
# Nothing of the caller's that could lead the command to the tree.
BARE = {"PATH": "/usr/bin:/bin", "LC_ALL": "C.UTF-8"}
BARE |= {name: value for name, value in os.environ.items() if name.endswith("SAN_OPTIONS")}
REQUEST = ("--event", "deactivate", "--subject", "user:7", "--by", "user:1", "--at", "2024-03-01T09:00:00Z", "--format", "json")


def run(*command, **options):
    done = subprocess.run([str(word) for word in command], capture_output=True, text=True, check=False, **options)
    if done.returncode != 0:
        raise AssertionError(f"{command}: exit {done.returncode}\n{done.stdout}{done.stderr}")
    return done.stdout


def expected_plan():
    return run(EXEUNT, "plan", "pipedrive", "--snapshot", "examples/pipedrive/account.ndjson", *REQUEST, cwd=ROOT)


def verbs():
    shown = run(EXEUNT, "--help").split("Verbs:\n")[1].split("\n\n")[0]
    return re.findall(r"^  ([a-z]+)", shown, re.MULTILINE)


def options(verb):
    """As the help shows them: {"--output": "FILE", "-o": "FILE", "--strict": ""}"""
    found = {}
    for spelling, value in re.findall(r"^  ((?:-\w,)?--[\w-]+(?:,--[\w-]+)*) ?(\S*)", run(EXEUNT, verb, "--help"), re.MULTILINE):
        for name in spelling.split(","):
            found[name] = value
    return found


class Scratch(unittest.TestCase):
    @classmethod
    def make_scratch(cls):
        scratch = tempfile.TemporaryDirectory()
        cls.addClassCleanup(scratch.cleanup)
        return Path(scratch.name)


class DebianPackage(Scratch):
    @classmethod
    def setUpClass(cls):
        cls.scratch = cls.make_scratch()
        # Compressed in a hurry: what is tested is what is inside.
        run("cpack", "-G", "DEB", "--config", BUILD / "CPackConfig.cmake", "-B", cls.scratch / "pack",
            "-D", "CPACK_DEBIAN_COMPRESSION_TYPE=none", cwd=cls.scratch)
        [cls.package] = cls.scratch.glob("pack/*.deb")
        cls.root = cls.scratch / "an empty root"
        run("dpkg-deb", "-x", cls.package, cls.root)
        cls.share = cls.root / "usr/share"
        cls.empty = cls.scratch / "empty"
        cls.empty.mkdir()

    def page(self, name):
        with gzip.open(self.share / "man/man1" / f"{name}.1.gz", "rt", encoding="utf-8") as file:
            return file.read()

    def test_plans_from_there(self):
        account = self.share / "doc/exeunt/examples/pipedrive/account.ndjson"
        printed = run(self.root / "usr/bin/exeunt", "plan", "pipedrive", "--snapshot", account, *REQUEST, cwd=self.empty, env=BARE)
        self.assertEqual(expected_plan(), printed)

    def test_every_pack_and_its_scenarios(self):
        packs = sorted(path.parent.name for path in ROOT.glob("policies/*/facts.yaml"))
        self.assertTrue(packs)
        for pack in packs:
            run(self.root / "usr/bin/exeunt", "check", pack, cwd=self.empty, env=BARE)

    def test_what_is_in_it(self):
        for place in ("bin/exeunt", "include/exeunt/interpreter/driver/session.h", "share/exeunt/stdlib/std.policy",
                      "share/exeunt/policies/LANGUAGE.md", "share/man/man1/exeunt.1.gz", "share/doc/exeunt/copyright",
                      "share/doc/exeunt/changelog.gz", "share/bash-completion/completions/exeunt",
                      "share/zsh/vendor-completions/_exeunt", "share/fish/vendor_completions.d/exeunt.fish"):
            self.assertTrue((self.root / "usr" / place).is_file(), place)
        self.assertTrue(list(self.root.glob("usr/lib/**/libexeunt_driver.a")))
        self.assertTrue(list(self.root.glob("usr/lib/**/exeunt-config.cmake")))
        self.assertEqual(["usr"], [path.name for path in self.root.iterdir()])

    def test_who_may_what(self):
        listing = run("dpkg-deb", "-c", self.package)
        for line in listing.splitlines():
            self.assertRegex(line, r"^(drwxr-xr-x|-rw-r--r--|-rwxr-xr-x) root/root ")
        for path in (self.share / "exeunt").rglob("*"):
            if path.is_file():
                self.assertFalse(path.stat().st_mode & stat.S_IXUSR, path)

    def test_control(self):
        def field(name):
            return run("dpkg-deb", "-f", self.package, name).strip()

        self.assertEqual("exeunt", field("Package"))
        self.assertEqual(run(EXEUNT, "--version").split()[1], field("Version"))
        self.assertEqual(run("dpkg", "--print-architecture").strip(), field("Architecture"))
        self.assertRegex(field("Maintainer"), r"^.+ <.+@example\.com>$")
        self.assertGreater(int(field("Installed-Size")), 1000)
        written = (ROOT / "interpreter/packaging/debian.cmake").read_text(encoding="utf-8")
        listed = re.search(r"set\(EXEUNT_DEBIAN_DEPENDS ([^)]*)\)", written)[1].split()
        depends = [re.sub(r" .*", "", each) for each in field("Depends").split(", ")]
        self.assertEqual(sorted(listed), sorted(depends))

    @unittest.skipIf("-fcoverage-mapping" in FLAGS, "what counts its lines names its files")
    def test_no_path_of_the_build(self):
        for path in self.root.rglob("*"):
            if path.is_file():
                data = path.read_bytes()
                for folder in (ROOT, BUILD, self.scratch):
                    self.assertFalse(os.fsencode(folder) + b"/" in data, f"{folder} in {path}")

    def test_a_page_for_every_verb(self):
        pages = sorted(path.name for path in (self.share / "man/man1").iterdir())
        self.assertEqual(sorted(["exeunt.1.gz"] + [f"exeunt-{verb}.1.gz" for verb in verbs()]), pages)
        overview = self.page("exeunt")
        for verb in verbs():
            self.assertIn(f".B {verb}\n", overview)
            page = self.page(f"exeunt-{verb}").replace("\\-", "-")
            for name, value in options(verb).items():
                self.assertIn(f"\\fB{name}\\fP", page)
                self.assertIn(value, page)
            self.assertIn(".SH EXIT STATUS\n0", page)

    def test_the_environment_is_told(self):
        overview = self.page("exeunt")
        read = set()
        for source in (ROOT / "interpreter").rglob("*.cpp"):
            read |= set(re.findall(r'getenv\("(\w+)"\)', source.read_text(encoding="utf-8")))
        self.assertIn("EXEUNT_HOME", read)
        for name in read:
            self.assertIn(f".B {name}\n", overview)

    def test_pages_can_be_laid_out(self):
        if not shutil.which("groff"):
            self.skipTest("groff is not installed")
        for path in sorted((self.share / "man/man1").iterdir()):
            page = gzip.decompress(path.read_bytes())
            done = subprocess.run(["groff", "-man", "-Tutf8", "-K", "utf8", "-ww", "-z"], input=page, capture_output=True,
                                  check=False)
            self.assertEqual((b"", 0), (done.stderr, done.returncode), path.name)

    def complete_in_bash(self, *words):
        script = 'source "$1"; shift; COMP_WORDS=("$@"); COMP_CWORD=$(($# - 1)); _exeunt; printf "%s\\n" "${COMPREPLY[@]}"'
        program = self.root / "usr/bin/exeunt"
        printed = run("bash", "--norc", "-c", script, "bash", self.share / "bash-completion/completions/exeunt", program,
                      *words, cwd=self.empty, env=BARE)
        return printed.split()

    def test_bash_completes(self):
        self.assertEqual(verbs(), [word for word in self.complete_in_bash("") if not word.startswith("-")])
        for verb in verbs():
            self.assertEqual(sorted(options(verb)), sorted(self.complete_in_bash(verb, "-")), verb)
            for name, value in options(verb).items():
                if re.fullmatch(r"[a-z-]+(\|[a-z-]+)+", value):
                    self.assertEqual(value.split("|"), self.complete_in_bash(verb, name, ""), name)
        # As bash breaks words: at equals signs and colons.
        self.assertEqual(["ndjson"], self.complete_in_bash("plan", "--format", "=", "n"))
        packs = sorted(path.name for path in (ROOT / "policies").iterdir() if path.is_dir())
        self.assertEqual(packs, self.complete_in_bash("plan", ""))
        self.assertEqual(packs, self.complete_in_bash("plan", "--subject", "user", ":", "7", "--strict", ""))
        self.assertEqual([], self.complete_in_bash("plan", "pipedrive", ""))
        self.assertEqual(packs, self.complete_in_bash("check", "pipedrive", ""))
        self.assertEqual([], self.complete_in_bash("nothing", ""))

    def test_zsh_completes(self):
        if not shutil.which("zsh"):
            self.skipTest("zsh is not installed")
        script = self.share / "zsh/vendor-completions/_exeunt"
        run("zsh", "-f", "-n", script)
        text = script.read_text(encoding="utf-8")
        for verb in verbs():
            body = re.search(rf"^    {verb}\)\n(.*?);;$", text, re.MULTILINE | re.DOTALL)[1]
            for name in options(verb):
                self.assertRegex(body, rf"['{{,]\*?{name}[=+\[,}}]", name)

    def test_fish_completes(self):
        if not shutil.which("fish"):
            self.skipTest("fish is not installed")
        script = self.share / "fish/vendor_completions.d/exeunt.fish"

        def complete(line):
            program = self.root / "usr/bin"
            printed = run("fish", "--no-config", "-c", f"source '{script}'; complete -C '{line}'", cwd=self.empty,
                          env=BARE | {"PATH": f"{program}:/usr/bin:/bin", "HOME": str(self.empty)})
            return [each.split("\t")[0] for each in printed.splitlines()]

        self.assertEqual(sorted(verbs()), sorted(complete("exeunt ")))
        for verb in verbs():
            shown = sorted(name for name in options(verb) if name.startswith("--"))
            self.assertEqual(shown, sorted(complete(f"exeunt {verb} --")), verb)
        self.assertEqual(sorted(options("plan")["--format"].split("|")), sorted(complete("exeunt plan --format ")))
        self.assertIn("pipedrive", complete("exeunt plan "))


class Library(Scratch):
    @classmethod
    def setUpClass(cls):
        cls.scratch = cls.make_scratch()
        cls.prefix = cls.scratch / "a prefix"
        run("cmake", "--install", BUILD, "--prefix", cls.prefix)

    def build(self, source):
        build = self.scratch / f"build of {source.name}"
        run("cmake", "-S", source, "-B", build, "-G", "Ninja", f"-DCMAKE_PREFIX_PATH={self.prefix}",
            f"-DCMAKE_CXX_COMPILER={COMPILER}", f"-DCMAKE_CXX_FLAGS={FLAGS}",
            f"-DCMAKE_C_COMPILER={C_COMPILER}", f"-DCMAKE_C_FLAGS={FLAGS}")
        run("cmake", "--build", build)
        return build

    def test_the_example(self):
        """As it is installed, with nothing at hand but the installation."""
        build = self.build(self.prefix / "share/doc/exeunt/examples/library")
        self.assertIn("All tests passed", run(build / "leaving", cwd=self.scratch, env=BARE))
        account = ROOT / "examples/pipedrive/account.ndjson"
        printed = run(build / "last_day", account, "user:7", cwd=self.scratch, env=BARE)
        expected = ROOT / "examples/library/last_day.expected"
        if os.environ.get("EXEUNT_UPDATE_GOLDEN"):
            expected.write_text(printed, encoding="utf-8")
        self.assertEqual(expected.read_text(encoding="utf-8"), printed)
        done = subprocess.run([build / "last_day", account, "user:99"], capture_output=True, text=True, cwd=self.scratch,
                              env=BARE, check=False)
        self.assertEqual((2, ""), (done.returncode, done.stdout))
        self.assertIn("error[E0803]", done.stderr)

    def test_what_a_failing_test_shows(self):
        build = self.build(HERE / "consumer_failing")
        done = subprocess.run([build / "failing"], capture_output=True, text=True, cwd=self.scratch, env=BARE, check=False)
        self.assertEqual(3, done.returncode)
        shown = " ".join(done.stdout.split())  # Catch2 breaks lines where it likes
        for said in ("plan: deactivate user:7, ready, ", "affects email:12 as expected", "- outcome retain", "+ outcome erase",
                     "equals the expected plan", "2 plans differ", "error[E0302]: there is no pack `pipedriwe`"):
            self.assertIn(said, shown)

    def test_the_program_of_the_readme(self):
        text = (ROOT / "interpreter/library/README.md").read_text(encoding="utf-8")
        block = next(each for each in re.findall(r"(?:^    .*\n|^\n)+", text, re.MULTILINE) if "#include" in each)
        program, project = re.sub(r"^    ", "", block, flags=re.MULTILINE).split("# CMakeLists.txt")
        source = self.scratch / "readme"
        source.mkdir()
        (source / "main.cpp").write_text(program, encoding="utf-8")
        (source / "CMakeLists.txt").write_text(
            "cmake_minimum_required(VERSION 3.25)\nproject(readme LANGUAGES CXX)\nadd_executable(your_program main.cpp)\n#"
            + project, encoding="utf-8")
        shutil.copy(ROOT / "examples/pipedrive/account.ndjson", self.scratch)
        self.assertIn("READY", run(self.build(source) / "your_program", cwd=self.scratch, env=BARE))

    def test_headers_by_themselves(self):
        """Without a warning, whatever a project asks for; and nothing else of the house is seen."""
        strict = ("-Wall", "-Wextra", "-Wpedantic", "-Wshadow", "-Wconversion", "-Werror", "-fsyntax-only")
        include = self.prefix / "include"
        for header in sorted(path.name for path in (include / "exeunt").glob("*.h")):
            code = f"#include <exeunt/{header}>\n"
            run(COMPILER, "-x", "c++", "-std=c++20", *strict, "-I", include, "-", input=code)
            if header == "c.h":
                run(COMPILER, "-x", "c", "-std=c11", *strict, "-I", include, "-", input=code)
            for named in re.findall(r"#\s*include\s*([<\"].*[>\"])", (include / "exeunt" / header).read_text(encoding="utf-8")):
                catch = header == "catch2.h" and named.startswith("<catch2/")
                self.assertTrue(catch or re.fullmatch(r"<(exeunt/\w+\.h|std\w+\.h|[a-z_]+)>", named), f"{header}: {named}")

    def test_a_harness_of_somebody_else(self):
        build = self.build(HERE / "consumer")
        share = self.prefix / "share/exeunt"
        printed = run(build / "leave", share / "policies", share / "stdlib", ROOT / "examples/pipedrive/account.ndjson",
                      cwd=self.scratch)
        self.assertEqual(expected_plan(), printed)
        commands = run("ninja", "-C", build, "-t", "commands", "leave")
        self.assertNotIn(str(ROOT / "interpreter"), commands)
        self.assertNotIn("-Wconversion", commands)

    def test_the_language_alone(self):
        self.assertEqual("true\n", run(self.build(HERE / "consumer_cel") / "adult"))

    def test_a_component_that_is_not_there(self):
        project = self.scratch / "wrong"
        project.mkdir()
        for component, version, said in (("gel", "", "there is no component `gel`"), ("cel", "99.0", "99.0")):
            (project / "CMakeLists.txt").write_text(
                "cmake_minimum_required(VERSION 3.25)\nproject(wrong LANGUAGES CXX)\n"
                f"find_package(exeunt {version} COMPONENTS {component})\n"
                "message(STATUS \"found: ${exeunt_FOUND}\")\n", encoding="utf-8")
            done = subprocess.run(["cmake", "-S", project, "-B", project / "build", f"-DCMAKE_PREFIX_PATH={self.prefix}"],
                                  capture_output=True, text=True, check=False)
            self.assertEqual(0, done.returncode)
            self.assertIn(said, " ".join(done.stderr.split()))
            self.assertIn("found: 0", done.stdout)

    def test_the_headers(self):
        """Which headers programs can rely on changes only where somebody means it."""
        include = self.prefix / "include/exeunt"
        installed = "".join(f"{path}\n" for path in sorted(str(path.relative_to(include)) for path in include.rglob("*") if path.is_file()))
        listed = HERE / "headers"
        if os.environ.get("EXEUNT_UPDATE_GOLDEN"):
            listed.write_text(installed, encoding="utf-8")
        self.assertEqual(listed.read_text(encoding="utf-8"), installed)
        # Nothing but the standard's and fmt, so that none of the libraries behind them is needed to compile.
        for path in (include / "interpreter").rglob("*.*"):
            for header in re.findall(r"^\s*#\s*include\s*<([^>]+)>", path.read_text(encoding="utf-8"), re.MULTILINE):
                self.assertRegex(header, r"^([a-z_]+|fmt/format\.h)$", f"{path.name} includes <{header}>")

    def test_completions_for_zsh_below_another_prefix(self):
        self.assertTrue((self.prefix / "share/zsh/site-functions/_exeunt").is_file())


if __name__ == "__main__":
    unittest.main()
