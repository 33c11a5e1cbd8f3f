#include "interpreter/plan/emit.h"

#include <fmt/format.h>

#include <cmath>
#include <iterator>
#include <type_traits>

#include "interpreter/source/plain_json.h"
#include "interpreter/source/utf8.h"

namespace exeunt::plan {

void Emitter::begin(char bracket) {
  separate();
  out_ += bracket;
  has_content_.push_back(false);
}

void Emitter::end(char bracket) {
  const bool had_content = has_content_.back();
  has_content_.pop_back();
  if (had_content && has_content_.size() < expanded_levels_) {
    out_ += '\n';
    out_.append(2 * has_content_.size(), ' ');
  }
  out_ += bracket;
}

void Emitter::separate() {
  if (after_key_) {
    after_key_ = false;
    return;
  }
  if (has_content_.empty()) {
    return;
  }
  const bool first = !has_content_.back();
  has_content_.back() = true;
  const bool own_line = has_content_.size() <= expanded_levels_;
  if (!first) {
    out_ += own_line ? "," : ", ";
  }
  if (own_line) {
    out_ += '\n';
    out_.append(2 * has_content_.size(), ' ');
  }
}

void Emitter::key(std::string_view name) {
  text(name);
  begin_value();
}

static void append_escape(std::string& out, char32_t c) {
  if (c >= 0x10000) {
    const char32_t rest = c - 0x10000;
    fmt::format_to(std::back_inserter(out), "\\u{:04x}\\u{:04x}", 0xd800 + static_cast<uint32_t>(rest >> 10),
                   0xdc00 + static_cast<uint32_t>(rest & 0x3ff));
    return;
  }
  fmt::format_to(std::back_inserter(out), "\\u{:04x}", static_cast<uint32_t>(c));
}

void Emitter::text(std::string_view value) {
  separate();
  out_ += '"';
  const char* const end = value.data() + value.size();
  for (std::size_t i = 0; i < value.size();) {
    const char* const plain = source::skip_plain_characters(value.data() + i, end);
    out_.append(value.data() + i, plain);
    i = static_cast<std::size_t>(plain - value.data());
    if (i == value.size()) {
      break;
    }
    const source::Character c = source::decode(value, i);
    if (c.code == 0xfffd) {
      out_ += "\xef\xbf\xbd";
    } else if (c.code == '"' || c.code == '\\') {
      out_ += '\\';
      out_ += static_cast<char>(c.code);
    } else if (c.code == '\n') {
      out_ += "\\n";
    } else if (c.code == '\t') {
      out_ += "\\t";
    } else if (c.code == '\r') {
      out_ += "\\r";
    } else if (source::is_control(c.code)) {
      append_escape(out_, c.code);
    } else {
      out_ += value.substr(i, c.length);
    }
    i += c.length;
  }
  out_ += '"';
}

void Emitter::boolean(bool value) {
  separate();
  out_ += value ? "true" : "false";
}

void Emitter::number(uint64_t value) {
  separate();
  out_ += fmt::format("{}", value);
}

/// The shortest digits that read back as the same number, and always with a point or an exponent, so that it reads back
/// as floating point.
static std::string write_double(double value) {
  std::string digits = fmt::format("{}", value);
  if (digits.find_first_of(".e") == std::string::npos) {
    digits += ".0";
  }
  return digits;
}

void Emitter::value(const Value& value) {
  std::visit(
      [this](const auto& data) {
        using T = std::decay_t<decltype(data)>;
        if constexpr (std::is_same_v<T, std::nullptr_t>) {
          separate();
          out_ += "null";
        } else if constexpr (std::is_same_v<T, bool>) {
          boolean(data);
        } else if constexpr (std::is_same_v<T, std::string>) {
          text(data);
        } else if constexpr (std::is_same_v<T, double>) {
          if (std::isfinite(data)) {
            separate();
            out_ += write_double(data);
          } else {
            text(std::isnan(data) ? "NaN" : (data > 0 ? "Infinity" : "-Infinity"));
          }
        } else if constexpr (std::is_same_v<T, Value::List>) {
          begin_list();
          for (const Value& element : data) {
            this->value(element);
          }
          end_list();
        } else if constexpr (std::is_same_v<T, Value::Members>) {
          begin_object();
          for (const auto& [name, member] : data) {
            key(name);
            this->value(member);
          }
          end_object();
        } else {
          separate();
          out_ += fmt::format("{}", data);
        }
      },
      value.data);
}

}  // namespace exeunt::plan
