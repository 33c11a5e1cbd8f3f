// Plan documents: JSON ("exeunt.plan/1"), its line-by-line form and the grouped one ("exeunt.plan-groups/1"), written and
// read.
//
// README.md documents the format member by member, plan.schema.json states it for machines. Writing is a function of
// the plan alone: no clock, no locale, no pointer order. For every document written here, write(read(x)) is x, byte for
// byte.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "interpreter/diagnostic/diagnostic.h"
#include "interpreter/plan/plan.h"
#include "interpreter/source/source.h"

namespace exeunt::plan {

inline constexpr std::string_view plan_format = "exeunt.plan/1";
inline constexpr std::string_view groups_format = "exeunt.plan-groups/1";

/// One document. The outer two levels stand one member a line and everything below on one line, so that a change is a
/// line and a line of a version control diff is a change. Text that is not UTF-8 gets U+FFFD in place of each bad byte;
/// numbers that JSON cannot hold become the texts "NaN", "Infinity" and "-Infinity". The plan must be sorted (order.h).
std::string write_json(const Plan& plan);

/// The same content as one JSON object a line, each with a member `record` that says what it is: first `plan`, last
/// `summary` (with the verdict), so that a stream cut short is recognised. The lines of a list hold the same text as in
/// the document.
std::string write_ndjson(const Plan& plan);

/// The line form in which entries that say the same of several objects are one line, with the objects' ids; without labels.
std::string write_groups(const Plan& plan);

/// One value on one line, as it stands in a document.
std::string write_value(const Value& value);

/// Reads any of the forms, told apart by content, and puts the plan in canonical order. Members that this version does not
/// know are ignored. No value: what is wrong is in the sink, with line, column and the path of the member. Time and
/// memory are linear in the document's size but for the ordering.
std::optional<Plan> read_json(const source::Manager& sources, source::FileId file, diagnostic::Sink& sink);

}  // namespace exeunt::plan
