#include "interpreter/syntax/keywords.h"

#include <algorithm>
#include <string>

#include "interpreter/syntax/parse.h"

namespace exeunt::syntax {

namespace {

constexpr Keyword declaration_table[] = {
    {"concept", Follow::name},     {"class", Follow::name},  {"enum", Follow::name},
    {"capability", Follow::name},  {"entity", Follow::name}, {"outcome", Follow::name},
    {"let", Follow::name},         {"event", Follow::name},  {"guard", Follow::name},
    {"howto", Follow::name},       {"rule", Follow::name},   {"advise", Follow::name},
    {"display", Follow::name},     {"lacks", Follow::name},
    {"replace", Follow::declaration}, {"drop", Follow::declaration},
};

constexpr Keyword header_table[] = {
    {"pack", Follow::name},
    {"module", Follow::name},
    {"edition", Follow::text},
    {"use", Follow::name},
};

constexpr Keyword outcome_table[] = {
    {"class", Follow::name},     {"reversible", Follow::nothing}, {"irreversible", Follow::nothing},
    {"note", Follow::text},      {"set", Follow::name},           {"clear", Follow::name},
    {"add", Follow::expression}, {"remove", Follow::expression},  {"erase", Follow::nothing},
    {"create", Follow::name},    {"grant", Follow::name},         {"revoke", Follow::name},
};

constexpr Keyword lookup_table[] = {{"where", Follow::expression}, {"by", Follow::expression}};

constexpr Keyword event_table[] = {
    {"arg", Follow::name},  {"phase", Follow::name}, {"require", Follow::name}, {"inventory", Follow::text},
    {"cite", Follow::name}, {"else", Follow::text},  {"unblock", Follow::text}, {"howto", Follow::name},
};

constexpr Keyword howto_table[] = {{"step", Follow::text}, {"on", Follow::name}, {"cite", Follow::name}};

constexpr Keyword rule_table[] = {
    {"on", Follow::name},          {"phase", Follow::name},        {"for", Follow::name},
    {"where", Follow::expression}, {"then", Follow::name},         {"after", Follow::expression},
    {"due", Follow::expression},   {"unless", Follow::expression}, {"overrides", Follow::name},
    {"note", Follow::text},        {"cite", Follow::name},
};

constexpr Keyword advice_table[] = {
    {"on", Follow::name},   {"for", Follow::name},  {"where", Follow::expression},
    {"note", Follow::text}, {"cite", Follow::name},
};

constexpr Keyword display_table[] = {
    {"on", Follow::name},   {"for", Follow::name},  {"where", Follow::expression}, {"field", Follow::name},
    {"show", Follow::name}, {"note", Follow::text}, {"cite", Follow::name},
};

constexpr Keyword modifier_table[] = {
    {"ownership", Follow::nothing},  {"authorship", Follow::nothing}, {"membership", Follow::nothing},
    {"assignment", Follow::nothing}, {"trigger", Follow::nothing},    {"derived", Follow::nothing},
    {"label", Follow::nothing},
};

// Words that stand inside a declaration and begin no clause of their own.
constexpr std::string_view other_words[] = {
    "all", "as", "asc",  "by",     "capability", "desc",      "extends",  "field",   "first", "from",  "is",
    "list", "of", "plural", "ref", "scheduled",  "severity",  "subject",  "title",   "to",    "value", "where",
};

bool is_word_begin(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_';
}
bool is_digit(char c) {
  return c >= '0' && c <= '9';
}
bool is_quote(char c) {
  return c == '"' || c == '\'';
}

const Keyword* find(Keywords keywords, std::string_view word) {
  const auto found = std::find_if(keywords.begin(), keywords.end(), [&](const Keyword& k) { return k.word == word; });
  return found == keywords.end() ? nullptr : &*found;
}

}  // namespace

const Keywords declaration_keywords = declaration_table;
const Keywords header_keywords = header_table;
const Keywords rule_keywords = rule_table;
const Keywords role_keywords = Keywords(modifier_table).first(5);
const Keywords modifier_keywords = modifier_table;

const ClauseWords no_words;
const ClauseWords outcome_words{outcome_table, outcome_table, outcome_table};
const ClauseWords let_words{lookup_table, {}, lookup_table};
// A `cite` after a broken guard is the guard's own.
const ClauseWords event_words{Keywords(event_table).first(5), Keywords(event_table).first(4), event_table};
const ClauseWords guard_words{{}, {}, Keywords(event_table).subspan(4)};
const ClauseWords howto_words{Keywords(howto_table).first(1), Keywords(howto_table).first(1), howto_table};
const ClauseWords rule_words{rule_table, rule_table, rule_table};
const ClauseWords advice_words{advice_table, advice_table, advice_table};
const ClauseWords display_words{display_table, display_table, display_table};

bool is_word_character(char c) {
  return is_word_begin(c) || is_digit(c);
}

bool contains(Keywords keywords, std::string_view word) {
  return find(keywords, word) != nullptr;
}

std::string_view word_at(std::string_view text, uint32_t at) {
  if (at >= text.size() || !is_word_begin(text[at])) {
    return {};
  }
  std::size_t end = at + 1;
  while (end < text.size() && (is_word_character(text[end]) ||
                               (text[end] == '-' && end + 1 < text.size() && is_word_character(text[end + 1])))) {
    ++end;
  }
  return text.substr(at, end - at);
}

LineStart line_start(std::string_view text, uint32_t at) {
  std::size_t begin = at;
  while (begin > 0 && (text[begin - 1] == ' ' || text[begin - 1] == '\t')) {
    --begin;
  }
  const bool first = begin == 0 || text[begin - 1] == '\n' || text[begin - 1] == '\r' ||
                     (begin == 3 && text.starts_with("\xEF\xBB\xBF"));
  return {static_cast<uint32_t>(begin), first};
}

bool begins_clause(std::string_view text, uint32_t at, Keywords keywords) {
  const std::string_view word = word_at(text, at);
  const Keyword* keyword = find(keywords, word);
  if (keyword == nullptr) {
    return false;
  }
  const std::size_t next = text.find_first_not_of(" \t", at + word.size());
  if (next == std::string_view::npos) {
    return false;
  }
  const char c = text[next];
  const std::string_view next_word = word_at(text, static_cast<uint32_t>(next));
  const bool other_word = !next_word.empty() && find(keywords, next_word) == nullptr && next_word != "in";
  switch (keyword->follow) {
    case Follow::nothing:
      return false;
    case Follow::name:
      return other_word;
    case Follow::text:
      return is_quote(c);
    case Follow::expression: {
      const bool negation = c == '!' && !text.substr(next).starts_with("!=");
      return other_word || is_digit(c) || is_quote(c) || negation;
    }
    case Follow::declaration:
      return find(declaration_table, next_word) != nullptr;
  }
  return false;
}

bool begins_declaration(std::string_view text, uint32_t at) {
  const std::string_view word = word_at(text, at);
  const Keyword* keyword = find(declaration_table, word);
  if (keyword == nullptr || !line_start(text, at).first_on_line) {
    return false;
  }
  const std::size_t next = text.find_first_not_of(" \t", at + word.size());
  return next != std::string_view::npos && is_word_begin(text[next]);
}

std::vector<std::string> keywords() {
  std::vector<std::string> words;
  for (const Keywords table : {header_keywords, declaration_keywords, Keywords(outcome_table), Keywords(event_table),
                               Keywords(howto_table), rule_keywords, Keywords(display_table), modifier_keywords}) {
    for (const Keyword& keyword : table) {
      words.emplace_back(keyword.word);
    }
  }
  words.insert(words.end(), std::begin(other_words), std::end(other_words));
  std::sort(words.begin(), words.end());
  words.erase(std::unique(words.begin(), words.end()), words.end());
  return words;
}

}  // namespace exeunt::syntax
