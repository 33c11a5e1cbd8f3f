// Options that give names to expressions, shared by `eval` and `repl`.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "interpreter/cli/command.h"
#include "interpreter/console/names.h"

namespace exeunt::cli {

struct ExpressionOptions {
  std::vector<std::string> files;    ///< FILE or NAME=FILE
  std::vector<std::string> lets;     ///< NAME=EXPR
  std::vector<std::string> unknown;  ///< a name, or a path from one
  std::string max_cost = "10000000";
};

void declare_expressions(Arguments& arguments, ExpressionOptions& options);

/// Standard input can be read once. `other`: what else reads it, or empty. False: it was reported.
bool check_stdin(const ExpressionOptions& options, const std::string& other, Context& context);

/// No value: it was reported.
std::optional<cel::EvaluateLimits> read_limits(const ExpressionOptions& options, Context& context);

/// Files first, in their order, then lets, of which each sees those before it, then what is unknown. A later name
/// replaces an earlier one. No value: errors were reported.
std::optional<console::Names> bind_names(const ExpressionOptions& options, const cel::EvaluateLimits& limits,
                                         Context& context);

/// Text from the command line as a file, `name` for messages. No value: it is not UTF-8, which was reported.
std::optional<source::FileId> add_argument(const std::string& name, const std::string& text, Context& context);

}  // namespace exeunt::cli
