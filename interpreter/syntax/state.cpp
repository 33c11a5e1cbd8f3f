#include "interpreter/syntax/state.h"

#include <algorithm>

#include "interpreter/source/utf8.h"
#include "interpreter/syntax/literal.h"

namespace exeunt::syntax {

using diagnostic::Kind;

State::State(source::FileId file_id, std::string_view text, diagnostic::Sink& sink)
    : id_(file_id), text_(text), sink_(sink) {
  file.id = file_id;
}

State::State(const ast::Expression& fragment, diagnostic::Sink& sink)
    : fragment_(&fragment), id_(fragment.span.file), text_(fragment.text), sink_(sink) {}

// ---- places

source::Span State::span(uint32_t begin, uint32_t end) const {
  return fragment_ != nullptr ? fragment_->locate(begin, end) : source::Span{id_, begin, end};
}

// ---- header

void State::missing_header(uint32_t at) {
  const std::string_view word = word_at(text_, at);
  // Anything else is about to be reported as what it is: a misspelt `pack`, text that is no policy.
  if (at >= text_.size() || contains(header_keywords, word) || contains(declaration_keywords, word)) {
    report<Kind::syntax_expected_header>(span(at, at + static_cast<uint32_t>(word.size())));
  }
}

void State::begin_header_line(HeaderLine line, uint32_t at) {
  const std::string_view word = word_at(text_, at);
  const source::Span place = span(at, at + static_cast<uint32_t>(word.size()));
  const bool owner = line == HeaderLine::pack || line == HeaderLine::module;
  if (owner && file.pack.has_value() != file.module.has_value() &&
      file.pack.has_value() != (line == HeaderLine::pack)) {
    report<Kind::syntax_pack_and_module>(place).label(file.pack ? file.pack->span : file.module->span, "stated here");
  } else if ((owner && (file.pack || file.module)) || (line == HeaderLine::edition && file.edition)) {
    report<Kind::syntax_duplicate_header>(place, word);
  } else if (declaration_seen_) {
    report<Kind::syntax_misplaced_header>(place, word, "a declaration").help("move it above the declarations");
  } else if (use_seen_ && line != HeaderLine::use) {
    report<Kind::syntax_misplaced_header>(place, word, "`use`").help("move it above the `use` lines");
  } else if (owner && file.edition) {
    report<Kind::syntax_misplaced_header>(place, word, "`edition`").help("move it to the beginning of the file");
  }
  use_seen_ = use_seen_ || line == HeaderLine::use;
}

// ---- tokens

void State::comment(uint32_t begin, uint32_t end) {
  if (fragment_ != nullptr || (!file.comments.empty() && file.comments.back().span.begin >= begin)) {
    return;  // seen before the parser went back
  }
  std::string_view text = text_.substr(begin + 2, end - begin - 2);
  const auto control =
      std::find_if(text.begin(), text.end(), [](char c) { return source::is_ascii_control(c) && c != '\t'; });
  if (control != text.end()) {
    const auto at = begin + 2 + static_cast<uint32_t>(control - text.begin());
    report<Kind::syntax_control_character>(span(at, at + 1), static_cast<unsigned>(static_cast<unsigned char>(*control)));
  }
  if (text.starts_with(' ')) {
    text.remove_prefix(1);
  }
  while (!text.empty() && (text.back() == ' ' || text.back() == '\t')) {
    text.remove_suffix(1);
  }
  file.comments.push_back({std::string(text), span(begin, end), line_start(text_, begin).first_on_line});
}

void State::clause(uint32_t at) {
  const std::string_view word = word_at(text_, at);
  if (!contains(words_.items, word)) {
    return;
  }
  const auto same = [&](const Clause& clause) {
    const bool reversibility = word.ends_with("reversible") && clause.keyword.ends_with("reversible");
    return clause.keyword == word || reversibility;
  };
  const auto first = std::find_if(clauses_.begin(), clauses_.end(), same);
  if (first == clauses_.end()) {
    clauses_.push_back({word, at});
    return;
  }
  report<Kind::syntax_duplicate_clause>(span(at, at + static_cast<uint32_t>(word.size())), word)
      .label(span(first->begin, first->begin + static_cast<uint32_t>(first->keyword.size())), "first stated here");
}

// ---- pieces

void State::push_name(uint32_t begin, uint32_t end) {
  names.push_back({std::string(text_.substr(begin, end - begin)), span(begin, end)});
}

void State::set_text(uint32_t begin, uint32_t end) {
  DecodedText decoded = decode_text(text_.substr(begin, end - begin));
  for (const auto& [first, last] : decoded.bad_escapes) {
    report<Kind::syntax_bad_escape>(span(begin + first, begin + last), text_.substr(begin + first, last - first))
        .help("the escapes are `\\n`, `\\t`, `\\\"`, `\\'`, `\\\\`, `\\uXXXX` and `\\u{X…}`");
  }
  ast::Text piece{std::move(decoded.value), span(begin, end), {}};
  for (std::size_t i = 0; i < decoded.runs.size(); ++i) {
    const ast::TextRun& run = decoded.runs[i];
    const uint32_t offset = begin + run.file_offset;
    if (fragment_ == nullptr) {
      piece.runs.push_back({run.text_offset, offset});
      continue;
    }
    // The fragment may itself be made of pieces.
    const std::size_t next = i + 1 < decoded.runs.size() ? decoded.runs[i + 1].text_offset : piece.value.size();
    const ast::Expression slice = fragment_->slice(offset, offset + static_cast<uint32_t>(next - run.text_offset));
    piece.runs.push_back({run.text_offset, slice.span.begin});
    for (const ast::TextRun& inner : slice.runs) {
      if (inner.text_offset != 0) {
        piece.runs.push_back({run.text_offset + inner.text_offset, inner.file_offset});
      }
    }
  }
  text_piece = std::move(piece);
}

void State::set_expression(uint32_t begin, uint32_t end) {
  expression_piece = fragment_ != nullptr
                         ? fragment_->slice(begin, end)
                         : ast::Expression{std::string(text_.substr(begin, end - begin)), span(begin, end), {}};
}

ast::Name State::take_name() {
  ast::Name name = std::move(names.back());
  names.pop_back();
  return name;
}

ast::Text State::take_text() {
  ast::Text text = std::move(*text_piece);
  text_piece.reset();
  return text;
}

ast::Expression State::take_expression() {
  ast::Expression expression = std::move(*expression_piece);
  expression_piece.reset();
  return expression;
}

ast::Type State::take_type() {
  ast::Type type = std::move(types.back());
  types.pop_back();
  return type;
}

void State::clear_pieces() {
  names.clear();
  text_piece.reset();
  expression_piece.reset();
  types.clear();
  field = {};
  parameter = {};
  parameters.clear();
  argument = {};
  guard = {};
  write = {};
  call = {};
  call_argument = {};
  calls.clear();
  lookup = {};
  order_key = {};
  targets = {};
  delay = {};
}

// ---- the declaration being read

void State::begin_declaration(uint32_t begin) {
  clear_pieces();
  declaration = {};
  declaration.body = ast::Concept{};
  broken_ = false;
  words_ = no_words;
  clauses_.clear();
  block_.reset();
  begin_ = begin;
  column_ = begin - line_start(text_, begin).offset;
}

void State::begin_block(uint32_t open) {
  block_ = Block{open, std::nullopt, false};
}

void State::end_declaration() {
  declaration_seen_ = true;
  declaration.span = span_from(begin_);
  if (!broken_) {
    file.declarations.push_back(std::move(declaration));
  }
  declaration = {};
}

}  // namespace exeunt::syntax
