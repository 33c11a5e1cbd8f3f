// Finds the policies and the standard library that the command works with.
#pragma once

#include "interpreter/cli/command.h"

namespace exeunt::cli {

/// As driver/home.h has it: home is EXEUNT_HOME where it is set, else the first folder with a standard library among the
/// executable's own, the one above it (build/exeunt in a clone) and share/exeunt beside it (an installation).
driver::SessionOptions find_home();

/// Before a pack is compiled: reports that there is no standard library.
bool check_home(Context& context);

}  // namespace exeunt::cli
