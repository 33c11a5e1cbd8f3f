#include <catch2/catch.hpp>

#include "tests/unit/syntax/reading.h"
#include "tests/unit/syntax/sample.h"

using namespace exeunt;
using namespace exeunt::syntax;

TEST_CASE("the sample of every construct reads without a word") {
  const Reading reading = read(std::string(sample));
  CHECK(reading.errors == "");
  CHECK(kept(reading.file) ==
        "concept deal, class retained, capability filter-by-user, enum visibility, entity email, outcome transfer, "
        "let limit, let first_admin, let posts_of, let everyone, event deactivate, howto ask, rule private-emails, "
        "rule subject-due, rule later, advise move-first, rule old, drop owner-turns-off, concept leave, "
        "lacks std.team");
}

TEST_CASE("the head of a file") {
  CHECK(ast::dump(read("pack p 'P'\nedition '1' extends '0' title 'One'\nuse a.b, c\nuse d\n").file) ==
        R"((file
  (pack p)
  (title "P")
  (edition "1"
    (extends "0")
    (title "One"))
  (use a.b c d))
)");
  CHECK(ast::dump(read("module std.outcomes \"Verbs\"").file) ==
        "(file\n  (module std.outcomes)\n  (title \"Verbs\"))\n");
}

TEST_CASE("concept, class and capability") {
  CHECK(dump("concept deal") == "\n  (concept deal)\n");
  CHECK(dump("concept deal of object") == dump("concept deal { }"));
  CHECK(dump("concept deal \"Deal\" plural \"Deals\" { owner ref<user, crm.lead>? }") == R"(
  (concept deal
    (title "Deal")
    (plural "Deals")
    (field owner
      (type ref<user, crm.lead>?)))
)");
  CHECK(dump("concept leave of event") == "\n  (concept leave\n    (of event))\n");
  CHECK(dump("class erased severity 100 scheduled erased-later") ==
        "\n  (class erased\n    (severity 100)\n    (scheduled erased-later))\n");
  CHECK(dump("lacks std.team 'none' cite a.b") ==
        "\n  (lacks std.team\n    (why \"none\")\n    (cite a.b))\n");
  CHECK(dump("class retained 'stays'") == "\n  (class retained\n    (title \"stays\"))\n");
  CHECK(dump("capability filter-by-user \"May\" cite a.b, c") == R"(
  (capability filter-by-user
    (title "May")
    (cite a.b c))
)");
}

TEST_CASE("enums allow a comma after the last value") {
  CHECK(dump("enum v { a 'A', b, }") == "\n  (enum v\n    (value a\n      (title \"A\"))\n    (value b))\n");
}

TEST_CASE("entities and their fields") {
  CHECK(dump(R"(entity email "Email" plural "Emails" is std.message {
  owner ref<user>? ownership derived label "Owner"
  about list<list<ref<deal, person>>>?
  any ref<*>  kind enum(a, b)
})") == R"(
  (entity email
    (title "Email")
    (plural "Emails")
    (is std.message)
    (field owner
      (type ref<user>?)
      (role ownership)
      (derived)
      (label)
      (title "Owner"))
    (field about
      (type list<list<ref<deal, person>>>?))
    (field any
      (type ref<*>))
    (field kind
      (type enum(a, b))))
)");
}

TEST_CASE("outcomes: parameters, clauses and writes") {
  CHECK(
      dump(R"(outcome o(to: ref<*>, f: field = ownership, g: field, w: capability, v: value = 1, x: string = 'a') "t" {
  class c reversible
  set f = to   clear owner   add to to list_field   remove to from list_field
  erase   create note { text = 'x' by = subject }   grant w   revoke log-in
  note "n"
})") == R"(
  (outcome o
    (parameter to
      (type ref<*>))
    (parameter f field
      (default ownership))
    (parameter g field)
    (parameter w capability)
    (parameter v value
      (default "1"))
    (parameter x
      (type string)
      (default "'a'"))
    (title "t")
    (class c)
    (reversible)
    (set f
      (value "to"))
    (clear owner)
    (add list_field
      (value "to"))
    (remove list_field
      (value "to"))
    (erase)
    (create note
      (text "'x'")
      (by "subject"))
    (grant w)
    (revoke log-in)
    (note "n"))
)");
}

TEST_CASE("lets: values, functions and look-ups") {
  CHECK(dump("let a = 1 + 2") == "\n  (let a\n    (value \"1+2\"))\n");
  CHECK(dump("let f(p: post, n: int) = first post r where r.of == p by r.date desc, r.id asc") == R"(
  (let f
    (parameter p
      (type post))
    (parameter n
      (type int))
    (first post)
    (as r)
    (where "r.of==p")
    (by "r.date"
      (desc))
    (by "r.id"))
)");
  CHECK(dump("let a = all user by user.id") == "\n  (let a\n    (all user)\n    (by \"user.id\"))\n");
  CHECK(dump("let a = all.user.size()") == "\n  (let a\n    (value \"all.user.size()\"))\n");
  CHECK(dump("let a = first in [1]") == "\n  (let a\n    (value \"first in[1]\"))\n");
}

