// How often the program asked for memory: allocations.cpp replaces operator new by one that counts.
#pragma once

#include <cstdint>

namespace exeunt::bench {

/// Calls of operator new so far, of all its forms.
uint64_t allocations();

}  // namespace exeunt::bench
