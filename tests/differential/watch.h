// Which seed each thread is at, told when the process dies of it or gets no further.
#pragma once

#include <cstddef>
#include <cstdint>

namespace exeunt::differential {

inline constexpr std::size_t most_threads = 64;

/// From now on a crash, or a case that takes longer than a minute, says on standard error which seed it was. Once.
void start_watching();
void watch(std::size_t thread, uint64_t seed);
void watch_nothing(std::size_t thread);

}  // namespace exeunt::differential
