// A YAML node as a JSON value, and values compared as people mean them.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "interpreter/plan/plan.h"
#include "interpreter/plan/time.h"
#include "interpreter/yaml/document.h"

namespace exeunt::scenario {

/// Plain scalars by the core schema of YAML 1.2: `null`, `true`, `12`, `1.5`; everything else is text, and so is what
/// stands in quotes. `text` is that of the file.
plan::Value value(const yaml::Node& node, std::string_view text);

/// As scenario files write it in one line: `user:7`, `"two words"`, `[1, null]`.
std::string text(const plan::Value& value);

/// Equal, where `1` is `1.0` and a time is a time in whatever offset it is written; a date is its midnight in UTC.
bool same(const plan::Value& expected, const plan::Value& actual);

/// "2024-03-01T09:00:00Z" or "2024-03-01".
std::optional<plan::Moment> read_time(std::string_view text);

}  // namespace exeunt::scenario
