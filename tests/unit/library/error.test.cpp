// What the stages report, and what is thrown, as errors.
#include <catch2/catch.hpp>
#include <stdexcept>

#include "interpreter/library/error.h"

namespace exeunt {
namespace {

TEST_CASE("nothing that is thrown leaves the library") {
  const auto thrown = answered([]() -> Result<int> { throw std::runtime_error("that was too much"); });
  REQUIRE_FALSE(thrown);
  CHECK(thrown.error().diagnostics.front().code == "E1304");
  CHECK(thrown.error().text == "error[E1304]: the library could not go on: that was too much\n1 error\n");
  CHECK(answered([]() -> Result<int> { throw std::bad_alloc(); }).error().text.find("memory") != std::string::npos);
  CHECK_FALSE(answered([]() -> Result<int> { throw 5; }));
  CHECK(answered([]() -> Result<int> { return 5; }).value() == 5);
}

TEST_CASE("an error always says something") {
  const Error error = to_error(diagnostic::Sink());
  CHECK(error.diagnostics.size() == 1);
  CHECK_FALSE(error.text.empty());
}

}  // namespace
}  // namespace exeunt
