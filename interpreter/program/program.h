// A pack in one edition after checking: every name resolved, every expression typed. What lowering reads.
//
// Lists are sorted by name, so that nothing downstream depends on the order of declarations or files.
#pragma once

#include <cstdint>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <utility>
#include <variant>
#include <vector>

#include "interpreter/ast/ast.h"
#include "interpreter/cel/check.h"
#include "interpreter/model/model.h"
#include "interpreter/source/source.h"

namespace exeunt::program {

/// Slots of variables and host functions in every expression of a program (cel::Environment's numbers).
namespace slot {
inline constexpr uint32_t subject = 0;  ///< variable: the leaver
inline constexpr uint32_t by = 1;       ///< variable: the acting user, or null
inline constexpr uint32_t at = 2;       ///< variable: timestamp of the event
inline constexpr uint32_t args = 3;     ///< variable: object of type "@args:<event>"
inline constexpr uint32_t account = 4;  ///< variable: the singleton
inline constexpr uint32_t object = 5;   ///< variable: the rule's object under its type's name or alias; `object` in outcomes
inline constexpr uint32_t all = 6;      ///< variable: object of type "@all"; field index = EntityIndex
inline constexpr uint32_t count = 7;    ///< variable: int, in advice texts: how many objects
inline constexpr uint32_t parameter = 32;  ///< + i: parameters of a let or an outcome
inline constexpr uint32_t let = 256;       ///< + LetIndex: variable (no parameters) or function
inline constexpr uint32_t planned = 16;    ///< function planned(A) -> A
inline constexpr uint32_t erased = 17;     ///< function erased(object) -> bool
// Made by lowering, never written by authors:
inline constexpr uint32_t planned_field = 18;  ///< function @planned(object, 'field') -> field
inline constexpr uint32_t probe = 19;          ///< function @probe(entity index, field index, key) -> list of objects
}  // namespace slot

/// Slots of the variables in a projection: the bare names of an object's concept. What they refer to is in
/// Program::neutral and Program::neutral_types, and nothing else is in sight.
namespace neutral_slot {
inline constexpr uint32_t id = 0;     ///< the object's id, a string
inline constexpr uint32_t field = 1;  ///< + model::FieldIndex in the concept's entity of Program::neutral
}  // namespace neutral_slot

struct Expression {
  std::shared_ptr<const cel::CheckedExpression> checked;
  ast::Expression source;
};

/// Text for people with placeholders: literal pieces and expressions, in turn.
struct TemplatePart {
  std::string text;
  std::optional<Expression> expression;
};
using Template = std::vector<TemplatePart>;

struct Fact {
  std::string id;
  std::string kind;
  std::string section;
  std::string text;
  std::vector<std::string> editions;  ///< empty: all of the pack's
  std::vector<std::string> objects;   ///< what it speaks of, in the words of facts.yaml: often, not always, entities
  source::Span declared;
};

struct Capability {
  std::string name;
  std::string title;
  std::string concept_name;  ///< "abilities.log_in", or empty
  std::vector<std::string> cites;
  source::Span declared;
};

using LetIndex = uint32_t;
struct OrderKey {
  Expression key;
  bool descending = false;
};
struct Lookup {
  ast::Lookup::Kind kind = ast::Lookup::Kind::first;
  model::EntityIndex entity = 0;
  /// `where` and keys see the candidate in slot::object.
  std::optional<Expression> where;
  std::vector<OrderKey> by;
};
struct Let {
  std::string name;
  uint32_t parameters = 0;  ///< in slots slot::parameter + i
  cel::Type type;
  std::variant<Expression, Lookup> value;
  source::Span declared;
};

/// One primitive write of an outcome as used by one rule on one entity: fields are resolved, values are expressions over
/// slot::object and the outcome's parameters (slot::parameter + i).
struct Write {
  ast::Write::Op op = ast::Write::Op::set;
  model::FieldIndex field = 0;  ///< set, clear, add, remove
  std::optional<Expression> value;
  model::EntityIndex entity = 0;  ///< create
  std::vector<std::pair<model::FieldIndex, Expression>> fields;  ///< create
  std::string capability;  ///< grant, revoke
};

/// What a parameter of an outcome is bound to at a use.
struct Binding {
  std::string parameter;
  ast::Parameter::Kind kind = ast::Parameter::Kind::typed;
  std::optional<Expression> value;  ///< typed, value
  model::FieldIndex field = 0;      ///< field
  std::string capability;           ///< capability
};

struct Outcome {
  std::string name;
  std::string class_name;
  bool reversible = true;
  Template wording;                ///< over the bindings; empty: none
  std::vector<Binding> bindings;   ///< by parameter position
  std::vector<Write> writes;
  source::Span used;               ///< the call in the rule
};

struct Delay {
  std::optional<int64_t> seconds;
  std::optional<Expression> expression;  ///< type duration
};

/// What is said once about a rule, a piece of advice or a display, whatever events and entities it is expanded to.
using RuleIndex = uint32_t;
enum class RuleKind : uint8_t { rule, advice, display };
struct RuleInfo {
  std::string name;
  std::string title;
  std::string note;
  RuleKind kind = RuleKind::rule;
  std::vector<std::string> cites;
  std::vector<std::string> overrides;  ///< names of rules, sorted
  source::Span declared;               ///< the rule's name
};

/// A rule on one event for one entity: what lowering makes a node of the graph.
struct RuleVariant {
  RuleIndex rule = 0;  ///< into Program::rules
  model::EntityIndex entity = 0;
  bool subject_only = false;  ///< `for subject`: the one object is the leaver
  uint32_t phase = 0;
  std::optional<Expression> where;
  std::vector<Outcome> outcomes;
  std::optional<Delay> after;
  std::optional<Expression> due;
  std::optional<Expression> unless;
};

struct AdviceVariant {
  RuleIndex rule = 0;
  model::EntityIndex entity = 0;
  bool subject_only = false;
  std::optional<Expression> where;
  Template text;  ///< sees subject, by, at, args, lets, `count`
};

/// What people see in place of an object, or in one of its fields, after the event.
struct DisplayVariant {
  RuleIndex rule = 0;
  model::EntityIndex entity = 0;
  bool subject_only = false;
  std::optional<Expression> where;
  std::optional<model::FieldIndex> field;  ///< none: in place of the object
  std::map<std::string, Template> texts;   ///< by locale, `default_locale` among them; see the object as `where` does
};

/// The locale that every display has a text in, and that stands in for one that it has not.
inline constexpr std::string_view default_locale = "en";

struct Guard {
  std::string name;
  Expression require;
  Template otherwise;
  Template unblock;
  std::string howto;
  std::vector<std::string> cites;
  source::Span declared;
};

struct Step {
  std::string text;
  std::vector<std::string> cites;
};
struct HowTo {
  std::string name;
  std::string title;
  std::vector<std::string> events;
  std::vector<Step> steps;
  std::vector<std::string> cites;
  source::Span declared;
};

struct Argument {
  std::string name;
  model::FieldType type;
  std::optional<Expression> default_value;
  std::string title;
};

struct Event {
  std::string name;
  std::string title;
  std::string concept_name;
  model::EntityIndex subject = 0;
  std::vector<Argument> arguments;   ///< declared order; "@args:<event>" field index = position
  std::vector<std::string> phases;   ///< declared order; at least one, "" where none is declared
  std::vector<Guard> guards;         ///< its own in declared order, then those that stand by themselves, by name
  std::string inventory_title;
  std::vector<std::string> inventory_cites;
  std::vector<std::string> cites;
  std::vector<RuleVariant> rules;    ///< sorted by rule name, then entity
  std::vector<AdviceVariant> advice; ///< likewise
  std::vector<DisplayVariant> displays;  ///< likewise
  source::Span declared;
};

// ---- what packs have in common: by it they are compared. None of it changes a plan, none of it is in the digest.

/// A class of outcomes.
struct OutcomeClass {
  std::string name;
  std::string title;      ///< "Is erased"; the name where the author gave none
  int32_t severity = 0;   ///< 0 to 100: what it costs the account's people
  std::string scheduled;  ///< the class of the same outcome where it comes with a delay; empty: this one
};

/// A vendor-neutral kind of object, event or capability.
struct Concept {
  enum class Kind : uint8_t { object, event, capability };
  std::string name;    ///< "crm.deal"; one of the pack itself has no dot
  std::string title;   ///< "Deal"
  std::string plural;  ///< "Deals"; of objects
  Kind kind = Kind::object;
  std::optional<model::EntityIndex> entity;  ///< in Program::neutral; of objects that state fields
  source::Span declared;
};

/// How objects of a concept become objects of an entity. Fields that are not here are not carried over, and are unknown
/// in what comes out of it.
struct Projection {
  model::EntityIndex entity = 0;  ///< in Program::model
  std::string concept_name;       ///< one that has an entity in Program::neutral
  /// Over neutral_slot, a bool: which of the concept's objects; none: all of them.
  std::optional<Expression> where;
  /// By field of the entity. Over neutral_slot; references are to objects of Program::neutral. A value may turn out null
  /// where the field may not be.
  std::vector<std::pair<model::FieldIndex, Expression>> fields;
};

/// A concept that the vendor says it does not offer.
struct Lack {
  std::string concept_name;
  std::string why;
  std::vector<std::string> cites;
  source::Span declared;
};

struct Program {
  std::string pack;
  std::string title;
  std::string edition;  ///< empty where the pack has none
  std::string digest;   ///< "sha256:…" over the meaning: independent of layout, comments, order and spelling
  std::shared_ptr<const model::Model> model;
  std::shared_ptr<const cel::TypeProvider> types;
  std::vector<Capability> capabilities;
  std::vector<Let> lets;
  std::vector<RuleInfo> rules;  ///< rules, advice and displays, sorted by name
  std::vector<Event> events;    ///< sorted by name
  std::vector<HowTo> howtos;    ///< sorted by name
  std::vector<Fact> facts;      ///< sorted by id; of this edition
  std::vector<OutcomeClass> outcome_classes;  ///< all that are visible to the pack, sorted by name
  std::vector<std::string> locales;  ///< of the displays; sorted, empty where there are none


  /// Of all modules, whether the pack uses them or not, and of the pack; sorted by name.
  std::vector<Concept> concepts;
  /// The entities are the modules' concepts that state fields, named "crm.deal": the same for every pack that is compiled
  /// with the same modules, so that one account can be told to all of them. Never null.
  std::shared_ptr<const model::Model> neutral;
  std::shared_ptr<const cel::TypeProvider> neutral_types;
  std::vector<Projection> projections;  ///< sorted by entity; of every entity whose concept states fields
  std::vector<Lack> lacks;              ///< sorted by concept

  const Event* find_event(std::string_view name) const;
  const Concept* find_concept(std::string_view name) const;
  const OutcomeClass* find_class(std::string_view name) const;
};

}  // namespace exeunt::program
