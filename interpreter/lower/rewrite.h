// Rewrites checked expressions into what engines evaluate:
//   planned(campaign.automation.status)      each field inside becomes @planned(object, 'field')
//   all.user.exists(u, u.role == 'admin' …)  the list becomes @probe(…): only users whose role is that, or is not known
//   all.user.exists(u, u.quickbooks)         independent of the object at hand: a look-up of its own, evaluated once
#pragma once

#include <optional>
#include <vector>

#include "interpreter/cel/check.h"
#include "interpreter/graph/graph.h"
#include "interpreter/program/program.h"

namespace exeunt::lower {

/// Makes the graph's expressions and collects the look-ups that are moved out of them.
class Rewriter {
 public:
  /// `lookups` already holds one entry per let of the program; new ones are appended.
  Rewriter(const program::Program& program, std::vector<graph::Lookup>& lookups)
      : program_(program), lookups_(lookups) {}

  graph::Expression rewrite(const program::Expression& expression);
  std::optional<graph::Expression> rewrite(const std::optional<program::Expression>& expression);
  graph::Template rewrite(const program::Template& text);

 private:
  const program::Program& program_;
  std::vector<graph::Lookup>& lookups_;
};

/// A conjunct `object.field == key` or `key in object.field` of a condition, where `key` does not depend on the object:
/// which field, and the key. `object` is the variable in slot::object. The first that an index can answer.
struct KeyedConjunct {
  model::FieldIndex field = 0;
  program::Expression key;
};
std::optional<KeyedConjunct> find_keyed_conjunct(const program::Expression& condition, model::EntityIndex entity,
                                                 const model::Model& model);
/// The field of a conjunct that fixes a reference of the object to the event's subject.
std::optional<model::FieldIndex> find_subject_conjunct(const program::Expression& condition,
                                                       model::EntityIndex entity, const model::Model& model);

/// The subtree below `root` as an expression of its own.
cel::CheckedExpression extract(const cel::CheckedExpression& expression, cel::NodeId root);

}  // namespace exeunt::lower
