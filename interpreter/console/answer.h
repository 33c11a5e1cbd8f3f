// Answers as text and as JSON.
#pragma once

#include <string>

#include "interpreter/console/evaluate.h"
#include "interpreter/plan/plan.h"

namespace exeunt::console {

/// CEL source text that yields the value, on one line and safe to print: what would move a terminal's cursor or reorder
/// its text is written as an escape.
std::string show(const cel::Value& value);

/// `10 : int`; `unknown, depends on `a`, `b``.
std::string show_with_type(const Answer& answer);

/// "`a`, `b` and `c`"
std::string list_missing(const Answer& answer);

/// As JSON, where JSON has such a value: null, booleans, numbers, texts, lists, maps with texts as keys. A timestamp or
/// duration is text as in plans (RFC 3339, "3600s"); everything else is its CEL text.
plan::Value to_json(const cel::Value& value);

}  // namespace exeunt::console
