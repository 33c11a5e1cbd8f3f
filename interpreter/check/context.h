// What all of checking shares: the declarations in effect, the model, what was parsed, what was used.
//
// INVARIANT: every pointer leads into the Pack being checked or into this context, which outlive the check.
#pragma once

#include <array>
#include <map>
#include <memory>
#include <optional>
#include <set>
#include <string>
#include <unordered_map>
#include <utility>
#include <vector>

#include "interpreter/cel/check.h"
#include "interpreter/cel/issue.h"
#include "interpreter/check/compose.h"
#include "interpreter/check/scope.h"
#include "interpreter/diagnostic/diagnostic.h"
#include "interpreter/expression/expression.h"
#include "interpreter/model/model.h"
#include "interpreter/pack/pack.h"
#include "interpreter/program/program.h"

namespace exeunt::check {

/// An expression is parsed once, however many events, entities and uses it is checked for, and an issue at one place of
/// it is reported once.
struct Parsed {
  std::optional<cel::Ast> ast;                 ///< no value: reported
  std::set<std::array<uint32_t, 3>> reported;  ///< kind, begin, end
};

/// What something was reported about already, so that one cause gives one error.
struct Broken {
  /// Entity or "@args:<event>" -> fields whose type is not known. Expressions may name them; their type suits
  /// everything.
  std::map<std::string, std::set<std::string, std::less<>>, std::less<>> fields;
  std::set<std::string, std::less<>> outcomes;  ///< their definition is wrong, which no use need repeat
};

/// What the lints and the digest ask about.
struct Used {
  std::set<uint32_t> lets;
  std::set<std::string, std::less<>> capabilities;
  std::set<std::string, std::less<>> facts;
  std::set<std::string, std::less<>> outcomes;
  std::set<std::string, std::less<>> classes;
  std::set<std::string, std::less<>> concepts;
  std::set<std::string, std::less<>> enums;
};

/// The inside of an outcome as it is used on one entity, with certain fields and types of arguments.
struct BoundOutcome {
  std::vector<program::Write> writes;
  program::Template wording;
};

struct Context {
  Context(const pack::Pack& checked, diagnostic::Sink& reports, Composition in_effect)
      : pack(checked), sink(reports), composition(std::move(in_effect)) {}

  const pack::Pack& pack;
  diagnostic::Sink& sink;
  Composition composition;
  std::shared_ptr<program::Program> program = std::make_shared<program::Program>();
  std::shared_ptr<model::Model> model = std::make_shared<model::Model>();
  std::shared_ptr<const cel::TypeProvider> types;

  std::map<std::string, std::vector<std::string>, std::less<>> enum_values;  ///< of the enums declared by name
  std::map<std::string, std::size_t, std::less<>> fact_index;                ///< id -> position in pack.fact_list
  std::unordered_map<const ast::Expression*, Parsed> parsed;
  std::unordered_map<const ast::Text*, std::vector<expression::TemplatePart>> templates;
  /// By outcome, then parameter: the types of typed ones.
  std::map<std::string, std::vector<std::optional<model::FieldType>>, std::less<>> outcome_parameters;
  std::unordered_map<std::string, BoundOutcome> bound_outcomes;       ///< by use
  std::map<std::string, program::RuleIndex, std::less<>> rule_index;  ///< rules, advice and displays
  Scopes scopes;
  Broken broken;
  Used used;

  template <class Body>
  const Table<Body>& all() const {
    return composition.declarations.of<Body>();
  }
  template <class Body>
  const Declared<Body>* find(std::string_view name) const {
    const auto found = all<Body>().find(name);
    return found == all<Body>().end() ? nullptr : &found->second;
  }
};

/// The tree of an expression, parsed at its first use. Null: it does not parse, which was reported then.
const cel::Ast* parse(Context& context, const ast::Expression& expression);

/// Checks an expression in an environment. No value: an error was reported, now or for an earlier check of the same
/// expression. `wanted`: the type that its value must have.
std::optional<program::Expression> check(Context& context, const ast::Expression& expression,
                                         const cel::Environment& environment,
                                         std::optional<cel::Type> wanted = std::nullopt);

/// The same for a value that is used: one that may be null passes where null is not wanted, because CEL has no way to
/// say "not null here"; whether it is null shows when it is evaluated. A null written out does not pass.
std::optional<program::Expression> check_value(Context& context, const ast::Expression& expression,
                                               const cel::Environment& environment, std::optional<cel::Type> wanted);

/// Both without reporting: what is wrong is left in `issues`.
std::optional<program::Expression> check_quietly(Context& context, const ast::Expression& expression,
                                                 const cel::Environment& environment, std::optional<cel::Type> wanted,
                                                 cel::Issues& issues);

std::optional<program::Expression> check_value_quietly(Context& context, const ast::Expression& expression,
                                                       const cel::Environment& environment,
                                                       std::optional<cel::Type> wanted, cel::Issues& issues);

/// Reports what was not yet reported about this expression.
void report_new(Context& context, const ast::Expression& expression, const cel::Issues& issues);
/// Whether a complaint of the checker's host about a place in an expression is new; remembers it.
bool is_new(Context& context, const ast::Expression& expression, diagnostic::Kind kind, uint32_t begin, uint32_t end);

}  // namespace exeunt::check
