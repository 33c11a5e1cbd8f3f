// The words that begin declarations and clauses, and whether a word at some place does so.
//
// Keywords are contextual: a field may be called `label`, an entity `note`. A word counts as a keyword only where one
// is expected, or where what follows it shows that it cannot be a name:
//   where            <- no expression: the next line begins a clause
//     then erase
#pragma once

#include <cstdint>
#include <span>
#include <string_view>

namespace exeunt::syntax {

/// What stands after a keyword.
enum class Follow : uint8_t { nothing, name, text, expression, declaration };

struct Keyword {
  std::string_view word;
  Follow follow;
};
using Keywords = std::span<const Keyword>;

extern const Keywords declaration_keywords;
extern const Keywords header_keywords;
extern const Keywords rule_keywords;
extern const Keywords role_keywords;
extern const Keywords modifier_keywords;  ///< roles, `derived`, `label`

/// The words inside a declaration of one kind.
struct ClauseWords {
  Keywords items;   ///< begin a clause or an item of its block
  Keywords resume;  ///< of those, where reading goes on after an error
  Keywords ahead;   ///< end the expression or name before them
};

extern const ClauseWords no_words;
extern const ClauseWords outcome_words;
extern const ClauseWords let_words;
extern const ClauseWords event_words;
extern const ClauseWords guard_words;
extern const ClauseWords howto_words;
extern const ClauseWords rule_words;
extern const ClauseWords advice_words;
extern const ClauseWords display_words;

bool contains(Keywords keywords, std::string_view word);

/// A letter, a digit or `_`.
bool is_word_character(char c);

/// The word (letters, digits, `_`, inner dashes) that begins at `at`; empty where none does.
std::string_view word_at(std::string_view text, uint32_t at);

/// Offset of the first byte of the line that `at` is on, and whether nothing but blanks stands before `at`.
struct LineStart {
  uint32_t offset = 0;
  bool first_on_line = false;
};
LineStart line_start(std::string_view text, uint32_t at);

/// Whether the word at `at` is one of `keywords` and is followed by what follows that keyword and cannot follow a name
/// or an expression.
bool begins_clause(std::string_view text, uint32_t at, Keywords keywords);

/// Whether a declaration begins at `at`: its keyword, first on its line, and a name.
bool begins_declaration(std::string_view text, uint32_t at);

}  // namespace exeunt::syntax
