#include "interpreter/format/quote.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <vector>

namespace exeunt::format {

static std::vector<std::string_view> split_lines(std::string_view text) {
  std::vector<std::string_view> lines;
  std::size_t begin = 0;
  while (true) {
    const std::size_t end = text.find('\n', begin);
    if (end == std::string_view::npos) {
      lines.push_back(text.substr(begin));
      return lines;
    }
    lines.push_back(text.substr(begin, end - begin));
    begin = end + 1;
  }
}

static bool is_control(char c) { return static_cast<unsigned char>(c) < 0x20 || c == 0x7F; }

/// The escape of one character inside a DSL string, or nothing where it stands for itself.
static std::string dsl_escape(char c) {
  switch (c) {
    case '\\': return "\\\\";
    case '\n': return "\\n";
    case '\t': return "\\t";
    default: return is_control(c) ? fmt::format("\\u{{{:x}}}", static_cast<unsigned char>(c)) : "";
  }
}

std::string string_literal(std::string_view text) {
  const bool has_double = text.find('"') != std::string_view::npos;
  const bool has_single = text.find('\'') != std::string_view::npos;
  const char quote = has_double && !has_single ? '\'' : '"';
  std::string out(1, quote);
  for (const char c : text) {
    const std::string escape = c == quote ? std::string{'\\', c} : dsl_escape(c);
    if (escape.empty()) {
      out += c;
    } else {
      out += escape;
    }
  }
  return out + quote;
}

/// Whether """…""" shows the value better than escapes: several lines that an editor leaves alone.
static bool reads_as_lines(std::string_view text) {
  const std::string_view body = text.ends_with('\n') ? text.substr(0, text.size() - 1) : text;
  if (body.empty() || body.find('\n') == std::string_view::npos) {
    return false;
  }
  const std::vector<std::string_view> lines = split_lines(body);
  return !lines.front().empty() && !lines.back().empty() &&
         std::none_of(lines.begin(), lines.end(), [](std::string_view line) {
           return !line.empty() && (line.back() == ' ' || line.back() == '\t');
         });
}

std::string text_literal(std::string_view text, std::size_t indent) {
  if (!reads_as_lines(text)) {
    return string_literal(text);
  }
  const std::string margin(indent, ' ');
  std::string out = "\"\"\"\n";
  for (const std::string_view line : split_lines(text)) {
    out += line.empty() ? "" : margin;
    std::size_t quotes = 0;
    for (const char c : line) {
      quotes = c == '"' ? quotes + 1 : 0;
      const std::string escape = c == '\t' ? "" : dsl_escape(c);
      if (quotes == 3) {
        out += "\\\"";
        quotes = 0;
      } else if (escape.empty()) {
        out += c;
      } else {
        out += escape;
      }
    }
    out += '\n';
  }
  return out + margin + "\"\"\"";
}

/// Characters that only a double-quoted scalar can hold safely: controls, and what some readers take for line ends.
static bool needs_escapes(std::string_view value) {
  for (std::size_t i = 0; i < value.size(); ++i) {
    const std::string_view rest = value.substr(i);
    if ((is_control(value[i]) && value[i] != '\n' && value[i] != '\t') || rest.starts_with("\xC2\x85") ||
        rest.starts_with("\xE2\x80\xA8") || rest.starts_with("\xE2\x80\xA9") || rest.starts_with("\xEF\xBB\xBF")) {
      return true;
    }
  }
  return false;
}

static std::string double_quoted(std::string_view value) {
  std::string out = "\"";
  for (std::size_t i = 0; i < value.size(); ++i) {
    const std::string_view rest = value.substr(i);
    const auto replace = [&](std::string_view bytes, std::string_view escape) {
      if (!rest.starts_with(bytes)) {
        return false;
      }
      out += escape;
      i += bytes.size() - 1;
      return true;
    };
    if (replace("\\", "\\\\") || replace("\"", "\\\"") || replace("\n", "\\n") || replace("\t", "\\t") ||
        replace("\r", "\\r") || replace("\xC2\x85", "\\N") || replace("\xE2\x80\xA8", "\\L") ||
        replace("\xE2\x80\xA9", "\\P") || replace("\xEF\xBB\xBF", "\\uFEFF")) {
      continue;
    }
    if (is_control(value[i])) {
      out += fmt::format("\\x{:02X}", static_cast<unsigned char>(value[i]));
    } else {
      out += value[i];
    }
  }
  return out + "\"";
}

static std::string single_quoted(std::string_view value) {
  std::string out = "'";
  for (const char c : value) {
    out += c == '\'' ? "''" : std::string(1, c);
  }
  return out + "'";
}

/// The quotes that need the fewest escapes.
static std::string quoted(std::string_view value) {
  const bool plain_in_double = value.find_first_of("\"\\") == std::string_view::npos;
  const bool has_single = value.find('\'') != std::string_view::npos;
  const bool one_line = value.find_first_of("\n\t") == std::string_view::npos;
  if (!one_line || needs_escapes(value) || (has_single && plain_in_double)) {
    return double_quoted(value);
  }
  return single_quoted(value);
}

static bool is_plain(std::string_view value) {
  static constexpr std::string_view indicators = "-?:,[]{}#&*!|>'\"%@`";
  if (value.empty() || value.front() == ' ' || value.back() == ' ' || value.back() == ':' ||
      indicators.find(value.front()) != std::string_view::npos) {
    return false;
  }
  return value.find(": ") == std::string_view::npos && value.find(" #") == std::string_view::npos &&
         std::none_of(value.begin(), value.end(), is_control) && !value.starts_with("...") && !needs_escapes(value);
}

/// What some YAML reader would take for something other than text.
static bool has_other_meaning(std::string_view value) {
  static constexpr std::array<std::string_view, 11> words = {"null", "~", "true", "false", "yes", "no",
                                                             "on",   "off", "y",  "n",     "="};
  std::string lower(value);
  std::transform(lower.begin(), lower.end(), lower.begin(),
                 [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c | 0x20) : c; });
  if (std::find(words.begin(), words.end(), lower) != words.end()) {
    return true;
  }
  const std::string_view first = value.substr(0, 1);
  const bool numeric = first.find_first_of("0123456789+.") != std::string_view::npos;
  return numeric && value.find_first_not_of("0123456789abcdefABCDEFxXoOtTzZ_.:+- ") == std::string_view::npos;
}

