// Inputs made from inputs, without knowing what they are: bytes, words and lines moved, doubled, replaced, left out.
#pragma once

#include <string>
#include <vector>

#include "tests/fuzz/trial/random.h"

namespace exeunt::fuzz {

/// One of `inputs`, changed one to four times. At most `longest_input` bytes.
std::string rearranged(const std::vector<std::string>& inputs, Random& random);

}  // namespace exeunt::fuzz
