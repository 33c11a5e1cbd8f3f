// The abstract syntax of one policy file. Both spellings (DSL and YAML) read into it and are written from it.
//
// Plain structs in source order. Nothing is resolved here: names are names, CEL is text. Every element carries the span
// it was read from, so that any later stage can point at it. Optional clauses that were not written are empty.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "interpreter/source/source.h"

namespace exeunt::ast {

using source::Span;

/// An identifier (`user`), a dashed name (`private-linked-emails`) or a dotted one (`crm.deal`, `pd.general.permission`).
struct Name {
  std::string text;
  Span span;
};

/// A string literal's value after escapes. Texts meant for people may hold `{CEL}` placeholders; `{{` and `}}` stand for
/// braces. `runs` maps offsets in `value` back to the file, as in Expression.
struct TextRun {
  uint32_t text_offset = 0;
  uint32_t file_offset = 0;
};
struct Text {
  std::string value;
  Span span;
  std::vector<TextRun> runs;  ///< empty: value is not a verbatim slice and messages point at the whole span
};

/// CEL source text. In the DSL a verbatim slice of the file; in YAML the scalar's value, whose characters may stand
/// elsewhere than their offsets say (escapes, folding, indentation): `runs`, ascending, map them back.
struct Expression {
  std::string text;
  Span span;
  std::vector<TextRun> runs;

