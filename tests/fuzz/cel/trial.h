// One trial: any bytes, taken as an expression through parser, checker, evaluator and formatter. What does not hold
// ends the process (hold.h).
#pragma once

#include <cstdint>
#include <string_view>

namespace exeunt::fuzz {

/// How far the text came.
enum class Outcome : uint8_t { refused, parsed, value, error, unknown };

/// `parsed`: it parses, but does not check. The last three: what it evaluates to, checked.
/// With `thorough` everything must hold that tests/fuzz/README.md lists; without, the text is parsed, checked and
/// evaluated once, which takes a fraction of the time.
Outcome attempt(std::string_view text, bool thorough = true);

}  // namespace exeunt::fuzz
