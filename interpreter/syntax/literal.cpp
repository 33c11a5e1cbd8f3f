#include "interpreter/syntax/literal.h"

#include <algorithm>

namespace exeunt::syntax {

namespace {

constexpr int64_t longest_delay = 315'576'000'000;  // seconds: CEL's durations end there

int hex_value(char c) {
  if (c >= '0' && c <= '9') {
    return c - '0';
  }
  if (c >= 'a' && c <= 'f') {
    return c - 'a' + 10;
  }
  return c >= 'A' && c <= 'F' ? c - 'A' + 10 : -1;
}

void append_utf8(std::string& out, uint32_t point) {
  const auto byte = [&](uint32_t bits) { out += static_cast<char>(bits); };
  if (point < 0x80) {
    byte(point);
  } else if (point < 0x800) {
    byte(0xC0 | point >> 6);
    byte(0x80 | (point & 0x3F));
  } else if (point < 0x10000) {
    byte(0xE0 | point >> 12);
    byte(0x80 | (point >> 6 & 0x3F));
    byte(0x80 | (point & 0x3F));
  } else {
    byte(0xF0 | point >> 18);
    byte(0x80 | (point >> 12 & 0x3F));
    byte(0x80 | (point >> 6 & 0x3F));
    byte(0x80 | (point & 0x3F));
  }
}

// The code point of `uXXXX` or `u{X…}` at the beginning of `text` and how long that is; length 0: not one.
struct Escaped {
  uint32_t point = 0;
  std::size_t length = 0;
};
Escaped unicode_escape(std::string_view text) {
  const bool braces = text.starts_with("u{");
  std::size_t at = braces ? 2 : 1;
  const std::size_t first = at;
  uint32_t point = 0;
  while (at < text.size() && hex_value(text[at]) >= 0 && at - first < (braces ? 6 : 4)) {
    point = point * 16 + static_cast<uint32_t>(hex_value(text[at]));
    ++at;
  }
  const std::size_t digits = at - first;
  const bool complete = braces ? digits > 0 && at < text.size() && text[at] == '}' : digits == 4;
  const bool is_character = point != 0 && point <= 0x10FFFF && (point < 0xD800 || point > 0xDFFF);
  if (!complete || !is_character) {
    return {};
  }
  return {point, at + (braces ? 1 : 0)};
}

// Appends pieces of the literal to the value and remembers where each came from.
struct TextWriter {
  std::string_view literal;
  DecodedText out;

  void run(std::size_t at) {
    const auto text_offset = static_cast<uint32_t>(out.value.size());
    const auto offset = static_cast<uint32_t>(at);
    if (!out.runs.empty()) {
      const ast::TextRun& last = out.runs.back();
      if (last.file_offset + (text_offset - last.text_offset) == offset) {
        return;  // goes on where the run before it ends
      }
      if (last.text_offset == text_offset) {
        out.runs.pop_back();
      }
    }
    out.runs.push_back({text_offset, offset});
  }

  // One character or escape at `at`; answers the offset after it.
  std::size_t character(std::size_t at) {
    run(at);
    const char c = literal[at];
    if (c == '\r' && literal.substr(at + 1).starts_with('\n')) {
      out.value += '\n';
      return at + 2;
    }
    if (c != '\\') {
      out.value += c;
      return at + 1;
    }
    const std::string_view rest = literal.substr(at + 1);
    const char kind = rest.empty() ? '\0' : rest[0];
    switch (kind) {
      case 'n':
        out.value += '\n';
        return at + 2;
      case 't':
        out.value += '\t';
        return at + 2;
      case '"':
      case '\'':
      case '\\':
        out.value += kind;
        return at + 2;
      case 'u': {
        const Escaped escaped = unicode_escape(rest);
        if (escaped.length != 0) {
          append_utf8(out.value, escaped.point);
          return at + 1 + escaped.length;
        }
        break;
      }
      default:
        break;
    }
    const bool line_ends = kind == '\n' || kind == '\r';
    std::size_t end = at + (line_ends ? 1 : 2);
    while (end < literal.size() && (static_cast<unsigned char>(literal[end]) & 0xC0) == 0x80) {
      ++end;  // the rest of a character that is not ASCII
    }
    out.bad_escapes.emplace_back(static_cast<uint32_t>(at), static_cast<uint32_t>(end));
    return end;
  }

