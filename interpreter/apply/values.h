// Between an object as its file has it and the values that plans are made of.
#pragma once

#include <string>
#include <vector>

#include "interpreter/plan/plan.h"
#include "interpreter/snapshot/edit.h"
#include "interpreter/snapshot/raw.h"

namespace exeunt::apply {

plan::Value to_value(const snapshot::RawValue& raw);

/// What has to be written for `before` to become `after`, two objects of the same members of `object`. What stays of a list
/// keeps its spelling.
std::vector<snapshot::MemberEdit> difference(const plan::Value& before, const plan::Value& after,
                                             const snapshot::RawValue& object, const snapshot::ObjectText& text);

/// A created object as a line of a snapshot.
std::string to_line(const plan::Value& object);

}  // namespace exeunt::apply
