// What compiling packs costs, in process: everything between a pack's name and evaluation graphs for all its events.
//
//   compile_bench FOLDER_OF_PACKS STDLIB REPETITIONS PACK…
//
// One line a pack, columns apart by tabs: name, median and smallest processor time of one compile in milliseconds,
// calls of operator new. The first compile is not counted: it fills tables that a process fills once.
#include <algorithm>
#include <cstdlib>
#include <ctime>
#include <iostream>
#include <string>
#include <vector>

#include <fmt/format.h>

#include "interpreter/driver/session.h"
#include "tests/bench/cel/allocations.h"

namespace {

using namespace exeunt;

double processor_milliseconds() {
  timespec now{};
  clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &now);
  return static_cast<double>(now.tv_sec) * 1e3 + static_cast<double>(now.tv_nsec) / 1e6;
}

/// The files are read anew each time, as a process of its own would.
bool compile(const driver::SessionOptions& options, const std::string& pack) {
  driver::Session session(options);
  return session.compile(pack) != nullptr;
}

}  // namespace

int main(int count, char** words) {
  const std::vector<std::string> given(words + 1, words + count);
  const int repetitions = given.size() < 4 ? 0 : std::atoi(given[2].c_str());
  if (repetitions < 1) {
    std::cerr << "usage: compile_bench FOLDER_OF_PACKS STDLIB REPETITIONS PACK...\n";
    return 2;
  }
  driver::SessionOptions options;
  options.policy_paths = {given[0]};
  options.stdlib_path = given[1];
  for (auto pack = given.begin() + 3; pack != given.end(); ++pack) {
    if (!compile(options, *pack)) {
      std::cerr << *pack << " does not compile\n";
      return 1;
    }
    std::vector<double> took;
    const uint64_t allocations_before = bench::allocations();
    for (int i = 0; i < repetitions; ++i) {
      const double begin = processor_milliseconds();
      compile(options, *pack);
      took.push_back(processor_milliseconds() - begin);
    }
    const uint64_t allocations = (bench::allocations() - allocations_before) / static_cast<uint64_t>(repetitions);
    std::sort(took.begin(), took.end());
    std::cout << fmt::format("{}\t{:.2f}\t{:.2f}\t{}\n", *pack, took[took.size() / 2], took.front(), allocations);
  }
  return 0;
}
