#include <catch2/catch.hpp>

#include "tests/unit/yaml/support.h"

using namespace exeunt::test;

static void expect_same(const std::string& yaml, const std::string& dsl) {
  const Reading from_yaml = read_yaml(yaml);
  const Reading from_dsl = read_dsl(dsl);
  CHECK(from_yaml.errors.empty());
  CHECK(from_yaml.errors == from_dsl.errors);
  CHECK(from_yaml.dump == from_dsl.dump);
}

TEST_CASE("the head of a file") {
  expect_same("pack: acme\n", "pack acme");
  expect_same("module: std.crm\ntitle: Sales\nuse: std\n", "module std.crm \"Sales\" use std");
  expect_same("pack: acme\nedition: 2024-11-04\nuse: [std.a, std.b]\n", "pack acme edition \"2024-11-04\" use std.a, std.b");
  expect_same("pack: acme\nedition: {name: b, extends: a, title: Second}\n",
              "pack acme edition \"b\" extends \"a\" title \"Second\"");
  expect_same("\xEF\xBB\xBFpack: acme\r\ntitle: Acme\r\n", "pack acme \"Acme\"");
  expect_same("--- # head\npack: acme\ndeclarations:\n", "pack acme");
}

TEST_CASE("every construct") {
  expect_same(R"(
pack: acme
declarations:
- concept: deal
  title: A deal
  plural: All deals
  fields:
    owner: ref<std.user>? ownership
- concept: leave
  of: event
- class: retained
  severity: 0
  scheduled: retained-later
- lacks: std.team
  why: there are no teams
  cite: a.b
- capability: filter-by-user
  title: May filter
  is: abilities.filter
  cite: a.b
- enum: visibility
  values: [private, shared]
- enum: status
  values:
    active: Is in use
    gone:
- entity: email
  title: Email
  plural: Emails
  is: std.message
  where: kind == 'email'
  fields:
    owner: ref<user>? ownership derived is owner
    linked_to: list<ref<deal, person>>
    name: "string? label \"Name\" is shared ? name : null"
    kind: enum(a, b)
    any: ref<*>
- outcome: transfer
  params:
    to: ref<*>
    field: field = ownership
    what: capability
    value: value = 1 + 2
  title: passes to {to}
  class: transferred
  reversible: false
  writes:
  - {set: field, to: to}
  - {clear: field}
  - {add: subject, to: field}
  - {remove: subject, from: field}
  - erase
  - {create: note, with: {text: "'x'", owner: to}}
  - {create: note}
  - {grant: what}
  - {revoke: log-in}
  note: A note.
- let: answer
  value: 42
- let: newest
  params: {p: post}
  first: post
  as: r
  where: r.post == p
  by: [r.date desc, r.id]
- let: everyone
  all: user
- event: deactivate
  title: Deactivate
  for: user
  is: std.suspend
  args: {reason: "string? = 'x' \"Reason\"", until: timestamp}
  phases: [one, {phase: two, title: Second}]
  guards:
  - require: may
    that: by.admin
    else: only an admin may
    unblock: ask one
    howto: ask
    cite: a.b
  - {require: always, that: true, else: never}
  inventory: {title: What it owns, cite: [a.b, c.d]}
  cite: a.b
- event: delete
  for: user
  inventory:
- howto: ask
  title: Ask
  on: [deactivate, delete]
  steps:
  - Find one
  - {step: Ask, cite: a.b}
  cite: c.d
- rule: full
  title: All at once
  on: deactivate
  phase: one
  for: [lead, deal]
  as: item
  where: item.owner == subject
  then: [erase, transfer(first_admin)]
  after: 1d12h
  due: at
  unless: false
  overrides: other
  note: Why
  cite: [a.b, c.d]
- rule: short
  for: subject
  then: fail('x', a)
  after: args.delay
- rule: short
  replace: true
- advise: look
  title: Look
  on: deactivate
  for: deal
  as: d
  where: d.open
  note: n
  cite: a.b
- drop: rule
  name: owner-turns-off
)",
              R"(
pack acme
concept deal "A deal" plural "All deals" { owner ref<std.user>? ownership }
concept leave of event
class retained severity 0 scheduled retained-later
lacks std.team "there are no teams" cite a.b
capability filter-by-user "May filter" is abilities.filter cite a.b
enum visibility { private, shared }
enum status { active "Is in use", gone }
entity email "Email" plural "Emails" is std.message where kind == 'email' {
  owner ref<user>? ownership derived is owner
  linked_to list<ref<deal, person>>
  name string? label "Name" is shared ? name : null
  kind enum(a, b)
  any ref<*>
}
outcome transfer(to: ref<*>, field: field = ownership, what: capability, value: value = 1 + 2) "passes to {to}" {
  class transferred irreversible
  set field = to clear field add subject to field remove subject from field erase
  create note { text = 'x' owner = to } create note {}
  grant what revoke log-in
  note "A note."
}
let answer = 42
let newest(p: post) = first post r where r.post == p by r.date desc, r.id
let everyone = all user
event deactivate "Deactivate" for user is std.suspend {
  arg reason string? = 'x' "Reason"
  arg until timestamp
  phase one
  phase two "Second"
  require may: by.admin else "only an admin may" unblock "ask one" howto ask cite a.b
  require always: true else "never"
  inventory "What it owns" cite a.b, c.d
  cite a.b
}
event delete for user { inventory }
howto ask "Ask" on deactivate, delete cite c.d { step "Find one" step "Ask" cite a.b }
rule full "All at once" on deactivate phase one for lead, deal as item where item.owner == subject
  then erase, transfer(first_admin) after 1d12h due at unless false overrides other note "Why" cite a.b, c.d
rule short for subject then fail('x', a) after args.delay
replace rule short
advise look "Look" on deactivate for deal as d where d.open note "n" cite a.b
drop rule owner-turns-off
)");
}

TEST_CASE("values of other YAML kinds are text here") {
  expect_same("pack: acme\ntitle: null\ndeclarations:\n- class: no\n  title: 2024-01-01\n- let: x\n  value: null\n",
              "pack acme \"null\" class no \"2024-01-01\" let x = null");
}

TEST_CASE("comments are collected, and only comments") {
  const Reading reading = read_yaml(R"(# head
pack: acme # beside
title: 'a # b'
declarations: # list
- class: a#b
- let: x
  value: | # opens
    # no comment here
    1
  # last)");
  std::string comments;
  for (const auto& comment : reading.file.comments) {
    comments += (comment.own_line ? "own " : "beside ") + comment.text + "\n";
  }
  CHECK(comments == "own head\nbeside beside\nbeside list\nbeside opens\nown last\n");
}
