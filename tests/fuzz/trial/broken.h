// What ends a trial in which something does not hold: the process, so that sanitizers, libFuzzer and the drivers treat it
// like any other crash.
#pragma once

#include <string_view>

namespace exeunt::fuzz {

/// Says what does not hold, and in which case, on standard error; then aborts.
[[noreturn]] void broken(std::string_view what, std::string_view detail);

}  // namespace exeunt::fuzz
