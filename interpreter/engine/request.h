// What to plan: a request whose texts have been resolved against a program and an account. Engines take it, the driver
// makes it.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "interpreter/cel/value.h"
#include "interpreter/model/model.h"
#include "interpreter/program/program.h"
#include "interpreter/snapshot/account.h"

namespace exeunt::engine {

/// The operator's own transfers: from the subject to `to`, through `fields` of one object or of all objects of an entity.
struct Transfer {
  model::EntityIndex entity = 0;
  std::optional<snapshot::ObjectIndex> object;
  std::vector<model::FieldIndex> fields;
  snapshot::ObjectIndex to = 0;
};

struct Request {
  snapshot::ObjectIndex subject = 0;
  std::optional<snapshot::ObjectIndex> by;
  cel::Timestamp at;
  std::vector<cel::Value> arguments;  ///< in the event's declared order; null where not given
  std::vector<Transfer> transfers;    ///< applied in this order
  std::string locale{program::default_locale};  ///< one of the program's, for what displays show
  bool howtos = false;                ///< include how-to steps although the plan is not blocked
};

}  // namespace exeunt::engine
