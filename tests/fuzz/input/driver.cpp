// fuzz_<target> [--mutate N] [--seed S] [--from NUMBER] FILES OR FOLDERS…
//
// Tries files (seeds, and what was found in the past) as they are, then N of them with some bytes, words or lines
// moved, doubled, replaced or left out. The same seed gives the same trials, each of which has a number and can be
// repeated alone:
// `--from NUMBER --mutate 1`. Needs no libFuzzer: any compiler builds it.
// Exit: 0 everything holds, 2 usage or an unreadable file; what does not hold, crashes or hangs aborts.
#include <algorithm>
#include <charconv>
#include <filesystem>
#include <fstream>
#include <iostream>
#include <iterator>
#include <optional>
#include <string>
#include <vector>

#include "tests/fuzz/input/rearrange.h"
#include "tests/fuzz/input/target.h"
#include "tests/fuzz/trial/watch.h"

namespace {

using namespace exeunt::fuzz;
namespace fs = std::filesystem;

constexpr int exit_usage = 2;

struct Options {
  uint64_t mutate = 0;
  uint64_t seed = 1;
  uint64_t from = 0;
  std::vector<std::string> paths;
};

std::optional<Options> read_options(const std::vector<std::string>& arguments) {
  Options out;
  for (std::size_t i = 0; i < arguments.size(); ++i) {
    const std::string& argument = arguments[i];
    uint64_t* const number = argument == "--mutate" ? &out.mutate
                             : argument == "--seed" ? &out.seed
                             : argument == "--from" ? &out.from
                                                    : nullptr;
    if (number == nullptr) {
      if (argument.starts_with("--")) {
        return std::nullopt;
      }
      out.paths.push_back(argument);
    } else {
      const std::string value = ++i < arguments.size() ? arguments[i] : "";
      const auto [end, problem] = std::from_chars(value.data(), value.data() + value.size(), *number);
      if (value.empty() || problem != std::errc() || end != value.data() + value.size()) {
        return std::nullopt;
      }
    }
  }
  return out.paths.empty() ? std::nullopt : std::optional(out);
}

/// Those of a folder in the order of their names, so that numbers mean the same everywhere. A folder that is not there
/// has none.
std::optional<std::vector<std::string>> read_inputs(const std::vector<std::string>& paths) {
  std::vector<std::string> files;
  for (const std::string& path : paths) {
    std::error_code ignored;
    const std::size_t before = files.size();
    for (fs::directory_iterator each(path, ignored), end; !ignored && each != end; each.increment(ignored)) {
      files.push_back(each->path().string());
    }
    std::sort(files.begin() + static_cast<std::ptrdiff_t>(before), files.end());
    if (fs::is_regular_file(path, ignored)) {
      files.push_back(path);
    }
  }
  std::vector<std::string> out;
  for (const std::string& file : files) {
    std::ifstream in(file, std::ios::binary);
    if (!in) {
      std::cerr << file << ": cannot be read\n";
      return std::nullopt;
    }
    out.emplace_back(std::istreambuf_iterator<char>(in), std::istreambuf_iterator<char>());
  }
  return out;
}

void try_one(const char* kind, uint64_t seed, uint64_t number, const std::string& bytes) {
  watch(kind, seed, number, bytes);
  attempt(bytes);
  stop_watching();
}

}  // namespace

int main(int count, char** arguments) {
  const auto options = read_options(std::vector<std::string>(arguments + 1, arguments + count));
  if (!options) {
    std::cerr << "usage: " << arguments[0] << " [--mutate N] [--seed S] [--from NUMBER] FILES OR FOLDERS...\n";
    return exit_usage;
  }
  const auto inputs = read_inputs(options->paths);
  if (!inputs || inputs->empty()) {
    std::cerr << "there is nothing to try\n";
    return exit_usage;
  }
  attempt({});  // whatever is made once and for all takes its time here
  start_watching();
  for (std::size_t i = 0; i < inputs->size(); ++i) {
    try_one("file", 0, i, (*inputs)[i]);
  }
  for (uint64_t i = 0; i < options->mutate; ++i) {
    Random random(options->seed, options->from + i);
    try_one("mutants", options->seed, options->from + i, rearranged(*inputs, random));
  }
  std::cout << inputs->size() << " files and " << options->mutate << " mutants tried" << std::endl;
  return 0;
}
