// The questions the grammar asks about what comes next, where a keyword might also be a name.
#include "interpreter/syntax/state.h"

namespace exeunt::syntax {

bool State::expression_missing(uint32_t at) const {
  if (at >= text_.size() || std::string_view(")]},:=").find(text_[at]) != std::string_view::npos) {
    return true;
  }
  return begins_clause(text_, at, words_.ahead) ||
         (begins_declaration(text_, at) && begins_clause(text_, at, declaration_keywords));
}

bool State::name_missing(uint32_t at) const {
  if (!line_start(text_, at).first_on_line) {
    return false;
  }
  // After a comma the list goes on, unless what follows says otherwise.
  const bool in_list = token_end > 0 && token_end <= text_.size() && text_[token_end - 1] == ',';
  if (in_list) {
    return begins_clause(text_, at, words_.ahead) || begins_clause(text_, at, declaration_keywords);
  }
  const std::string_view word = word_at(text_, at);
  return contains(words_.ahead, word) || contains(declaration_keywords, word) || contains(header_keywords, word);
}

bool State::field_begins(uint32_t at) const {
  const std::string_view word = word_at(text_, at);
  if (word.empty() || fragment_ != nullptr || !line_start(text_, at).first_on_line) {
    return false;
  }
  const std::size_t next = text_.find_first_not_of(" \t", at + word.size());
  const std::string_view next_word = next == std::string_view::npos ? "" : word_at(text_, static_cast<uint32_t>(next));
  return !next_word.empty() && next_word != "is" && !contains(modifier_keywords, next_word);
}

bool State::declaration_ends(uint32_t at) const {
  if (at >= text_.size()) {
    return true;
  }
  const std::string_view word = word_at(text_, at);
  if (contains(words_.items, word)) {
    return false;
  }
  if (contains(declaration_keywords, word)) {
    return true;
  }
  const LineStart line = line_start(text_, at);
  return line.first_on_line && at - line.offset <= column_ && !word.empty();
}

bool State::is_modifier(uint32_t at) const {
  const std::string_view word = word_at(text_, at);
  if (!contains(modifier_keywords, word)) {
    return false;
  }
  if (!line_start(text_, at).first_on_line) {
    return true;
  }
  // First on its line: a field of that name if a type follows on the same line.
  const std::size_t next = text_.find_first_not_of(" \t", at + word.size());
  const std::string_view next_word = next == std::string_view::npos ? "" : word_at(text_, static_cast<uint32_t>(next));
  return next_word.empty() || next_word == "is" || contains(modifier_keywords, next_word);
}

bool State::is_unknown_modifier(uint32_t at) const {
  const std::string_view word = word_at(text_, at);
  if (word.empty() || word == "is" || (fragment_ == nullptr && line_start(text_, at).first_on_line)) {
    return false;
  }
  // A field goes on with its type on the same line.
  const std::size_t next = text_.find_first_not_of(" \t", at + word.size());
  if (fragment_ != nullptr || next == std::string_view::npos) {
    return true;
  }
  return std::string_view("\r\n\"'}").find(text_[next]) != std::string_view::npos ||
         text_.substr(next).starts_with("//") ||
         contains(modifier_keywords, word_at(text_, static_cast<uint32_t>(next)));
}

}  // namespace exeunt::syntax
