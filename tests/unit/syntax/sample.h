// One file with every construct of the language.
#pragma once

#include <string_view>

namespace exeunt::syntax {

inline constexpr std::string_view sample = R"policy(// What the vendor says.
pack sample "Sample"
edition "2024-11-04" extends "2024-02-29" title "Autumn"
use std.outcomes, std.crm
use std.automation

concept deal "Deal" plural "Deals" {
  owner  ref<std.user, user>? ownership "Who owns it"
  is     bool
}
class retained 'stays as it is' severity 0 scheduled retained-later
capability filter-by-user "A filter may name the user" is abilities.filter cite s.filters.one, s.filters.two
enum visibility { private "Only the owner", shared, }

entity email "Email" plural "Emails" is std.message where kind == 'email' && size(text) > 0 {
  owner      ref<user> ownership
  cc         list<ref<user>>? membership "Copied to"
  linked_to  list<ref<deal, person>>
  anything   ref<*>
  status     enum(active, deleted) derived
  visibility visibility is shared ? 'shared' : 'private'
  label      string ownership
    is subject_line + {'a': 'b'}['a'] in words ? 'x' : "y"
  name       string? label "Name" is name  // what people see
}

outcome transfer(to: ref<*>, field: field = ownership, why: string = 'left', what: capability, with: value = 1)
  "passes to {to}"
{
  class transferred
  irreversible
  set field = to
  clear owner
  add to to members
  remove subject from members
  erase
  create note { text = 'hello' about = email.id }
  grant what
  revoke filter-by-user
  note "rare"
}

let limit = 30
let first_admin = first user u where u.role == 'admin' && u != subject by u.created_at, u.id desc
let posts_of(p: person) = all post where post.author == p
let everyone = all.user

event deactivate "Deactivate" for user is std.suspend {
  cite s.events
  arg reason string? = 'x' "Reason"
  phase one
  phase two "Second"
  require can-do: by.account_settings
    else "only an admin may do this"
    unblock "ask an admin"
    howto ask
    cite s.permission
  inventory "What they own" cite s.prompt
}

howto ask "Ask" on deactivate, delete cite s.howto {
  step "Open {subject.name}" cite s.step
  step "Press the button"
}

rule private-emails "Private emails go"
  on deactivate, delete
  phase one
  for email, deal as item
  where item.owner == subject &&
        item.visibility == 'private'
  then transfer(first_admin, field: owner), erase
  after 1d12h
  unless item.starred
  overrides other-rule
  note "seen in 2023"
  cite s.emails.private

rule subject-due on deactivate for subject then erase() due at + duration('1h')
rule later on deactivate for email then erase after args.grace

advise move-first "move {email.name} first"
  on deactivate
  for email
  where email.owner == subject
  note """
    two
      lines
    """
  cite s.advice

replace rule old on delete for email then erase
drop rule owner-turns-off
concept leave of event
lacks std.team "there are no teams" cite s.teams
)policy";

}  // namespace exeunt::syntax
