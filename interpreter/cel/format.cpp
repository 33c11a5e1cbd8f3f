// Canonical spacing. Works on tokens, so that comments and the author's parentheses stay.
#include <algorithm>

#include "interpreter/cel/parse.h"
#include "interpreter/cel/token.h"
#include "interpreter/cel/utf8.h"

namespace exeunt::cel {

namespace {

enum class Gap : uint8_t { none, space, line };

/// Decides what stands between each token and the one before.
class Spacing {
 public:
  /// The gap before `token`; reads the tokens in order.
  Gap before(const Token& token) {
    const Gap gap = previous_ == nullptr ? Gap::none : between(token);
    after(token);
    previous_ = &token;
    return gap;
  }

  /// Whether the token just read is a && or || outside all brackets.
  bool at_outer_logic() const { return levels_.size() == 1 && (previous_->text == "&&" || previous_->text == "||"); }

 private:
  Gap between(const Token& token) {
    if (previous_->kind == TokenKind::comment) {
      return Gap::line;
    }
    if (token.kind == TokenKind::comment) {
      return token.starts_line ? Gap::line : Gap::space;
    }
    if (binary_ || word_operator_) {
      return Gap::space;
    }
    if (tight_) {
      return Gap::none;
    }
    if (token.kind == TokenKind::mark) {
      return before_mark(token);
    }
    return previous_->text == "," || previous_->text == ":" || ends_operand_ ? Gap::space : Gap::none;
  }

  Gap before_mark(const Token& token) const {
    const std::string_view text = token.text;
    if (text == ")" || text == "]" || text == "}" || text == ",") {
      return Gap::none;
    }
    if (text == ":") {
      return levels_.back() > 0 ? Gap::space : Gap::none;
    }
    if (!ends_operand_) {
      return Gap::space;
    }
    return text == "." || text == "(" || text == "[" || text == "{" ? Gap::none : Gap::space;
  }

  /// What the token means for the gap after it.
  void after(const Token& token) {
    const std::string_view text = token.text;
    if (token.kind == TokenKind::comment) {
      return;
    }
    const bool was_operand = ends_operand_;
    binary_ = false;
    tight_ = false;
    word_operator_ = token.kind == TokenKind::word && text == "in" && was_operand && !after_dot_;
    ends_operand_ = token.kind != TokenKind::mark && !word_operator_;
    after_dot_ = false;
    if (token.kind != TokenKind::mark) {
      return;
    }
    if (text == "(" || text == "[" || text == "{") {
      levels_.push_back(0);
      tight_ = true;
    } else if (text == ")" || text == "]" || text == "}") {
      if (levels_.size() > 1) {
        levels_.pop_back();
      }
      ends_operand_ = true;
    } else if (text == ".") {
      tight_ = true;
      after_dot_ = true;
    } else if (text == "?" && !was_operand) {
      tight_ = true;  // an optional field, index or entry
    } else if (text == "?") {
      ++levels_.back();
      binary_ = true;
    } else if (text == ":") {
      levels_.back() -= levels_.back() > 0 ? 1 : 0;
      binary_ = true;
    } else if ((text == "-" || text == "!") && !was_operand) {
      tight_ = true;
    } else {
      binary_ = text != ",";
    }
  }

  const Token* previous_ = nullptr;
  std::vector<int> levels_{0};   ///< open choices (`?` without its `:`) at each level of brackets
  bool ends_operand_ = false;    ///< the token before can end an operand
  bool binary_ = false;          ///< … and is an operator with space around it
  bool word_operator_ = false;   ///< … and is `in`
  bool tight_ = false;           ///< … and nothing may come between it and the next
  bool after_dot_ = false;
};

/// Tokens that stay on one line, unless a comment or a string breaks it.
struct Piece {
  Gap gap = Gap::none;
  std::string text;
};

/// Splits the text before && and || of the outermost level.
std::vector<Piece> pieces(const std::vector<Token>& tokens, const std::string& margin) {
  std::vector<Piece> out(1);
  Spacing spacing;
  for (const Token& token : tokens) {
    const Gap gap = spacing.before(token);
    if (spacing.at_outer_logic()) {
      out.push_back({gap, {}});
    } else if (gap == Gap::line) {
      out.back().text += "\n" + margin;
    } else if (gap == Gap::space) {
      out.back().text += ' ';
    }
    out.back().text += token.text;
    if (token.kind == TokenKind::comment) {
      out.back().text.erase(out.back().text.find_last_not_of(" \t\r") + 1);
    }
  }
  return out;
}

uint32_t columns(std::string_view text) { return static_cast<uint32_t>(count_code_points(text)); }

}  // namespace

std::string one_line(std::string_view text) {
  std::vector<Token> tokens = tokenize(text);
  std::erase_if(tokens, [](const Token& token) { return token.kind == TokenKind::comment; });
  Spacing spacing;
  std::string out;
  for (const Token& token : tokens) {
    out += spacing.before(token) == Gap::none ? "" : " ";
    out += token.text;
  }
  return out;
}

std::string format(std::string_view text, uint32_t indent, uint32_t width) {
  const std::vector<Token> tokens = tokenize(text);
  if (tokens.empty()) {
    return std::string(text);
  }
  const std::string margin(indent, ' ');
  std::string out;
  uint32_t column = indent;
  for (const Piece& piece : pieces(tokens, margin)) {
    const std::string_view first_line = std::string_view(piece.text).substr(0, piece.text.find('\n'));
    if (!out.empty()) {
      const bool breaks = piece.gap == Gap::line || column + 1 + columns(first_line) > width;
      out += breaks ? "\n" + margin : " ";
      column = breaks ? indent : column + 1;
    }
    out += piece.text;
    const size_t last_break = piece.text.rfind('\n');
    column = last_break == std::string::npos ? column + columns(piece.text)
                                             : columns(std::string_view(piece.text).substr(last_break + 1));
  }
  return out;
}

}  // namespace exeunt::cel