  void characters(std::size_t begin, std::size_t end) {
    for (std::size_t at = begin; at < end;) {
      at = character(at);
    }
  }
};

std::size_t line_end(std::string_view text, std::size_t at, std::size_t end) {
  return std::min(end, text.find('\n', at));
}

bool is_blank(std::string_view text) {
  return text.find_first_not_of(" \t\r") == std::string_view::npos;
}

// A long text whose first line is empty: begin and end bound its lines.
void write_block(TextWriter& writer, std::size_t begin, std::size_t end) {
  const std::string_view text = writer.literal;
  std::size_t indent = std::string_view::npos;
  for (std::size_t at = begin; at <= end;) {
    const std::size_t stop = line_end(text, at, end);
    const std::string_view line = text.substr(at, stop - at);
    // The closing quotes' line counts, although it is blank: authors outdent by it.
    if (!is_blank(line) || stop == end) {
      indent = std::min(indent, std::min(line.size(), line.find_first_not_of(" \t")));
    }
    at = stop + 1;
  }
  for (std::size_t at = begin; at <= end;) {
    const std::size_t stop = line_end(text, at, end);
    if (stop == end && is_blank(text.substr(at, stop - at))) {
      break;  // the closing quotes' own line
    }
    if (at != begin) {
      writer.character(text[at - 2] == '\r' ? at - 2 : at - 1);
    }
    const std::size_t skip = std::min(indent, stop - at);
    std::size_t last = stop;
    while (last > at && text[last - 1] == '\r') {
      --last;
    }
    writer.characters(std::min(at + skip, last), last);
    at = stop + 1;
  }
}

}  // namespace

DecodedText decode_text(std::string_view literal) {
  const std::size_t quotes = literal.starts_with("\"\"\"") ? 3 : 1;
  TextWriter writer{literal, {}};
  const std::size_t end = literal.size() - quotes;
  const std::size_t first_line = literal.find_first_not_of(" \t\r", quotes);
  if (quotes == 3 && first_line < end && literal[first_line] == '\n') {
    write_block(writer, first_line + 1, end);
  } else {
    writer.characters(quotes, end);
  }
  if (writer.out.runs.empty()) {
    writer.out.runs.push_back({0, static_cast<uint32_t>(quotes)});
  }
  return std::move(writer.out);
}

std::optional<int64_t> decode_delay(std::string_view literal) {
  struct Unit {
    char letter;
    int64_t seconds;
  };
  static constexpr Unit units[] = {{'d', 86'400}, {'h', 3'600}, {'m', 60}, {'s', 1}};
  std::size_t unit = 0;
  int64_t total = 0;
  for (std::size_t at = 0; at < literal.size();) {
    int64_t number = 0;
    const std::size_t first = at;
    for (; at < literal.size() && literal[at] >= '0' && literal[at] <= '9'; ++at) {
      number = std::min(number * 10 + (literal[at] - '0'), longest_delay + 1);
    }
    while (unit < std::size(units) && (at == literal.size() || units[unit].letter != literal[at])) {
      ++unit;
    }
    if (at == first || unit == std::size(units)) {
      return std::nullopt;
    }
    if (number > (longest_delay - total) / units[unit].seconds) {
      return std::nullopt;
    }
    total += number * units[unit].seconds;
    ++unit;
    ++at;
  }
  return literal.empty() ? std::nullopt : std::optional(total);
}

}  // namespace exeunt::syntax
