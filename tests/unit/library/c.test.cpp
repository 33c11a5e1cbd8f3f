// The C header, used from C (c11.c).
#include "shop.h"

#include <catch2/catch.hpp>

extern "C" {
int check_session(const char* root, const char* shared, const char* account_path);
int check_carelessness(const char* root, const char* plan_document);
}

namespace exeunt::tests {
namespace {

TEST_CASE("a session in C") {
  CHECK(check_session(root().c_str(), shared().c_str(), (shared() + "/account.ndjson").c_str()) == 0);
}

TEST_CASE("careless callers in C") {
  CHECK(check_carelessness(root().c_str(), plan().json().c_str()) == 0);
}

}  // namespace
}  // namespace exeunt::tests
