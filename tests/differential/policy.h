// Packs made up by chance: typed, so that most of them compile, and with every construct of the language.
#pragma once

#include <string>
#include <vector>

#include "interpreter/pack/pack.h"
#include "tests/differential/verb.h"

namespace exeunt::differential {

/// Files of a pack, which is called `made-up`. `verbs`: those of the standard library.
std::vector<pack::NamedText> make_pack(Random& random, const std::vector<Verb>& verbs);

}  // namespace exeunt::differential
