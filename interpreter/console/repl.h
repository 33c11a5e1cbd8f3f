// The interactive session without its terminal: takes entries, gives texts.
//
//   email = {'visibility': 'private'}      binds a name
//   email.visibility == 'private'          prints `true : bool`
//   :vars                                  a command
//
// An entry that goes wrong changes nothing.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "interpreter/ast/ast.h"
#include "interpreter/cel/evaluate.h"
#include "interpreter/console/names.h"
#include "interpreter/diagnostic/diagnostic.h"
#include "interpreter/source/source.h"

namespace exeunt::console {

inline constexpr std::size_t max_entry_bytes = 1u << 20;

/// What came of an entry. Errors are in the sink, their places in the sources.
struct Reply {
  std::string text;  ///< for standard output; empty or whole lines
  bool quit = false;
};

class Repl {
 public:
  Repl(Names names, cel::EvaluateLimits limits, std::string input_name)
      : names_(std::move(names)), limits_(limits), input_name_(std::move(input_name)) {}

  /// `line`: the number of the entry's first line.
  Reply run(const std::string& entry, uint32_t line, source::Manager& sources, diagnostic::Sink& sink);

  const Names& names() const { return names_; }

 private:
  Reply run_command(const ast::Expression& entry, source::Manager& sources, diagnostic::Sink& sink);
  std::string evaluate(const ast::Expression& expression, diagnostic::Sink& sink);
  std::string bind(const ast::Expression& name, const ast::Expression& value, diagnostic::Sink& sink);
  std::string unbind(const ast::Expression& argument, diagnostic::Sink& sink);
  /// A line for the name, and one for each part of it that is unknown.
  std::string describe(const std::string& name) const;
  std::string list_names() const;

  Names names_;
  cel::EvaluateLimits limits_;
  std::string input_name_;
};

/// Commands with their colon, sorted.
std::vector<std::string> command_names();

}  // namespace exeunt::console
