// What a program means, as one digest: two packs have the same exactly when they declare the same, however their files
// are laid out, ordered, split, commented and spelled.
#pragma once

#include <string>

#include "interpreter/check/context.h"

namespace exeunt::check {

/// "sha256:…" over the declarations in effect: all of the pack's, and of its modules those that it uses.
std::string digest_of_meaning(const Context& context);

}  // namespace exeunt::check