/// Whether a `|` block holds the value as it is: a first line that shows the indentation, no more than one line end last.
static bool fits_block(std::string_view value) {
  const std::string_view body = value.ends_with('\n') ? value.substr(0, value.size() - 1) : value;
  if (body.empty() || body.ends_with('\n') || needs_escapes(value)) {
    return false;
  }
  const std::vector<std::string_view> lines = split_lines(body);
  return !lines.front().empty() && lines.front().front() != ' ' && lines.front().front() != '\t' &&
         std::none_of(lines.begin(), lines.end(), [](std::string_view line) {
           return !line.empty() && line.find_first_not_of(" \t") == std::string_view::npos;
         });
}

static std::string block(std::string_view value, std::size_t indent) {
  const bool ends_line = value.ends_with('\n');
  std::string out = ends_line ? "|" : "|-";
  for (const std::string_view line : split_lines(ends_line ? value.substr(0, value.size() - 1) : value)) {
    out += '\n';
    if (!line.empty()) {
      out.append(indent, ' ');
      out += line;
    }
  }
  return out;
}

std::string yaml_scalar(std::string_view value, std::size_t indent, bool exact) {
  if (value.find('\n') != std::string_view::npos) {
    return fits_block(value) ? block(value, indent) : double_quoted(value);
  }
  const bool plain = is_plain(value) && !(exact && has_other_meaning(value)) && value != "~";
  return plain ? std::string(value) : quoted(value);
}

std::string yaml_flow_scalar(std::string_view value) {
  const bool plain =
      is_plain(value) && !has_other_meaning(value) && value.find_first_of(",?[]{}") == std::string_view::npos;
  return plain ? std::string(value) : quoted(value);
}

}  // namespace exeunt::format
