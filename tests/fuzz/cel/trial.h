// One trial: any bytes, taken as an expression through parser, checker, evaluator and formatter. What does not hold
// ends the process (hold.h).
#pragma once

#include <cstdint>
#include <string_view>

namespace exeunt::fuzz {

/// How far the text came.
enum class Outcome : uint8_t { refused, parsed, value, error, unknown };

/// `parsed`: it parses, but does not check. The last three: what it evaluates to, checked.
Outcome attempt(std::string_view text);

}  // namespace exeunt::fuzz
