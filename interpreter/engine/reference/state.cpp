#include "interpreter/engine/reference/state.h"

#include <algorithm>
#include <tuple>

#include "interpreter/engine/field.h"

namespace exeunt::engine::reference {
namespace {

using Op = ast::Write::Op;

}  // namespace

void Doubt::add(const Doubt& other) {
  attributes.insert(attributes.end(), other.attributes.begin(), other.attributes.end());
  std::sort(attributes.begin(), attributes.end());
  attributes.erase(std::unique(attributes.begin(), attributes.end()), attributes.end());
  // One message is enough; which one must not depend on the order of evaluation.
  if (error.empty() || (!other.error.empty() && other.error < error)) {
    error = other.error;
  }
}

cel::Value Doubt::value() const {
  return attributes.empty() ? cel::Value::error(error) : cel::Value::unknown(attributes);
}

cel::Value with_element(const cel::Value& list, const cel::Value& element) {
  std::vector<cel::Value> elements(list.list_value().begin(), list.list_value().end());
  const bool there = std::any_of(elements.begin(), elements.end(),
                                 [&](const cel::Value& each) { return cel::Value::compare(each, element) == 0; });
  if (!there) {
    elements.push_back(element);
  }
  return cel::Value::list(std::move(elements));
}

cel::Value without_element(const cel::Value& list, const cel::Value& element) {
  std::vector<cel::Value> elements(list.list_value().begin(), list.list_value().end());
  std::erase_if(elements, [&](const cel::Value& each) { return cel::Value::compare(each, element) == 0; });
  return cel::Value::list(std::move(elements));
}

cel::Value State::read(const Fields& changed, ObjectIndex object, model::FieldIndex field) const {
  if (!changed.empty()) {  // without transfers and earlier phases it is, and each look into it is a division
    const auto written = changed.find(key(object, field));
    if (written != changed.end()) {
      return written->second;
    }
  }
  return field_value(model_, account_, object, field);
}

cel::Value State::field(ObjectIndex object, model::FieldIndex field) const {
  return read(base_, object, field);
}

cel::Value State::apply(cel::Value before, const Effect& effect) const {
  if (effect.certain != Truth::yes) {
    return effect.doubt.value();
  }
  switch (effect.op) {
    case Op::set:
      return effect.value;
    case Op::clear:
      return cel::Value::null();
    case Op::add:
      return before.kind() == cel::ValueKind::list ? with_element(before, effect.value) : before;
    case Op::remove:
      return before.kind() == cel::ValueKind::list ? without_element(before, effect.value) : before;
    case Op::erase:
    case Op::create:
    case Op::grant:
    case Op::revoke:
      break;
  }
  return before;
}

cel::Value State::planned(ObjectIndex object, model::FieldIndex field, std::optional<cel::Timestamp> until) const {
  cel::Value value = read(transferred_, object, field);
  const auto found = planned_.find(key(object, field));
  if (found == planned_.end()) {
    return value;
  }
  std::vector<const Effect*> in_order;
  for (const Effect& effect : found->second) {
    if (!until || effect.due < *until) {
      in_order.push_back(&effect);
    }
  }
  std::stable_sort(in_order.begin(), in_order.end(), [](const Effect* a, const Effect* b) {
    return std::tuple(a->due, a->phase, a->node) < std::tuple(b->due, b->phase, b->node);
  });
  for (const Effect* effect : in_order) {
    value = apply(std::move(value), *effect);
  }
  return value;
}

Truth State::erased(ObjectIndex object) const {
  const auto found = erased_.find(object);
  return found == erased_.end() ? Truth::no : found->second.first;
}

const Doubt& State::erased_doubt(ObjectIndex object) const { return erased_.at(object).second; }

void State::transfer(ObjectIndex object, model::FieldIndex field, const cel::Value& value) {
  transferred_[key(object, field)] = value;
  base_[key(object, field)] = value;
}

void State::add(Effect effect) {
  if (effect.op == ast::Write::Op::erase) {
    raise_erased(effect.object, effect.certain, effect.doubt);
  } else {
    planned_[key(effect.object, effect.field)].push_back(effect);
  }
  if (effect.certain == Truth::yes) {
    effects_.push_back(std::move(effect));
  }
}

bool State::raise_erased(ObjectIndex object, Truth truth, const Doubt& doubt) {
  auto& [known, why] = erased_[object];
  if (truth > known) {
    known = truth;
    why = doubt;
    return true;
  }
  if (truth == Truth::unknown && known == Truth::unknown) {
    const auto before = why.attributes.size();
    why.add(doubt);
    return why.attributes.size() != before;
  }
  return false;
}

void State::end_phase() {
  for (std::size_t i = phase_begin_; i < effects_.size(); ++i) {
    const Effect& effect = effects_[i];
    if (effect.due > at_) {
      continue;
    }
    if (effect.op == ast::Write::Op::erase) {
      gone_.insert(effect.object);
    } else {
      base_[key(effect.object, effect.field)] = apply(field(effect.object, effect.field), effect);
    }
  }
  phase_begin_ = effects_.size();
}

void State::rewind() {
  base_ = transferred_;
  gone_.clear();
}

}  // namespace exeunt::engine::reference
