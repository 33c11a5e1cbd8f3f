#pragma once

#include <string_view>
#include <variant>

#include "interpreter/plan/json.h"
#include "interpreter/plan/parse.h"

namespace exeunt::test {

/// The value that is written there; it has to be one.
inline plan::Value json(std::string_view text) {
  return std::get<plan::Value>(plan::parse_json(text));
}

}  // namespace exeunt::test
