// Seeds to cases. Sixteen seeds in a row share a pack, which is compiled once; account, request and all that properties
// choose are each seed's own. Same seed, same case, on every machine.
#pragma once

#include <string>
#include <vector>

#include "tests/differential/reach.h"
#include "tests/differential/verb.h"

namespace exeunt::differential {

inline constexpr uint64_t seeds_per_pack = 16;

/// A pack that is made up and compiles, perhaps after what does not was left out.
struct MadePack {
  std::vector<pack::NamedText> files;
  Compiled compiled;
  bool was_right_at_once = false;
  std::vector<std::string> errors;                 ///< codes, of what was left out
  std::map<std::string, Constructs> constructs;    ///< by event
};

/// The pack of all seeds from `block * seeds_per_pack` on. Its program is null where nothing could be saved.
MadePack make_pack_of(const Library& library, const std::vector<Verb>& verbs, uint64_t block);

/// `made` is the seed's pack, and compiles.
Case make_case(const MadePack& made, uint64_t seed);

}  // namespace exeunt::differential
