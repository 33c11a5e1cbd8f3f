// The strings extension where it counts characters: charAt, indexOf, lastIndexOf, substring, replace, reverse, and
// strings.quote. Positions are of code points.
#include <fmt/format.h>

#include <algorithm>

#include "interpreter/cel/library/library.h"
#include "interpreter/cel/utf8.h"

namespace exeunt::cel::library {

namespace {

constexpr size_t no_position = std::string_view::npos;

/// Bytes of the first character, which is one byte where the text is not UTF-8.
size_t first_size(std::string_view text) { return std::max<size_t>(first_code_point(text).size, 1); }

/// Where the character of that number begins; the text's size for the one after the last, no_position beyond.
size_t byte_position(std::string_view text, int64_t index) {
  size_t at = 0;
  if (index < 0) {
    return no_position;
  }
  for (; index > 0 && at < text.size(); --index) {
    at += first_size(text.substr(at));
  }
  return index == 0 ? at : no_position;
}

int64_t count_before(std::string_view text, size_t byte) {
  int64_t out = 0;
  for (size_t at = 0; at < byte; at += first_size(text.substr(at))) {
    ++out;
  }
  return out;
}

Value out_of_range(int64_t index) { return Value::error(fmt::format("index out of range: {}", index)); }

Value char_at(const Call& call) {
  call.budget.spend(call[0].weight());
  const std::string_view text = call[0].string_value();
  const size_t at = byte_position(text, call[1].int64_value());
  if (at == no_position) {
    return out_of_range(call[1].int64_value());
  }
  return Value::string(at == text.size() ? std::string() : std::string(text.substr(at, first_size(text.substr(at)))));
}

/// UTF-8 is self-synchronising: what is found between bytes is found between characters.
Value position_of(std::string_view text, size_t byte) {
  return Value::int64(byte == no_position ? -1 : count_before(text, byte));
}

Value index_of(const Call& call) {
  const std::string_view text = call[0].string_value();
  return pay_for_search(call) ? position_of(text, text.find(call[1].string_value())) : Value();
}

/// `find(text, part, from)` answers a byte position.
template <class Find>
Value position_from(const Call& call, Find find) {
  if (!pay_for_search(call)) {
    return Value();
  }
  const std::string_view text = call[0].string_value();
  const size_t from = byte_position(text, call[2].int64_value());
  if (from == no_position) {
    return out_of_range(call[2].int64_value());
  }
  return position_of(text, find(text, call[1].string_value(), from));
}

Value index_of_from(const Call& call) {
  return position_from(call, [](std::string_view text, std::string_view part, size_t from) {
    return text.find(part, from);
  });
}

Value last_index_of(const Call& call) {
  const std::string_view text = call[0].string_value();
  return pay_for_search(call) ? position_of(text, text.rfind(call[1].string_value())) : Value();
}

Value last_index_of_from(const Call& call) {
  return position_from(call, [](std::string_view text, std::string_view part, size_t from) {
    return text.rfind(part, from);
  });
}

Value substring_from(const Call& call) {
  call.budget.spend(call[0].weight());
  const std::string_view text = call[0].string_value();
  const size_t begin = byte_position(text, call[1].int64_value());
  return begin == no_position ? out_of_range(call[1].int64_value()) : Value::string(std::string(text.substr(begin)));
}

Value substring(const Call& call) {
  call.budget.spend(call[0].weight());
  const std::string_view text = call[0].string_value();
  const int64_t first = call[1].int64_value();
  const int64_t last = call[2].int64_value();
  const size_t begin = byte_position(text, first);
  const size_t end = byte_position(text, last);
  if (begin == no_position || end == no_position) {
    return out_of_range(begin == no_position ? first : last);
  }
  if (first > last) {
    return Value::error(fmt::format("invalid substring range. start: {}, end: {}", first, last));
  }
  return Value::string(std::string(text.substr(begin, end - begin)));
}

/// Where `part` begins in `text` at or after `from`; nothing is found before every character and after the last.
size_t next_match(std::string_view text, std::string_view part, size_t from, bool first) {
  if (!part.empty() || first) {
    return text.find(part, from);
  }
  return from < text.size() ? from + first_size(text.substr(from)) : no_position;
}

Value replace_some(const Call& call, int64_t limit) {
  const std::string_view text = call[0].string_value();
  const std::string_view part = call[1].string_value();
  const std::string_view replacement = call[2].string_value();
  if (!pay_for_search(call)) {
    return Value();
  }
  std::string out;
  size_t copied = 0;
  size_t from = 0;
  for (int64_t done = 0; limit < 0 || done < limit; ++done) {
    const size_t at = next_match(text, part, from, done == 0);
    if (at == no_position) {
      break;
    }
    const size_t more = at - copied + replacement.size();
    if (!call.budget.fits_text(out.size() + more) || !call.budget.spend(more)) {
      return call.budget.claim_text(out.size() + more);
    }
    out += text.substr(copied, at - copied);
    out += replacement;
    copied = from = at + part.size();
  }
  out += text.substr(copied);
  return call.budget.fits_text(out.size()) ? Value::string(std::move(out)) : call.budget.claim_text(out.size());
}

Value replace(const Call& call) { return replace_some(call, -1); }
Value replace_at_most(const Call& call) { return replace_some(call, call[3].int64_value()); }

Value reverse(const Call& call) {
  const std::string_view text = call[0].string_value();
  if (!call.budget.spend(text.size())) {
    return Value();
  }
  std::string out(text.size(), '\0');
  size_t end = text.size();
  for (size_t at = 0; at < text.size();) {
    const size_t size = first_size(text.substr(at));
    end -= size;
    text.copy(out.data() + end, size, at);
    at += size;
  }
  return Value::string(std::move(out));
}

std::string_view escape_of(char c) {
  switch (c) {
    case '\a': return "\\a";
    case '\b': return "\\b";
    case '\f': return "\\f";
    case '\n': return "\\n";
    case '\r': return "\\r";
    case '\t': return "\\t";
    case '\v': return "\\v";
    case '\\': return "\\\\";
    case '"': return "\\\"";
    default: return {};
  }
}

/// The text as a literal, in double quotes; what is not UTF-8 becomes U+FFFD.
Value quote(const Call& call) {
  const std::string_view text = call[0].string_value();
  constexpr size_t longest = 3;
  if (Value refused = call.budget.claim_text(text.size() * longest); refused.is_error()) {
    return refused;
  }
  std::string out = "\"";
  for (size_t at = 0; at < text.size();) {
    const uint32_t size = first_code_point(text.substr(at)).size;
    const std::string_view escape = escape_of(text[at]);
    out += size == 0 ? "\xEF\xBF\xBD" : escape.empty() ? text.substr(at, size) : escape;
    at += std::max(size, 1u);
  }
  return Value::string(out + '"');
}

}  // namespace

void add_string_position(Overloads& out) {
  const Type s = Type::string();
  const Type i = Type::int64();
  constexpr bool receiver = true;
  out.insert(out.end(), {
                            {"charAt", {s, i}, s, &char_at, receiver},
                            {"indexOf", {s, s}, i, &index_of, receiver},
                            {"indexOf", {s, s, i}, i, &index_of_from, receiver},
                            {"lastIndexOf", {s, s}, i, &last_index_of, receiver},
                            {"lastIndexOf", {s, s, i}, i, &last_index_of_from, receiver},
                            {"substring", {s, i}, s, &substring_from, receiver},
                            {"substring", {s, i, i}, s, &substring, receiver},
                            {"replace", {s, s, s}, s, &replace, receiver},
                            {"replace", {s, s, s, i}, s, &replace_at_most, receiver},
                            {"reverse", {s}, s, &reverse, receiver},
                            {"strings.quote", {s}, s, &quote},
                        });
}

}  // namespace exeunt::cel::library
