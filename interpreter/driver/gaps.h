// What API data alone cannot decide: the gaps of a pack's mapping, with the rules and facts that look at them.
#pragma once

#include <string>
#include <vector>

#include "interpreter/driver/session.h"
#include "interpreter/mapping/mapping.h"
#include "interpreter/program/program.h"

namespace exeunt::driver {

struct OpenGap {
  std::string name;                ///< "automation.creator", or "leaver_prompt" for all of an entity
  std::string where;               ///< a person finds it
  std::vector<std::string> rules;  ///< rules, advice, displays and guards (`event.guard`) that look at it; sorted
  std::vector<std::string> facts;  ///< that those cite; sorted
};

/// In the order of the mapping; an entity's rules are also those about it. Empty where the pack's graphs cannot be
/// made, as the session's sink says.
std::vector<OpenGap> find_gaps(Session& session, const std::shared_ptr<const program::Program>& program,
                               const mapping::Mapping& mapping);

}  // namespace exeunt::driver
