#include "tests/bench/cel/measure.h"

#include <algorithm>
#include <utility>

#include "interpreter/cel/parse.h"
#include "tests/bench/cel/allocations.h"

namespace exeunt::bench {

namespace {

class Bound final : public cel::Activation {
 public:
  explicit Bound(const Data& data) : values_(data.values) {}
  cel::Value variable(uint32_t slot) const override { return values_[slot]; }

 private:
  const std::vector<cel::Value>& values_;
};

/// Keeps the compiler from leaving out what makes `value`.
template <typename T>
void keep(const T& value) {
  asm volatile("" : : "g"(&value) : "memory");
}

template <typename Turn>
std::chrono::nanoseconds time_batch(uint64_t turns, const Turn& turn) {
  const auto begin = std::chrono::steady_clock::now();
  for (uint64_t i = 0; i < turns; ++i) {
    turn();
  }
  return std::chrono::steady_clock::now() - begin;
}

/// The Go program does the same.
template <typename Turn>
Timing time_turns(std::chrono::nanoseconds wanted, const Turn& turn) {
  uint64_t turns = 1;
  for (;;) {
    const auto took = std::max(time_batch(turns, turn), std::chrono::nanoseconds(1));
    if (took >= wanted * 9 / 10) {
      return {.nanoseconds = static_cast<double>(took.count()) / static_cast<double>(turns), .turns = turns};
    }
    const double growth = static_cast<double>(wanted.count()) / static_cast<double>(took.count());
    turns = static_cast<uint64_t>(static_cast<double>(turns) * std::clamp(growth, 1.1, 20.0)) + 1;
  }
}

}  // namespace

cel::Program compile(const Case& entry, const Data& data) {
  cel::Issues issues;
  if (auto ast = cel::parse(entry.expression, issues)) {
    if (auto checked = cel::check(std::move(*ast), data.environment, issues)) {
      return cel::Program(std::move(*checked));
    }
  }
  throw CompileError(issues.empty() ? "does not compile" : issues.front().message);
}

cel::Value evaluate(const cel::Program& program, const Data& data) { return program.evaluate(Bound(data)); }

Timing time_compile(const Case& entry, const Data& data, std::chrono::nanoseconds wanted) {
  return time_turns(wanted, [&] { keep(compile(entry, data)); });
}

Timing time_evaluate(const cel::Program& program, const Data& data, std::chrono::nanoseconds wanted) {
  const Bound bound(data);
  return time_turns(wanted, [&] { keep(program.evaluate(bound)); });
}

double count_allocations(const cel::Program& program, const Data& data) {
  constexpr int turns = 100;
  const Bound bound(data);
  keep(program.evaluate(bound));
  const uint64_t before = allocations();
  for (int i = 0; i < turns; ++i) {
    keep(program.evaluate(bound));
  }
  return static_cast<double>(allocations() - before) / turns;
}

}  // namespace exeunt::bench
