#include "interpreter/scenario/value.h"

#include <algorithm>
#include <charconv>
#include <string>

#include "interpreter/plan/json.h"

namespace exeunt::scenario {

using plan::Value;
using yaml::Node;

template <class Number>
static std::optional<Value> parse(std::string_view text, auto... format) {
  Number number{};
  const char* const end = text.data() + text.size();
  const auto [stopped, error] = std::from_chars(text.data(), end, number, format...);
  return error == std::errc() && stopped == end ? std::optional(Value{number}) : std::nullopt;
}

static bool is_digits(std::string_view text) {
  return std::all_of(text.begin(), text.end(), [](char c) { return c >= '0' && c <= '9'; });
}

/// `1.5`, `.5`, `5.`, `1e3`, with a sign or without; never `inf`, `nan` or a text that only begins like a number.
static bool looks_like_number(std::string_view text) {
  const auto drop_sign = [&text] { text.remove_prefix(text.starts_with('-') || text.starts_with('+') ? 1 : 0); };
  drop_sign();
  const std::size_t exponent = std::min(text.find_first_of("eE"), text.size());
  const std::string_view mantissa = text.substr(0, exponent);
  const std::size_t point = std::min(mantissa.find('.'), mantissa.size());
  const std::string_view whole = mantissa.substr(0, point);
  const std::string_view fraction = mantissa.substr(std::min(point + 1, mantissa.size()));
  if (!is_digits(whole) || !is_digits(fraction) || (whole.empty() && fraction.empty())) {
    return false;
  }
  if (exponent == text.size()) {
    return true;
  }
  text.remove_prefix(exponent + 1);
  drop_sign();
  return !text.empty() && is_digits(text);
}

static Value number(std::string_view text) {
  text.remove_prefix(text.starts_with('+') ? 1 : 0);
  if (text.find_first_of(".eE") == std::string_view::npos) {
    if (auto whole = parse<int64_t>(text)) {
      return *whole;
    }
    if (auto whole = parse<uint64_t>(text)) {
      return *whole;
    }
  }
  return parse<double>(text, std::chars_format::general).value_or(Value{std::string(text)});
}

static Value scalar(const std::string& text) {
  if (text == "null" || text == "Null" || text == "NULL") {
    return {};
  }
  if (text == "true" || text == "True" || text == "TRUE") {
    return {true};
  }
  if (text == "false" || text == "False" || text == "FALSE") {
    return {false};
  }
  const std::string_view digits = std::string_view(text).substr(std::min<std::size_t>(2, text.size()));
  if (text.starts_with("0x") || text.starts_with("0o")) {
    return parse<int64_t>(digits, text[1] == 'x' ? 16 : 8).value_or(Value{text});
  }
  return looks_like_number(text) ? number(text) : Value{text};
}

Value value(const Node& node, std::string_view text) {
  switch (node.kind) {
    case Node::Kind::empty:
      return {};
    case Node::Kind::scalar: {
      const char begin = node.span.begin < text.size() ? text[node.span.begin] : '\0';
      const bool is_plain = begin != '\'' && begin != '"' && begin != '|' && begin != '>';
      return is_plain ? scalar(node.text) : Value{node.text};
    }
    case Node::Kind::list: {
      Value::List list;
      for (const Node& item : node.items) {
        list.push_back(value(item, text));
      }
      return {std::move(list)};
    }
    case Node::Kind::mapping:
      break;
  }
  Value::Members members;
  for (std::size_t i = 0; i + 1 < node.items.size(); i += 2) {
    members.emplace_back(node.items[i].text, value(node.items[i + 1], text));
  }
  return {std::move(members)};
}

static bool is_plain(const std::string& text) {
  const auto is_simple = [](char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_' || c == '-' ||
           c == '.' || c == ':' || c == '/' || c == '@';
  };
  return !text.empty() && text.back() != ':' && text.front() != '-' && text.front() != '@' &&
         std::all_of(text.begin(), text.end(), is_simple) && scalar(text) == Value{text};
}

std::string text(const Value& value) {
  std::string all;
  const auto separate = [&all] { all += all.size() > 1 ? ", " : ""; };
  if (const auto* list = std::get_if<Value::List>(&value.data)) {
    all = "[";
    for (const Value& each : *list) {
      separate();
      all += text(each);
    }
    return all + "]";
  }
  if (const auto* members = std::get_if<Value::Members>(&value.data)) {
    all = "{";
    for (const auto& [name, each] : *members) {
      separate();
      all += text({name}) + ": " + text(each);
    }
    return all + "}";
  }
  const auto* word = std::get_if<std::string>(&value.data);
  return word != nullptr && is_plain(*word) ? *word : plan::write_value(value);
}

std::optional<plan::Moment> read_time(std::string_view text) {
  const auto moment = plan::parse_moment(text);
  return moment ? moment : plan::parse_moment(std::string(text) + "T00:00:00Z");
}

static std::optional<double> as_number(const Value& value) {
  if (const auto* whole = std::get_if<int64_t>(&value.data)) {
    return static_cast<double>(*whole);
  }
  if (const auto* whole = std::get_if<uint64_t>(&value.data)) {
    return static_cast<double>(*whole);
  }
  const auto* real = std::get_if<double>(&value.data);
  return real != nullptr ? std::optional(*real) : std::nullopt;
}

static bool same_members(const Value::Members& expected, const Value::Members& actual) {
  return expected.size() == actual.size() && std::all_of(expected.begin(), expected.end(), [&](const auto& member) {
           const auto found = std::find_if(actual.begin(), actual.end(),
                                           [&](const auto& other) { return other.first == member.first; });
           return found != actual.end() && same(member.second, found->second);
         });
}

bool same(const Value& expected, const Value& actual) {
  if (expected == actual) {
    return true;
  }
  if (expected.data.index() != actual.data.index()) {
    const auto a = as_number(expected);
    const auto b = as_number(actual);
    return a && b && *a == *b;
  }
  if (const auto* text = std::get_if<std::string>(&expected.data)) {
    const auto time = plan::parse_moment(std::get<std::string>(actual.data));
    return time && read_time(*text) == time;
  }
  if (const auto* list = std::get_if<Value::List>(&expected.data)) {
    const auto& other = std::get<Value::List>(actual.data);
    return std::equal(list->begin(), list->end(), other.begin(), other.end(), same);
  }
  const auto* members = std::get_if<Value::Members>(&expected.data);
  return members != nullptr && same_members(*members, std::get<Value::Members>(actual.data));
}

}  // namespace exeunt::scenario
