// What may be asked of an application.
#pragma once

#include <vector>

#include "interpreter/plan/time.h"

namespace exeunt::apply {

enum class Direction { forth, back };
enum class Form { snapshot, json_patch };

struct Options {
  Direction direction = Direction::forth;
  Form form = Form::snapshot;
  plan::Moment until;         ///< what is due later does not happen
  bool any_snapshot = false;  ///< also another account than the one planned on, as long as nothing is overwritten
  std::vector<bool> left_out; ///< by change: it does not happen; may be short
};

}  // namespace exeunt::apply
