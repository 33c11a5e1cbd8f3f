// Events with their arguments, phases, guards and inventory; guards by themselves; how-tos.
#include <algorithm>

#include "interpreter/syntax/parse.h"
#include "interpreter/yaml/construct.h"
#include "interpreter/yaml/value.h"

namespace exeunt::yaml {

using diagnostic::Kind;

static std::vector<ast::Argument> read_arguments(Reader& reader, const Entry& args) {
  std::vector<ast::Argument> arguments;
  if (!expect_mapping(reader, args, "a mapping of names to types")) {
    return arguments;
  }
  for (const Entry& entry : entries(reader, *args.value)) {
    const auto name = key_name(reader, entry, NameKind::identifier);
    const auto phrase = read_phrase(reader, entry, "a type");
    if (!name || !phrase) {
      continue;
    }
    if (auto argument = syntax::parse_argument(*name, *phrase, reader.sink)) {
      argument->span = {name->span.file, name->span.begin, phrase->span.end};
      arguments.push_back(*std::move(argument));
    }
  }
  return arguments;
}

static std::optional<ast::Phase> read_phase(Reader& reader, const Entry& item) {
  ast::Phase phase;
  std::optional<ast::Name> name;
  if (item.value->kind == Node::Kind::mapping) {
    const Mapping mapping(reader, *item.value, "a phase", {"phase", "title"});
    if (const Entry* entry = mapping.require(reader, "phase")) {
      name = read_name(reader, *entry, NameKind::dashed);
    }
    read_optional(reader, mapping, "title", phase.title);
  } else {
    name = read_name(reader, item, NameKind::dashed);
  }
  if (!name) {
    return std::nullopt;
  }
  phase.name = *std::move(name);
  return phase;
}

/// What a guard says beside its condition and message.
static void read_remedy(Reader& reader, const Mapping& mapping, ast::Guard& guard) {
  read_optional(reader, mapping, "unblock", guard.unblock);
  read_optional(reader, mapping, "howto", NameKind::dashed, guard.howto);
  read_optional(reader, mapping, "cite", NameKind::dotted, guard.cites);
}

static std::optional<ast::Guard> read_guard(Reader& reader, const Entry& item) {
  if (!expect_mapping(reader, item, "a list of mappings with `require`, `that` and `else`")) {
    return std::nullopt;
  }
  const Mapping mapping(reader, *item.value, "a guard", {"require", "that", "else", "unblock", "howto", "cite"});
  ast::Guard guard;
  guard.span = mapping.span();
  const Entry* name = mapping.require(reader, "require");
  const Entry* that = mapping.require(reader, "that");
  const Entry* otherwise = mapping.require(reader, "else");
  if (name == nullptr || that == nullptr || otherwise == nullptr) {
    return std::nullopt;
  }
  const auto guard_name = read_name(reader, *name, NameKind::dashed);
  const auto require = read_expression(reader, *that);
  guard.otherwise = read_text(reader, *otherwise);
  read_remedy(reader, mapping, guard);
  if (!guard_name || !require) {
    return std::nullopt;
  }
  guard.name = *guard_name;
  guard.require = *require;
  return guard;
}

static std::optional<ast::Inventory> read_inventory(Reader& reader, const Entry& entry) {
  ast::Inventory inventory;
  inventory.span = {reader.file, entry.key_span.begin, std::max(entry.key_span.end, entry.value->span.end)};
  switch (entry.value->kind) {
    case Node::Kind::empty: break;
    case Node::Kind::mapping: {
      const Mapping mapping(reader, *entry.value, "an inventory", {"title", "cite"});
      read_optional(reader, mapping, "title", inventory.title);
      read_optional(reader, mapping, "cite", NameKind::dotted, inventory.cites);
      break;
    }
    case Node::Kind::scalar:
    case Node::Kind::list: inventory.title = read_text(reader, entry); break;
  }
  return inventory;
}

ast::Event read_event(Reader& reader, const Mapping& mapping, ast::Name name) {
  ast::Event event;
  event.name = std::move(name);
  read_optional(reader, mapping, "title", event.title);
  if (const Entry* subject = mapping.require(reader, "for")) {
    event.subject_type = read_name(reader, *subject, NameKind::identifier);
  }
  read_optional(reader, mapping, "is", NameKind::dotted, event.concept_name);
  if (const Entry* args = mapping.find("args")) {
    event.arguments = read_arguments(reader, *args);
  }
  if (const Entry* phases = mapping.find("phases")) {
    for (const Entry& item : read_items(reader, *phases)) {
      if (auto phase = read_phase(reader, item)) {
        event.phases.push_back(*std::move(phase));
      }
    }
  }
  if (const Entry* guards = mapping.find("guards")) {
    for (const Entry& item : read_items(reader, *guards)) {
      if (auto guard = read_guard(reader, item)) {
        event.guards.push_back(*std::move(guard));
      }
    }
  }
  if (const Entry* inventory = mapping.find("inventory")) {
    event.inventory = read_inventory(reader, *inventory);
  }
  read_optional(reader, mapping, "cite", NameKind::dotted, event.cites);
  return event;
}

ast::SharedGuard read_shared_guard(Reader& reader, const Mapping& mapping, ast::Name name) {
  ast::SharedGuard shared;
  shared.guard.name = name;
  shared.guard.span = mapping.span();
  shared.name = std::move(name);
  if (const Entry* events = mapping.require(reader, "on")) {
    shared.events = read_names(reader, *events, NameKind::dashed);
  }
  if (const Entry* require = mapping.require(reader, "require")) {
    if (auto condition = read_expression(reader, *require)) {
      shared.guard.require = *std::move(condition);
    }
  }
  if (const Entry* otherwise = mapping.require(reader, "else")) {
    shared.guard.otherwise = read_text(reader, *otherwise);
  }
  read_remedy(reader, mapping, shared.guard);
  return shared;
}

static std::optional<ast::Step> read_step(Reader& reader, const Entry& item) {
  ast::Step step;
  step.span = item.value->span;
  std::optional<ast::Text> text;
  if (item.value->kind == Node::Kind::mapping) {
    const Mapping mapping(reader, *item.value, "a step", {"step", "cite"});
    if (const Entry* entry = mapping.require(reader, "step")) {
      text = read_text(reader, *entry);
    }
    read_optional(reader, mapping, "cite", NameKind::dotted, step.cites);
  } else {
    text = read_text(reader, item);
  }
  if (!text) {
    return std::nullopt;
  }
  step.text = *std::move(text);
  return step;
}

ast::HowTo read_howto(Reader& reader, const Mapping& mapping, ast::Name name) {
  ast::HowTo howto;
  howto.name = std::move(name);
  read_optional(reader, mapping, "title", howto.title);
  if (const Entry* events = mapping.require(reader, "on")) {
    howto.events = read_names(reader, *events, NameKind::dashed);
  }
  if (const Entry* steps = mapping.find("steps")) {
    for (const Entry& item : read_items(reader, *steps)) {
      if (auto step = read_step(reader, item)) {
        howto.steps.push_back(*std::move(step));
      }
    }
  }
  read_optional(reader, mapping, "cite", NameKind::dotted, howto.cites);
  return howto;
}

}  // namespace exeunt::yaml
