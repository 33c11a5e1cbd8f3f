// What is said of lines that were found wrong.
#include <catch2/catch.hpp>

#include "interpreter/engine/columnar/slice.h"

using namespace exeunt;

TEST_CASE("lines that are right when they are read again are not passed over in silence") {
  model::Model model;
  model.entities.push_back({});
  model.entities.back().name = "deal";
  const auto file = source::Seekable::of("account.ndjson", "{\"type\":\"deal\",\"id\":\"1\"}\n{\"type\":\"deal\",\"id\":\"2\"}\n");
  diagnostic::Sink sink;
  engine::columnar::report_lines(file, {26}, model, {}, sink);
  REQUIRE(sink.errors() == 1);
  CHECK(sink.diagnostics().front().message.find("it was changed while it was read") != std::string::npos);
}
