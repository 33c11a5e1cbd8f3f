#include "tests/differential/spelling.h"

#include <fmt/format.h>

#include <algorithm>

#include "interpreter/plan/json.h"
#include "interpreter/plan/parse.h"

namespace exeunt::differential {

namespace {

using plan::Value;

/// Nothing, where there is nothing to say.
std::optional<Value> header(const Account& account, bool with_objects) {
  Value::Members members;
  members.emplace_back("format", Value{std::string("exeunt.snapshot/1")});
  if (account.absent_is_null) {
    members.emplace_back("absent", Value{std::string("null")});
  }
  if (!account.incomplete.empty()) {
    Value::List types;
    for (const std::string& type : account.incomplete) {
      types.push_back(Value{type});
    }
    members.emplace_back("incomplete", Value{std::move(types)});
  }
  if (members.size() == 1 && !with_objects) {
    return std::nullopt;
  }
  if (with_objects) {
    members.emplace_back("objects", Value{account.objects});
  }
  return Value{std::move(members)};
}

class Loose {
 public:
  explicit Loose(Random& random) : random_(random) {}

  std::string text(const Value& value) {
    if (const auto* const list = std::get_if<Value::List>(&value.data)) {
      std::string out = "[" + space();
      for (const Value& each : *list) {
        out += (&each == list->data() ? "" : "," + space()) + text(each);
      }
      return out + space() + "]";
    }
    if (const auto* const members = std::get_if<Value::Members>(&value.data)) {
      std::string out = "{" + space();
      for (const auto& each : *members) {
        out += (&each == members->data() ? "" : "," + space()) + text(Value{each.first}) + space() + ":" + space() +
               (each.first == "id" ? id(each.second) : text(each.second));
      }
      return out + space() + "}";
    }
    if (const auto* const word = std::get_if<std::string>(&value.data)) {
      return escaped(*word);
    }
    if (const auto* const number = std::get_if<int64_t>(&value.data)) {
      // A whole number may be written as one with a fraction, as long as it is one that a double holds.
      const bool is_small = *number > -1000 && *number < 1000;
      return std::to_string(*number) + (is_small && random_.one_in(6) ? random_.one_in(2) ? ".0" : "e0" : "");
    }
    return plan::write_value(value);
  }

 private:
  std::string id(const Value& value) {
    if (const auto* const number = std::get_if<int64_t>(&value.data)) {
      return std::to_string(*number);  // its digits are the id: another spelling is another object
    }
    const auto* const word = std::get_if<std::string>(&value.data);
    const bool is_number = word != nullptr && word->size() < 10 && !word->empty() && ((*word)[0] != '0' || *word == "0") &&
                           word->find_first_not_of("0123456789") == std::string::npos;
    return is_number && random_.one_in(2) ? *word : text(value);
  }

  std::string space() {
    static const std::string spaces[] = {"", "", "", " ", "\t", "  "};
    return random_.pick(spaces);
  }

  /// Some of its characters as escapes.
  std::string escaped(const std::string& word) {
    const std::string plain = plan::write_value(Value{word});
    if (!random_.one_in(4)) {
      return plain;
    }
    std::string out;
    for (std::size_t at = 0; at < plain.size(); ++at) {
      const char c = plain[at];
      if (c == '\\') {
        const std::size_t length = plain[at + 1] == 'u' ? 6 : 2;
        out += plain.substr(at, length);
        at += length - 1;
      } else if (c == '/' && random_.one_in(2)) {
        out += "\\/";
      } else if (c > ' ' && c < '\x7f' && c != '"' && random_.one_in(5)) {
        out += fmt::format("\\u{:04X}", static_cast<unsigned>(c));
      } else {
        out += c;
      }
    }
    return out;
  }

