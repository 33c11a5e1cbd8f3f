// contains, startsWith, endsWith, and the strings extension where nothing is counted: lowerAscii, upperAscii, trim, split,
// join. The rest of it is in string_position.cpp and string_format.cpp.
#include <algorithm>

#include "interpreter/cel/library/library.h"
#include "interpreter/cel/utf8.h"

namespace exeunt::cel::library {

namespace {

Value contains(const Call& call) {
  return pay_for_search(call)
             ? Value::boolean(call[0].string_value().find(call[1].string_value()) != std::string_view::npos)
             : Value();
}

Value starts_with(const Call& call) {
  return Value::boolean(call[0].string_value().starts_with(call[1].string_value()));
}

Value ends_with(const Call& call) { return Value::boolean(call[0].string_value().ends_with(call[1].string_value())); }

template <char First, char Last, int Shift>
Value shift_letters(const Call& call) {
  std::string out;
  if (call.budget.spend(call[0].weight())) {
    out = call[0].string_value();
    for (char& c : out) {
      c = c >= First && c <= Last ? static_cast<char>(c + Shift) : c;
    }
  }
  return Value::string(std::move(out));
}

/// Unicode's White_Space.
bool is_space(char32_t c) {
  return (c >= 0x09 && c <= 0x0D) || c == 0x20 || c == 0x85 || c == 0xA0 || c == 0x1680 ||
         (c >= 0x2000 && c <= 0x200A) || c == 0x2028 || c == 0x2029 || c == 0x202F || c == 0x205F || c == 0x3000;
}

Value trim(const Call& call) {
  call.budget.spend(call[0].weight());
  std::string_view text = call[0].string_value();
  size_t begin = text.size();
  size_t end = 0;
  for (size_t at = 0; at < text.size();) {
    const CodePoint point = first_code_point(text.substr(at));
    const size_t size = std::max(point.size, 1u);
    if (!is_space(point.value)) {
      begin = std::min(begin, at);
      end = at + size;
    }
    at += size;
  }
  return Value::string(std::string(begin < end ? text.substr(begin, end - begin) : std::string_view()));
}

/// At most `limit` parts, the last one holding the rest; a negative limit is none.
Value split_text(const Call& call, int64_t limit) {
  std::string_view text = call[0].string_value();
  const std::string_view separator = call[1].string_value();
  std::vector<Value> out;
  if (limit == 0 || !pay_for_search(call) || !call.budget.spend(text.size())) {
    return Value::list({});
  }
  while (limit < 0 || static_cast<int64_t>(out.size()) + 1 < limit) {
    // Without a separator every character is a part.
    const size_t size = separator.empty() ? (text.empty() ? 0 : std::max(first_code_point(text).size, 1u)) : 0;
    const size_t at = separator.empty() ? size : text.find(separator);
    if (at == std::string_view::npos || (separator.empty() && at >= text.size())) {
      break;
    }
    out.push_back(Value::string(std::string(text.substr(0, at))));
    text.remove_prefix(at + separator.size());
  }
  if (!separator.empty() || !text.empty()) {
    out.push_back(Value::string(std::string(text)));
  }
  return Value::list(std::move(out));
}

Value split(const Call& call) { return split_text(call, -1); }
Value split_with_limit(const Call& call) { return split_text(call, call[2].int64_value()); }

Value join(const Call& call) {
  const std::string_view separator = call.arguments.size() == 2 ? call[1].string_value() : std::string_view();
  const auto parts = call[0].list_value();
  uint64_t size = 0;
  for (const Value& part : parts) {
    if (part.kind() != ValueKind::string) {
      return Value::error("`join` takes a list of strings");
    }
    size += separator.size() + part.string_value().size();
  }
  size -= parts.empty() ? 0 : separator.size();
  if (Value refused = call.budget.claim_text(size); refused.is_error() || !call.budget.spend(parts.size())) {
    return refused;
  }
  std::string out;
  out.reserve(size);
  for (size_t i = 0; i < parts.size(); ++i) {
    out += i == 0 ? std::string_view() : separator;
    out += parts[i].string_value();
  }
  return Value::string(std::move(out));
}

}  // namespace

void add_string(Overloads& out) {
  const Type s = Type::string();
  const Type list = Type::list(s);
  constexpr bool receiver = true;
  out.insert(out.end(), {
                            {"contains", {s, s}, Type::boolean(), &contains, receiver},
                            {"startsWith", {s, s}, Type::boolean(), &starts_with, receiver},
                            {"endsWith", {s, s}, Type::boolean(), &ends_with, receiver},
                            {"lowerAscii", {s}, s, &shift_letters<'A', 'Z', 'a' - 'A'>, receiver},
                            {"upperAscii", {s}, s, &shift_letters<'a', 'z', 'A' - 'a'>, receiver},
                            {"trim", {s}, s, &trim, receiver},
                            {"split", {s, s}, list, &split, receiver},
                            {"split", {s, s, Type::int64()}, list, &split_with_limit, receiver},
                            {"join", {list}, s, &join, receiver},
                            {"join", {list, s}, s, &join, receiver},
                        });
}

}  // namespace exeunt::cel::library
