// Errors: what is said, where it points, and from where reading goes on.
#include <fmt/format.h>

#include <algorithm>

#include "interpreter/expression/expression.h"
#include "interpreter/syntax/state.h"

namespace exeunt::syntax {

namespace {

using diagnostic::Kind;

std::vector<std::string> words(std::initializer_list<Keywords> tables) {
  std::vector<std::string> out;
  for (const Keywords table : tables) {
    for (const Keyword& keyword : table) {
      out.emplace_back(keyword.word);
    }
  }
  return out;
}

std::string listed(Keywords keywords) {
  std::string out;
  for (const Keyword& keyword : keywords) {
    out += fmt::format("{}`{}`", out.empty() ? "" : ", ", keyword.word);
  }
  return out;
}

bool is_typographic_quote(std::string_view text) {
  return text.starts_with("\u201c") || text.starts_with("\u201d") || text.starts_with("\u201e") ||
         text.starts_with("\u2018") || text.starts_with("\u2019") || text.starts_with("\u00ab");
}

}  // namespace

std::string_view State::token_at(uint32_t at) const {
  const std::string_view rest = text_.substr(std::min<std::size_t>(at, text_.size()));
  std::size_t end = word_at(text_, at).size();
  if (end == 0 && !rest.empty() && rest[0] >= '0' && rest[0] <= '9') {
    end = std::min(rest.size(),
                   rest.find_first_not_of("0123456789abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ_"));
  } else if (end == 0 && !rest.empty()) {
    end = 1;
    while (end < rest.size() && (static_cast<unsigned char>(rest[end]) & 0xC0) == 0x80) {
      ++end;
    }
  }
  return rest.substr(0, end);
}

void State::count_error() {
  broken_ = true;
  if (++errors_ > max_errors) {
    throw TooManyErrors{};
  }
}

diagnostic::Builder State::add(Kind kind, source::Span place, std::string_view what) {
  count_error();
  return sink_.add(kind, place, fmt::format(fmt::runtime(diagnostic::info(kind).text), what));
}

void State::add_help(diagnostic::Builder& builder, const Expectation& expectation, uint32_t at, bool at_end) const {
  const std::string_view rest = text_.substr(at);
  if (!expectation.help.empty()) {
    builder.help(std::string(expectation.help));
  } else if (expectation.kind == Kind::syntax_expected_text && is_typographic_quote(rest)) {
    builder.help("texts stand between straight quotes: `\"…\"`");
  } else if (expectation.kind == Kind::syntax_expected_text && !word_at(text_, at).empty() && !at_end) {
    builder.help("texts stand in quotes: `\"…\"`");
  } else if (expectation.kind == Kind::syntax_expected_role) {
    const auto near = diagnostic::nearest(word_at(text_, at), words({role_keywords}));
    builder.help(near ? fmt::format("did you mean `{}`?", *near) : "the roles are " + listed(role_keywords));
  } else if (expectation.kind == Kind::syntax_expected_declaration) {
    if (const auto near = diagnostic::nearest(word_at(text_, at), words({declaration_keywords}))) {
      builder.help(fmt::format("did you mean `{}`?", *near));
    }
  } else if (expectation.kind == Kind::syntax_expected_name && !at_end && rest[0] >= '0' && rest[0] <= '9') {
    builder.help("names begin with a letter or `_`");
  }
}

void State::raise(const Expectation& expectation, uint32_t at) {
  check_block(at);
  const std::string_view rest = text_.substr(at);
  if (expectation.kind == Kind::syntax_unterminated_text) {
    // A long text would run to the end of the file: only its quotes are marked, and reading goes on behind them.
    const bool is_long = text_.substr(text_begin).starts_with("\"\"\"");
    const uint32_t end = is_long ? text_begin + 3 : at;
    add(expectation.kind, span(text_begin, end), expectation.what);
    throw SyntaxError{end};
  }
  if (expectation.kind == Kind::syntax_unknown_clause || expectation.kind == Kind::syntax_unknown_declaration) {
    raise_stray(expectation, at);
  }
  if (expectation.kind == Kind::syntax_dashed_identifier) {
    raise_dashed(at);
  }
  if (expectation.kind == Kind::syntax_leftover || expectation.kind == Kind::syntax_unknown_modifier) {
    const std::string_view token = token_at(at);
    auto builder = add(expectation.kind, span(at, at + static_cast<uint32_t>(token.size())), token);
    if (expectation.kind == Kind::syntax_unknown_modifier) {
      const auto near = diagnostic::nearest(token, words({modifier_keywords}));
      builder.help(near ? fmt::format("did you mean `{}`?", *near)
                        : fmt::format("after its type a field may have one of {}", listed(modifier_keywords)));
    }
    throw SyntaxError{at};
  }
  // What stands on another line, or nowhere, is not what the author got wrong.
  const std::size_t last = std::min<std::size_t>(token_end, text_.size());
  const bool same_line = at >= last && text_.substr(last, at - last).find_first_of("\r\n") == std::string_view::npos;
  const bool at_end = expectation.insertion || rest.empty() || !same_line;
  const uint32_t point = std::min(token_end, at);
  const source::Span place = at_end ? span(point, point) : span(at, at + static_cast<uint32_t>(token_at(at).size()));
  if (std::exchange(last_error_, place.begin) == place.begin) {
    throw SyntaxError{at};  // what is missing here was said
  }
  auto builder = add(expectation.kind, place, expectation.what);
  if (expectation.kind == Kind::syntax_unclosed_block && block_) {
    builder.label(span(block_->open, block_->open + 1), "opened here");
  }
  add_help(builder, expectation, at, at_end);
  throw SyntaxError{at};
}

void State::raise_stray(const Expectation& expectation, uint32_t at) {
  const std::string_view word = word_at(text_, at);
  const std::string_view token = token_at(at);
  const std::string_view rest = text_.substr(at);
  const source::Span place = span(at, at + static_cast<uint32_t>(token.size()));
  const bool in_declaration = expectation.kind == Kind::syntax_unknown_clause;
  for (const std::string_view marker : {"#", "/*", "--"}) {
    if (rest.starts_with(marker)) {
      const auto end = at + static_cast<uint32_t>(marker.size());
      report<Kind::syntax_foreign_comment>(span(at, end), marker)
          .help("comments begin with `//` and end with their line");
      throw SyntaxError{at};
    }
  }
  if (word.empty()) {
    auto builder = report<Kind::syntax_unexpected>(place, token, expectation.what);
    if (token == ";" || token == ",") {
      builder.help("nothing separates declarations, clauses and fields but white space");
    } else if (is_typographic_quote(rest)) {
      builder.help("texts stand between straight quotes: `\"…\"`");
    } else if (token == "=") {
      builder.help("expressions compare with `==`");
    } else if (token == "}" && !block_) {
      builder.help("no block is open here");
    }
    throw SyntaxError{at};
  }
  if (in_declaration) {
    auto builder = report<Kind::syntax_unknown_clause>(place, word, expectation.what);
    const auto near = diagnostic::nearest(word, words({words_.items, declaration_keywords}));
    builder.help(near ? fmt::format("did you mean `{}`?", *near)
                      : fmt::format("{} begins with one of {}", expectation.what, listed(words_.items)));
  } else {
    auto builder = report<Kind::syntax_unknown_declaration>(place, word);
    const auto near = diagnostic::nearest(word, words({declaration_keywords, header_keywords, rule_keywords}));
    builder.help(near ? fmt::format("did you mean `{}`?", *near)
                      : "declarations begin with one of " + listed(declaration_keywords));
  }
  throw SyntaxError{at};
}

void State::raise_dashed(uint32_t at) {
  uint32_t begin = at;
  while (begin > 0 && is_word_character(text_[begin - 1])) {
    --begin;
  }
  const std::string_view word = word_at(text_, begin);
  std::string instead(word);
  std::replace(instead.begin(), instead.end(), '-', '_');
  const auto end = begin + static_cast<uint32_t>(word.size());
  report<Kind::syntax_dashed_identifier>(span(begin, end), word).help(fmt::format("write `{}`", instead));
  throw SyntaxError{end};
}

void State::raise_too_deep(uint32_t at) {
  report<Kind::syntax_too_deep>(span(at, at + static_cast<uint32_t>(token_at(at).size())), max_depth);
  throw SyntaxError{at};
}

void State::raise_issues(const cel::Issues& issues, uint32_t begin) {
  count_error();
  uint32_t at = begin;
  for (const cel::Issue& issue : issues) {
    at = std::max(at, begin + issue.begin);
  }
  check_block(at);
  const std::string_view word = word_at(text_, at);
  if ((word == "else" || word == "for") && begins_clause(text_, at, words_.ahead)) {
    raise_unfinished(at);  // to CEL they are reserved words, which is not what is wrong here
  }
  if (fragment_ != nullptr) {
    expression::report(issues, fragment_->slice(begin, static_cast<uint32_t>(text_.size())), sink_);
  } else {
    // One run is enough to place an expression; its text is not needed.
    expression::report(issues, {{}, span(begin, begin), {{0, begin}}}, sink_);
  }
  throw SyntaxError{at};
}

void State::check_block(uint32_t at) {
  if (!block_ || block_->known_closed) {
    return;
  }
  if (!block_->outer) {
    if (!unclosed_) {
      unclosed_ = find_unclosed_braces(text_);
    }
    if (!std::binary_search(unclosed_->begin(), unclosed_->end(), block_->open)) {
      block_->known_closed = true;
      return;
    }
    block_->outer = find_outer_declaration(text_, block_->open + 1, column_);
  }
  const uint32_t outer = *block_->outer;
  if (outer > at || outer == text_.size()) {
    return;
  }
  const std::size_t last = text_.substr(0, outer).find_last_not_of(" \t\r\n");
  const auto point = static_cast<uint32_t>(last + 1);
  report<Kind::syntax_unclosed_block>(span(point, point)).label(span(block_->open, block_->open + 1), "opened here");
  throw SyntaxError{outer, true};
}

void State::report_too_many_errors() {
  sink_.report<Kind::syntax_too_many_errors>(span(token_end, token_end), max_errors);
}

uint32_t State::recover(const SyntaxError& error, Resume resume, uint32_t begin) {
  clear_pieces();
  depth = 0;
  if (resume == Resume::declaration) {
    block_.reset();
  }
  return find_resume(text_, {resume, begin, error.at, column_, words_.resume});
}

void State::check_expression(uint32_t begin, uint32_t end) {
  uint32_t last = end;
  while (last > begin && is_word_character(text_[last - 1])) {
    --last;
  }
  if (last == end || last == begin || !line_start(text_, last).first_on_line) {
    return;
  }
  if (!begins_clause(text_, last, words_.ahead) && !begins_clause(text_, last, declaration_keywords)) {
    return;
  }
  raise_unfinished(last);  // the expression took the next clause's keyword for a variable
}

void State::raise_unfinished(uint32_t next) {
  const auto point = static_cast<uint32_t>(text_.substr(0, next).find_last_not_of(" \t\r\n") + 1);
  report<Kind::syntax_expected_expression>(span(point, point), "the rest of the expression");
  throw SyntaxError{next};
}

}  // namespace exeunt::syntax
