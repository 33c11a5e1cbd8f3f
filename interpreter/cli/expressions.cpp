#include "interpreter/cli/expressions.h"

#include <charconv>

#include "interpreter/console/evaluate.h"
#include "interpreter/console/read_file.h"
#include "interpreter/diagnostic/load_error.h"

namespace exeunt::cli {

using diagnostic::Kind;

void declare_expressions(Arguments& arguments, ExpressionOptions& options) {
  arguments.options("--bind", "FILE", options.files,
                    "JSON or YAML: its keys become names; NAME=FILE binds all of it to one; again for another");
  arguments.options("--let", "NAME=EXPR", options.lets, "bind a name to the value of an expression; again for another");
  arguments.options("--unknown", "NAME", options.unknown,
                    "leave a name unknown, or a part of it (email.visibility); again for another");
  arguments.option("--max-cost", "N", options.max_cost, "let evaluating cost at most so many steps (default: 10000000)");
}

bool check_stdin(const ExpressionOptions& options, const std::string& other, Context& context) {
  std::string reader = other;
  for (const std::string& file : options.files) {
    if (console::file_of(file) != "-") {
      continue;
    }
    if (!reader.empty()) {
      context.sink().report<Kind::usage_input_twice>(std::nullopt, reader, "--bind");
      return false;
    }
    reader = "--bind";
  }
  return true;
}

std::optional<cel::EvaluateLimits> read_limits(const ExpressionOptions& options, Context& context) {
  cel::EvaluateLimits limits;
  const std::string& text = options.max_cost;
  const char* const end = text.data() + text.size();
  const auto [stopped, error] = std::from_chars(text.data(), end, limits.max_cost);
  if (error != std::errc() || stopped != end) {
    context.sink().report<Kind::usage_bad_pair>(std::nullopt, "--max-cost", text, "`1000000`");
    return std::nullopt;
  }
  return limits;
}

std::optional<source::FileId> add_argument(const std::string& name, const std::string& text, Context& context) {
  if (const std::size_t bad = source::find_invalid_utf8(text); bad != text.size()) {
    diagnostic::report(context.sink(), {source::LoadError::Reason::invalid_utf8, name, {}, bad});
    return std::nullopt;
  }
  return context.session.sources().add(name, text);
}

static void bind_let(const std::string& let, const cel::EvaluateLimits& limits, console::Names& names,
                     Context& context) {
  const std::size_t equals = let.find('=');
  if (equals == std::string::npos) {
    context.sink().report<Kind::usage_bad_pair>(std::nullopt, "--let", let, "`NAME=EXPR`");
    return;
  }
  const std::string name = let.substr(0, equals);
  const auto file = add_argument("<let " + name + ">", let.substr(equals + 1), context);
  if (!file) {
    return;
  }
  const ast::Expression expression = console::whole(context.session.sources(), *file);
  const auto answer = console::evaluate(expression, names, limits, context.sink());
  if (answer) {
    names.bind(name, answer->value, expression.span, context.sink());
  }
}

std::optional<console::Names> bind_names(const ExpressionOptions& options, const cel::EvaluateLimits& limits,
                                         Context& context) {
  const std::size_t errors = context.sink().errors();
  console::Names names;
  for (const std::string& file : options.files) {
    console::bind_file(file, names, context.session.sources(), context.sink());
  }
  if (context.sink().errors() != errors) {
    return std::nullopt;  // every let that uses a name of the file would fail, too
  }
  for (const std::string& let : options.lets) {
    bind_let(let, limits, names, context);
  }
  for (const std::string& path : options.unknown) {
    names.leave_unknown(path, std::nullopt, context.sink());
  }
  return context.sink().errors() == errors ? std::optional(std::move(names)) : std::nullopt;
}

}  // namespace exeunt::cli
