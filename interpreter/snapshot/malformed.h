// Why some text is not a value that a snapshot may hold, in the words of neither parser.
#pragma once

#include <cstdint>
#include <optional>
#include <string>

namespace exeunt::snapshot {

/// Why some text is not a value that we take.
struct Malformed {
  enum class Reason { syntax, invalid_utf8, too_deep, too_many_values, too_large, alias };
  Reason reason = Reason::syntax;
  std::string detail;              ///< syntax: what is wrong
  std::optional<uint64_t> offset;  ///< where, if that is known
};

}  // namespace exeunt::snapshot
