#include "interpreter/intake/item.h"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>
#include <cmath>
#include <set>

namespace exeunt::intake {

using cel::Value;
using cel::ValueKind;
using mapping::MemberTree;
using snapshot::RawMember;
using snapshot::RawValue;

const RawMember* find_duplicate(const RawValue& value) {
  std::set<std::string_view> seen;
  for (const RawMember& member : value.members) {
    if (!seen.insert(member.key).second) {
      return &member;
    }
  }
  for (const RawMember& member : value.members) {
    if (const RawMember* found = find_duplicate(member.value)) {
      return found;
    }
  }
  for (const RawValue& item : value.items) {
    if (const RawMember* found = find_duplicate(item)) {
      return found;
    }
  }
  return nullptr;
}

// Members that nobody reads. ------------------------------------------------------------------------------------------

void UnreadMembers::count(const RawValue& item, const MemberTree& known) {
  if (known.whole) {
    return;
  }
  const auto look_at = [&](std::string_view name, const RawValue& value) {
    if (const MemberTree* found = known.find(name)) {
      count(value, *found);
      return;
    }
    auto& counts = counts_[&known];
    const auto place = counts.find(name);
    if (place == counts.end()) {
      counts.emplace(name, 1);
    } else {
      ++place->second;
    }
  };
  for (const RawMember& member : item.members) {
    look_at(member.key, member.value);
  }
  for (const RawValue& element : item.items) {
    look_at(mapping::elements, element);
  }
}

namespace {

void add_counts(const std::map<const MemberTree*, std::map<std::string, uint64_t, std::less<>>>& counts,
                const MemberTree& tree, const std::string& path, std::map<std::string, uint64_t>& out) {
  const auto join = [&path](const std::string& name) {
    return path.empty() || name == mapping::elements ? path + name : path + "." + name;
  };
  const auto found = counts.find(&tree);
  if (found != counts.end()) {
    for (const auto& [name, count] : found->second) {
      out[join(name)] += count;
    }
  }
  for (const auto& [name, below] : tree.members) {
    add_counts(counts, below, join(name), out);
  }
}

}  // namespace

std::map<std::string, uint64_t> UnreadMembers::result(const MemberTree& known) const {
  std::map<std::string, uint64_t> out;
  add_counts(counts_, known, "", out);
  return out;
}

// Values. -------------------------------------------------------------------------------------------------------------

namespace {

/// A number that is no int64 and no finite double: an unsigned one, a long one, or none.
Value far_number(const std::string& text) {
  const char* const end = text.data() + text.size();
  uint64_t whole = 0;
  if (const auto [stopped, error] = std::from_chars(text.data(), end, whole); error == std::errc() && stopped == end) {
    return Value::uint64(whole);
  }
  double real = 0;
  const auto [stopped, error] = std::from_chars(text.data(), end, real);
  if (error == std::errc() && stopped == end && std::isfinite(real)) {
    return Value::float64(real);
  }
  return Value::error(fmt::format("the number {} is out of range", snapshot::clip(text)));
}

const MemberTree& everything() {
  static const MemberTree tree{.whole = true, .members = {}, .prefixes = {}};
  return tree;
}

}  // namespace

const Value& ValueMaker::key(const std::string& text) {
  constexpr std::size_t max_keys = 1u << 14;
  if (keys_.size() >= max_keys) {  // objects that are used as maps have keys without end
    keys_.clear();
  }
  const auto [place, is_new] = keys_.try_emplace(text);
  if (is_new) {
    place->second = Value::string(text);
  }
  return place->second;
}

Value ValueMaker::make_all(const RawValue& value) {
  return make(value, everything());
}

Value ValueMaker::make(const RawValue& value, const MemberTree& known) {
  switch (value.kind) {
    case RawValue::Kind::null:
      return Value::null();
    case RawValue::Kind::boolean:
      return Value::boolean(value.boolean);
    case RawValue::Kind::integer:
      return Value::int64(value.integer);
    case RawValue::Kind::real:
      return Value::float64(value.real);
    case RawValue::Kind::out_of_range:
      return far_number(value.text);
    case RawValue::Kind::text:
      return Value::string(value.text);
    case RawValue::Kind::list: {
      const MemberTree* below = known.find(mapping::elements);
      std::vector<Value> items;
      items.reserve(value.items.size());
      for (const RawValue& item : value.items) {
        items.push_back(make(item, below == nullptr ? everything() : *below));
      }
      return Value::list(std::move(items));
    }
    case RawValue::Kind::object:
      break;
  }
  std::vector<std::pair<Value, Value>> entries;
  for (const RawMember& member : value.members) {
    if (const MemberTree* below = known.find(member.key)) {
      entries.emplace_back(key(member.key), make(member.value, *below));
    }
  }
  return Value::map(std::move(entries));
}

// Evaluation. ---------------------------------------------------------------------------------------------------------

std::optional<Value> ItemActivation::missing_key(const Value& key) const {
  missing_ = key.kind() == ValueKind::string ? std::string(key.string_value()) : key.text();
  return Value::unknown(cel::AttributeId{0});
}

Value ItemActivation::evaluate(const mapping::Expression& expression) {
  constexpr uint64_t max_cost = 10'000'000;
  missing_.clear();
  Value value = expression.program.evaluate(*this, {.max_cost = max_cost});
  if (value.kind() != ValueKind::optional) {
    return value;
  }
  const Value* content = value.optional_value();
  return content == nullptr ? Value::unknown(cel::AttributeId{0}) : *content;
}

std::string why(const Value& value, const ItemActivation& activation) {
  if (value.is_error()) {
    return value.error_info().message;
  }
  if (value.is_unknown()) {
    return activation.missing().empty() ? "it is not there" : fmt::format("there is no `{}`", activation.missing());
  }
  return "it is " + describe(value);
}

std::string describe(const Value& value) {
  switch (value.kind()) {
    case ValueKind::null:
      return "null";
    case ValueKind::boolean:
      return value.boolean_value() ? "true" : "false";
    case ValueKind::uint64:
      return fmt::format("the number {}", value.uint64_value());
    case ValueKind::int64:
    case ValueKind::float64:
      return "the number " + snapshot::clip(value.text());
    case ValueKind::string:
      return value.string_value().empty() ? "empty text" : "text";
    case ValueKind::list:
      return "a list";
    case ValueKind::map:
      return "an object";
    case ValueKind::timestamp:
      return "a time";
    case ValueKind::duration:
      return "a duration";
    default:
      return "no value";
  }
}

}  // namespace exeunt::intake
