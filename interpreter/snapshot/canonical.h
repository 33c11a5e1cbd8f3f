// Objects as JSON: the one way to write an object down, whatever the spelling it came in, over which documents are
// digested (content.h); and the plain way, which keeps the order of members and the spelling of numbers.
#pragma once

#include <string>
#include <string_view>

#include "interpreter/snapshot/raw.h"

namespace exeunt::snapshot {

/// Sorts the members of an object, and of the objects in it, by key; the same keys keep their order.
void sort_members(RawValue& value);

/// Appends JSON without white space for a value whose members are sorted. Equal numbers are written equally (`1`, `1.0`
/// and `1e0`).
void append_canonical(const RawValue& value, std::string& out);

/// Appends JSON without white space, members in their order and numbers as they are written where JSON has that spelling.
void append_json(const RawValue& value, std::string& out);
/// Appends text in quotes.
void append_json_text(std::string_view text, std::string& out);

}  // namespace exeunt::snapshot
