// Counts what this program allocates, to see what evaluation does.
#include <catch2/catch.hpp>

#include <cstdlib>
#include <new>

#include "interpreter/cel/cel.h"

namespace {
thread_local size_t allocations = 0;
}

// All forms without an alignment: under a sanitizer, one that is left out would not fit the others.
void* operator new(std::size_t size, const std::nothrow_t&) noexcept {
  ++allocations;
  return std::malloc(size == 0 ? 1 : size);
}
void* operator new(std::size_t size) {
  if (void* memory = operator new(size, std::nothrow)) {
    return memory;
  }
  throw std::bad_alloc();
}
void* operator new[](std::size_t size) { return operator new(size); }
void* operator new[](std::size_t size, const std::nothrow_t&) noexcept { return operator new(size, std::nothrow); }
void operator delete(void* memory) noexcept { std::free(memory); }
void operator delete(void* memory, std::size_t) noexcept { std::free(memory); }
void operator delete(void* memory, const std::nothrow_t&) noexcept { std::free(memory); }
void operator delete[](void* memory) noexcept { std::free(memory); }
void operator delete[](void* memory, std::size_t) noexcept { std::free(memory); }
void operator delete[](void* memory, const std::nothrow_t&) noexcept { std::free(memory); }

namespace exeunt::cel::test {

struct Sensor {
  double degrees = 0;
  bool on = true;
  std::chrono::sys_seconds seen;
  const Sensor* backup = nullptr;
};

}  // namespace exeunt::cel::test

template <>
inline constexpr std::string_view exeunt::cel::name_of<exeunt::cel::test::Sensor> = "sensor";

namespace exeunt::cel::test {

TEST_CASE("conditions over scalars, bound or read from fields, allocate nothing") {
  using namespace std::chrono;
  Vocabulary words;
  words.type<Sensor>()
      .field("degrees", &Sensor::degrees)
      .field("on", &Sensor::on)
      .field("seen", &Sensor::seen)
      .field("backup", &Sensor::backup);
  const auto sensor = words.variable<Sensor>("sensor");
  const auto limit = words.variable<int64_t>("limit");
  const auto now = words.variable<sys_seconds>("now");
  const auto level = words.variable<std::string>("level");
  words.method("warmer_than", [](const Sensor& self, int64_t degrees) {
    return self.degrees > static_cast<double>(degrees);
  });
  const Sensor backup{20, true, {}, nullptr};
  const Sensor first{35, true, sys_days(2024y / March / 1), &backup};
  Bindings bindings(words);
  bindings.set(level, "a text that is longer than what a string holds in itself");

  const char* const texts[] = {
      "limit >= 18 && limit < 65 || limit == 70",
      "sensor.on && sensor.degrees > 30.0 && sensor.degrees * 2.0 < 100.0",
      "now - sensor.seen < duration('2h') && sensor.backup.degrees < 30.0",
      "sensor.warmer_than(limit - 20) ? limit % 7 != 3 : false",
      "sensor.backup != null && sensor.backup != sensor && level != 'other'",
      "limit in [10, 20, 30, 40]",
  };
  for (const char* const text : texts) {
    INFO(text);
    const Compiled compiled = compile(text, words, {.result = Type::boolean()});
    REQUIRE(compiled);
    bool all = true;
    const size_t before = allocations;
    REQUIRE(before > 0);
    for (int64_t i = 0; i < 10; ++i) {
      bindings.set(sensor, first);
      bindings.set(limit, 40);
      bindings.set(now, sys_days(2024y / March / 1) + 1h);
      all = compiled.evaluate(bindings).is_true() && all;
    }
    CHECK(allocations - before == 0);
    CHECK(all);
  }
}

}  // namespace exeunt::cel::test
