// A target of the fuzzers: what is tried with any bytes, and what must hold of it whatever they are. Each is a file of
// its own, whose opening comment says what that is; a program has one of them.
#pragma once

#include <string_view>

namespace exeunt::fuzz {

/// One trial. What does not hold ends the process (tests/fuzz/trial/broken.h).
void attempt(std::string_view bytes);

/// How long an input may get, in bytes.
extern const std::size_t longest_input;

}  // namespace exeunt::fuzz
