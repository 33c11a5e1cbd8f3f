// The evaluation graph of one event: what engines read. Neutral as to how it is evaluated.
//
// Nodes are rules, each expanded to one entity. Edges say whose outcome a node must wait for. Nodes are grouped into
// strata; a stratum with more than one node, or a node that feeds itself, is recursive and monotone: its meaning is the
// least fixpoint. Look-ups across the account are nodes of their own, each evaluated once per phase and argument list.
//
// INVARIANT: in `strata`, every edge goes from an earlier stratum to a later one or stays inside a recursive stratum,
// where it is monotone (`EdgeKind::erased`). `verify` checks this.
#pragma once

#include <cstdint>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "interpreter/cel/evaluate.h"
#include "interpreter/model/model.h"
#include "interpreter/program/program.h"

namespace exeunt::graph {

/// A compiled expression and the text it came from. Expressions share the slots of program::slot; look-ups made by
/// lowering follow the program's lets.
struct Expression {
  cel::Program program;
  ast::Expression source;
};

struct FieldRef {
  model::EntityIndex entity = 0;
  model::FieldIndex field = 0;
  friend auto operator<=>(const FieldRef&, const FieldRef&) = default;
};

/// What an expression looks at, look-ups included. Sorted, without duplicates.
struct Reads {
  std::vector<FieldRef> fields;                 ///< of the account as the phase before left it
  std::vector<FieldRef> planned;                ///< through planned(…)
  std::vector<model::EntityIndex> erased;       ///< through erased(…), where more erased objects can only make it true
  std::vector<model::EntityIndex> not_erased;   ///< through erased(…), anywhere else

  bool looks_at_plan() const { return !planned.empty() || !erased.empty() || !not_erased.empty(); }
};

/// Objects found by the value of a field instead of by going through all of them: `field == key`, or `key in field` for
/// a list. An index answers it; objects whose field is not known are part of the answer.
struct Probe {
  model::EntityIndex entity = 0;
  model::FieldIndex field = 0;
  friend auto operator<=>(const Probe&, const Probe&) = default;
};

/// A look-up across the account or a named expression. Variable (or function, with parameters) slot::let + its index.
struct Lookup {
  enum class Kind { expression, first, all };
  std::string name;  ///< of the author's `let`; "@1" … for those made by lowering
  Kind kind = Kind::expression;
  uint32_t parameters = 0;
  std::optional<Expression> value;  ///< expression
  model::EntityIndex entity = 0;    ///< first, all
  std::optional<Probe> probe;       ///< first, all: narrows the candidates
  std::optional<Expression> probe_key;
  std::optional<Expression> where;
  std::vector<std::pair<Expression, bool>> keys;  ///< expression, descending
  Reads reads;
  /// Looks at nothing that the plan itself decides: one evaluation per phase and argument list is enough.
  bool stable = true;
};

struct Write {
  ast::Write::Op op = ast::Write::Op::set;
  model::FieldIndex field = 0;
  std::optional<Expression> value;
  model::EntityIndex entity = 0;
  std::vector<std::pair<model::FieldIndex, Expression>> fields;
  std::string capability;
};

struct Binding {
  std::string parameter;
  ast::Parameter::Kind kind = ast::Parameter::Kind::typed;
  std::optional<Expression> value;
  model::FieldIndex field = 0;
  std::string capability;
};

struct TemplatePart {
  std::string text;
  std::optional<Expression> expression;
};
using Template = std::vector<TemplatePart>;

struct Outcome {
  std::string name;
  std::string class_name;
  bool reversible = true;
  Template wording;
  std::vector<Binding> bindings;
  std::vector<Write> writes;
};

struct Delay {
  std::optional<int64_t> seconds;
  std::optional<Expression> expression;
};

using NodeIndex = uint32_t;

struct Node {
  program::RuleIndex rule = 0;
  model::EntityIndex entity = 0;
  bool subject_only = false;
  uint32_t phase = 0;
  uint32_t stratum = 0;
  std::optional<Expression> where;
  std::vector<Outcome> outcomes;
  std::optional<Delay> after;
  std::optional<Expression> due;
  std::optional<Expression> unless;
  std::string unless_text;  ///< as a plan says it: on one line, whatever the layout of the policy
  std::vector<NodeIndex> overridden_by;  ///< nodes that win where both fire on one object
  Reads reads;
  std::vector<FieldRef> writes;  ///< fields it may write
  bool erases = false;
  /// A conjunct of `where` that fixes a reference of the object to the subject (`email.owner == subject`): an engine may
  /// start from the objects that refer to the subject there, plus those whose field is not known.
  std::optional<model::FieldIndex> driver;
};

enum class EdgeKind : uint8_t {
  planned,     ///< `to` reads a field through planned(…) that `from` writes
  erased,      ///< `to` asks, monotonely, whether an object is erased that `from` may erase
  not_erased,  ///< the same, not monotonely
  overrides,   ///< `from` overrides `to`
};
std::string_view name(EdgeKind kind);

struct Edge {
  NodeIndex from = 0;
  NodeIndex to = 0;
  EdgeKind kind = EdgeKind::planned;
  FieldRef field;  ///< planned: which field; erased: which entity
  friend auto operator<=>(const Edge&, const Edge&) = default;
};

struct Stratum {
  uint32_t phase = 0;
  std::vector<NodeIndex> nodes;
  bool recursive = false;
};

struct Guard {
  std::string name;
  Expression require;
  Template otherwise;
  Template unblock;
  std::string howto;
  std::vector<std::string> cites;
  source::Span declared;
};

struct Advice {
  program::RuleIndex rule = 0;
  model::EntityIndex entity = 0;
  bool subject_only = false;
  std::optional<Expression> where;
  Template text;
};

struct Display {
  program::RuleIndex rule = 0;
  model::EntityIndex entity = 0;
  bool subject_only = false;
  std::optional<Expression> where;
  std::optional<model::FieldIndex> field;
  std::map<std::string, Template> texts;  ///< by locale, program::default_locale among them
};

struct Graph {
  std::shared_ptr<const program::Program> program;
  const program::Event* event = nullptr;  ///< inside `program`
  std::vector<Lookup> lookups;            ///< the program's lets in their order, then those made by lowering
  std::vector<Guard> guards;
  std::vector<Node> nodes;                ///< sorted by rule name, then entity
  std::vector<Edge> edges;                ///< sorted
  std::vector<Stratum> strata;            ///< in order of evaluation, phase by phase
  std::vector<Advice> advice;
  std::vector<Display> displays;
};

/// Empty when the graph keeps its invariants, else what is wrong: a defect of lowering, never of a policy.
std::string verify(const Graph& graph);

}  // namespace exeunt::graph
