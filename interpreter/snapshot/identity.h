// What an object is called: the two members that every object has.
#pragma once

#include <optional>
#include <string>

#include "interpreter/snapshot/problems.h"
#include "interpreter/snapshot/raw.h"
#include "interpreter/snapshot/receiver.h"

namespace exeunt::snapshot {

struct Identity {
  std::string type;
  std::string id;    ///< a number as its digits
  std::string name;  ///< for messages: "`deal:7`", "`deal:7` (object 3)"
};

/// Nothing: the value is no object that has both, which was reported. Sorts the object's members.
std::optional<Identity> identify(RawValue& object, const Text& text, const Location& location, Problems& problems);

/// Reports members that stand twice, in the object and in what it holds. Members are sorted.
void check_duplicate_members(const RawValue& object, const std::string& name, const Text& text, Problems& problems);

}  // namespace exeunt::snapshot
