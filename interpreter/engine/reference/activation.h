// Gives expressions their values: the object at hand, the request, fields, look-ups, planned(…) and erased(…).
#pragma once

#include <map>
#include <memory>
#include <set>
#include <span>
#include <string>
#include <vector>

#include "interpreter/cel/evaluate.h"
#include "interpreter/engine/names.h"
#include "interpreter/engine/reference/observe.h"
#include "interpreter/engine/reference/state.h"
#include "interpreter/engine/request.h"
#include "interpreter/graph/graph.h"

namespace exeunt::engine::reference {

/// Orders argument lists for the caches of look-ups.
struct ValuesLess {
  bool operator()(const std::vector<cel::Value>& a, const std::vector<cel::Value>& b) const;
};

/// What all expressions of one evaluation share. Caches hold for one phase; `begin_phase` empties them.
class World {
 public:
  World(const graph::Graph& graph, const snapshot::Account& account, const Request& request, State& state);

  void begin_phase();

  /// All objects of an entity that are still there, as a CEL list; unknown where the snapshot does not hold them all.
  const cel::Value& extent(model::EntityIndex entity) const;
  /// Objects whose field is `key` (or holds it, for a list), and those whose field is not known; in canonical order.
  /// Unknown as an extent is.
  cel::Value probe(model::EntityIndex entity, model::FieldIndex field, const cel::Value& key) const;
  cel::Value lookup(std::size_t lookup, std::span<const cel::Value> arguments) const;

  const graph::Graph& graph;
  const snapshot::Account& account;
  const Request& request;
  State& state;
  const model::Model& model;
  Names names;

  /// Where set: objects about whose erasure something was asked.
  mutable std::vector<ObjectIndex>* erased_reads = nullptr;
  /// Where set: types of which a look-up would have to see more objects than a thinned account holds.
  mutable std::set<model::EntityIndex>* missed = nullptr;
  /// Where set: what named conditions and look-ups come to is noted there.
  Observation* observation = nullptr;

 private:
  struct Index {
    std::map<std::vector<cel::Value>, std::vector<ObjectIndex>, ValuesLess> by_key;
    std::vector<ObjectIndex> unknown;
  };
  SeenCondition* seen(const graph::Lookup& lookup) const;
  cel::Value evaluate_lookup(const graph::Lookup& lookup, std::span<const cel::Value> arguments) const;
  cel::Value candidates(const graph::Lookup& lookup, std::span<const cel::Value> arguments) const;
  cel::Value first(const graph::Lookup& lookup, std::span<const cel::Value> arguments) const;
  cel::Value all(const graph::Lookup& lookup, std::span<const cel::Value> arguments) const;
  const Index& index(model::EntityIndex entity, model::FieldIndex field) const;

  mutable std::map<model::EntityIndex, cel::Value> extents_;
  mutable std::map<graph::FieldRef, Index> indices_;
  mutable std::vector<std::map<std::vector<cel::Value>, cel::Value, ValuesLess>> results_;
};

/// One object, or none, in the world.
class Activation : public cel::Activation {
 public:
  explicit Activation(const World& world) : world_(world) {}
  Activation(const World& world, ObjectIndex object)
      : world_(world), object_(cel::Value::object({object})) {}

  void set_parameters(std::span<const cel::Value> parameters) { parameters_ = parameters; }
  void set_count(int64_t count) { count_ = cel::Value::int64(count); }

  cel::Value variable(uint32_t slot) const override;
  cel::Value field(cel::ObjectHandle object, std::string_view name, int32_t index) const override;
  std::string type_name(cel::ObjectHandle object) const override;
  cel::Value call(uint32_t slot, std::span<const cel::Value> arguments) const override;
  bool takes_unknown(uint32_t slot) const override;

  /// The template's text with its placeholders filled in.
  std::string render(const graph::Template& text) const;

 private:
  const World& world_;
  cel::Value object_;
  std::span<const cel::Value> parameters_;
  cel::Value count_;
};

}  // namespace exeunt::engine::reference
