// References by name from any declaration: facts, concepts, events.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "interpreter/ast/ast.h"
#include "interpreter/check/context.h"

namespace exeunt::check {

/// The facts cited, in the order written, each once. Reports those that facts.yaml does not list for this edition. A
/// pack without facts.yaml has nothing to hold citations to.
std::vector<std::string> resolve_cites(Context& context, const std::vector<ast::Name>& cites);

using ConceptKind = program::Concept::Kind;

/// Who says `is`: "entity" `deal`, which can be a concept of objects.
struct Classified {
  ConceptKind kind = ConceptKind::object;
  std::string_view keyword;
  const std::string& name;
};

/// The concept's full name; empty where none is written, or where it is unknown or of another kind, which is reported.
std::string resolve_concept(Context& context, const std::optional<ast::Name>& name, const Classified& who);
/// A concept of any kind. No value: reported.
const ast::Concept* find_concept(Context& context, const ast::Name& name);

/// Whether a fact is stated by the edition being checked or one that it extends.
bool is_stated(const Context& context, const program::Fact& fact);

}  // namespace exeunt::check
