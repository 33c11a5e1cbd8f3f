// format(): `'%s is %.2f'.format([name, share])`. Clauses: %s anything, %d numbers, %f and %e with `.N` digits, %b binary,
// %o octal, %x and %X hexadecimal, %% a percent sign.
#include <fmt/format.h>

#include <algorithm>
#include <charconv>
#include <cmath>
#include <optional>

#include "interpreter/cel/evaluation.h"
#include "interpreter/cel/library/double_text.h"
#include "interpreter/cel/library/library.h"
#include "interpreter/cel/utf8.h"

namespace exeunt::cel::library {

namespace {

constexpr int default_precision = 6;
constexpr int max_precision = 100;

struct Clause {
  char kind = 0;
  int precision = default_precision;
};

/// Writes values for one call of format(). After a false answer `error` says why.
class Formatter {
 public:
  explicit Formatter(Budget& budget) : budget_(budget) {}

  bool text(std::string_view more) {
    if (!budget_.fits_text(out_.size() + more.size()) || !budget_.spend(more.size())) {
      error_ = budget_.claim_text(out_.size() + more.size());
      return false;
    }
    out_ += more;
    return true;
  }

  bool value(const Clause& clause, const Value& value) {
    switch (clause.kind) {
      case 's': return any(value);
      case 'd': return decimal(value);
      case 'f':
      case 'e': return real(clause, value);
      case 'b': return value.kind() == ValueKind::boolean ? text(value.boolean_value() ? "1" : "0") : whole("b", value);
      case 'o': return whole("o", value);
      case 'x': return hexadecimal("x", "{:02x}", value);
      case 'X': return hexadecimal("X", "{:02X}", value);
      default: return fail(fmt::format("`%{}` is no clause of `format`", clause.kind));
    }
  }

  bool fail(std::string message) {
    error_ = Value::error(std::move(message));
    return false;
  }

  Value take() { return Value::string(std::move(out_)); }
  const Value& error() const { return error_; }

 private:
  bool misfit(std::string_view clause, const Value& value) {
    return fail(fmt::format("`%{}` does not take a `{}`", clause, type_of(value).text()));
  }

  /// NaN and infinities have words for all clauses.
  static std::optional<std::string_view> word_of(double value) {
    return std::isnan(value)   ? std::optional<std::string_view>("NaN")
           : std::isinf(value) ? std::optional<std::string_view>(value < 0 ? "-Infinity" : "Infinity")
                               : std::nullopt;
  }

  /// The shortest digits that read back, without an exponent.
  bool shortest(double value) {
    const auto word = word_of(value);
    return word ? text(*word) : text(plain_text(value));
  }

  bool decimal(const Value& value) {
    switch (value.kind()) {
      case ValueKind::int64: return text(std::to_string(value.int64_value()));
      case ValueKind::uint64: return text(std::to_string(value.uint64_value()));
      case ValueKind::float64: return shortest(value.float64_value());
      default: return misfit("d", value);
    }
  }

  bool real(const Clause& clause, const Value& value) {
    double number = 0;
    switch (value.kind()) {
      case ValueKind::int64: number = static_cast<double>(value.int64_value()); break;
      case ValueKind::uint64: number = static_cast<double>(value.uint64_value()); break;
      case ValueKind::float64: number = value.float64_value(); break;
      default: return misfit({&clause.kind, 1}, value);
    }
    if (const auto word = word_of(number)) {
      return text(*word);
    }
    return text(clause.kind == 'f' ? fmt::format("{:.{}f}", number, clause.precision)
                                   : fmt::format("{:.{}e}", number, clause.precision));
  }

  bool whole(std::string_view base, const Value& value) {
    const std::string pattern = fmt::format("{{:{}}}", base);
    switch (value.kind()) {
      case ValueKind::int64: return text(fmt::format(fmt::runtime(pattern), value.int64_value()));
      case ValueKind::uint64: return text(fmt::format(fmt::runtime(pattern), value.uint64_value()));
      default: return misfit(base, value);
    }
  }

  bool hexadecimal(std::string_view base, fmt::string_view byte, const Value& value) {
    if (value.kind() != ValueKind::string && value.kind() != ValueKind::bytes) {
      return whole(base, value);
    }
    const std::string_view bytes = value.string_value();
    if (!budget_.fits_text(out_.size() + 2 * bytes.size())) {
      return text(bytes) && text(bytes);
    }
    std::string digits;
    for (const char c : bytes) {
      fmt::format_to(std::back_inserter(digits), fmt::runtime(byte), static_cast<unsigned char>(c));
    }
    return text(digits);
  }

