// The lists extension: slice, flatten, sort, distinct, reverse, first, last, lists.range. sortBy is a macro, which ends in
// `@sortBy` here.
#include <fmt/format.h>

#include <algorithm>
#include <numeric>

#include "interpreter/cel/evaluation.h"
#include "interpreter/cel/library/library.h"
#include "interpreter/cel/number.h"

namespace exeunt::cel::library {

namespace {

Value slice(const Call& call) {
  const auto list = call[0].list_value();
  const int64_t begin = call[1].int64_value();
  const int64_t end = call[2].int64_value();
  if (begin < 0 || end < begin || static_cast<uint64_t>(end) > list.size()) {
    return Value::error(fmt::format("no slice from {} to {} of a list of {}", begin, end, list.size()));
  }
  if (Value refused = call.budget.claim_list(static_cast<uint64_t>(end - begin)); refused.is_error()) {
    return refused;
  }
  return Value::list({list.begin() + begin, list.begin() + end});
}

/// Appends the elements, those of lists among them one by one down to `depth`. The lists' own nesting bounds recursion.
void flatten_into(std::vector<Value>& out, const Value& list, int64_t depth) {
  for (const Value& element : list.list_value()) {
    if (depth > 0 && element.kind() == ValueKind::list) {
      flatten_into(out, element, depth - 1);
    } else {
      out.push_back(element);
    }
  }
}

Value flatten_to(const Call& call, int64_t depth) {
  if (depth < 0) {
    return Value::error(fmt::format("`flatten` to a negative depth: {}", depth));
  }
  // No more elements can come out than the list weighs.
  if (!call.budget.spend(call[0].weight())) {
    return Value();
  }
  std::vector<Value> out;
  flatten_into(out, call[0], depth);
  const Value refused = call.budget.claim_list(out.size());
  return refused.is_error() ? refused : Value::list(std::move(out));
}

Value flatten(const Call& call) { return flatten_to(call, 1); }
Value flatten_deep(const Call& call) { return flatten_to(call, call[1].int64_value()); }

/// What sorting costs, about.
bool pay_for_sort(const Call& call, const Value& keys) {
  constexpr uint64_t comparisons = 32;
  return call.budget.spend(keys.weight() * comparisons);
}

/// `list` in the order of `keys`, equal ones in the order they had.
Value sorted(const Call& call, std::span<const Value> list, const Value& keys, std::string_view name) {
  if (!pay_for_sort(call, keys)) {
    return Value();
  }
  const auto key = keys.list_value();
  if (key.size() != list.size()) {
    return Value::error(fmt::format("`{}` needs a key for every element", name));
  }
  for (const Value& each : key) {
    const bool alike = each.kind() == key.front().kind() || (is_number(each) && is_number(key.front()));
    if (!alike) {
      return Value::error(fmt::format("`{}` cannot order a `{}` and a `{}`", name, type_of(key.front()).text(),
                                      type_of(each).text()));
    }
    if (each.kind() >= ValueKind::list || each.is_null()) {
      return Value::error(fmt::format("`{}` cannot order values of type `{}`", name, type_of(each).text()));
    }
  }
  std::vector<size_t> order(list.size());
  std::iota(order.begin(), order.end(), size_t{0});
  std::stable_sort(order.begin(), order.end(),
                   [&](size_t a, size_t b) { return Value::compare(key[a], key[b]) < 0; });
  std::vector<Value> out;
  out.reserve(list.size());
  for (const size_t i : order) {
    out.push_back(list[i]);
  }
  return Value::list(std::move(out));
}

Value sort(const Call& call) { return sorted(call, call[0].list_value(), call[0], "sort"); }
Value sort_by(const Call& call) { return sorted(call, call[0].list_value(), call[1], "sortBy"); }

/// Each value once, where it first stood.
Value distinct(const Call& call) {
  if (!pay_for_sort(call, call[0])) {
    return Value();
  }
  const auto list = call[0].list_value();
  std::vector<size_t> order(list.size());
  std::iota(order.begin(), order.end(), size_t{0});
  std::stable_sort(order.begin(), order.end(),
                   [&](size_t a, size_t b) { return Value::compare(list[a], list[b]) < 0; });
  std::vector<bool> again(list.size());
  for (size_t i = 1; i < order.size(); ++i) {
    again[order[i]] = list[order[i - 1]].equals(list[order[i]]);
  }
  std::vector<Value> out;
  for (size_t i = 0; i < list.size(); ++i) {
    if (!again[i]) {
      out.push_back(list[i]);
    }
  }
  return Value::list(std::move(out));
}

Value reverse(const Call& call) {
  const auto list = call[0].list_value();
  return call.budget.spend(list.size()) ? Value::list({list.rbegin(), list.rend()}) : Value();
}

Value first(const Call& call) {
  const auto list = call[0].list_value();
  return list.empty() ? Value::optional_none() : Value::optional_of(list.front());
}

Value last(const Call& call) {
  const auto list = call[0].list_value();
  return list.empty() ? Value::optional_none() : Value::optional_of(list.back());
}

/// 0, 1 … up to, but not including, the argument.
Value range(const Call& call) {
  const int64_t size = std::max<int64_t>(call[0].int64_value(), 0);
  if (Value refused = call.budget.claim_list(static_cast<uint64_t>(size)); refused.is_error()) {
    return refused;
  }
  std::vector<Value> out;
  out.reserve(static_cast<size_t>(size));
  for (int64_t i = 0; i < size; ++i) {
    out.push_back(Value::int64(i));
  }
  return Value::list(std::move(out));
}

}  // namespace

void add_list(Overloads& out) {
  const Type i = Type::int64();
  const Type element = Type::parameter("A");
  const Type list = Type::list(element);
  const Type nested = Type::list(list);
  const Type optional = Type::optional(element);
  constexpr bool receiver = true;
  out.insert(out.end(), {
                            {"slice", {list, i, i}, list, &slice, receiver},
                            {"flatten", {nested}, list, &flatten, receiver},
                            {"flatten", {nested, i}, Type::list(Type::dyn()), &flatten_deep, receiver},
                            {"distinct", {list}, list, &distinct, receiver},
                            {"reverse", {list}, list, &reverse, receiver},
                            {"first", {list}, optional, &first, receiver},
                            {"last", {list}, optional, &last, receiver},
                            {"lists.range", {i}, Type::list(i), &range},
                        });
  for (const Type& key : {Type::int64(), Type::uint64(), Type::float64(), Type::boolean(), Type::string(),
                          Type::bytes(), Type::timestamp(), Type::duration()}) {
    out.push_back({"sort", {Type::list(key)}, Type::list(key), &sort, receiver});
    out.push_back({"@sortBy", {list, Type::list(key)}, list, &sort_by});
  }
}

}  // namespace exeunt::cel::library
