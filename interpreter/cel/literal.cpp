#include "interpreter/cel/literal.h"

#include <fmt/format.h>

#include <charconv>
#include <cmath>

#include "interpreter/cel/utf8.h"

namespace exeunt::cel {

// Numbers. ------------------------------------------------------------------------------------------------------------

static Value fail(std::string_view text, LiteralError& error, std::string message, std::string help = {}) {
  error = {0, static_cast<uint32_t>(text.size()), std::move(message), std::move(help)};
  return Value::null();
}

static Value float_literal(std::string_view text, bool negative, LiteralError& error) {
  double value = 0;
  const auto [end, code] = std::from_chars(text.data(), text.data() + text.size(), value);
  if (end != text.data() + text.size()) {
    return fail(text, error, fmt::format("`{}` is not a number", text));
  }
  if (code == std::errc::result_out_of_range) {
    // from_chars does not say on which side: what has no digit but 0 before the point is tiny, not huge.
    const bool tiny = text.find_first_of("123456789") > text.find('.') || text.find("e-") != std::string_view::npos ||
                      text.find("E-") != std::string_view::npos;
    if (!tiny) {
      return fail(text, error, fmt::format("`{}` is too large for a double", text));
    }
    value = 0;
  }
  return Value::float64(negative ? -value : value);
}

Value number_literal(std::string_view text, bool negative, LiteralError& error) {
  const bool hex = text.starts_with("0x");
  if (!hex && text.find_first_of(".eE") != std::string_view::npos) {
    return float_literal(text, negative, error);
  }
  std::string_view digits = hex ? text.substr(2) : text;
  const bool is_unsigned = digits.ends_with('u') || digits.ends_with('U');
  if (is_unsigned) {
    digits.remove_suffix(1);
  }
  uint64_t value = 0;
  const auto [end, code] = std::from_chars(digits.data(), digits.data() + digits.size(), value, hex ? 16 : 10);
  if (digits.empty() || end != digits.data() + digits.size()) {
    return fail(text, error, fmt::format("`{}` is not a number", text));
  }
  if (is_unsigned) {
    if (negative) {
      return fail(text, error, fmt::format("`-{}` is negative, but unsigned", text));
    }
    return code == std::errc() ? Value::uint64(value)
                               : fail(text, error, fmt::format("`{}` is too large for a uint", text));
  }
  const uint64_t limit = uint64_t{INT64_MAX} + (negative ? 1 : 0);
  if (code != std::errc() || value > limit) {
    return fail(text, error, fmt::format("`{}{}` is too {} for an int", negative ? "-" : "", text,
                                         negative ? "small" : "large"),
                code == std::errc() && !negative ? fmt::format("as a uint: `{}u`", text) : "");
  }
  return Value::int64(negative ? static_cast<int64_t>(-value) : static_cast<int64_t>(value));
}

// Strings and bytes. --------------------------------------------------------------------------------------------------

namespace {

class Unescape {
 public:
  Unescape(std::string_view text, uint32_t begin, uint32_t end, bool bytes, LiteralError& error)
      : text_(text), at_(begin), end_(end), bytes_(bytes), error_(error) {}

  std::string run() {
    out_.reserve(end_ - at_);
    while (at_ < end_ && error_.message.empty()) {
      const size_t next = std::min<size_t>(text_.find('\\', at_), end_);
      out_ += text_.substr(at_, next - at_);
      at_ = static_cast<uint32_t>(next);
      if (at_ < end_) {
        escape();
      }
    }
    return std::move(out_);
  }

 private:
  void escape() {
    const uint32_t start = at_;
    const char kind = text_[at_ + 1];
    at_ += 2;
    switch (kind) {
      case 'a': out_ += '\a'; return;
      case 'b': out_ += '\b'; return;
      case 'f': out_ += '\f'; return;
      case 'n': out_ += '\n'; return;
      case 'r': out_ += '\r'; return;
      case 't': out_ += '\t'; return;
      case 'v': out_ += '\v'; return;
      case '\\':
      case '?':
      case '\'':
      case '"':
      case '`': out_ += kind; return;
      case 'x':
      case 'X': put(start, digits(start, 2, 16)); return;
      case 'u': wide(start, 4); return;
      case 'U': wide(start, 8); return;
      case '0':
      case '1':
      case '2':
      case '3':
        --at_;
        put(start, digits(start, 3, 8));
        return;
      default: {
        const uint32_t size = std::max(first_code_point(text_.substr(start + 1)).size, 1u);
        fail(start, start + 1 + size, "`{}` is not an escape sequence",
             "write `\\\\` for a backslash, or put `r` before the quotes");
      }
    }
  }

  void wide(uint32_t start, uint32_t count) {
    if (bytes_) {
      fail(start, at_, "`{}` has no meaning in bytes", "bytes are written `\\x41` or `\\101`");
      return;
    }
    put(start, digits(start, count, 16));
  }

  uint32_t digits(uint32_t start, uint32_t count, int base) {
    uint32_t value = 0;
    const char* first = text_.data() + at_;
    const char* last = text_.data() + std::min(at_ + count, end_);
    const auto [stop, code] = std::from_chars(first, last, value, base);
    if (code != std::errc() || stop != first + count) {
      const auto used = static_cast<uint32_t>(stop - first);
      fail(start, std::min(at_ + used + (stop == last ? 0 : 1), end_), "`{}` is not a complete escape sequence",
           fmt::format("{} {} digits are needed", count, base == 16 ? "hexadecimal" : "octal"));
      return 0;
    }
    at_ += count;
    return value;
  }

  /// A code point of a string, or one of the bytes.
  void put(uint32_t start, uint32_t value) {
    if (!error_.message.empty()) {
      return;
    }
    if (bytes_) {
      out_ += static_cast<char>(value);
    } else if (!append_utf8(out_, value)) {
      fail(start, at_, "`{}` is not a Unicode character", "");
    }
  }

  void fail(uint32_t begin, uint32_t end, fmt::format_string<std::string_view> message, std::string help) {
    error_ = {begin, end, fmt::format(message, text_.substr(begin, end - begin)), std::move(help)};
  }

  std::string_view text_;
  uint32_t at_;
  uint32_t end_;
  bool bytes_;
  LiteralError& error_;
  std::string out_;
};

}  // namespace

Value string_literal(std::string_view text, LiteralError& error) {
  bool bytes = false;
  bool raw = false;
  uint32_t begin = 0;
  for (; text[begin] != '\'' && text[begin] != '"'; ++begin) {
    const char prefix = text[begin];
    (prefix == 'b' || prefix == 'B' ? bytes : raw) = true;
  }
  const bool triple = text.size() >= begin + 6 && text[begin + 1] == text[begin] && text[begin + 2] == text[begin];
  const uint32_t quote = triple ? 3 : 1;
  begin += quote;
  const uint32_t end = static_cast<uint32_t>(text.size()) - quote;

  std::string out = raw ? std::string(text.substr(begin, end - begin)) : Unescape(text, begin, end, bytes, error).run();
  if (!bytes && error.message.empty() && !is_utf8(out)) {
    return fail(text, error, "the text is not valid UTF-8");
  }
  return bytes ? Value::bytes(std::move(out)) : Value::string(std::move(out));
}

}  // namespace exeunt::cel
