#include "interpreter/expression/expression.h"

namespace exeunt::expression {

namespace {

using diagnostic::Kind;

// The text as an expression, for its offsets. Without runs nothing inside the text has a place of its own.
ast::Expression as_expression(const ast::Text& text) {
  return {text.value, text.span, text.runs};
}

// The offset of the `}` that closes the placeholder whose content begins at `at`, or npos. Braces of CEL maps nest,
// braces in CEL strings do not count.
std::size_t find_close(std::string_view text, std::size_t at) {
  std::size_t depth = 0;
  while (at < text.size()) {
    const char c = text[at];
    if (c == '\'' || c == '"') {
      for (++at; at < text.size() && text[at] != c; ++at) {
        at += text[at] == '\\' ? 1 : 0;
      }
    } else if (c == '{') {
      ++depth;
    } else if (c == '}') {
      if (depth == 0) {
        return at;
      }
      --depth;
    }
    ++at;
  }
  return std::string_view::npos;
}

bool is_blank(std::string_view text) {
  return text.find_first_not_of(" \t\r\n") == std::string_view::npos;
}

}  // namespace

std::vector<TemplatePart> split_template(const ast::Text& text, diagnostic::Sink& sink) {
  const ast::Expression whole = as_expression(text);
  const std::string_view value = whole.text;
  const auto place = [&](std::size_t begin, std::size_t end) {
    return whole.runs.empty() ? whole.span : whole.locate(static_cast<uint32_t>(begin), static_cast<uint32_t>(end));
  };
  std::vector<TemplatePart> parts;
  std::string literal;
  const auto finish_literal = [&] {
    if (!literal.empty()) {
      parts.push_back({std::move(literal), std::nullopt});
      literal.clear();
    }
  };
  std::size_t at = 0;
  while (at < value.size()) {
    const char c = value[at];
    if ((c == '{' || c == '}') && value.substr(at + 1).starts_with(c)) {
      literal += c;
      at += 2;
    } else if (c == '}') {
      sink.report<Kind::template_stray_brace>(place(at, at + 1)).help("a brace that is text is written twice: `}}`");
      ++at;
    } else if (c == '{') {
      const std::size_t close = find_close(value, at + 1);
      if (close == std::string_view::npos) {
        sink.report<Kind::template_unclosed_brace>(place(at, at + 1))
            .help("close the placeholder with `}`, or write `{{` for a brace that is text");
        break;
      }
      if (is_blank(value.substr(at + 1, close - at - 1))) {
        sink.report<Kind::template_empty_placeholder>(place(at, close + 1))
            .help("write an expression between the braces, or `{{}}` for braces that are text");
      } else {
        finish_literal();
        parts.push_back({"", whole.slice(static_cast<uint32_t>(at + 1), static_cast<uint32_t>(close))});
      }
      at = close + 1;
    } else {
      literal += c;
      ++at;
    }
  }
  finish_literal();
  return parts;
}

}  // namespace exeunt::expression
