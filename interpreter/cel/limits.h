// What one evaluation may use. Every limit has its own error; what reaches one ends in an error, never in a crash.
#pragma once

#include <cstdint>

namespace exeunt::cel {

struct EvaluateLimits {
  /// Steps of the whole evaluation: a node that computes is one, one that reads is none, and work on large values, patterns and
  /// the like is paid for by its size.
  uint64_t max_cost = 100'000'000;
  /// Turns of all macros together.
  uint64_t max_iterations = 10'000'000;
  /// Bytes of one text that a function builds.
  uint64_t max_text_bytes = 16'777'216;
  /// Elements of one list that a function builds.
  uint64_t max_list_elements = 16'777'216;
  /// Instructions of one compiled regular expression.
  uint64_t max_regex_program = 100'000;
};

}  // namespace exeunt::cel
