// One measurement of one expression. "Compile" is parse, check and making the program, in an environment that stands;
// "evaluate" is one call with values that are bound.
#pragma once

#include <chrono>
#include <cstdint>

#include "tests/bench/cel/data.h"

namespace exeunt::bench {

struct Timing {
  double nanoseconds = 0;  ///< of one turn, on average
  uint64_t turns = 0;
  double busy = 0;         ///< share of the time in which this process ran: below 1 when others had the processor
};

/// Turns for about as long as `wanted`, after shorter batches that find out how many turns these are.
Timing time_compile(const Case& entry, const Data& data, std::chrono::nanoseconds wanted);
Timing time_evaluate(const cel::Compiled& program, const Data& data, std::chrono::nanoseconds wanted);

/// Calls of operator new of one evaluation, on average.
double count_allocations(const cel::Compiled& program, const Data& data);

}  // namespace exeunt::bench