  /// Bytes as the text they are; what is not UTF-8 becomes U+FFFD.
  bool decoded(std::string_view bytes) {
    while (!bytes.empty()) {
      const uint32_t size = first_code_point(bytes).size;
      if (!text(size == 0 ? "\xEF\xBF\xBD" : bytes.substr(0, size))) {
        return false;
      }
      bytes.remove_prefix(std::max(size, 1u));
    }
    return true;
  }

  bool list(std::span<const Value> elements) {
    const char* separator = "[";
    for (const Value& element : elements) {
      if (!text(separator) || !any(element)) {
        return false;
      }
      separator = ", ";
    }
    return text(elements.empty() ? "[]" : "]");
  }

  /// In the order of the keys' texts, so that the same map always reads the same.
  bool map(const Value& value) {
    std::vector<std::pair<std::string, const Value*>> entries;
    for (const auto& [key, content] : value.map_value()) {
      Formatter formatter(budget_);
      if (!formatter.any(key)) {
        error_ = formatter.error_;
        return false;
      }
      entries.emplace_back(std::move(formatter.out_), &content);
    }
    std::stable_sort(entries.begin(), entries.end(), [](const auto& a, const auto& b) { return a.first < b.first; });
    const char* separator = "{";
    for (const auto& [key, content] : entries) {
      if (!text(separator) || !text(key) || !text(": ") || !any(*content)) {
        return false;
      }
      separator = ", ";
    }
    return text(entries.empty() ? "{}" : "}");
  }

  bool any(const Value& value) {
    switch (value.kind()) {
      case ValueKind::null: return text("null");
      case ValueKind::boolean: return text(value.boolean_value() ? "true" : "false");
      case ValueKind::int64:
      case ValueKind::uint64: return decimal(value);
      case ValueKind::float64: return shortest(value.float64_value());
      case ValueKind::string: return text(value.string_value());
      case ValueKind::bytes: return decoded(value.string_value());
      case ValueKind::timestamp: return text(format_timestamp(value.timestamp_value()));
      case ValueKind::duration: return text(format_duration(value.duration_value()));
      case ValueKind::list: return list(value.list_value());
      case ValueKind::map: return map(value);
      case ValueKind::type: return text(value.text());
      default: return misfit("s", value);
    }
  }

  Budget& budget_;
  std::string out_;
  Value error_;
};

/// Takes `.N` and the letter off the front of what follows a percent sign; none where it breaks off.
std::optional<Clause> take_clause(std::string_view& text) {
  Clause out;
  if (text.starts_with('.')) {
    text.remove_prefix(1);
    const auto [end, code] = std::from_chars(text.data(), text.data() + text.size(), out.precision);
    if (code == std::errc::invalid_argument) {
      return std::nullopt;
    }
    out.precision = code == std::errc() ? out.precision : max_precision + 1;
    text.remove_prefix(static_cast<size_t>(end - text.data()));
  }
  if (text.empty()) {
    return std::nullopt;
  }
  out.kind = text.front();
  text.remove_prefix(1);
  return out;
}

Value format(const Call& call) {
  std::string_view text = call[0].string_value();
  const auto arguments = call[1].list_value();
  Formatter out(call.budget);
  size_t next = 0;
  bool fine = true;
  while (fine && !text.empty()) {
    const size_t percent = std::min(text.find('%'), text.size());
    fine = out.text(text.substr(0, percent));
    text.remove_prefix(percent);
    if (!fine || text.empty()) {
      break;
    }
    text.remove_prefix(1);
    if (text.starts_with('%')) {
      fine = out.text("%");
      text.remove_prefix(1);
      continue;
    }
    const std::optional<Clause> clause = take_clause(text);
    if (!clause) {
      fine = out.fail("a clause of `format` breaks off after `%`");
    } else if (clause->precision < 0 || clause->precision > max_precision) {
      fine = out.fail(fmt::format("the precision of `%{}` is not in 0..{}", clause->kind, max_precision));
    } else if (next == arguments.size()) {
      fine = out.fail(fmt::format("`format` has {} arguments, and a clause for one more", next));
    } else {
      fine = out.value(*clause, arguments[next++]);
    }
  }
  return fine ? out.take() : out.error();
}

}  // namespace

void add_string_format(Overloads& out) {
  out.push_back({"format", {Type::string(), Type::list(Type::dyn())}, Type::string(), &format, true});
}

}  // namespace exeunt::cel::library