  /// Where bytes [begin, end) of `text` stand in the file.
  Span locate(uint32_t begin, uint32_t end) const;
  /// Those bytes as an expression of their own, whose offsets lead to the same places.
  Expression slice(uint32_t begin, uint32_t end) const;
};

// ---- types

struct Type {
  enum class Kind { named, enumeration, reference, list };
  Kind kind = Kind::named;
  /// named: `bool int double string timestamp duration`, an `enum` declared elsewhere, or (parameters only) an entity.
  Name name;
  std::vector<Name> values;   ///< enumeration: `enum(active, deleted)`
  std::vector<Name> targets;  ///< reference: `ref<deal, person>`; empty with `any`
  bool any = false;           ///< reference: `ref<*>`
  std::vector<Type> element;  ///< list: exactly one
  bool nullable = false;      ///< `T?`
  Span span;
};

// ---- declarations

struct Field {
  Name name;
  Type type;
  std::optional<Name> role;  ///< ownership, authorship, membership, assignment, trigger
  bool derived = false;      ///< the vendor computes it; rules need not write it
  bool label = false;        ///< names the object to people
  std::optional<Text> title;
  std::optional<Expression> is;  ///< what it says in the words of the entity's concept: CEL over the concept's fields
  Span span;
};
/// What vendors are compared by: a kind of object, of event or of capability that no vendor owns.
struct Concept {
  Name name;
  std::optional<Text> title;
  std::optional<Text> plural;
  std::optional<Name> of;  ///< `object` (where nothing is written), `event`, `capability`
  std::vector<Field> fields;
};

/// A class of outcomes by which vendors are compared.
struct Class {
  Name name;
  std::optional<Text> title;
  std::optional<Name> severity;   ///< a number as written
  std::optional<Name> scheduled;  ///< the class that stands in for it where the outcome comes with a delay
};

/// A concept that the vendor says it does not offer: `lacks std.team "there are no teams"`.
struct Lack {
  Name name;  ///< of the concept
  std::optional<Text> why;
  std::vector<Name> cites;
};

struct EnumValue {
  Name name;
  std::optional<Text> title;
};
struct Enum {
  Name name;
  std::vector<EnumValue> values;
};

struct Capability {
  Name name;
  std::optional<Text> title;
  std::optional<Name> concept_name;
  std::vector<Name> cites;
};

struct Entity {
  Name name;
  std::optional<Text> title;
  std::optional<Text> plural;
  std::optional<Name> concept_name;
  std::optional<Expression> where;  ///< which of the concept's objects: CEL over the concept's fields
  std::vector<Field> fields;
};

/// `to: ref<*>`, `field: field = ownership`, `what: capability`, `value: value`.
struct Parameter {
  enum class Kind { typed, field, capability, value };
  Name name;
  Kind kind = Kind::typed;
  std::optional<Type> type;                 ///< typed
  std::optional<Expression> default_value;  ///< typed, value
  std::optional<Name> default_role;         ///< field
  Span span;
};

/// One primitive write of an outcome.
struct Write {
  enum class Op { set, clear, add, remove, erase, create, grant, revoke };
  Op op = Op::set;
  std::optional<Name> target;       ///< set, clear, add, remove: field or field parameter; create: entity; grant, revoke: capability
  std::optional<Expression> value;  ///< set, add, remove
  std::vector<std::pair<Name, Expression>> fields;  ///< create
  Span span;
};

struct Outcome {
  Name name;
  std::vector<Parameter> parameters;
  std::optional<Text> title;  ///< wording, with placeholders: "passes to {to}"
  std::optional<Name> class_name;
  std::optional<bool> reversible;
  std::vector<Write> writes;
  std::optional<Text> note;
};

struct OrderKey {
  Expression key;
  bool descending = false;
};
struct Lookup {
  enum class Kind { first, all };
  Kind kind = Kind::first;
  Name type;
  std::optional<Name> variable;  ///< else the type's name
  std::optional<Expression> where;
  std::vector<OrderKey> by;
};
struct Let {
  Name name;
  std::vector<Parameter> parameters;  ///< typed only; a type that names an entity is a reference to it
  std::variant<Expression, Lookup> value;
};

struct Argument {
  Name name;
  Type type;
  std::optional<Expression> default_value;
  std::optional<Text> title;
  Span span;
};
struct Phase {
  Name name;
  std::optional<Text> title;
};
struct Guard {
  Name name;
  Expression require;
  std::optional<Text> otherwise;  ///< `else`
  std::optional<Text> unblock;
  std::optional<Name> howto;
  std::vector<Name> cites;
  Span span;
};
/// A guard that stands by itself: several events share it, and an edition can replace or drop it alone.
struct SharedGuard {
  Name name;
  std::vector<Name> events;
  Guard guard;  ///< its name is `name`
};
/// The prompt that a vendor shows before the event.
struct Inventory {
  std::optional<Text> title;
  std::vector<Name> cites;
  Span span;
};
struct Event {
  Name name;
  std::optional<Text> title;
  std::optional<Name> subject_type;  ///< `for user`
  std::optional<Name> concept_name;
  std::vector<Argument> arguments;
  std::vector<Phase> phases;
  std::vector<Guard> guards;
  std::optional<Inventory> inventory;
  std::vector<Name> cites;
};

struct Step {
  Text text;
  std::vector<Name> cites;
  Span span;
};
struct HowTo {
  Name name;
  std::optional<Text> title;
  std::vector<Name> events;
  std::vector<Step> steps;
  std::vector<Name> cites;
};

/// What a rule is about: one or several entities, the event's subject, or the account.
struct Targets {
  enum class Kind { entities, subject };
  Kind kind = Kind::entities;
  std::vector<Name> types;
  std::optional<Name> alias;  ///< `as item`
  Span span;
};

struct CallArgument {
  std::optional<Name> name;
  Expression value;  ///< a field or capability argument is a bare name here
};
struct Call {
  Name outcome;
  std::vector<CallArgument> arguments;
  Span span;
};

/// `30d`, `12h`, `1d12h`: seconds. Or CEL of type duration.
struct Delay {
  std::optional<int64_t> seconds;
  std::string literal;  ///< as written, when `seconds` is there
  std::optional<Expression> expression;
  Span span;
};

struct Rule {
  Name name;
  std::optional<Text> title;
  std::vector<Name> events;
  std::optional<Name> phase;
  std::optional<Targets> targets;
  std::optional<Expression> where;
  std::vector<Call> then;
  std::optional<Delay> after;
  std::optional<Expression> due;  ///< a timestamp; `after` or `due`, not both
  std::optional<Expression> unless;
  std::vector<Name> overrides;
  std::optional<Text> note;
  std::vector<Name> cites;
};

struct Advice {
  Name name;
  std::optional<Text> title;  ///< the advice itself, with placeholders
  std::vector<Name> events;
  std::optional<Targets> targets;
  std::optional<Expression> where;
  std::optional<Text> note;
  std::vector<Name> cites;
};

/// What people see in place of an object, or in one of its fields, after the event. Nothing is written to the account.
struct DisplayText {
  Name locale;  ///< `en`, `pt-BR`
  Text text;    ///< with placeholders; empty: nothing is shown
};
struct Display {
  Name name;
  std::optional<Text> title;
  std::vector<Name> events;
  std::optional<Targets> targets;
  std::optional<Expression> where;
  std::optional<Name> field;  ///< where it is seen; none: in place of the object itself
  std::vector<DisplayText> texts;
  std::optional<Text> note;
  std::vector<Name> cites;
};

/// `drop rule owner-turns-off`: an edition leaves out what the one it extends declares.
struct Drop {
  Name kind;  ///< the keyword of the declaration dropped
  Name name;
};

using DeclarationBody =
    std::variant<Concept, Class, Enum, Capability, Entity, Lack, Outcome, Let, Event, SharedGuard, HowTo, Rule, Advice,
                 Display, Drop>;

struct Declaration {
  DeclarationBody body;
  bool replace = false;  ///< `replace rule …`: stands in for the one of the same name in the edition extended
  Span span;             ///< from the first keyword to the last token
};

/// The keyword a declaration begins with ("rule", "advise" …) and its name.
std::string_view keyword(const DeclarationBody& body);
const Name& name(const DeclarationBody& body);

// ---- files

struct Edition {
  Text name;
  std::optional<Text> extends;
  std::optional<Text> title;
  Span span;
};

struct Comment {
  std::string text;       ///< without its marker and the one space after it, without the line end
  Span span;              ///< with the marker
  bool own_line = false;  ///< nothing but white space before it on its line
};

struct File {
  enum class Spelling { dsl, yaml };
  Spelling spelling = Spelling::dsl;
  source::FileId id;
  std::optional<Name> pack;    ///< `pack pipedrive "Pipedrive"`
  std::optional<Text> title;   ///< of the pack or module
  std::optional<Name> module;  ///< `module std.outcomes`; a file has a pack or a module
  std::optional<Edition> edition;
  std::vector<Name> uses;
  std::vector<Declaration> declarations;
  std::vector<Comment> comments;  ///< in source order; those inside an expression stay in its text and are not here
};

/// A stable s-expression without spans, comments or spelling: two files mean the same exactly when their dumps are equal.
std::string dump(const File& file);

}  // namespace exeunt::ast
