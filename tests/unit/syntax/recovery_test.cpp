// One reading of a file gives all of its errors, none of them a consequence of another, and keeps the good neighbours.
#include <catch2/catch.hpp>

#include "tests/unit/syntax/reading.h"

using namespace exeunt::syntax;

TEST_CASE("errors in several declarations and clauses of one file") {
  const Reading reading = read(R"(pack p
use std.outcomes,

rule one
  on deactivate
  wher email.owner == subject
  then erase
  after 30x

rule two on deactivate for email then retain

rule three
  on deactivate
  for email as
  where size(email.linked_to > 0
  then erase

entity good { a string }

entity bad {
  a strng( b
  c ref<>
  good string
  d list<int
}

event e for user {
  require a: true
  require b: x ==
    else "no"
    cite c
  phase fine
}

let broken = first user where
let fine = all.user
)");
  CHECK("\n" + reading.errors == R"(
2:18-18 E0105 expected the name of a module
6:3-7 E0103 `wher` does not begin a clause of a rule
  help: did you mean `where`?
8:9-12 E0118 `30x` is not a delay
  help: write days, hours, minutes and seconds in this order: `30d`, `12h`, `1d12h`
14:15-15 E0105 expected a name after `as`
16:3-7 E0501 …
21:10-11 E0104 unexpected `(` where a field could begin
22:9-10 E0105 expected an entity's name or `*` in `ref<…>`
24:13-13 E0115 expected `>` after the type of the list's elements
28:18-18 E0110 expected `else` and a message after the condition
29:18-18 E0107 expected the rest of the expression
35:30-30 E0107 expected a condition after `where`
)");
  CHECK(kept(reading.file) == "rule two, entity good, let fine");
}

TEST_CASE("a broken head does not hide the declarations") {
  CHECK("\n" + read("concept c\nrule r on e").errors ==
        "\n1:1-8 E0101 expected `pack NAME` or `module NAME` at the beginning of the file\n");
  CHECK("\n" + read("").errors == "\n1:1-1 E0101 expected `pack NAME` or `module NAME` at the beginning of the file\n");
  CHECK("\n" + read("// only a comment").errors ==
        "\n1:18-18 E0101 expected `pack NAME` or `module NAME` at the beginning of the file\n");
  CHECK("\n" + read("pakc p\nconcept c").errors ==
        "\n1:1-5 E0102 `pakc` does not begin a declaration\n  help: did you mean `pack`?\n");
  const Reading reading = read("pack\nedition\nuse a\nconcept c\nuse b\nconcept d");
  CHECK("\n" + reading.errors == R"(
1:5-5 E0105 expected the pack's name after `pack`
5:1-4 E0124 `use` stands after a declaration
  help: move it above the declarations
)");
  CHECK(kept(reading.file) == "concept c, concept d");
}

TEST_CASE("an open block ends where the next declaration begins, however many there are") {
  const Reading reading = read(R"(pack p
entity one {
  rule string
  a string

entity two {
  a string
}

outcome three {
  class c
  set a = {'b': 1

rule four on e

event five for user {
  phase a
)");
  CHECK("\n" + reading.errors == R"(
4:11-11 E0114 expected `}` to close the block
  2:12-13 opened here
12:18-18 E0114 expected `}` to close the block
  10:15-16 opened here
17:10-10 E0114 expected `}` to close the block
  16:21-22 opened here
)");
  CHECK(kept(reading.file) == "entity two, rule four");
}

TEST_CASE("braces, texts and comments do not mislead recovery") {
  const Reading reading = read(R"(pack p
entity one {
  a ?? "}"  // }
  b ?? '{'
}
rule two on e where {'a': 1 ?? 2}
  then "rule three on e"
rule four on e note """
rule five
"""
rule six on ??
  note "
rule seven on e
)");
  CHECK("\n" + reading.errors == R"(
3:5-6 E0108 expected a type after the field's name
4:5-6 E0108 expected a type after the field's name
6:30-31 E0501 …
7:8-9 E0105 expected the name of an outcome
11:13-14 E0105 expected the name of an event
12:8-9 E0116 the text has no closing `"`
)");
  CHECK(kept(reading.file) == "rule four, rule seven");
}

TEST_CASE("a declaration in one line recovers at the next") {
  const Reading reading =
      read("pack p\nrule a on ? then b\nrule c then d(? on e\nrule f on g\n  rule h on ?\n  rule i on j\n");
  CHECK("\n" + reading.errors == R"(
2:11-12 E0105 expected the name of an event
3:15-16 E0501 …
5:13-14 E0105 expected the name of an event
)");
  CHECK(kept(reading.file) == "rule f, rule i");
}
