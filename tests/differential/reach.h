// What the cases reach: which constructs of the language, and what became of the rules that have them.
#pragma once

#include <array>
#include <cstdint>
#include <map>
#include <string>
#include <vector>

#include "tests/differential/trial.h"

namespace exeunt::differential {

/// How a rule with the construct came out, on objects; how plans with such a rule came out.
enum class Fate { rules, fired, declined, undecided, ready, blocked, conflicted };
inline constexpr std::array<std::string_view, 7> fate_names{"rules",   "fired",   "declined",  "undecided",
                                                            "ready", "blocked", "conflicted"};

/// The constructs of each part of one event: found once, counted for each case.
class Constructs {
 public:
  explicit Constructs(const graph::Graph& graph);

  struct Part {
    std::vector<std::string> names;  ///< sorted
  };
  std::vector<Part> guards;
  std::vector<Part> nodes;
  std::vector<Part> advice;
  std::vector<Part> displays;
};

class Reach {
 public:
  void add(const Constructs& constructs, const Trial& trial);
  /// That a plan has something, whatever rule it is from.
  void note(const std::string& what, uint64_t times = 1) { plans_[what] += times; }
  void add(const Reach& other);

  /// As a table.
  std::string text() const;

 private:
  using Counts = std::array<uint64_t, fate_names.size()>;
  void count(const Constructs::Part& part, const engine::reference::SeenRule& seen, std::optional<plan::Verdict> verdict);
  void note(const plan::Plan& plan);

  std::map<std::string, Counts, std::less<>> constructs_;
  std::map<std::string, uint64_t> plans_;
};

}  // namespace exeunt::differential
