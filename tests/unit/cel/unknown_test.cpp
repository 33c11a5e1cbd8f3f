#include <catch2/catch.hpp>

#include "tests/unit/cel/host.h"

namespace exeunt::cel::test {

// u and v are unknown; Ann's manager is unknown through attribute 102.
TEST_CASE("unknowns carry every attribute that the answer depends on") {
  const Case cases[] = {
      {"u", "unknown 1"},
      {"u && v", "unknown 1 2"},
      {"v || u || v", "unknown 1 2"},
      {"u && false", "false"},
      {"u || true", "true"},
      {"u && b", "unknown 1"},
      {"u && 1 / 0 == 1", "unknown 1"},
      {"1 / 0 == 1 || u", "unknown 1"},
      {"1 / 0 == 1 || u || b", "true"},
      {"!u", "unknown 1"},
      {"u == v", "unknown 1 2"},
      {"u ? 1 : 2", "unknown 1"},
      {"b ? u : v", "unknown 1"},
      {"[u, v, u]", "unknown 1 2"},
      {"{'a': u}", "unknown 1"},
      {"[1 / 0 == 1, u]", "unknown 1"},
      {"string(u)", "unknown 1"},
      {"u in [true]", "unknown 1"},
      {"xs.all(i, i > 0 && u)", "unknown 1"},
      {"xs.all(i, i > 2 ? u : v)", "unknown 1 2"},
      {"xs.all(i, i < 3 || u)", "unknown 1"},
      {"xs.all(i, i < 3 && u)", "false"},
      {"xs.exists(i, i == 3 || u)", "true"},
      {"xs.exists(i, i / 0 == 1 || u)", "unknown 1"},
      {"xs.exists_one(i, u)", "unknown 1"},
      {"xs.filter(i, i > 1 && u)", "unknown 1"},
      {"xs.map(i, i == 2 ? v : u)", "unknown 1 2"},
      {"xs.map(i, i == 2 ? i / 0 == 1 : u)", "unknown 1"},
      {"subject.manager", "unknown 102"},
      {"subject.manager.name == s", "unknown 102"},
      {"has(subject.manager)", "unknown 102"},
      {"email.readers.exists(r, r.manager == subject)", "unknown 102 103"},
      {"subject.?manager", "unknown 102"},
      {"twice(u ? 1 : 2)", "unknown 1"},
      {"cel.bind(y, u, y && false)", "false"},
      {"cel.bind(y, u, y)", "unknown 1"},
      {"optional.of(u)", "unknown 1"},
      {"optional.none().orValue(u)", "unknown 1"},
      {"type(u)", "unknown 1"},
  };
  for (const Case& c : cases) {
    INFO(c.expression);
    CHECK(evaluated(c.expression) == c.expected);
  }
}

}  // namespace exeunt::cel::test
