#include <algorithm>

#include "interpreter/engine/reference/activation.h"

namespace exeunt::engine::reference {

using cel::Value;

bool ValuesLess::operator()(const std::vector<Value>& a, const std::vector<Value>& b) const {
  return std::lexicographical_compare(a.begin(), a.end(), b.begin(), b.end(),
                                      [](const Value& x, const Value& y) { return Value::compare(x, y) < 0; });
}

World::World(const graph::Graph& the_graph, const snapshot::Account& the_account, const Request& the_request,
             State& the_state)
    : graph(the_graph), account(the_account), request(the_request), state(the_state), model(*the_graph.program->model),
      names(model, account), results_(the_graph.lookups.size()) {}

void World::begin_phase() {
  extents_.clear();
  indices_.clear();
  results_.assign(graph.lookups.size(), {});
}

const Value& World::extent(model::EntityIndex entity) const {
  const auto found = extents_.find(entity);
  if (found != extents_.end()) {
    return found->second;
  }
  if (account.incomplete[entity]) {
    return extents_.emplace(entity, Value::unknown(attribute(request_object, request_extent + entity))).first->second;
  }
  std::vector<Value> objects;
  const auto [first, last] = account.ranges[entity];
  for (ObjectIndex object = first; object < last; ++object) {
    if (!state.gone(object)) {
      objects.push_back(Value::object({object}));
    }
  }
  return extents_.emplace(entity, Value::list(std::move(objects))).first->second;
}

const World::Index& World::index(model::EntityIndex entity, model::FieldIndex field) const {
  const auto found = indices_.find({entity, field});
  if (found != indices_.end()) {
    return found->second;
  }
  Index& made = indices_[{entity, field}];
  const bool is_list = graph.program->model->entities[entity].fields[field].type.kind == model::FieldKind::list;
  const auto [first, last] = account.ranges[entity];
  for (ObjectIndex object = first; object < last; ++object) {
    if (state.gone(object)) {
      continue;
    }
    const Value value = state.field(object, field);
    // A condition that looks into what is no list fails, as it does when all objects are gone through.
    const bool fails = value.kind() == cel::ValueKind::null && is_list;
    if (value.is_unknown() || value.is_error() || fails) {
      made.unknown.push_back(object);
    } else if (value.kind() == cel::ValueKind::list) {
      for (const Value& element : value.list_value()) {
        auto& objects = made.by_key[{element}];
        if (objects.empty() || objects.back() != object) {
          objects.push_back(object);
        }
      }
    } else {
      made.by_key[{value}].push_back(object);
    }
  }
  return made;
}

Value World::probe(model::EntityIndex entity, model::FieldIndex field, const Value& key) const {
  // A thinned account holds what refers to its objects, and what may refer to anything.
  const bool asks_for_others = key.is_unknown() || key.is_error() || key.kind() == cel::ValueKind::null;
  if (missed != nullptr && asks_for_others && !account.thinned.empty() && account.thinned[entity]) {
    missed->insert(entity);
  }
  if (key.is_unknown() || key.is_error() || account.incomplete[entity]) {
    return extent(entity);  // any of them may be meant; the condition itself will say what is not known
  }
  const Index& by_field = index(entity, field);
  const auto found = by_field.by_key.find({key});
  static const std::vector<ObjectIndex> none;
  const std::vector<ObjectIndex>& equal = found == by_field.by_key.end() ? none : found->second;
  std::vector<ObjectIndex> merged;
  std::merge(equal.begin(), equal.end(), by_field.unknown.begin(), by_field.unknown.end(), std::back_inserter(merged));
  std::vector<Value> objects;
  for (ObjectIndex object : merged) {
    objects.push_back(Value::object({object}));
  }
  return Value::list(std::move(objects));
}

Value World::lookup(std::size_t number, std::span<const Value> arguments) const {
  const graph::Lookup& lookup = graph.lookups[number];
  if (!lookup.stable) {
    return evaluate_lookup(lookup, arguments);
  }
  const std::vector<Value> key(arguments.begin(), arguments.end());
  const auto found = results_[number].find(key);
  if (found != results_[number].end()) {
    return found->second;
  }
  Value result = evaluate_lookup(lookup, arguments);
  results_[number].emplace(key, result);
  return result;
}

SeenCondition* World::seen(const graph::Lookup& lookup) const {
  return observation != nullptr ? &observation->lookups[static_cast<std::size_t>(&lookup - graph.lookups.data())]
                                : nullptr;
}

Value World::evaluate_lookup(const graph::Lookup& lookup, std::span<const Value> arguments) const {
  switch (lookup.kind) {
    case graph::Lookup::Kind::first:
      return first(lookup, arguments);
    case graph::Lookup::Kind::all:
      return all(lookup, arguments);
    case graph::Lookup::Kind::expression:
      break;
  }
  Activation activation(*this);
  activation.set_parameters(arguments);
  return evaluate(*lookup.value, activation, seen(lookup));
}

Value World::candidates(const graph::Lookup& lookup, std::span<const Value> arguments) const {
  // Who observes is to see what the condition comes to on every object. The answer is the same.
  if (!lookup.probe || observation != nullptr) {
    return extent(lookup.entity);
  }
  Activation activation(*this);
  activation.set_parameters(arguments);
  return probe(lookup.probe->entity, lookup.probe->field, lookup.probe_key->program.evaluate(activation));
}

Value World::all(const graph::Lookup& lookup, std::span<const Value> arguments) const {
  std::vector<std::pair<std::vector<Value>, Value>> found;  // keys, object
  Doubt doubt;
  const Value among = candidates(lookup, arguments);
  if (among.is_unknown()) {
    return among;
  }
  for (const Value& candidate : among.list_value()) {
    Activation activation(*this, static_cast<ObjectIndex>(candidate.object_value().id));
    activation.set_parameters(arguments);
    const Value holds = lookup.where ? evaluate(*lookup.where, activation, seen(lookup)) : Value::boolean(true);
    if (holds.is_error()) {
      return holds;
    }
    if (holds.is_unknown()) {
      doubt.add({{holds.attributes().begin(), holds.attributes().end()}, {}});
    }
    if (!holds.is_true()) {
      continue;
    }
    std::vector<Value> keys;
    for (const auto& [key, descending] : lookup.keys) {
      keys.push_back(key.program.evaluate(activation));
      if (keys.back().is_error()) {
        return keys.back();
      }
      if (keys.back().is_unknown()) {
        doubt.add({{keys.back().attributes().begin(), keys.back().attributes().end()}, {}});
      }
    }
    found.emplace_back(std::move(keys), candidate);
  }
  if (!doubt.attributes.empty()) {
    return doubt.value();
  }
  std::stable_sort(found.begin(), found.end(), [&](const auto& a, const auto& b) {
    for (std::size_t i = 0; i < lookup.keys.size(); ++i) {
      const int order = Value::compare(a.first[i], b.first[i]);
      if (order != 0) {
        return lookup.keys[i].second ? order > 0 : order < 0;
      }
    }
    return false;  // canonical order of the candidates decides
  });
  std::vector<Value> objects;
  for (auto& [keys, object] : found) {
    objects.push_back(std::move(object));
  }
  return Value::list(std::move(objects));
}

// A candidate of which it is not known whether it qualifies makes the answer unknown only where it would come first.
Value World::first(const graph::Lookup& lookup, std::span<const Value> arguments) const {
  struct Candidate {
    std::vector<Value> keys;
    Value object;
    Doubt doubt;
  };
  std::vector<Candidate> possible;
  const Value among = candidates(lookup, arguments);
  if (among.is_unknown()) {
    return among;
  }
  for (const Value& object : among.list_value()) {
    Activation activation(*this, static_cast<ObjectIndex>(object.object_value().id));
    activation.set_parameters(arguments);
    const Value holds = lookup.where ? evaluate(*lookup.where, activation, seen(lookup)) : Value::boolean(true);
    if (holds.is_error()) {
      return holds;
    }
    if (holds.is_false()) {
      continue;
    }
    Candidate candidate{{}, object, {}};
    if (holds.is_unknown()) {
      candidate.doubt.add({{holds.attributes().begin(), holds.attributes().end()}, {}});
    }
    for (const auto& [key, descending] : lookup.keys) {
      candidate.keys.push_back(key.program.evaluate(activation));
      if (candidate.keys.back().is_error()) {
        return candidate.keys.back();
      }
    }
    possible.push_back(std::move(candidate));
  }

  // Whether `a` may come before `b`: certainly, or because a key of either is not known. Fills `doubt` with such keys.
  const auto may_precede = [&](const Candidate& a, const Candidate& b, Doubt& doubt) {
    for (std::size_t i = 0; i < lookup.keys.size(); ++i) {
      for (const Value* key : {&a.keys[i], &b.keys[i]}) {
        if (key->is_unknown()) {
          doubt.add({{key->attributes().begin(), key->attributes().end()}, {}});
        }
      }
      if (a.keys[i].is_unknown() || b.keys[i].is_unknown()) {
        return true;
      }
      const int order = Value::compare(a.keys[i], b.keys[i]);
      if (order != 0) {
        return lookup.keys[i].second ? order > 0 : order < 0;
      }
    }
    return Value::compare(a.object, b.object) < 0;
  };

  const Candidate* best = nullptr;  // the first of those that certainly qualify, unknown keys aside
  for (const Candidate& candidate : possible) {
    Doubt ignored;
    if (candidate.doubt.attributes.empty() && (!best || may_precede(candidate, *best, ignored))) {
      best = &candidate;
    }
  }
  Doubt doubt;
  for (const Candidate& candidate : possible) {
    if (&candidate == best) {
      continue;
    }
    Doubt keys;
    const bool rival = !best || may_precede(candidate, *best, keys);
    if (rival && (!candidate.doubt.attributes.empty() || !keys.attributes.empty())) {
      doubt.add(candidate.doubt);
      doubt.add(keys);
    }
  }
  if (!doubt.attributes.empty()) {
    return doubt.value();
  }
  return best ? best->object : Value::null();
}

}  // namespace exeunt::engine::reference
