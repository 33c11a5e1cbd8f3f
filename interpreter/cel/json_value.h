// Values as JSON knows them: what google.protobuf.Value, Struct and ListValue hold. Private to the library.
#pragma once

#include "interpreter/cel/library/library.h"

namespace exeunt::cel {

/// The value made of null, booleans, doubles, strings, lists and maps with string keys alone. The others become what
/// protobuf's JSON has for them: integers that a double does not hold exactly, bytes (in base64), timestamps and durations
/// are strings. An error, without a range, where JSON has nothing for a value. Pays by weight.
Value json_value(const Value& value, library::Budget& budget);

}  // namespace exeunt::cel
