// Many cases, on several threads: what they come to, whatever the number of threads.
#pragma once

#include <functional>
#include <map>
#include <string>
#include <vector>

#include "tests/differential/cases.h"
#include "tests/differential/properties.h"

namespace exeunt::differential {

struct RunOptions {
  uint64_t seed = 1;
  uint64_t cases = 1000;
  std::size_t jobs = 1;
  const Property* only = nullptr;  ///< null: all of them
  std::vector<const Property*> but;  ///< but these
  std::size_t most_finds = 20;     ///< stop after so many
};

struct Disagreement {
  uint64_t seed = 0;
  const Property* property = nullptr;
  std::string how;
};

struct RunResult {
  uint64_t cases = 0;            ///< with a pack that compiles
  uint64_t packs = 0;
  uint64_t packs_right = 0;      ///< at once
  uint64_t packs_left_out = 0;   ///< that do not compile whatever is left out
  std::map<std::string, uint64_t> errors;       ///< codes, of packs that do not compile at once
  std::map<std::string_view, uint64_t> held;    ///< by property: how many cases
  std::vector<Disagreement> disagreements;      ///< by seed
  Reach reach;

  void add(RunResult&& other);
};

/// `progress` is told how many cases are done, by one thread at a time.
RunResult run(const Library& library, const RunOptions& options, const std::function<void(uint64_t)>& progress);

/// Where a thread may write files; it is there.
std::string folder_of_thread(std::size_t number);
void remove_folders(std::size_t threads);

}  // namespace exeunt::differential
