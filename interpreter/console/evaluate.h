// Checks and evaluates one expression over the names of a session.
//
// What goes wrong is reported as it would be in a policy file, and what goes wrong while it runs in the same way: at
// its place, with the values that did not fit.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "interpreter/ast/ast.h"
#include "interpreter/console/names.h"
#include "interpreter/diagnostic/diagnostic.h"

namespace exeunt::console {

/// Something unknown on which a value depends, and where the expression asks for it.
struct Missing {
  std::string name;  ///< "email.visibility"
  source::Span span;
};

struct Answer {
  cel::Value value;              ///< known, or `unknown`
  cel::Type type;                ///< what the checker says; where that is `dyn`, what the value is
  std::vector<Missing> missing;  ///< sorted by name; empty where the value is known
};

/// All of a file's text as an expression, a byte order mark left out.
ast::Expression whole(const source::Manager& sources, source::FileId file);

/// No value: at least one error was reported. `wanted`: the type that the whole must have.
std::optional<Answer> evaluate(const ast::Expression& expression, const Names& names, const cel::EvaluateLimits& limits,
                               diagnostic::Sink& sink, const std::optional<cel::Type>& wanted = std::nullopt);

/// The type alone, nothing is evaluated.
std::optional<cel::Type> type_of(const ast::Expression& expression, const Names& names, diagnostic::Sink& sink);

/// That there is no value, and on what it depends. Only where something is missing.
void report_missing(const Answer& answer, diagnostic::Sink& sink);

}  // namespace exeunt::console
