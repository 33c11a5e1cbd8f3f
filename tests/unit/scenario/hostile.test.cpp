// Files cut off, damaged or made to break the reader: an answer or an error, never more.
#include <catch2/catch.hpp>

#include "interpreter/scenario/read.h"

using namespace exeunt;

namespace {

const std::string whole = R"(pack: shop
title: "Leaving"
editions: ["2024"]
about: [order, draft]
event: leave
subject: user:7
by: user:1
at: 2024-03-01T09:00:00Z
args: {reason: x, users: [user:1, user:2]}
absent: null
account:
- {type: user, id: 7, name: "R\u00e9p 7", tags: [a, {b: c}], note: }
- type: order
  id: 1
  note: |
    two
    lines
scenarios:
- scenario: one
  transfers: ["order=user:1"]
  expect:
    order:1: {rule: {outcome: erase, due: 30d, writes: {owner: user:1}, text: x}, other: [a, advise]}
    user:7: {d: {shows: "", field: name}, unaddressed: [owner], u: {undecided: [order.open]}}
  partial: true
- scenario: two
  account: [{type: order, id: 1, title: ~}]
  steps:
  - {blocked: [a, {b: undecided}], conflicted: {order:1: [owner, erasure]}}
  - {wait: 30d, afterwards: {order:1: gone}}
  - {until: 2025-01-01, afterwards: {user:7: {name: null}}}
)";

/// Whether the text is a scenario file. That exactly one of a file and an error comes is always so.
bool reads(std::string text) {
  source::Manager sources;
  diagnostic::Sink sink;
  const auto file = sources.add("x.yaml", std::move(text));
  const bool is_read = scenario::read(file, sources, sink).has_value();
  REQUIRE(is_read != sink.has_errors());
  return is_read;
}

}  // namespace

TEST_CASE("A file cut off anywhere is read or refused") {
  REQUIRE(reads(whole));
  for (std::size_t end = 1; end < whole.size(); ++end) {
    reads(whole.substr(0, end));
  }
}

TEST_CASE("A damaged character is read or refused") {
  for (const char damage : {'\0', '\n', '\t', ' ', ':', '[', '}', '"', '*', '-', '7', '\xff'}) {
    for (std::size_t at = 0; at < whole.size(); at += 3) {
      std::string text = whole;
      text[at] = damage;
      reads(std::move(text));
    }
  }
}

TEST_CASE("Depth, width and repetition are bounded") {
  CHECK_FALSE(reads("pack: x\nscenarios: " + std::string(100'000, '[')));
  CHECK_FALSE(reads("pack: x\naccount: " + std::string(100'000, '{')));
  std::string wide = "pack: x\nevent: e\nsubject: u:1\nat: 2024-01-01\naccount:\n";
  for (int i = 0; i < 20'000; ++i) {
    wide += "- {type: order, id: " + std::to_string(i) + "}\n";
  }
  wide += "scenarios:\n- scenario: x\n  expect:\n";
  for (int i = 0; i < 20'000; ++i) {
    wide += "    order:" + std::to_string(i) + ": {r: retain}\n";
  }
  CHECK(reads(wide));
}
