// What a snapshot has that the model does not, and what it points to but does not hold: counted, and told once.
#pragma once

#include <cstdint>
#include <map>
#include <string>
#include <vector>

#include "interpreter/model/model.h"
#include "interpreter/snapshot/problems.h"
#include "interpreter/snapshot/store.h"

namespace exeunt::snapshot {

struct Finding {
  uint64_t count = 0;
  diagnostic::Place first;
};

/// References to a type that the model does not have; such a field is read as unknown.
struct UntypedFinding : Finding {
  std::string from;   ///< the first object that has one: "`note:1`"
  std::string field;  ///< "about"
  std::string to;     ///< "gadget:7"
};

struct Findings {
  std::map<std::string, Finding> types;           ///< "gadget": objects of it
  std::map<std::string, Finding> fields;          ///< "deal.colour": objects that have it
  std::map<std::string, UntypedFinding> untyped;  ///< "gadget": references to it
};

/// How many of each sort a message names.
inline constexpr std::size_t max_named = 5;

/// One warning for each sort, or under `strict` an error for each of the first few.
void report(const Findings& findings, const Assembled& assembled, const model::Model& model, bool strict,
            Problems& problems);

}  // namespace exeunt::snapshot
