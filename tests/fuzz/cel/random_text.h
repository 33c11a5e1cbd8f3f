// Random byte strings, of several lengths and alphabets: from bytes of any kind to sequences of CEL's own tokens.
#pragma once

#include <string>

#include "tests/fuzz/trial/random.h"

namespace exeunt::fuzz {

/// At most a few thousand bytes, most often fewer than a hundred.
std::string random_text(Random& random);

/// One token: an operator, a literal, a name.
std::string random_token(Random& random);

}  // namespace exeunt::fuzz
