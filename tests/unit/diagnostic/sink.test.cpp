#include <catch2/catch.hpp>
#include <set>
#include <string>

#include "interpreter/diagnostic/diagnostic.h"
#include "interpreter/diagnostic/load_error.h"

namespace exeunt::diagnostic {
namespace {

using source::Span;

TEST_CASE("diagnostics are sorted by file and offset, the same one is told once") {
  source::Manager files;
  const auto a = files.add("a", "abc");
  const auto b = files.add("b", "abc");
  Sink sink;
  sink.report<Kind::file_empty>(Span{b, 0, 1}, "4");
  sink.report<Kind::file_empty>(Span{a, 2, 3}, "3");
  sink.report<Kind::file_empty>(Span{a, 1, 2}, "first said");
  sink.report<Kind::file_empty>(Span{a, 1, 2}, "then said");
  sink.report<Kind::file_empty>(Span{a, 1, 2}, "first said");
  sink.report<Kind::file_empty>(std::nullopt, "no place");
  std::vector<std::string> messages;
  for (const Diagnostic& diagnostic : sink.sorted()) {
    messages.push_back(diagnostic.message);
  }
  CHECK(messages == std::vector<std::string>{"`no place` is empty", "`first said` is empty", "`then said` is empty",
                                             "`3` is empty", "`4` is empty"});
  CHECK(sink.errors() == 6);
  CHECK(sink.has_errors());
}

TEST_CASE("diagnostics that differ in help or labels are both told") {
  Sink sink;
  sink.report<Kind::file_empty>(std::nullopt, "a").help("x");
  sink.report<Kind::file_empty>(std::nullopt, "a").help("y");
  sink.report<Kind::file_empty>(std::nullopt, "a").help("x");
  CHECK(sink.sorted().size() == 2);
}

TEST_CASE("every code is used once and has the form that its severity wants") {
  std::set<std::string_view> codes;
  for (const Kind kind : all_kinds()) {
    const KindInfo& entry = info(kind);
    INFO(entry.name);
    CHECK(codes.insert(entry.code).second);
    CHECK(entry.code.size() == 5);
    CHECK(entry.code[0] == (entry.severity == Severity::error ? 'E' : entry.severity == Severity::warning ? 'W' : 'N'));
    CHECK(entry.text.back() != '.');
    CHECK_FALSE((entry.text[0] >= 'A' && entry.text[0] <= 'Z'));
  }
}

TEST_CASE("nearest finds what was meant") {
  CHECK(nearest("privat", {"shared", "private"}) == "private");
  CHECK(nearest("ownre", {"id", "owner", "name"}) == "owner");
  CHECK(nearest("Deal", {"deals", "deal"}) == "deal");
  CHECK(nearest("created", {"created_at", "updated_at"}) == "created_at");
  CHECK(nearest("ab", {"aa", "bb"}) == "aa");  // a tie goes to the earlier one
}

TEST_CASE("nearest stays silent where a guess would not help") {
  CHECK(nearest("visibility", {"owner", "name"}) == std::nullopt);
  CHECK(nearest("x", {"y"}) == std::nullopt);
  CHECK(nearest("", {"a"}) == std::nullopt);
  CHECK(nearest("deal", {}) == std::nullopt);
  CHECK(nearest("deal", {""}) == std::nullopt);
  CHECK(nearest("deal", {"deal"}) == std::nullopt);
  CHECK(nearest(std::string(1'000'000, 'a'), {std::string(999'999, 'a')}) == std::nullopt);
}

TEST_CASE("every reason why a file cannot be read has its words") {
  using Reason = source::LoadError::Reason;
  const auto message = [](Reason reason) {
    Sink sink;
    report(sink, source::LoadError{reason, "f", "why", 7});
    const Diagnostic& diagnostic = sink.diagnostics()[0];
    return std::string(info(diagnostic.kind).code) + " " + diagnostic.message;
  };
  CHECK(message(Reason::not_found) == "E0001 `f` does not exist");
  CHECK(message(Reason::is_directory) == "E0002 `f` is a folder, not a file");
  CHECK(message(Reason::unreadable) == "E0003 `f` cannot be read: why");
  CHECK(message(Reason::too_large) == "E0004 `f` is larger than why bytes");
  CHECK(message(Reason::invalid_utf8) == "E0005 `f` is not valid UTF-8: byte 7 starts no character");
  CHECK(message(Reason::nul_byte) == "E0006 `f` holds a NUL byte at offset 7, so it is not a text file");
  CHECK(message(Reason::empty) == "E0007 `f` is empty");
}

}  // namespace
}  // namespace exeunt::diagnostic
