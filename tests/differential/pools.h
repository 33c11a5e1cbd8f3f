// The values that policies and accounts are made of: few, so that they meet, and extreme.
#pragma once

#include <string>

#include "tests/fuzz/trial/random.h"

namespace exeunt::differential::pools {

using fuzz::Random;

/// Texts: empty, blank, quotes, escapes, what looks like another thing, several scripts, very long ones.
std::string text(Random& random);
int64_t whole(Random& random);
double real(Random& random);
/// As both a snapshot and CEL's timestamp() take it.
std::string time(Random& random);
/// As both a snapshot and CEL's duration() take it.
std::string span(Random& random);
/// The id of an object; `number`: of how many.
std::string id(Random& random, std::size_t number);

/// A CEL literal of a text, in one of its spellings.
std::string quoted(Random& random, const std::string& text);

}  // namespace exeunt::differential::pools