  Random& random_;
};

}  // namespace

std::string as_lines(const Account& account) {
  std::string out;
  if (const auto first = header(account, false)) {
    out += plan::write_value(*first) + "\n";
  }
  for (const Value& object : account.objects) {
    out += plan::write_value(object) + "\n";
  }
  return out;
}

std::string as_loose_lines(Random& random, const Account& account) {
  Loose loose(random);
  std::string out = random.one_in(12) ? "\xef\xbb\xbf" : "";
  const std::string line_end = random.one_in(4) ? "\r\n" : "\n";
  const bool is_long = random.one_in(48);
  if (const auto first = header(account, false)) {
    out += loose.text(*first) + line_end;
  }
  for (const Value& object : account.objects) {
    out += loose.text(object) + line_end;
    if (random.one_in(8)) {
      out += random.one_in(2) ? line_end : " \t" + line_end;
    }
    if (is_long && random.one_in(3)) {
      // So that lines lie in several of the chunks that are read at a time, and across their borders.
      out += std::string(60'000 + random.below(150'000), ' ') + line_end;
    }
  }
  if (random.one_in(6) && out.ends_with(line_end)) {
    out.resize(out.size() - line_end.size());
  }
  return out;
}

std::string as_document(const Account& account) {
  const auto whole = account.absent_is_null || !account.incomplete.empty() ? header(account, true) : Value{account.objects};
  return plan::write_value(*whole) + "\n";
}

std::string as_yaml(Random& random, const Account& account) {
  std::string out;
  std::string indent;
  if (const auto first = header(account, false)) {
    for (const auto& [key, value] : std::get<Value::Members>(first->data)) {
      out += key + ": " + plan::write_value(value) + "\n";
    }
    out += "objects:\n";
    indent = random.one_in(2) ? "  " : "";
  }
  if (account.objects.empty()) {
    return out.empty() ? "# nobody\n[]\n" : out.substr(0, out.size() - 1) + " []\n";
  }
  for (const Value& object : account.objects) {
    const auto& members = std::get<Value::Members>(object.data);
    if (random.one_in(3)) {
      out += indent + "- " + plan::write_value(object) + "\n";
      continue;
    }
    std::string mark = "- ";
    for (const auto& [key, value] : members) {
      out += indent + mark + key + ": " + plan::write_value(value) + (random.one_in(9) ? "  # so it says" : "") + "\n";
      mark = "  ";
    }
  }
  return out;
}

Account account_of(const std::string& lines) {
  Account out;
  std::string_view rest = lines;
  if (rest.starts_with("\xef\xbb\xbf")) {
    rest.remove_prefix(3);
  }
  while (!rest.empty()) {
    const std::string_view line = rest.substr(0, rest.find('\n'));
    rest.remove_prefix(std::min(line.size() + 1, rest.size()));
    auto parsed = plan::parse_json(line);
    auto* const value = std::get_if<plan::Value>(&parsed);
    if (value == nullptr) {
      continue;
    }
    if (member(*value, "format") != nullptr) {
      const plan::Value* const absent = member(*value, "absent");
      out.absent_is_null = absent != nullptr && *absent == plan::Value{std::string("null")};
      if (const plan::Value* const incomplete = member(*value, "incomplete")) {
        for (const plan::Value& each : std::get<plan::Value::List>(incomplete->data)) {
          out.incomplete.push_back(std::get<std::string>(each.data));
        }
      }
    } else {
      // An id may be written as a number.
      for (auto& [key, each] : std::get<plan::Value::Members>(value->data)) {
        if (key == "id" && std::holds_alternative<int64_t>(each.data)) {
          each = plan::Value{std::to_string(std::get<int64_t>(each.data))};
        }
      }
      out.objects.push_back(std::move(*value));
    }
  }
  return out;
}

Account reordered(Random& random, const Account& account) {
  Account out = account;
  const auto shuffle = [&](auto& list) {
    for (std::size_t i = list.size(); i > 1; --i) {
      std::swap(list[i - 1], list[random.below(i)]);
    }
  };
  shuffle(out.objects);
  for (Value& object : out.objects) {
    shuffle(std::get<Value::Members>(object.data));
  }
  return out;
}

}  // namespace exeunt::differential
