// An entry as the struct that it is. Private to the room.
#pragma once

#include "interpreter/diagnostic/diagnostic.h"
#include "interpreter/plan/plan.h"
#include "interpreter/plan/reader.h"

namespace exeunt::diff {

/// `entry` was checked when it was read, so that nothing is wrong with it. An object of plan documents.
template <class T>
T typed(const plan::Value& entry) {
  diagnostic::Sink ignored;
  plan::ReadContext context{{}, {}, 0, {}, {}, ignored};
  plan::Value::Members copy = std::get<plan::Value::Members>(entry.data);
  plan::Reader reader(context, copy);
  T out;
  plan::members(reader, out);
  return out;
}

}  // namespace exeunt::diff
