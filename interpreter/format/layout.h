// What an author put between the elements of a file: comments and blank lines, each given to the unit it belongs to.
#pragma once

#include <map>
#include <string>
#include <vector>

#include "interpreter/ast/ast.h"
#include "interpreter/source/source.h"

namespace exeunt::format {

/// A comment on a line of its own.
struct Remark {
  std::string text;
  bool blank_above = false;
};

/// What belongs to one unit.
struct Notes {
  std::vector<Remark> above;
  std::vector<std::string> beside;
  bool blank_above = false;  ///< above its own line, under its remarks
};

class Layout {
 public:
  Layout(const ast::File& file, const source::Manager& sources);

  /// The notes of the unit at `begin`; empty the second time, so that no comment is written twice.
  Notes take(uint32_t begin);
  /// Notes of the units in [begin, end) that nobody took, as remarks.
  std::vector<Remark> take_rest(uint32_t begin, uint32_t end);

  // Whether a line for several units can have all their comments in their places.
  bool has_above(uint32_t begin) const;
  bool has_beside(uint32_t begin) const;
  /// Whether the author left a blank line above the unit and its remarks.
  bool blank_before(uint32_t begin) const;

  bool has_tail(const ast::Declaration& declaration) const;
  /// Comments after the last unit of a declaration, inside it, and those that nobody took.
  std::vector<Remark> take_tail(const ast::Declaration& declaration);
  /// Comments beside the `}` that ends a declaration.
  std::vector<std::string> take_closing(const ast::Declaration& declaration);
  /// Comments after everything.
  std::vector<Remark> take_end();

 private:
  void place(const ast::Comment& comment, const ast::File& file);
  void hoist(const ast::Expression& expression);

  /// Whether the line before that of `offset` is blank.
  bool blank_above(uint32_t offset) const;
  uint32_t line_begin(uint32_t offset) const;
  /// Columns of white space at the beginning of the line of `offset`.
  uint32_t indentation(uint32_t offset) const;

  std::string_view text_;
  std::vector<source::Span> units_;
  std::vector<source::Span> cel_;
  std::map<uint32_t, Notes> notes_;
  std::map<uint32_t, std::vector<Remark>> tails_;  ///< by where the declaration begins
  std::map<uint32_t, std::vector<std::string>> closings_;
  std::vector<Remark> end_;
};

}  // namespace exeunt::format
