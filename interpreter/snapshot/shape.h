// A quick look at JSON text, without parsing it: does it end where its first bracket closes, and what is it?
#pragma once

#include <string_view>

namespace exeunt::snapshot {

struct Shape {
  bool is_closed = false;           ///< every bracket and every text that was opened is closed
  bool has_objects_member = false;  ///< the outermost object has a member `objects`
};

/// O(n), no allocation whatever the nesting.
Shape look_at(std::string_view text);

}  // namespace exeunt::snapshot
