// Entries of a plan compared member by member. Private to the room.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "interpreter/diff/difference.h"
#include "interpreter/plan/plan.h"

namespace exeunt::diff {

/// Brings an entry into the form in which equal meanings are equal values: sets sorted, writes by field, members that say
/// nothing left out. What an account or a request holds is left as it is.
void normalise(Section section, plan::Value& entry);

/// The member of that name; null where there is none.
const plan::Value* member_of(const plan::Value& entry, std::string_view name);
/// The text that a member is; empty where it is none.
std::string_view text_of(const plan::Value& entry, std::string_view name);

/// What differs between two normalised entries, in the order of their members, but for the aspects that are ignored.
std::vector<Member> compare_entries(Section section, const plan::Value& before, const plan::Value& after,
                                    const Options& options);

}  // namespace exeunt::diff
