// What the mutator puts in place of literals, and around parts of expressions.
#pragma once

#include <string>
#include <string_view>

#include "interpreter/cel/value.h"
#include "tests/fuzz/trial/random.h"

namespace exeunt::fuzz {

/// The text of an unusual literal, or something like one, of the kind; of any kind where there are none.
std::string_view random_extreme(cel::ValueKind kind, Random& random);

/// An expression about `$`, a part of the type whose text this is, and `@`, another of the same type. Most keep the
/// type.
std::string_view random_wrap(std::string_view type, Random& random);

}  // namespace exeunt::fuzz
