// What the tests of the library work with: the small vendor of tests/golden/shared.
#pragma once

#include <exeunt/exeunt.h>

#include <filesystem>
#include <fstream>
#include <sstream>
#include <string>

namespace exeunt::tests {

inline std::string root() {
  return (std::filesystem::path(__FILE__).parent_path() / "../../..").lexically_normal().string();
}
inline std::string shared() {
  return root() + "/tests/golden/shared";
}

inline std::string read(const std::string& path) {
  std::ifstream file(path, std::ios::binary);
  std::ostringstream text;
  text << file.rdbuf();
  return text.str();
}

inline CompileOptions at_home() {
  return {.policies = {shared()}, .home = root()};
}
inline Policy shop() {
  return *Policy::compile("shop", at_home());
}
inline Account account() {
  return *Account::load(shared() + "/account.ndjson");
}

inline Request leave(const std::string& subject = "user:7") {
  return {.event = "leave", .subject = subject, .by = "user:1", .at = "2024-03-01T09:00:00Z"};
}
inline Plan plan() {
  return *shop().plan(account(), leave());
}

/// A policy with what `shop` has not: a condition that calls a change off.
inline const char* const mail = R"(pack mail "Mail"
use std.outcomes
entity user is std.user {
  name string label
  keeps bool
}
entity draft is std.message {
  owner ref<user>? ownership
}
event leave for user {}
rule drafts-go
  on leave
  for draft
  where draft.owner == subject
  then erase after 30d unless draft.owner.keeps
)";
inline const char* const mail_account =
    R"({"type":"user","id":"7","name":"Sales Rep 7","keeps":false}
{"type":"draft","id":"1","owner":"user:7"}
)";
inline Policy mail_policy() {
  return *Policy::compile_texts({{"mail.policy", mail}}, at_home());
}

/// The code of what was reported first.
inline std::string code(const Error& error) {
  return error.diagnostics.empty() ? "" : error.diagnostics.front().code;
}

template <class T>
std::string code(const Result<T>& result) {
  return result ? "" : code(result.error());
}

}  // namespace exeunt::tests
