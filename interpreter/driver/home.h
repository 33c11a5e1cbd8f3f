// Finds the policies and the standard library to work with.
#pragma once

#include <string>
#include <vector>

#include "interpreter/driver/session.h"

namespace exeunt::driver {

/// Packs are looked up in `policies/` of the current folder, then of home; the standard library is `stdlib/` of the
/// current folder, else of home. Home is EXEUNT_HOME where it is set, else the first of `candidates` that has a
/// standard library. Where there is none, `stdlib_path` is empty.
SessionOptions find_home(const std::vector<std::string>& candidates);

}  // namespace exeunt::driver
