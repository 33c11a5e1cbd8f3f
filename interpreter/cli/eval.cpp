#include <charconv>
#include <memory>

#include "interpreter/cli/command.h"
#include "interpreter/cli/expressions.h"
#include "interpreter/cli/output.h"
#include "interpreter/console/answer.h"
#include "interpreter/diagnostic/load_error.h"
#include "interpreter/plan/json.h"

namespace exeunt::cli {

namespace {

using diagnostic::Kind;

struct EvalOptions {
  std::string expression;
  ExpressionOptions names;
  std::string format = "text";
  bool type = false;
  bool test = false;
};

std::string in_text(const console::Answer& answer, const EvalOptions& options) {
  if (options.format == "raw" && answer.value.kind() == cel::ValueKind::string) {
    return std::string(answer.value.string_value()) + "\n";
  }
  return (options.type ? console::show_with_type(answer) : console::show(answer.value)) + "\n";
}

std::string in_json(const std::optional<console::Answer>& answer, const Context& context) {
  plan::Value::Members members;
  members.reserve(4);
  members.emplace_back("format", plan::Value{std::string("exeunt.eval/1")});
  if (answer) {
    if (answer->missing.empty()) {
      members.emplace_back("value", console::to_json(answer->value));
      members.emplace_back("cel", plan::Value{console::show(answer->value)});
    } else {
      plan::Value::List unknown;
      for (const console::Missing& missing : answer->missing) {
        unknown.push_back(plan::Value{missing.name});
      }
      members.emplace_back("unknown", plan::Value{std::move(unknown)});
    }
    members.emplace_back("type", plan::Value{answer->type.text()});
  }
  std::string text = plan::write_value(plan::Value{std::move(members)});
  text.pop_back();
  return text + ", \"diagnostics\": " + diagnostics_in_json(context.session.sink(), context.session.sources()) + "}\n";
}

/// The expression in the sources; standard input for "-". No value: it was reported.
std::optional<source::FileId> add_expression(const std::string& text, Context& context) {
  if (text != "-") {
    return add_argument("<expression>", text, context);
  }
  const auto loaded = context.session.sources().load(text);
  if (const auto* error = std::get_if<source::LoadError>(&loaded)) {
    diagnostic::report(context.sink(), *error);
    return std::nullopt;
  }
  return std::get<source::FileId>(loaded);
}

std::optional<console::Answer> evaluate(const EvalOptions& options, Context& context) {
  if (!check_stdin(options.names, options.expression == "-" ? "EXPR" : "", context)) {
    return std::nullopt;
  }
  const std::optional<source::FileId> file = add_expression(options.expression, context);
  const auto limits = read_limits(options.names, context);
  const auto names = limits ? bind_names(options.names, *limits, context) : std::nullopt;
  if (!file || !names) {
    return std::nullopt;
  }
  const ast::Expression expression = console::whole(context.session.sources(), *file);
  const auto wanted = options.test ? std::optional(cel::Type::boolean()) : std::nullopt;
  const auto answer = console::evaluate(expression, *names, *limits, context.sink(), wanted);
  if (answer && answer->missing.empty() && options.test && answer->value.kind() != cel::ValueKind::boolean) {
    context.sink().report<Kind::eval_not_a_bool>(expression.span, answer->type.text());
    return std::nullopt;
  }
  if (answer) {
    console::report_missing(*answer, context.sink());
  }
  return answer;
}

ExitStatus run(const EvalOptions& options, Context& context) {
  const std::optional<console::Answer> answer = evaluate(options, context);
  const bool is_known = answer && answer->missing.empty();
  std::string text;
  if (options.format == "json") {
    text = in_json(answer, context);
    context.quiet = true;
  } else if (is_known) {
    text = in_text(*answer, options);
  }
  if (!write_output("-", text, context.sink())) {
    context.quiet = false;
    return ExitStatus::no_answer;
  }
  if (!is_known) {
    return ExitStatus::no_answer;
  }
  return options.test && answer->value.is_false() ? ExitStatus::no : ExitStatus::yes;
}

}  // namespace

Runner declare_eval(Arguments& arguments) {
  const auto options = std::make_shared<EvalOptions>();
  arguments.positional("EXPR", options->expression, "a CEL expression; - reads it from standard input");
  declare_expressions(arguments, options->names);
  arguments.flag("--type", options->type, "print the type, too");
  arguments.flag("--test", options->test, "the expression is a condition: exit 1 where it is false");
  arguments.choice("--format", options->format, {"text", "raw", "json"},
                   "how the value is written: CEL; raw: a text without quotes; json holds the diagnostics");
  return [options](Context& context) { return run(*options, context); };
}

}  // namespace exeunt::cli
