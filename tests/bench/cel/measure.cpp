#include "tests/bench/cel/measure.h"

#include <algorithm>
#include <ctime>

#include "tests/bench/cel/allocations.h"

namespace exeunt::bench {

namespace {

/// Keeps the compiler from leaving out what makes `value`.
template <typename T>
void keep(const T& value) {
  asm volatile("" : : "g"(&value) : "memory");
}

/// A batch is long enough when it took nine tenths of what is wanted. The Go program goes about it in the same way.
template <typename Turn>
Timing time_turns(std::chrono::nanoseconds wanted, const Turn& turn) {
  uint64_t turns = 1;
  for (;;) {
    const auto begin = std::chrono::steady_clock::now();
    const std::clock_t begin_running = std::clock();
    for (uint64_t i = 0; i < turns; ++i) {
      turn();
    }
    const double running = 1e9 * static_cast<double>(std::clock() - begin_running) / CLOCKS_PER_SEC;
    const std::chrono::duration<double, std::nano> elapsed = std::chrono::steady_clock::now() - begin;
    const double took = std::max(elapsed.count(), 1.0);
    const auto target = static_cast<double>(wanted.count());
    if (took >= 0.9 * target) {
      return {.nanoseconds = took / static_cast<double>(turns), .turns = turns, .busy = running / took};
    }
    turns = static_cast<uint64_t>(static_cast<double>(turns) * std::clamp(target / took, 1.1, 20.0)) + 1;
  }
}

}  // namespace

Timing time_compile(const Case& entry, const Data& data, std::chrono::nanoseconds wanted) {
  return time_turns(wanted, [&] { keep(cel::compile(entry.expression, data.words)); });
}

Timing time_evaluate(const cel::Compiled& program, const Data& data, std::chrono::nanoseconds wanted) {
  return time_turns(wanted, [&] { keep(program.evaluate(data.bindings)); });
}

double count_allocations(const cel::Compiled& program, const Data& data) {
  constexpr int turns = 100;
  keep(program.evaluate(data.bindings));
  const uint64_t before = allocations();
  for (int i = 0; i < turns; ++i) {
    keep(program.evaluate(data.bindings));
  }
  return static_cast<double>(allocations() - before) / turns;
}

}  // namespace exeunt::bench
