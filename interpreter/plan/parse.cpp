#include "interpreter/plan/parse.h"

#include <fmt/format.h>

#include <algorithm>
#include <nlohmann/json.hpp>
#include <optional>
#include <utility>

namespace exeunt::plan {

std::string text(const Path& path) {
  std::string out;
  for (const auto& segment : path) {
    if (const auto* member = std::get_if<std::string>(&segment)) {
      out += out.empty() ? "" : ".";
      out += *member;
    } else {
      out += fmt::format("[{}]", std::get<std::size_t>(segment));
    }
  }
  return out;
}

/// The library's message without its own name, place and excerpt: the caller shows where it is.
static std::string plain_message(std::string_view message) {
  if (const std::size_t begin = message.find(" - "); begin != std::string_view::npos) {
    message.remove_prefix(begin + 3);
  } else if (const std::size_t colon = message.find("] "); colon != std::string_view::npos) {
    message.remove_prefix(colon + 2);
  }
  std::string out(message);
  if (const std::size_t excerpt = out.find("; last read: "); excerpt != std::string::npos) {
    const std::size_t expected = out.rfind("; expected ");
    const bool has_expected = expected != std::string::npos && expected > excerpt;
    out = out.substr(0, excerpt) + (has_expected ? out.substr(expected) : "");
  }
  return out;
}

/// Receives the library's events and builds a Value. Any `false` stops the library.
class Builder {
 public:
  explicit Builder(std::string_view text) : text_(text) {}

  bool null() { return add(Value{nullptr}); }
  bool boolean(bool value) { return add(Value{value}); }
  bool number_integer(int64_t value) { return add(Value{value}); }
  bool number_unsigned(uint64_t value) {
    // One number has one form, so that equal documents are equal values.
    return value <= INT64_MAX ? add(Value{static_cast<int64_t>(value)}) : add(Value{value});
  }
  bool number_float(double value, const std::string&) { return add(Value{value}); }
  bool string(std::string& value) { return add(Value{std::move(value)}); }
  bool binary(nlohmann::json::binary_t&) { return false; }
  bool start_object(std::size_t) { return open(Value{Value::Members{}}); }
  bool start_array(std::size_t) { return open(Value{Value::List{}}); }
  bool key(std::string& name) {
    std::get<Value::Members>(open_.back().data).emplace_back(std::move(name), Value{});
    return true;
  }
  bool end_object() { return members_are_unique() && close(); }
  bool end_array() { return close(); }
  bool parse_error(std::size_t position, const std::string&, const nlohmann::json::exception& error) {
    // The library counts the end of input as one more character read.
    const bool at_end = position > text_.size();
    error_ = ParseError{at_end ? ParseError::Reason::truncated : ParseError::Reason::not_json,
                        std::min(position == 0 ? 0 : position - 1, text_.size()),
                        plain_message(error.what()),
                        {}};
    return false;
  }

  std::optional<ParseError> error_;
  Value result_;

 private:
  bool add(Value value) {
    if (open_.empty()) {
      result_ = std::move(value);
    } else if (auto* list = std::get_if<Value::List>(&open_.back().data)) {
      list->push_back(std::move(value));
    } else {
      std::get<Value::Members>(open_.back().data).back().second = std::move(value);
    }
    return true;
  }

  bool open(Value container) {
    if (open_.size() == max_depth) {
      error_ = ParseError{ParseError::Reason::too_deep, locate(text_, path()).begin, {}, {}};
      return false;
    }
    open_.push_back(std::move(container));
    return true;
  }

  bool close() {
    Value done = std::move(open_.back());
    open_.pop_back();
    return add(std::move(done));
  }

  bool members_are_unique() {
    const auto& members = std::get<Value::Members>(open_.back().data);
    names_.clear();
    for (const auto& [name, value] : members) {
      names_.push_back(name);
    }
    std::sort(names_.begin(), names_.end());
    const auto twice = std::adjacent_find(names_.begin(), names_.end());
    if (twice == names_.end()) {
      return true;
    }
    Path where = path();
    where.back() = std::string(*twice);
    error_ = ParseError{ParseError::Reason::member_twice, locate(text_, where).begin, {}, where};
    return false;
  }

  /// Of the member or element that is being read.
  Path path() const {
    Path out;
    for (const Value& container : open_) {
      if (const auto* list = std::get_if<Value::List>(&container.data)) {
        out.emplace_back(list->size());
      } else {
        const auto& members = std::get<Value::Members>(container.data);
        out.emplace_back(members.empty() ? std::string() : members.back().first);
      }
    }
    return out;
  }

