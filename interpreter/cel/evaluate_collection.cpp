// List and map literals.
#include <fmt/format.h>

#include "interpreter/cel/evaluation.h"
#include "interpreter/cel/map_builder.h"

namespace exeunt::cel {

bool MapBuilder::add(Value key, Value value) {
  switch (key.kind()) {
    case ValueKind::boolean:
    case ValueKind::int64:
    case ValueKind::uint64:
    case ValueKind::string: break;
    default: return fail("a " + std::string(key.weight() > 100 ? "value of this kind" : key.text()) + " cannot be a key");
  }
  entries_.emplace_back(std::move(key), std::move(value));
  return true;
}

bool MapBuilder::fail(std::string message) {
  if (error_.empty()) {
    error_ = std::move(message);
  }
  return false;
}

Value MapBuilder::finish() {
  if (!error_.empty()) {
    return Value::error(std::move(error_));
  }
  std::vector<const Value*> keys;
  keys.reserve(entries_.size());
  for (const auto& [key, value] : entries_) {
    keys.push_back(&key);
  }
  const auto less = [](const Value* a, const Value* b) { return Value::compare(*a, *b) < 0; };
  std::sort(keys.begin(), keys.end(), less);
  const auto same = std::adjacent_find(keys.begin(), keys.end(), [](const Value* a, const Value* b) {
    return Value::compare(*a, *b) == 0;
  });
  if (same != keys.end()) {
    return Value::error("the key " + (*same)->text() + " comes twice");
  }
  return Value::map(std::move(entries_));
}

bool unwrap_entry(Value& value, bool& present, Absorber& absorber, const Node& node) {
  present = true;
  if (value.kind() != ValueKind::optional) {
    absorber.take(Value::error(fmt::format("an entry marked `?` must be optional, not `{}`", type_of(value).text()),
                               node.begin, node.end));
    return false;
  }
  const Value* content = value.optional_value();
  present = content != nullptr;
  if (present) {
    value = Value(*content);
  }
  return true;
}

Value Evaluation::list(const Step& step, NodeId id) {
  const Node& node = expression_.ast[id];
  std::vector<Value> elements;
  elements.reserve(step.children.size());
  Absorber absorber;
  for (size_t i = 0; i < step.children.size(); ++i) {
    Value value = run(step.children[i]);
    if (!absorber.take(value)) {
      continue;
    }
    bool present = true;
    if (is_optional_entry(node, i) && !unwrap_entry(value, present, absorber, expression_.ast[step.children[i]])) {
      continue;
    }
    if (present) {
      elements.push_back(std::move(value));
    }
  }
  return absorber.clean() ? Value::list(std::move(elements)) : absorber.result();
}

Value Evaluation::map(const Step& step, NodeId id) {
  const Node& node = expression_.ast[id];
  MapBuilder builder;
  Absorber absorber;
  for (size_t i = 0; i + 1 < step.children.size(); i += 2) {
    Value key = run(step.children[i]);
    Value value = run(step.children[i + 1]);
    const bool key_known = absorber.take(key);
    const bool value_known = absorber.take(value);
    if (!key_known || !value_known) {
      continue;
    }
    bool present = true;
    if (is_optional_entry(node, i / 2) && !unwrap_entry(value, present, absorber, expression_.ast[step.children[i + 1]])) {
      continue;
    }
    if (present) {
      builder.add(std::move(key), std::move(value));
    }
  }
  return absorber.clean() ? located(builder.finish(), id) : absorber.result();
}

}  // namespace exeunt::cel
