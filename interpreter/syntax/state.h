// What the grammar's actions build: the declaration being read, the pieces its clauses are made of, and the places of
// errors. Pieces (names, text, expression, types) wait here until the action of the clause they belong to takes them.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "interpreter/ast/ast.h"
#include "interpreter/cel/issue.h"
#include "interpreter/diagnostic/diagnostic.h"
#include "interpreter/syntax/keywords.h"
#include "interpreter/syntax/recover.h"

namespace exeunt::syntax {

/// Thrown inside this room only, after the error was reported: unwinds to the nearest `recoverable` rule.
struct SyntaxError {
  uint32_t at = 0;
  bool leaves_block = false;  ///< the block is not closed: only its declaration can recover
};

/// Thrown when a file has too many errors to go on.
struct TooManyErrors {};

/// What the grammar says where a rule under `must` does not match.
struct Expectation {
  diagnostic::Kind kind = diagnostic::Kind::syntax_unexpected;
  std::string_view what;
  /// Something is missing between two tokens: point at the end of the first rather than at the second.
  bool insertion = false;
  std::string_view help = {};
};

/// The lines before the declarations, in their order.
enum class HeaderLine : uint8_t { pack, module, edition, use };

class State {
 public:
  /// A whole file.
  State(source::FileId file, std::string_view text, diagnostic::Sink& sink);
  /// A piece of a YAML file.
  State(const ast::Expression& fragment, diagnostic::Sink& sink);

  static constexpr uint32_t max_depth = 64;    ///< of nested types
  static constexpr uint32_t max_errors = 500;  ///< in one file

  // ---- places

  std::string_view text() const { return text_; }
  source::Span span(uint32_t begin, uint32_t end) const;
  /// From `begin` to the end of the last token.
  source::Span span_from(uint32_t begin) const { return span(begin, std::max(begin, token_end)); }

  uint32_t token_end = 0;   ///< of the last token, before white space
  uint32_t text_begin = 0;  ///< of the last text literal
  uint32_t depth = 0;

  // ---- errors

  [[noreturn]] void raise(const Expectation& expectation, uint32_t at);
  [[noreturn]] void raise_too_deep(uint32_t at);
  /// Issues of an expression that begins at `begin`.
  [[noreturn]] void raise_issues(const cel::Issues& issues, uint32_t begin);
  /// Reports, marks the declaration as broken and goes on.
  template <diagnostic::Kind kind, class... Args>
  diagnostic::Builder report(source::Span place, const Args&... args) {
    count_error();
    return sink_.report<kind>(place, args...);
  }
  void report_too_many_errors();
  bool has_errors() const { return errors_ != 0; }
  /// Where to go on. The declaration that the error stands in will be left out.
  uint32_t recover(const SyntaxError& error, Resume resume, uint32_t begin);

  // ---- header

  /// The file does not begin with `pack` or `module`.
  void missing_header(uint32_t at);
  /// Reports a line that comes twice or too late.
  void begin_header_line(HeaderLine line, uint32_t at);

  // ---- tokens

  void comment(uint32_t begin, uint32_t end);
  /// A clause begins at `at`: reports the second with the same keyword.
  void clause(uint32_t at);
  /// Whether an expression at `at` is certainly missing.
  bool expression_missing(uint32_t at) const;
  /// Whether the word at `at` begins the next clause or declaration, so that a name is missing.
  bool name_missing(uint32_t at) const;
  /// Whether the word at `at`, first on its line, is a field's name rather than a type.
  bool field_begins(uint32_t at) const;
  /// Raises where the expression [begin, end) ends with the keyword of the next clause, taken for a variable.
  void check_expression(uint32_t begin, uint32_t end);
  /// Whether the word at `at` ends a declaration whose clauses stand without braces.
  bool declaration_ends(uint32_t at) const;
  /// Whether the word at `at` is a field's modifier rather than the next field's name.
  bool is_modifier(uint32_t at) const;
  /// Whether the word at `at`, on the same line as the field's type, can be neither a modifier nor the next field.
  bool is_unknown_modifier(uint32_t at) const;

  // ---- pieces

  void push_name(uint32_t begin, uint32_t end);
  void set_text(uint32_t begin, uint32_t end);
  void set_expression(uint32_t begin, uint32_t end);

  ast::Name take_name();
  std::vector<ast::Name> take_names() { return std::exchange(names, {}); }
  ast::Text take_text();
  ast::Expression take_expression();
  ast::Type take_type();

  std::vector<ast::Name> names;
  std::optional<ast::Text> text_piece;
  std::optional<ast::Expression> expression_piece;
  std::vector<ast::Type> types;
  ast::Field field;
  ast::Parameter parameter;
  std::vector<ast::Parameter> parameters;
  ast::Argument argument;
  ast::Guard guard;
  ast::Write write;
  ast::Call call;
  ast::CallArgument call_argument;
  std::vector<ast::Call> calls;
  ast::Lookup lookup;
  ast::OrderKey order_key;
  ast::Targets targets;
  ast::Delay delay;

  // ---- the declaration being read

  void begin_declaration(uint32_t begin);
  template <class Body>
  void begin_body(const ClauseWords& words) {
    declaration.body = Body{};
    words_ = words;
  }
  template <class Body>
  Body& body() {
    return std::get<Body>(declaration.body);
  }
  /// Calls `function` with the declaration's own struct.
  template <class Function>
  void visit_body(Function function) {
    std::visit(function, declaration.body);
  }
  void begin_block(uint32_t open);
  void end_declaration();

  ast::Declaration declaration;
  ast::File file;

 private:
  struct Clause {
    std::string_view keyword;
    uint32_t begin;
  };
  struct Block {
    uint32_t open = 0;
    std::optional<uint32_t> outer;  ///< unclosed: where the next declaration begins; asked for late
    bool known_closed = false;
  };

  void count_error();
  void clear_pieces();
  diagnostic::Builder add(diagnostic::Kind kind, source::Span place, std::string_view what);
  void add_help(diagnostic::Builder& builder, const Expectation& expectation, uint32_t at, bool at_end) const;
  [[noreturn]] void raise_stray(const Expectation& expectation, uint32_t at);
  [[noreturn]] void raise_dashed(uint32_t at);
  /// The expression before the clause at `next` breaks off.
  [[noreturn]] void raise_unfinished(uint32_t next);
  /// Reports that the block is not closed if that is the cause of an error at `at`.
  void check_block(uint32_t at);
  /// The piece of text at `at` as messages show it, at least one character.
  std::string_view token_at(uint32_t at) const;

  const ast::Expression* fragment_ = nullptr;
  source::FileId id_;
  std::string_view text_;
  diagnostic::Sink& sink_;
  uint32_t errors_ = 0;
  uint32_t last_error_ = UINT32_MAX;  // where the last one was reported
  bool use_seen_ = false;
  bool declaration_seen_ = false;

  uint32_t begin_ = 0;   // of the declaration
  uint32_t column_ = 0;  // of the declaration
  bool broken_ = false;  // left out of the file: an error was reported in it
  ClauseWords words_;
  std::vector<Clause> clauses_;
  std::optional<Block> block_;
  std::optional<std::vector<uint32_t>> unclosed_;
};

}  // namespace exeunt::syntax
