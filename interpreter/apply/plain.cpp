#include "interpreter/apply/plain.h"

#include <algorithm>

#include "interpreter/apply/object.h"
#include "interpreter/plan/order.h"
#include "interpreter/plan/parse.h"

namespace exeunt::apply {

using plan::Op;
using snapshot::Copy;
using snapshot::PlainObject;

bool PlainChanges::happens(Changes::Index change) const {
  return planned_.changes.is_immediate(change) || planned_.changes.due_moment(change) <= options_.until;
}

bool PlainChanges::is_irreversible(Changes::Index index) {
  plan::Change change;
  change.rule = planned_.changes.rule(index);
  change.outcome = planned_.changes.outcome(index);
  return plan::is_irreversible(planned_.plan, change);
}

const PlainChanges::Likeness& PlainChanges::compare(std::string_view a, std::string_view b) {
  constexpr std::size_t most_known = 64;
  const auto found = std::find_if(known_.begin(), known_.end(), [&](const Likeness& each) {
    return each.a.data() == a.data() && each.b.data() == b.data();
  });
  if (found != known_.end()) {
    return *found;
  }
  if (known_.size() == most_known) {
    known_.clear();
  }
  Likeness& likeness = known_.emplace_back(Likeness{a, b});
  const auto x = plan::parse_json(a);
  const auto y = plan::parse_json(b);
  if (std::holds_alternative<plan::Value>(x) && std::holds_alternative<plan::Value>(y)) {
    likeness.is_equal = std::get<plan::Value>(x) == std::get<plan::Value>(y);
    likeness.is_same = same_value(std::get<plan::Value>(x), std::get<plan::Value>(y));
  }
  return likeness;
}

/// What is written of a member that is spelled `value`; no value: that is not said by its spelling alone.
std::optional<std::string_view> PlainChanges::value_after(const Write& write, std::string_view value) {
  const bool is_back = options_.direction == Direction::back;
  const std::string_view from = write.from;
  const std::string_view to = write.op == Op::clear ? std::string_view("null") : write.to;
  const bool is_set = write.op == Op::set || write.op == Op::clear;
  // A member that held null may have to go, and what stays of a list keeps its spelling.
  const bool is_usual = is_set && !write.from_unknown && !(is_back && from == "null") && !value.starts_with('[');
  if (!is_usual || (value != from && !(is_back && value == to))) {
    return std::nullopt;
  }
  if (from == to) {
    return value;
  }
  const Likeness& likeness = compare(from, to);
  if (!is_back) {
    return likeness.is_same ? value : to;
  }
  if (value == to) {
    return likeness.is_equal ? value : from;
  }
  return likeness.is_same ? std::nullopt : std::optional(value);  // not the same: it has not happened
}

/// Copies the object with its new values. No value: one of them is not to be said.
std::optional<bool> PlainChanges::replace(Changes::Index change, const PlainObject& object, std::string& text) {
  const std::size_t size = planned_.changes.write_size(change);
  const std::string_view whole = object.whole();
  std::size_t copied = 0;
  std::size_t met = 0;
  for (const PlainObject::Member& member : object.members()) {
    std::size_t i = 0;
    while (i < size && planned_.changes.write(change, i).field != member.key) {
      ++i;
    }
    if (i == size) {
      continue;
    }
    ++met;
    const auto value = value_after(planned_.changes.write(change, i), member.value);
    if (!value) {
      return std::nullopt;
    }
    if (*value != member.value) {
      const auto begin = static_cast<std::size_t>(member.value.data() - whole.data());
      text.append(whole.substr(copied, begin - copied)).append(*value);
      copied = begin + member.value.size();
    }
  }
  text.append(whole.substr(copied));
  return met == size ? std::optional(copied != 0) : std::nullopt;  // else: a member twice, or one that is not there
}

std::optional<Copy> PlainChanges::carry_out(Changes::Index change, const PlainObject& object, std::string& text) {
  constexpr std::size_t most_writes = 8;
  const std::size_t size = planned_.changes.write_size(change);
  if (size == 0 || !happens(change)) {
    return Copy::verbatim;
  }
  const bool is_back = options_.direction == Direction::back;
  if (size > most_writes || (is_back && is_irreversible(change))) {
    return std::nullopt;
  }
  if (!is_back && size == 1 && planned_.changes.write(change, 0).op == Op::erase) {
    return Copy::left_out;
  }
  const auto is_changed = replace(change, object, text);
  return is_changed ? std::optional(*is_changed ? Copy::changed : Copy::verbatim) : std::nullopt;
}

}  // namespace exeunt::apply
