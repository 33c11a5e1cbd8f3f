// Finds the policies and the standard library that the command works with.
#pragma once

#include "interpreter/cli/command.h"

namespace exeunt::cli {

/// Packs are looked up in `policies/` of the current folder, then of home; the standard library is `stdlib/` of the
/// current folder, else of home. Home is EXEUNT_HOME where it is set, else the first folder with a standard library
/// among the executable's own, the one above it (build/exeunt in a clone) and share/exeunt beside it (an installation).
/// Where there is none, `stdlib_path` is empty.
driver::SessionOptions find_home();

/// Before a pack is compiled: reports that there is no standard library.
bool check_home(Context& context);

}  // namespace exeunt::cli
