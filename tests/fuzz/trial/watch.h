// Watches over trials: one that crashes or takes too long is written to standard error before the process ends.
#pragma once

#include <cstdint>
#include <string_view>

namespace exeunt::fuzz {

/// Seconds on a processor that one trial may take.
inline constexpr int longest_trial = 2;

/// Once, before the first trial.
void start_watching();
/// A trial begins. `kind` and `text` must stay until the next call; what has no number is 0.
void watch(const char* kind, uint64_t seed, uint64_t number, std::string_view text);
/// No trial is running.
void stop_watching();

}  // namespace exeunt::fuzz
