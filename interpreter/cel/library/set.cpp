// sets.contains, sets.equivalent, sets.intersects: lists looked at as sets, equality as `==` has it.
#include <algorithm>

#include "interpreter/cel/library/library.h"

namespace exeunt::cel::library {

namespace {

/// Answers membership in O(log n).
class Set {
 public:
  explicit Set(std::span<const Value> elements) {
    sorted_.reserve(elements.size());
    for (const Value& element : elements) {
      sorted_.push_back(&element);
    }
    std::sort(sorted_.begin(), sorted_.end(), before);
  }

  bool has(const Value& value) const {
    const auto found = std::lower_bound(sorted_.begin(), sorted_.end(), &value, before);
    return found != sorted_.end() && (*found)->equals(value);
  }

 private:
  static bool before(const Value* a, const Value* b) { return Value::compare(*a, *b) < 0; }

  std::vector<const Value*> sorted_;
};

/// What sorting both lists and looking everything up costs, about.
bool pay(const Call& call) {
  constexpr uint64_t comparisons = 32;
  return call.budget.spend((call[0].weight() + call[1].weight()) * comparisons);
}

bool all_in(std::span<const Value> elements, const Set& set) {
  return std::all_of(elements.begin(), elements.end(), [&](const Value& element) { return set.has(element); });
}

Value contains(const Call& call) {
  return pay(call) ? Value::boolean(all_in(call[1].list_value(), Set(call[0].list_value()))) : Value();
}

Value equivalent(const Call& call) {
  const auto a = call[0].list_value();
  const auto b = call[1].list_value();
  return pay(call) ? Value::boolean(all_in(a, Set(b)) && all_in(b, Set(a))) : Value();
}

Value intersects(const Call& call) {
  if (!pay(call)) {
    return Value();
  }
  const auto b = call[1].list_value();
  const Set set(call[0].list_value());
  return Value::boolean(std::any_of(b.begin(), b.end(), [&](const Value& element) { return set.has(element); }));
}

}  // namespace

void add_set(Overloads& out) {
  const Type list = Type::list(Type::parameter("A"));
  out.push_back({"sets.contains", {list, list}, Type::boolean(), &contains});
  out.push_back({"sets.equivalent", {list, list}, Type::boolean(), &equivalent});
  out.push_back({"sets.intersects", {list, list}, Type::boolean(), &intersects});
}

}  // namespace exeunt::cel::library
