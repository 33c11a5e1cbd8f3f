// size(), and + on text and lists. Index, `in` and field selection are the evaluator's own.
#include "interpreter/cel/library/library.h"
#include "interpreter/cel/utf8.h"

namespace exeunt::cel::library {

namespace {

Value size_of_string(const Call& call) {
  call.budget.spend(call[0].weight());
  return Value::int64(count_code_points(call[0].string_value()));
}
Value size_of_bytes(const Call& call) { return Value::int64(static_cast<int64_t>(call[0].string_value().size())); }
Value size_of_list(const Call& call) { return Value::int64(static_cast<int64_t>(call[0].list_value().size())); }
Value size_of_map(const Call& call) { return Value::int64(static_cast<int64_t>(call[0].map_value().size())); }

template <Value (*Make)(std::string)>
Value concatenate(const Call& call) {
  const std::string_view left = call[0].string_value();
  const std::string_view right = call[1].string_value();
  if (Value refused = call.budget.claim_text(left.size() + right.size()); refused.is_error()) {
    return refused;
  }
  std::string out;
  out.reserve(left.size() + right.size());
  out += left;
  out += right;
  return Make(std::move(out));
}

Value add_lists(const Call& call) {
  const auto left = call[0].list_value();
  const auto right = call[1].list_value();
  if (left.empty()) {
    return call[1];
  }
  if (right.empty()) {
    return call[0];
  }
  if (Value refused = call.budget.claim_list(left.size() + right.size()); refused.is_error()) {
    return refused;
  }
  std::vector<Value> out;
  out.reserve(left.size() + right.size());
  out.insert(out.end(), left.begin(), left.end());
  out.insert(out.end(), right.begin(), right.end());
  return Value::list(std::move(out));
}

}  // namespace

void add_collection(Overloads& out) {
  const Type list = Type::list(Type::parameter("A"));
  const Type map = Type::map(Type::parameter("A"), Type::parameter("B"));
  out.push_back({"_+_", {Type::string(), Type::string()}, Type::string(), &concatenate<&Value::string>});
  out.push_back({"_+_", {Type::bytes(), Type::bytes()}, Type::bytes(), &concatenate<&Value::bytes>});
  out.push_back({"_+_", {list, list}, list, &add_lists});
  for (const bool receiver : {false, true}) {
    out.push_back({"size", {Type::string()}, Type::int64(), &size_of_string, receiver});
    out.push_back({"size", {Type::bytes()}, Type::int64(), &size_of_bytes, receiver});
    out.push_back({"size", {list}, Type::int64(), &size_of_list, receiver});
    out.push_back({"size", {map}, Type::int64(), &size_of_map, receiver});
  }
}

}  // namespace exeunt::cel::library
