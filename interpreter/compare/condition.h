// The condition of a rule, taken apart: by which references to the leaver it picks its objects, and what else must
// hold. Private to the room.
//
//   email.owner == subject && email.visibility == 'private'   ->   owner (ownership);  email.visibility == 'private'
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "interpreter/compare/cell.h"
#include "interpreter/program/program.h"

namespace exeunt::compare {

struct Condition {
  std::vector<Ties> ties;
  std::vector<std::string> conditions;
};

/// `subject_only`: the object is the leaver, whatever `where` says.
Condition read_condition(const std::optional<program::Expression>& where, bool subject_only,
                         const model::Entity& entity);

/// CEL on one line, in canonical spacing.
std::string cel_text(const program::Expression& expression);

}  // namespace exeunt::compare
