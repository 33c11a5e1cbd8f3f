#include "interpreter/format/quote.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <vector>

#include "interpreter/source/utf8.h"

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

/// Characters beyond ASCII that nobody sees, or that some readers take for line ends.
struct Invisible {
  std::string_view bytes;
  std::string_view dsl_escape;
  std::string_view yaml_escape;
};
static constexpr Invisible invisible[] = {
    {"\xC2\x85", "\\u{85}", "\\u0085"},
    {"\xE2\x80\xA8", "\\u{2028}", "\\u2028"},
    {"\xE2\x80\xA9", "\\u{2029}", "\\u2029"},
    {"\xEF\xBB\xBF", "\\u{feff}", "\\uFEFF"},
};
static const Invisible* find_invisible(std::string_view text) {
  const auto* found = std::find_if(std::begin(invisible), std::end(invisible),
                                   [text](const Invisible& each) { return text.starts_with(each.bytes); });
  return found == std::end(invisible) ? nullptr : found;
}

/// Appends the first character of `rest` to a DSL string, escaped where it must be; how many bytes that was.
static std::size_t append_dsl(std::string& out, std::string_view rest) {
  if (const Invisible* hidden = find_invisible(rest)) {
    out += hidden->dsl_escape;
    return hidden->bytes.size();
  }
  switch (rest.front()) {
    case '\\': out += "\\\\"; break;
    case '\n': out += "\\n"; break;
    case '\t': out += "\\t"; break;
    default:
      if (source::is_ascii_control(rest.front())) {
        out += fmt::format("\\u{{{:x}}}", static_cast<unsigned char>(rest.front()));
      } else {
        out += rest.front();
      }
  }
  return 1;
}

std::string string_literal(std::string_view text) {
  const bool has_double = text.find('"') != std::string_view::npos;
  const bool has_single = text.find('\'') != std::string_view::npos;
  const char quote = has_double && !has_single ? '\'' : '"';
  std::string out(1, quote);
  for (std::size_t i = 0; i < text.size();) {
    if (text[i] == quote) {
      out += '\\';
      out += text[i++];
    } else {
      i += append_dsl(out, text.substr(i));
    }
  }
  return out + quote;
}

static bool ends_in_blank(std::string_view line) {
  return !line.empty() && (line.back() == ' ' || line.back() == '\t');
}

/// Whether """…""" shows the value better than escapes: several lines that an editor leaves alone.
static bool reads_as_lines(std::string_view text) {
  const std::string_view body = text.ends_with('\n') ? text.substr(0, text.size() - 1) : text;
  if (body.empty() || body.find('\n') == std::string_view::npos) {
    return false;
  }
  const std::vector<std::string_view> lines = split_lines(body);
  return !lines.front().empty() && !lines.back().empty() &&
         std::none_of(lines.begin(), lines.end(), ends_in_blank);
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
    for (std::size_t i = 0; i < line.size();) {
      quotes = line[i] == '"' ? quotes + 1 : 0;
      if (quotes == 3) {
        out += "\\\"";
        quotes = 0;
        ++i;
      } else {
        i += append_dsl(out, line.substr(i));
      }
    }
    out += '\n';
  }
  return out + margin + "\"\"\"";
}

/// Whether only a double-quoted scalar can hold the value safely.
static bool needs_escapes(std::string_view value) {
  for (std::size_t i = 0; i < value.size(); ++i) {
    const bool control = source::is_ascii_control(value[i]) && value[i] != '\n' && value[i] != '\t';
    if (control || find_invisible(value.substr(i)) != nullptr) {
      return true;
    }
  }
  return false;
}

static std::string double_quoted(std::string_view value) {
  std::string out = "\"";
  for (std::size_t i = 0; i < value.size(); ++i) {
    if (const Invisible* hidden = find_invisible(value.substr(i))) {
      out += hidden->yaml_escape;
      i += hidden->bytes.size() - 1;
      continue;
    }
    switch (value[i]) {
      case '\\': out += "\\\\"; break;
      case '"': out += "\\\""; break;
      case '\n': out += "\\n"; break;
      case '\t': out += "\\t"; break;
      case '\r': out += "\\r"; break;
      default:
        if (source::is_ascii_control(value[i])) {
          out += fmt::format("\\x{:02X}", static_cast<unsigned char>(value[i]));
        } else {
          out += value[i];
        }
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
         std::none_of(value.begin(), value.end(), source::is_ascii_control) && !value.starts_with("...") && !needs_escapes(value);
}

/// What some YAML reader would take for something other than text.
static bool has_other_meaning(std::string_view value) {
  static constexpr std::array<std::string_view, 9> words = {"null", "~",  "true", "false", "yes",
                                                            "no",   "on", "off",  "="};
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

/// Whether a `|` block holds the value: its first line shows the indentation, one line end is last at most, and no line
/// ends in blanks, which editors take away.
static bool fits_block(std::string_view value) {
  const std::string_view body = value.ends_with('\n') ? value.substr(0, value.size() - 1) : value;
  if (body.empty() || body.ends_with('\n') || needs_escapes(value)) {
    return false;
  }
  const std::vector<std::string_view> lines = split_lines(body);
  return !lines.front().empty() && lines.front().front() != ' ' && lines.front().front() != '\t' &&
         std::none_of(lines.begin(), lines.end(), ends_in_blank);
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
