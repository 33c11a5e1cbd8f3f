// What of an account can matter to an event, read off its evaluation graph: nothing of an object that is not named here has
// an influence on the plan.
//
// An object matters if it refers to the leaver, or if some rule, advice or display may fire on it, or if one that matters is
// asked about through it. For each of its conditions `Consumer` says which tests of fields decide it, and which fields are
// read beside them; two objects that agree in all of that come to the same plan, but for their names.
#pragma once

#include <cstdint>
#include <set>
#include <vector>

#include "interpreter/engine/columnar/condition.h"
#include "interpreter/graph/graph.h"

namespace exeunt::engine::columnar {

/// A rule, a piece of advice or a display, on one entity.
struct Consumer {
  Condition where;
  std::vector<model::FieldIndex> values;  ///< read as a whole, sorted: by open parts of the condition, or by what happens
  bool identity = false;                  ///< asks which object it is, not only for its fields
  bool seeks = false;                     ///< asks which objects refer to it: where none does, it is like any other to which none does
  /// References of which one has to be to an object that is not quiet (`Sift::is_quiet`), unless the object refers to the leaver.
  std::vector<model::FieldIndex> waits_for;
  std::vector<model::FieldIndex> written;  ///< what it changes of the object
  uint32_t phase = 0;
  std::vector<model::FieldIndex> asked;  ///< the fields of the condition's atoms, sorted
  /// Consumers of the same entity, by their number, of an earlier phase, that may change what is asked.
  std::vector<uint32_t> after;
  bool erases = false;
  bool disturbs = false;  ///< it erases, or changes what is `awaited`
};

struct EntityInterest {
  /// All objects of it are looked at one by one: the leaver's own type, the account, and what look-ups go through.
  bool resident = false;
  /// No condition can hold for an object that does not refer to the leaver, provided that the fields of `anchors` are known,
  /// unless it waits for something.
  bool driven = false;
  /// Other objects may ask about an object of this type that they refer to.
  bool wanted = false;
  std::vector<Atom> atoms;
  std::vector<Consumer> consumers;
  std::vector<model::FieldIndex> references;  ///< every field that can refer to an object, lists included
  std::vector<model::FieldIndex> anchors;     ///< those of them that atoms compare with the leaver
  std::vector<model::FieldIndex> follow;      ///< references through which other objects are asked about
  std::vector<model::FieldIndex> probed;      ///< references by which look-ups find objects of this entity
  std::vector<model::FieldIndex> probed_by_subject;  ///< likewise, but only for the leaver
  std::vector<model::FieldIndex> dangling;    ///< references to what rules may erase
  std::vector<model::FieldIndex> waits_for;   ///< those of all consumers
  std::vector<model::FieldIndex> awaited;     ///< what objects that wait for one of this entity ask of it
  /// Fields by whose references to an object of this entity its consumers find what refers to it; sorted.
  std::vector<graph::FieldRef> sought_by;
};

struct Interest {
  std::vector<EntityInterest> entities;  ///< by EntityIndex
};

/// A reference, or a list of them.
bool can_refer_to(const model::FieldType& type, model::EntityIndex entity);

/// `has_transfers`: the operator hands over what is the leaver's first. `residents`: types that are resident whatever the
/// graph says. O(size of the graph and its model).
Interest interest_of(const graph::Graph& graph, bool has_transfers, const std::set<model::EntityIndex>& residents = {});

}  // namespace exeunt::engine::columnar
