// The canonical order of a plan, and the counts that follow from it.
//
// Rules are unordered and engines may work in any order; what makes equal plans equal bytes is that every list is put
// into one total order before a plan leaves an engine. The order is part of the format: README.md states it list by
// list.
#pragma once

#include <functional>
#include <string_view>

#include "interpreter/plan/plan.h"

namespace exeunt::plan {

/// What `Change::rule` says of the operator's own transfers.
inline constexpr std::string_view request_rule = "request";

/// Orders "type:id": types by their bytes, ids as people expect (numbers by value, before all others, which go by their
/// bytes). <0, 0, >0; 0 only for equal texts.
int compare_objects(std::string_view a, std::string_view b);

/// Orders what stands behind the colon. <0, 0, >0; 0 only for equal texts.
int compare_ids(std::string_view a, std::string_view b);

/// A total order of values: by kind, then by content. <0, 0, >0. NaN equals itself.
int compare_values(const Value& a, const Value& b);

/// Puts every list of the plan into canonical order and drops duplicates from those that are sets (cites, objects,
/// fields, a rule's outcomes). Idempotent. O(n log n).
void sort(Plan& plan);
/// The same for one entry of a plan.
void sort(Change& change);

/// The order of entries whose own lists are sorted; `plan` has the phases.
bool is_before(const Plan& plan, const Change& a, const Change& b);
bool is_before(const Plan& plan, const Display& a, const Display& b);
bool is_before(const Plan& plan, const Undecided& a, const Undecided& b);
bool is_before(const Plan& plan, const Unaddressed& a, const Unaddressed& b);
bool is_before(const Plan& plan, const Dangling& a, const Dangling& b);
bool is_before(const Plan& plan, const Conflict& a, const Conflict& b);

/// Counts the plan's changes; reads `changes`, `rules` and `request.at`. O(n log n). `weight`: how many objects the one of
/// that name stands for; without it, for itself.
Summary summarise(const Plan& plan, const std::function<uint64_t(std::string_view)>& weight = {});

/// The verb of a change as its rule declares it; null where the plan does not name the rule or the verb.
const RuleOutcome* find_outcome(const Plan& plan, const Change& change);
/// The change cannot be undone. A verb that the plan does not describe can.
bool is_irreversible(const Plan& plan, const Change& change);
/// The change says that the object stays as it is: it writes nothing, and its class is one under which nothing happens
/// (`retained`, `continues`, `kept` of std.outcomes).
bool is_unchanged(const Plan& plan, const Change& change);

}  // namespace exeunt::plan
