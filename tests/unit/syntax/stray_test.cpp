// What is said about what stands where it should not. The first line of each piece is line 2.
#include <catch2/catch.hpp>

#include "tests/unit/syntax/reading.h"

using namespace exeunt::syntax;

TEST_CASE("a block that is not closed") {
  CHECK("\n" + errors(R"p(entity e {
  a string
  b string

// about d
concept d
rule r on e)p") ==
        R"p(
6:11-11 E0114 expected `}` to close the block
  2:10-11 opened here
)p");
  CHECK("\n" + errors(R"p(entity e {
  a string)p") ==
        R"p(
3:11-11 E0114 expected `}` to close the block
  2:10-11 opened here
)p");
  CHECK("\n" + errors(R"p(event e for u {
  phase a
entity f { a string })p") ==
        R"p(
3:10-10 E0114 expected `}` to close the block
  2:15-16 opened here
)p");
  CHECK("\n" + errors(R"p(outcome o {
  create n { a = 1
  class c
})p") == R"p(
3:19-19 E0115 expected `}` after the fields of the new object
)p");
}

TEST_CASE("a word that nothing begins with") {
  CHECK("\n" + errors(R"p(ruel r
  on deactivate
  then erase)p") ==
        R"p(
2:1-5 E0102 `ruel` does not begin a declaration
  help: did you mean `rule`?
)p");
  CHECK("\n" + errors(R"p(wombat r)p") == R"p(
2:1-7 E0102 `wombat` does not begin a declaration
  help: declarations begin with one of `concept`, `class`, `enum`, `capability`, `entity`, `outcome`, `let`, `event`, `guard`, `howto`, `rule`, `advise`, `display`, `lacks`, `replace`, `drop`
)p");
  CHECK("\n" + errors(R"p(rule r
  wher email.owner == subject
  then erase)p") ==
        R"p(
3:3-7 E0103 `wher` does not begin a clause of a rule
  help: did you mean `where`?
)p");
  CHECK("\n" + errors(R"p(rule r
  frobnicate everything
  then erase)p") ==
        R"p(
3:3-13 E0103 `frobnicate` does not begin a clause of a rule
  help: a clause of a rule begins with one of `on`, `phase`, `for`, `where`, `then`, `after`, `due`, `unless`, `overrides`, `note`, `cite`
)p");
  CHECK("\n" + errors(R"p(outcome o {
  revrsible
  clas c
})p") == R"p(
3:3-12 E0103 `revrsible` does not begin a clause of an outcome
  help: did you mean `reversible`?
)p");
  CHECK("\n" + errors(R"p(event e for u { guard x })p") == R"p(
2:17-22 E0103 `guard` does not begin a member of an event
  help: a member of an event begins with one of `arg`, `phase`, `require`, `inventory`, `cite`
)p");
  CHECK("\n" + errors(R"p(howto h on e { stop "a" })p") == R"p(
2:16-20 E0103 `stop` does not begin a step
  help: did you mean `step`?
)p");
  CHECK("\n" + errors(R"p(advise a "b" then erase)p") == R"p(
2:14-18 E0103 `then` does not begin a clause of an advice
  help: a clause of an advice begins with one of `on`, `for`, `where`, `note`, `cite`
)p");
  CHECK("\n" + errors(R"p(rule r on e;
rule s on e,)p") ==
        R"p(
2:12-13 E0104 unexpected `;` where a clause of a rule could begin
  help: nothing separates declarations, clauses and fields but white space
3:13-13 E0105 expected the name of an event
)p");
  CHECK("\n" + errors(R"p(})p") == R"p(
2:1-2 E0104 unexpected `}` where a declaration could begin
  help: no block is open here
)p");
  CHECK("\n" + errors(R"p(rule r on e })p") == R"p(
2:13-14 E0104 unexpected `}` where a clause of a rule could begin
  help: no block is open here
)p");
  CHECK("\n" + errors(R"p(# comment)p") == R"p(
2:1-2 E0128 `#` does not begin a comment
  help: comments begin with `//` and end with their line
)p");
  CHECK("\n" + errors(R"p(rule r /* comment */ on e)p") == R"p(
2:8-10 E0128 `/*` does not begin a comment
  help: comments begin with `//` and end with their line
)p");
  CHECK("\n" + errors(R"p(42)p") == R"p(
2:1-3 E0104 unexpected `42` where a declaration could begin
)p");
  CHECK("\n" + errors(R"p(entity e { , })p") == R"p(
2:12-13 E0104 unexpected `,` where a field could begin
  help: nothing separates declarations, clauses and fields but white space
)p");
  CHECK("\n" + errors(R"p(entity e { "x" })p") == R"p(
2:12-13 E0104 unexpected `"` where a field could begin
)p");
  CHECK("\n" + errors(R"p(rule r on e é)p") == R"p(
2:13-14 E0104 unexpected `é` where a clause of a rule could begin
)p");
}

TEST_CASE("a clause twice") {
  CHECK("\n" + errors(R"p(rule r
  on a
  where b
  on c
  where d)p") ==
        R"p(
5:3-5 E0122 `on` is stated twice
  3:3-5 first stated here
6:3-8 E0122 `where` is stated twice
  4:3-8 first stated here
)p");
  CHECK("\n" + errors(R"p(outcome o { class a class b reversible irreversible })p") == R"p(
2:21-26 E0122 `class` is stated twice
  2:13-18 first stated here
2:40-52 E0122 `irreversible` is stated twice
  2:29-39 first stated here
)p");
  CHECK("\n" + errors(R"p(event e for u { inventory inventory cite a.b cite c.d })p") == R"p(
2:27-36 E0122 `inventory` is stated twice
  2:17-26 first stated here
)p");
  CHECK("\n" + errors(R"p(advise a "b" note "c" note "d")p") == R"p(
2:23-27 E0122 `note` is stated twice
  2:14-18 first stated here
)p");
}

TEST_CASE("delays") {
  CHECK("\n" + errors(R"p(rule r after 30x
rule s after 1h2d
rule t after 1d1d
rule u after 99999999999999999999d
rule v after 1.5h
rule w after 30d5)p") ==
        R"p(
2:14-17 E0118 `30x` is not a delay
  help: write days, hours, minutes and seconds in this order: `30d`, `12h`, `1d12h`
3:14-18 E0118 `1h2d` is not a delay
  help: write days, hours, minutes and seconds in this order: `30d`, `12h`, `1d12h`
4:14-18 E0118 `1d1d` is not a delay
  help: write days, hours, minutes and seconds in this order: `30d`, `12h`, `1d12h`
5:14-35 E0118 `99999999999999999999d` is not a delay
  help: write days, hours, minutes and seconds in this order: `30d`, `12h`, `1d12h`
6:14-18 E0118 `1.5h` is not a delay
  help: write days, hours, minutes and seconds in this order: `30d`, `12h`, `1d12h`
7:14-18 E0118 `30d5` is not a delay
  help: write days, hours, minutes and seconds in this order: `30d`, `12h`, `1d12h`
)p");
}

TEST_CASE("replace and drop") {
  CHECK("\n" + errors(R"p(replace)p") == R"p(
2:8-8 E0126 expected a declaration after `replace`
)p");
  CHECK("\n" + errors(R"p(replace drop rule r)p") == R"p(
2:9-13 E0126 expected a declaration after `replace`
)p");
  CHECK("\n" + errors(R"p(drop rul r)p") == R"p(
2:6-9 E0126 expected the keyword of a declaration after `drop`
  help: did you mean `rule`?
)p");
  CHECK("\n" + errors(R"p(drop rule)p") == R"p(
2:10-10 E0105 expected the name of what is dropped
)p");
}

TEST_CASE("lines of the head") {
  CHECK("\n" + errors(R"p(use a
pack q)p") ==
        R"p(
3:1-5 E0123 `pack` is stated twice in this file
)p");
  CHECK("\n" + errors(R"p(module m)p") == R"p(
2:1-7 E0129 a file belongs to a pack or to a module, not to both
  1:6-7 stated here
)p");
  CHECK("\n" + errors(R"p(edition "1"
edition "2")p") ==
        R"p(
3:1-8 E0123 `edition` is stated twice in this file
)p");
  CHECK("\n" + errors(R"p(use a
edition "1")p") ==
        R"p(
3:1-8 E0124 `edition` stands after `use`
  help: move it above the `use` lines
)p");
  CHECK("\n" + errors(R"p(concept c
use a)p") ==
        R"p(
3:1-4 E0124 `use` stands after a declaration
  help: move it above the declarations
)p");
  CHECK("\n" + errors(R"p(concept c
edition "1")p") ==
        R"p(
3:1-8 E0124 `edition` stands after a declaration
  help: move it above the declarations
)p");
  CHECK("\n" + errors(R"p(concept
rule a1-b2 on e
entity a1-b2 { }
)p") == R"p(
2:8-8 E0105 expected a name after `concept`
4:8-13 E0120 `a1-b2` is a name that expressions use, so it cannot hold a dash
  help: write `a1_b2`
)p");
}
