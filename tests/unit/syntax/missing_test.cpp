// What is said where something is missing: the exact place and words. The first line of each piece is line 2.
#include <catch2/catch.hpp>

#include "tests/unit/syntax/reading.h"

using namespace exeunt::syntax;

TEST_CASE("a name is missing") {
  CHECK("\n" + errors(R"p(rule
  on deactivate
  then erase)p") ==
        R"p(
2:5-5 E0105 expected a name after `rule`
)p");
  CHECK("\n" + errors(R"p(rule 2fa)p") == R"p(
2:6-9 E0105 expected a name after `rule`
  help: names begin with a letter or `_`
)p");
  CHECK("\n" + errors(R"p(entity { })p") == R"p(
2:8-9 E0105 expected a name after `entity`
)p");
  CHECK("\n" + errors(R"p(rule "Title" on e)p") == R"p(
2:6-7 E0105 expected a name after `rule`
)p");
  CHECK("\n" + errors(R"p(let = 3)p") == R"p(
2:5-6 E0105 expected a name after `let`
)p");
  CHECK("\n" + errors(R"p(concept
class
capability
enum
outcome
event
howto
advise
drop rule)p") ==
        R"p(
2:8-8 E0105 expected a name after `concept`
10:10-10 E0105 expected the name of what is dropped
)p");
  CHECK("\n" + errors(R"p(rule r
  on
    note "x")p") ==
        R"p(
3:5-5 E0105 expected the name of an event
)p");
  CHECK("\n" + errors(R"p(rule r
  on a,
  then b)p") ==
        R"p(
3:8-8 E0105 expected the name of an event
)p");
  CHECK("\n" + errors(R"p(rule r for
rule s for a as
rule t phase
rule u then
rule v overrides
rule w cite)p") ==
        R"p(
2:11-11 E0105 expected an entity's name or `subject`
3:16-16 E0105 expected a name after `as`
4:13-13 E0105 expected the name of a phase
5:12-12 E0105 expected the name of an outcome
6:17-17 E0105 expected the name of a rule
7:12-12 E0105 expected the id of a fact after `cite`
)p");
  CHECK("\n" + errors(R"p(capability c cite a.)p") == R"p(
2:18-18 E0105 expected a name after `.`
)p");
  CHECK("\n" + errors(R"p(entity e is { })p") == R"p(
2:13-14 E0105 expected the name of a concept after `is`
)p");
  CHECK("\n" + errors(R"p(concept c of
class k severity high scheduled
class l severity
entity e is a.b where { }
capability d is)p") == R"p(
2:13-13 E0105 expected `object`, `event` or `capability` after `of`
3:18-22 E0105 expected a number from 0 to 100 after `severity`
4:17-17 E0105 expected a number from 0 to 100 after `severity`
5:23-24 E0107 expected a condition after `where`
6:16-16 E0105 expected the name of a concept after `is`
)p");
  CHECK("\n" + errors(R"p(lacks "no teams")p") == R"p(
2:7-8 E0105 expected the name of a concept after `lacks`
)p");
  CHECK("\n" + errors(R"p(entity e is a.b {
  a string is
  b string is
  }
concept c {
  a ref<b.>
  b ref<c-d>
})p") == R"p(
3:14-14 E0107 expected an expression after `is`
4:14-14 E0107 expected an expression after `is`
7:9-9 E0105 expected a name after `.`
8:9-12 E0120 `c-d` is a name that expressions use, so it cannot hold a dash
  help: write `c_d`
)p");
  CHECK("\n" + errors(R"p(outcome o() { })p") == R"p(
2:11-12 E0105 expected a parameter after `(`
  help: leave the parentheses out where there are no parameters
)p");
  CHECK("\n" + errors(R"p(outcome o(a: int, ) { })p") == R"p(
2:19-20 E0105 expected a parameter after `,`
)p");
  CHECK("\n" + errors(R"p(outcome o {
  class
  set = 3
  clear
  add 1 to
  remove 1 from
  create
  grant
  revoke
})p") == R"p(
3:8-8 E0105 expected the name of a class after `class`
4:7-8 E0105 expected a field after `set`
5:8-8 E0105 expected a field after `clear`
6:11-11 E0105 expected a field after `to`
7:16-16 E0105 expected a field after `from`
8:9-9 E0105 expected an entity's name after `create`
9:8-8 E0105 expected a capability after `grant`
10:9-9 E0105 expected a capability after `revoke`
)p");
  CHECK("\n" + errors(R"p(event e for { })p") == R"p(
2:13-14 E0105 expected an entity's name after `for`
)p");
  CHECK("\n" + errors(R"p(event e for u {
  arg
  phase
  require
  require g: a else "b" howto
})p") == R"p(
3:6-6 E0105 expected a name after `arg`
4:8-8 E0105 expected a name after `phase`
5:10-10 E0105 expected a name for the guard after `require`
  help: write `require NAME: CONDITION else "message"`
6:30-30 E0105 expected the name of a howto
)p");
  CHECK("\n" + errors(R"p(let a = first user by)p") == R"p(
2:22-22 E0107 expected an expression to order by
)p");
  CHECK("\n" + errors(R"p(enum e { })p") == R"p(
2:10-11 E0105 expected a value of the enum
)p");
}

TEST_CASE("a name that expressions use holds no dash") {
  CHECK("\n" + errors(R"p(entity web-hook { a-b string })p") == R"p(
2:8-16 E0120 `web-hook` is a name that expressions use, so it cannot hold a dash
  help: write `web_hook`
)p");
  CHECK("\n" + errors(R"p(let a-b = 1)p") == R"p(
2:5-8 E0120 `a-b` is a name that expressions use, so it cannot hold a dash
  help: write `a_b`
)p");
  CHECK("\n" + errors(R"p(entity e {
  a-b string
  c string
  d-e-f string
})p") == R"p(
3:3-6 E0120 `a-b` is a name that expressions use, so it cannot hold a dash
  help: write `a_b`
5:3-8 E0120 `d-e-f` is a name that expressions use, so it cannot hold a dash
  help: write `d_e_f`
)p");
}

TEST_CASE("a text is missing") {
  CHECK("\n" + errors(R"p(advise a
  on e)p") ==
        R"p(
2:9-9 E0106 expected the advice as a text after its name
)p");
  CHECK("\n" + errors(R"p(advise a do it)p") == R"p(
2:10-12 E0106 expected the advice as a text after its name
  help: texts stand in quotes: `"…"`
)p");
  CHECK("\n" + errors(R"p(rule r note)p") == R"p(
2:12-12 E0106 expected a text after `note`
)p");
  CHECK("\n" + errors(R"p(rule r note see)p") == R"p(
2:13-16 E0106 expected a text after `note`
  help: texts stand in quotes: `"…"`
)p");
  CHECK("\n" + errors(R"p(rule r “Typographic”)p") == R"p(
2:8-9 E0104 unexpected `“` where a clause of a rule could begin
  help: texts stand between straight quotes: `"…"`
)p");
  CHECK("\n" + errors(R"p(event e for u {
  require g: a else
  require h: a else no
  require i: a else "no" unblock
})p") == R"p(
3:20-20 E0106 expected a text after `else`
4:21-23 E0106 expected a text after `else`
  help: texts stand in quotes: `"…"`
5:33-33 E0106 expected a text after `unblock`
)p");
  CHECK("\n" + errors(R"p(entity e plural { })p") == R"p(
2:17-18 E0106 expected a text after `plural`
)p");
  CHECK("\n" + errors(R"p(howto h on e { step })p") == R"p(
2:21-22 E0106 expected a text after `step`
)p");
  CHECK("\n" + errors(R"p(edition)p") == R"p(
2:8-8 E0106 expected the edition's name as a text after `edition`
)p");
  CHECK("\n" + errors(R"p(edition 2024)p") == R"p(
2:9-13 E0106 expected the edition's name as a text after `edition`
)p");
  CHECK("\n" + errors(R"p(edition "1" extends "2" title)p") == R"p(
2:30-30 E0106 expected a text after `title`
)p");
}

TEST_CASE("a text that does not end") {
  CHECK("\n" + errors(R"p(concept c "abc
concept d "e")p") ==
        R"p(
2:11-15 E0116 the text has no closing `"`
)p");
  CHECK("\n" + errors(R"p(concept c 'it''s')p") == R"p(
2:15-16 E0104 unexpected `'` where a declaration could begin
)p");
  CHECK("\n" + errors(R"p(concept c "abc\
concept d)p") ==
        R"p(
2:11-16 E0116 the text has no closing `"`
)p");
  CHECK("\n" + errors(R"p(concept c """abc
def
concept d)p") ==
        R"p(
2:11-14 E0116 the text has no closing `"""`
)p");
  CHECK("\n" + errors(R"p(concept c "a\qb\u12\u{110000}\é")p") == R"p(
2:13-15 E0117 `\q` is not an escape
  help: the escapes are `\n`, `\t`, `\"`, `\'`, `\\`, `\uXXXX` and `\u{X…}`
2:16-18 E0117 `\u` is not an escape
  help: the escapes are `\n`, `\t`, `\"`, `\'`, `\\`, `\uXXXX` and `\u{X…}`
2:20-22 E0117 `\u` is not an escape
  help: the escapes are `\n`, `\t`, `\"`, `\'`, `\\`, `\uXXXX` and `\u{X…}`
2:30-32 E0117 `\é` is not an escape
  help: the escapes are `\n`, `\t`, `\"`, `\'`, `\\`, `\uXXXX` and `\u{X…}`
)p");
}

TEST_CASE("an expression is missing") {
  CHECK("\n" + errors(R"p(rule r
  where
  then erase)p") ==
        R"p(
3:8-8 E0107 expected a condition after `where`
)p");
  CHECK("\n" + errors(R"p(rule r where)p") == R"p(
2:13-13 E0107 expected a condition after `where`
)p");
  CHECK("\n" + errors(R"p(rule r where then erase)p") == R"p(
2:14-18 E0107 expected a condition after `where`
)p");
  CHECK("\n" + errors(R"p(rule r due
  unless
  after
  then e(a, ))p") ==
        R"p(
4:8-8 E0107 expected a delay, such as `30d`
5:13-14 E0107 expected an argument
)p");
  CHECK("\n" + errors(R"p(let a =
let b = first u where by u.x
let c = first u where)p") ==
        R"p(
2:8-8 E0107 expected an expression, `first` or `all` after `=`
3:23-25 E0107 expected a condition after `where`
4:22-22 E0107 expected a condition after `where`
)p");
  CHECK("\n" + errors(R"p(outcome o(v: value = ) { set a = })p") == R"p(
2:22-23 E0107 expected an expression after `=`
)p");
  CHECK("\n" + errors(R"p(outcome o {
  set a ==
  add to b
  remove from b
  create n { a = b = 1 }
})p") == R"p(
3:10-11 E0107 expected an expression after `=`
4:9-9 E0109 expected `to` and a field after the value
5:14-14 E0109 expected `from` and a field after the value
6:19-19 E0115 expected `}` after the fields of the new object
)p");
  CHECK("\n" + errors(R"p(event e for u {
  require g: else "x"
  arg a string =
})p") == R"p(
3:14-18 E0107 expected a condition after `:`
4:17-17 E0107 expected an expression after `=`
)p");
}

TEST_CASE("an expression is wrong") {
  CHECK("\n" + errors(R"p(rule r
  where size(email.linked_to > 0
  then erase)p") ==
        R"p(
4:3-7 E0501 …
)p");
  CHECK("\n" + errors(R"p(rule r
  where a = b
  then erase)p") ==
        R"p(
3:11-12 E0104 unexpected `=` where a clause of a rule could begin
  help: expressions compare with `==`
)p");
  CHECK("\n" + errors(R"p(rule r where "abc
rule s)p") ==
        R"p(
2:14-15 E0501 …
)p");
  CHECK("\n" + errors(R"p(rule r
  where a &&
  then erase)p") ==
        R"p(
3:13-13 E0107 expected the rest of the expression
)p");
}

TEST_CASE("a type is missing or wrong") {
  CHECK("\n" + errors(R"p(entity e {
  a
  b string
})p") == R"p(
3:4-4 E0108 expected a type after the field's name
)p");
  CHECK("\n" + errors(R"p(entity e {
  a ref
  b ref<
  c ref<>
  d ref<a
  e ref<a,>
  f list
  g list<
  h list<int
  i enum
  j enum()
  k enum(a
  l enum(a,)
  m int
})p") == R"p(
3:8-8 E0115 expected `<` and the entities after `ref`
  help: write `ref<user>`, or `ref<*>` for any entity
5:4-4 E0115 expected `,` or `>` after the entity
6:10-10 E0115 expected `,` or `>` after the entity
7:11-12 E0105 expected an entity's name after `,`
8:9-9 E0115 expected `<` and a type after `list`
  help: write `list<string>`
9:10-10 E0108 expected the type of the list's elements
10:13-13 E0115 expected `>` after the type of the list's elements
11:9-9 E0115 expected `(` and the values after `enum`
12:10-11 E0105 expected a value of the enum
13:11-11 E0115 expected `,` or `)` after the enum's value
14:12-13 E0105 expected a value of the enum
)p");
  CHECK("\n" + errors(R"p(entity e { a string ownershp }
entity f {
  a string ownership authorship
  b string stringent "B"
})p") == R"p(
2:21-29 E0130 `ownershp` is not a role of a field
  help: did you mean `ownership`?
4:22-32 E0125 a field has one role, but `authorship` follows `ownership`
5:12-21 E0130 `stringent` is not a role of a field
  help: after its type a field may have one of `ownership`, `authorship`, `membership`, `assignment`, `trigger`, `derived`, `label`
)p");
  CHECK("\n" + errors(R"p(outcome o(a) { }
outcome p(a: ) { }
outcome q(a: int { }
outcome r(a: field = owner) { }
outcome s(a: field = ) { })p") ==
        R"p(
2:12-12 E0111 expected `:` and a type after the parameter's name
3:14-15 E0108 expected a type, `field`, `capability` or `value`
4:17-17 E0115 expected `,` or `)` after the parameter
5:22-27 E0121 expected a role after `=`
  help: the roles are `ownership`, `authorship`, `membership`, `assignment`, `trigger`
6:22-23 E0121 expected a role after `=`
  help: the roles are `ownership`, `authorship`, `membership`, `assignment`, `trigger`
)p");
  CHECK("\n" + errors(R"p(event e for u { arg a = 'x' })p") == R"p(
2:23-24 E0108 expected a type after the argument's name
)p");
}

TEST_CASE("words between are missing") {
  CHECK("\n" + errors(R"p(event e { })p") == R"p(
2:8-8 E0109 expected `for` and the entity that the event happens to
)p");
  CHECK("\n" + errors(R"p(event e for u {
  require a by.x else "no"
  require b: by.x
  require c: by.x "no"
})p") == R"p(
3:12-12 E0111 expected `:` between the guard's name and its condition
  help: write `require NAME: CONDITION else "message"`
4:18-18 E0110 expected `else` and a message after the condition
5:18-18 E0110 expected `else` and a message after the condition
)p");
  CHECK("\n" + errors(R"p(howto h { step "a" })p") == R"p(
2:8-8 E0109 expected `on` and the events that the howto is about
)p");
  CHECK("\n" + errors(R"p(outcome o {
  add 1 from a
  remove 1 to a
  set a 3
  create n x
})p") == R"p(
3:8-8 E0109 expected `to` and a field after the value
4:11-11 E0109 expected `from` and a field after the value
5:8-8 E0112 expected `=` after the field
6:11-11 E0113 expected `{` and the fields of the new object
)p");
  CHECK("\n" + errors(R"p(let x 3)p") == R"p(
2:6-6 E0112 expected `=` and a value
)p");
  CHECK("\n" + errors(R"p(entity e
concept d)p") ==
        R"p(
2:9-9 E0113 expected `{`
)p");
  CHECK("\n" + errors(R"p(outcome o class c)p") == R"p(
2:10-10 E0113 expected `{`
)p");
  CHECK("\n" + errors(R"p(rule r then e(a b))p") == R"p(
2:16-16 E0115 expected `,` or `)` after the argument
)p");
  CHECK("\n" + errors(R"p(enum e { a b })p") == R"p(
2:11-11 E0115 expected `,` or `}` after the enum's value
)p");
}
