// What a syntax error says.
#include <fmt/format.h>

#include "interpreter/cel/parse_builder.h"
#include "interpreter/cel/utf8.h"

namespace exeunt::cel {

static bool is_word(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_';
}

/// How the token at `at` reads in a message, and its range. At the end of the text the range is what follows the last
/// token, so that white space does not push the mark to another line.
std::string Builder::found(uint32_t at, Range& range) const {
  if (at >= text_.size()) {
    range = {token_end_, token_end_};
    return "the end of the expression";
  }
  uint32_t end = at;
  while (end < text_.size() && end - at < 40 && is_word(text_[end])) {
    ++end;
  }
  if (end == at) {
    end = at + std::max(first_code_point(text_.substr(at)).size, 1u);
    const std::string_view pair = text_.substr(at, 2);
    for (const std::string_view mark : {"==", "!=", "<=", ">=", "&&", "||"}) {
      end = pair == mark ? at + 2 : end;
    }
  }
  range = {at, end};
  const auto byte = static_cast<unsigned char>(text_[at]);
  if (byte < 0x20 || byte == 0x7F || (byte >= 0x80 && first_code_point(text_.substr(at)).size == 0)) {
    return fmt::format("the byte 0x{:02x}", byte);
  }
  return fmt::format("`{}`", text_.substr(at, end - at));
}

void Builder::fail_expected(uint32_t at, std::string_view wanted) const {
  Range range;
  const std::string what = found(at, range);
  throw SyntaxError{{IssueKind::syntax, range.begin, range.end, fmt::format("expected {}, found {}", wanted, what), {}}};
}

/// Advice for operators of other languages.
static std::string stray_help(std::string_view rest) {
  if (rest.starts_with("=")) {
    return "equality is written `==`";
  }
  if (rest.starts_with("&") || rest.starts_with("and ") || rest.starts_with("AND ")) {
    return "logical and is written `&&`";
  }
  if (rest.starts_with("|") || rest.starts_with("or ") || rest.starts_with("OR ")) {
    return "logical or is written `||`";
  }
  if (rest.starts_with("not in ")) {
    return "written `!(x in list)`";
  }
  if (rest.starts_with("'") || rest.starts_with("\"")) {
    return "inside a string, a quote is written with a backslash";
  }
  return {};
}

void Builder::fail_stray(uint32_t at) const {
  Range range;
  const std::string what = found(at, range);
  throw SyntaxError{{IssueKind::syntax, range.begin, range.end, fmt::format("{} does not continue the expression", what),
                     stray_help(text_.substr(at))}};
}

void Builder::fail_unclosed_string() const {
  const bool triple = text_.substr(quote_begin_, 3).find_first_not_of(text_[quote_begin_]) == std::string_view::npos &&
                      text_.size() >= quote_begin_ + 3;
  const uint32_t size = triple ? 3 : 1;
  throw SyntaxError{{IssueKind::syntax, quote_begin_, quote_begin_ + size,
                     triple ? "the string that begins here is not closed"
                            : "the string that begins here is not closed on its line",
                     {}}};
}

void Builder::fail_deep(uint32_t at) const {
  throw SyntaxError{{IssueKind::too_deep, at, std::min(at + 1, static_cast<uint32_t>(text_.size())),
                     fmt::format("the expression nests deeper than {} levels", options_.max_depth), {}}};
}

}  // namespace exeunt::cel
