// What the word before the cursor may become: a name, a member of a map, a command.
#pragma once

#include <string_view>

#include "interpreter/console/names.h"
#include "interpreter/console/terminal.h"

namespace exeunt::console {

Completion complete(std::string_view before_cursor, const Names& names);

}  // namespace exeunt::console
