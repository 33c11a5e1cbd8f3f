// Runs one conformance test: parse, check, evaluate, compare.
#pragma once

#include <string>

#include "tests/conformance/suite.h"

namespace exeunt::cel::conformance {

/// What went wrong, or empty. The test is evaluated checked, unless it says otherwise, and, where it asks for a value or an
/// error alone, unchecked as well.
std::string run(const Test& test);

/// By kind and value: 1 is not 1u, NaN is NaN, the order of a map's entries carries no meaning.
bool same(const Value& a, const Value& b);

}  // namespace exeunt::cel::conformance
