// One object and what a plan does to it.
//
// An object is a JSON object as its file has it: members that no model knows stay, their order stays. Everything here
// looks at one object alone, so that an account of any size can be changed object by object as it streams past.
//   carry_out({"type":"deal","id":"1","owner":"user:7"}, set owner "user:2")  ->  {…,"owner":"user:2"}
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "interpreter/plan/plan.h"

namespace exeunt::apply {

/// The member of that name, or null. The last one, where a file has it twice.
const plan::Value* find_member(const plan::Value& object, std::string_view name);

/// "deal:1"; empty where the value is not an object with a type and an id.
std::string name_of(const plan::Value& object);

/// The same to a model: `1` and `1.0`, two spellings of one time or duration. Texts that look like times are compared as
/// such whatever field they stand in.
bool same_value(const plan::Value& a, const plan::Value& b);

struct Effect {
  bool changed = false;              ///< the object is not as it was
  bool erased = false;               ///< it is no more; `object` is left as it was before
  std::vector<plan::Value> created;  ///< new objects, in the order of the writes
};

/// Carries out the writes of one change to its object. A second time it changes nothing more: what is set is set, what
/// is in a list is not added again, what is not in it cannot be removed.
Effect carry_out(plan::Value& object, const plan::Change& change);

}  // namespace exeunt::apply
