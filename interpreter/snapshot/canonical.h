// The one way to write an object down, whatever the spelling it came in: what its digest is taken over.
#pragma once

#include <string>

#include "interpreter/snapshot/raw.h"

namespace exeunt::snapshot {

/// Sorts the members of an object, and of the objects in it, by key; the same keys keep their order.
void sort_members(RawValue& value);

/// Appends JSON without white space for a value whose members are sorted. Equal numbers are written equally (`1`, `1.0`
/// and `1e0`).
void append_canonical(const RawValue& value, std::string& out);

}  // namespace exeunt::snapshot