TEST_CASE("events and what they hold") {
  CHECK(dump(R"(event e "E" for user is std.suspend {
  cite a
  arg reason string? = 'x' "R"
  phase one "1"
  require g: by.admin else "no" unblock "ask" howto h cite b
  require h: true else "no"
  inventory "All" cite c
})") == R"(
  (event e
    (title "E")
    (for user)
    (is std.suspend)
    (arg reason
      (type string?)
      (default "'x'")
      (title "R"))
    (phase one
      (title "1"))
    (require g
      (that "by.admin")
      (else "no")
      (unblock "ask")
      (howto h)
      (cite b))
    (require h
      (that "true")
      (else "no"))
    (inventory
      (title "All")
      (cite c))
    (cite a))
)");
}

TEST_CASE("howtos") {
  CHECK(dump("howto h 'H' on a, b cite c { step 's' cite d step 't' }") == R"(
  (howto h
    (title "H")
    (on a b)
    (step "s"
      (cite d))
    (step "t")
    (cite c))
)");
}

TEST_CASE("rules: clauses in any order, the same in canonical order") {
  const std::string canonical =
      dump(R"(rule r "R" on a, b phase p for email, deal as item where item.x then t(u, field: owner), e()
    after 1d12h unless item.y overrides q, s note "n" cite c.d)");
  CHECK(canonical == R"(
  (rule r
    (title "R")
    (on a b)
    (phase p)
    (for email deal
      (as item))
    (where "item.x")
    (then t
      (_ "u")
      (field "owner"))
    (then e)
    (after 129600s)
    (unless "item.y")
    (overrides q s)
    (note "n")
    (cite c.d))
)");
  CHECK(dump(R"(rule r "R" cite c.d note "n" overrides q, s unless item.y after 1d12h then t(u, field: owner), e()
    where item.x for email, deal as item phase p on a, b)") == canonical);
}

TEST_CASE("an argument may be the name of a capability") {
  CHECK(dump("rule r then lose(log-in), keep(what: log-in ), f(a - in_all, in-x)") == R"(
  (rule r
    (then lose
      (_ "log-in"))
    (then keep
      (what "log-in"))
    (then f
      (_ "a-in_all")
      (_ "in-x")))
)");
}

TEST_CASE("a delay is a literal or an expression") {
  CHECK(dump("rule r after 90m") == "\n  (rule r\n    (after 5400s))\n");
  CHECK(dump("rule r after 1d2h3m4s") == "\n  (rule r\n    (after 93784s))\n");
  CHECK(dump("rule r after args.grace") == "\n  (rule r\n    (after \"args.grace\"))\n");
  CHECK(dump("rule r after duration('30d')") == "\n  (rule r\n    (after \"duration('30d')\"))\n");
  CHECK(dump("rule r due at + duration('1h')") == "\n  (rule r\n    (due \"at+duration('1h')\"))\n");
}

TEST_CASE("advice, replace and drop") {
  CHECK(dump("advise a 'do {x}' on e for subject where true note 'n' cite c") == R"(
  (advise a
    (title "do {x}")
    (on e)
    (for
      (subject))
    (where "true")
    (note "n")
    (cite c))
)");
  CHECK(dump("replace concept c") == "\n  (concept c\n    (replace))\n");
  CHECK(dump("drop rule r drop enum e") == "\n  (drop r rule)\n  (drop e enum)\n");
}

TEST_CASE("the values of texts") {
  CHECK(dump(R"(concept c "a\n\t\"\'\\\u00e9\u{1F600}{x}")") ==
        "\n  (concept c\n    (title \"a\\n\\t\\\"'\\\\é😀{x}\"))\n");
  CHECK(dump("concept c 'say \"x\"'") == "\n  (concept c\n    (title \"say \\\"x\\\"\"))\n");
  CHECK(dump("concept c ''") == "\n  (concept c\n    (title \"\"))\n");
  CHECK(dump("concept c \"\"\"a \"b\"\nc\"\"\"") == "\n  (concept c\n    (title \"a \\\"b\\\"\\nc\"))\n");
}

TEST_CASE("a long text drops its indentation and its outer line ends") {
  CHECK(dump("concept c \"\"\"\n    a\n      b\n\n    c\n    \"\"\"") ==
        "\n  (concept c\n    (title \"a\\n  b\\n\\nc\"))\n");
  CHECK(dump("concept c \"\"\"\r\n  a\r\n  b\r\n  \"\"\"") == "\n  (concept c\n    (title \"a\\nb\"))\n");
  CHECK(dump("concept c \"\"\"\n    a\n  \"\"\"") == "\n  (concept c\n    (title \"  a\"))\n");
  CHECK(dump("concept c \"\"\"\n\"\"\"") == "\n  (concept c\n    (title \"\"))\n");
}

TEST_CASE("a byte order mark and other line ends change nothing") {
  std::string windows;
  for (const char c : sample) {
    windows += c == '\n' ? "\r\n" : std::string(1, c);
  }
  const Reading plain = read(std::string(sample));
  const Reading other = read("\xEF\xBB\xBF" + windows);
  CHECK(other.errors == "");
  CHECK(ast::dump(other.file) == ast::dump(plain.file));
}