  std::string_view text_;
  std::vector<Value> open_;
  std::vector<std::string_view> names_;
};

std::variant<Value, ParseError> parse_json(std::string_view text) {
  Builder builder(text);
  const char* const begin = text.data();
  const bool complete = nlohmann::json::sax_parse(begin, begin + text.size(), &builder);
  if (builder.error_) {
    return std::move(*builder.error_);
  }
  if (!complete) {
    return ParseError{ParseError::Reason::not_json, 0, "unreadable", {}};
  }
  return std::move(builder.result_);
}

/// Walks valid JSON text by its brackets, commas and quotes.
class Scanner {
 public:
  explicit Scanner(std::string_view text) : text_(text) {}

  std::size_t offset() const { return offset_; }
  char peek() const { return offset_ < text_.size() ? text_[offset_] : '\0'; }
  void advance() { offset_ = std::min(offset_ + 1, text_.size()); }
  void move_to(std::size_t offset) { offset_ = offset; }

  void skip_space() {
    while (peek() == ' ' || peek() == '\t' || peek() == '\n' || peek() == '\r') {
      advance();
    }
  }

  void skip_string() {
    advance();
    while (offset_ < text_.size() && peek() != '"') {
      offset_ = std::min(offset_ + (peek() == '\\' ? 2 : 1), text_.size());
    }
    advance();
  }

  void skip_value() {
    std::size_t depth = 0;
    do {
      skip_space();
      const char c = peek();
      if (c == '"') {
        skip_string();
      } else if (c == '{' || c == '[') {
        ++depth;
        advance();
      } else if ((c == '}' || c == ']') && depth > 0) {
        --depth;
        advance();
      } else if ((c == ',' || c == ':') && depth > 0) {
        advance();
      } else {
        const std::size_t begin = offset_;
        skip_scalar();
        if (offset_ == begin) {
          return;
        }
      }
    } while (depth > 0 && offset_ < text_.size());
  }

 private:
  void skip_scalar() {
    constexpr std::string_view ends = ",:]}[{\" \t\r\n";
    while (offset_ < text_.size() && ends.find(text_[offset_]) == std::string_view::npos) {
      ++offset_;
    }
  }

  std::string_view text_;
  std::size_t offset_ = 0;
};

/// A member's name after escapes.
static std::string unquote(std::string_view quoted) {
  const nlohmann::json name = nlohmann::json::parse(quoted.begin(), quoted.end(), nullptr, false);
  return name.is_string() ? name.get<std::string>() : std::string();
}

/// From the opening bracket of an object to the value of the member.
static bool enter_member(Scanner& scanner, std::string_view text, const std::string& member) {
  std::optional<std::size_t> found;
  scanner.advance();
  for (scanner.skip_space(); scanner.peek() == '"'; scanner.skip_space()) {
    const std::size_t begin = scanner.offset();
    scanner.skip_string();
    const std::string_view quoted = text.substr(begin, scanner.offset() - begin);
    scanner.skip_space();
    scanner.advance();
    scanner.skip_space();
    if (unquote(quoted) == member) {
      found = scanner.offset();
    }
    scanner.skip_value();
    scanner.skip_space();
    if (scanner.peek() == ',') {
      scanner.advance();
    }
  }
  if (found) {
    scanner.move_to(*found);
  }
  return found.has_value();
}

/// From the opening bracket of a list to the element.
static bool enter_element(Scanner& scanner, std::size_t index) {
  scanner.advance();
  for (std::size_t i = 0; i < index; ++i) {
    scanner.skip_value();
    scanner.skip_space();
    if (scanner.peek() != ',') {
      return false;
    }
    scanner.advance();
  }
  return true;
}

Range locate(std::string_view text, const Path& path) {
  Scanner scanner(text);
  scanner.skip_space();
  for (const auto& segment : path) {
    const std::size_t container = scanner.offset();
    const auto* member = std::get_if<std::string>(&segment);
    const bool entered = member != nullptr
                             ? scanner.peek() == '{' && enter_member(scanner, text, *member)
                             : scanner.peek() == '[' && enter_element(scanner, std::get<std::size_t>(segment));
    if (!entered) {
      scanner.move_to(container);
      break;
    }
    scanner.skip_space();
  }
  const std::size_t begin = scanner.offset();
  // Of a container the bracket is enough: an underlined page says nothing.
  if (scanner.peek() == '{' || scanner.peek() == '[') {
    scanner.advance();
  } else {
    scanner.skip_value();
  }
  return {begin, std::max(begin, scanner.offset())};
}

}  // namespace exeunt::plan
