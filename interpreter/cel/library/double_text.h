// A double in plain decimal digits.
#pragma once

#include <string>

namespace exeunt::cel::library {

/// The fewest digits that read back, without an exponent: 0.1, 100, 1000000000000000000000. Finite values only.
std::string plain_text(double value);

}  // namespace exeunt::cel::library
