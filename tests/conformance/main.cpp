// cel_conformance [DIR] [--file FILE] [--verbose]: runs the official conformance tests of CEL.
//
// DIR holds the tests as JSON; without it EXEUNT_CEL_CONFORMANCE names the folder. Failures go to standard output with the
// expression and what was expected, then a line a file and the totals. Exit: 0 all pass, 1 some fail, 2 usage or an
// unreadable file, 77 there are no tests to run.
#include <algorithm>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <iostream>
#include <iterator>
#include <string>
#include <vector>

#include "tests/conformance/run.h"

namespace {

namespace fs = std::filesystem;
using namespace exeunt::cel::conformance;

constexpr int exit_failed = 1;
constexpr int exit_usage = 2;
constexpr int exit_skipped = 77;

struct Options {
  std::string folder;
  std::string file;  ///< empty: all
  bool verbose = false;
};

struct Counts {
  size_t passed = 0;
  size_t failed = 0;
  size_t skipped = 0;

  void add(const Counts& more) {
    passed += more.passed;
    failed += more.failed;
    skipped += more.skipped;
  }
};

std::ostream& operator<<(std::ostream& out, const Counts& counts) {
  return out << counts.passed << " passed, " << counts.failed << " failed, " << counts.skipped << " skipped";
}

bool read_options(int count, char** arguments, Options& out) {
  for (int i = 1; i < count; ++i) {
    const std::string argument = arguments[i];
    if (argument == "--verbose") {
      out.verbose = true;
    } else if (argument == "--file" && i + 1 < count) {
      out.file = arguments[++i];
    } else if (!argument.starts_with("-") && out.folder.empty()) {
      out.folder = argument;
    } else {
      return false;
    }
  }
  if (out.folder.empty()) {
    const char* folder = std::getenv("EXEUNT_CEL_CONFORMANCE");
    out.folder = folder == nullptr ? "" : folder;
  }
  return true;
}

/// The files to run, sorted. A file may be named with or without its folder and ".json".
std::vector<fs::path> files_of(const Options& options) {
  std::vector<fs::path> out;
  std::error_code error;
  for (const auto& entry : fs::directory_iterator(options.folder, error)) {
    const fs::path& path = entry.path();
    if (path.extension() == ".json" && (options.file.empty() || path.stem() == fs::path(options.file).stem())) {
      out.push_back(path);
    }
  }
  std::sort(out.begin(), out.end());
  return out;
}

std::string needs_text(const Test& test) {
  std::string out;
  for (const std::string& need : test.needs) {
    out += (out.empty() ? "" : ", ") + need;
  }
  return out;
}

Counts run_suite(const Suite& suite, bool verbose) {
  Counts counts;
  for (const Test& test : suite.tests) {
    if (!test.readable) {
      ++counts.skipped;
      if (verbose) {
        std::cout << "skip " << test.name << " (needs " << needs_text(test) << ")\n";
      }
      continue;
    }
    const std::string wrong = run(test);
    ++(wrong.empty() ? counts.passed : counts.failed);
    if (!wrong.empty()) {
      std::cout << "FAIL " << test.name << "\n  " << test.expression << "\n  " << wrong << "\n";
    } else if (verbose) {
      std::cout << "pass " << test.name << "\n";
    }
  }
  return counts;
}

}  // namespace

int main(int count, char** arguments) {
  Options options;
  if (!read_options(count, arguments, options)) {
    std::cerr << "usage: cel_conformance [DIR] [--file FILE] [--verbose]\n";
    return exit_usage;
  }
  if (options.folder.empty()) {
    std::cout << "no conformance tests: name their folder, or set EXEUNT_CEL_CONFORMANCE\n" << Counts{} << "\n";
    return exit_skipped;
  }
  const std::vector<fs::path> files = files_of(options);
  if (files.empty()) {
    std::cout << "no conformance tests in " << options.folder << "\n" << Counts{} << "\n";
    return options.file.empty() ? exit_skipped : exit_usage;
  }
  Counts total;
  for (const fs::path& file : files) {
    std::ifstream in(file, std::ios::binary);
    const std::string text((std::istreambuf_iterator<char>(in)), std::istreambuf_iterator<char>());
    try {
      const Suite suite = read_suite(text);
      const Counts counts = run_suite(suite, options.verbose);
      std::cout << suite.name << ": " << counts << "\n";
      total.add(counts);
    } catch (const FormatError& error) {
      std::cerr << file.string() << ": " << error.what() << "\n";
      return exit_usage;
    }
  }
  std::cout << total << "\n";
  return total.failed == 0 ? 0 : exit_failed;
}
