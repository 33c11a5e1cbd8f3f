// JSON text into values, with limits, and back from the path of a value to its place in the text.
//
// The one file pair that knows the JSON library. Members stay in their order; integers of 64 bits stay integers.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "interpreter/plan/plan.h"

namespace exeunt::plan {

/// Deep enough for any argument of a policy, and far below what recursion over values could not bear.
inline constexpr std::size_t max_depth = 64;

/// Members and positions from the outermost value inwards.
using Path = std::vector<std::variant<std::string, std::size_t>>;

/// `changes[3].writes[0].op`
std::string text(const Path& path);

struct ParseError {
  enum class Reason { not_json, truncated, too_deep, member_twice };
  Reason reason = Reason::not_json;
  std::size_t offset = 0;  ///< where in the text; at most its size
  std::string detail;      ///< not_json: what is wrong
  Path path;               ///< member_twice: which
};

/// Exactly one JSON value with white space around it.
std::variant<Value, ParseError> parse_json(std::string_view text);

struct Range {
  std::size_t begin = 0;
  std::size_t end = 0;
};

/// Where the value at `path` stands in `text`, which is valid JSON up to there; for a member that stands twice, the
/// last one. As much of the path as there is. O(text).
Range locate(std::string_view text, const Path& path);

}  // namespace exeunt::plan
