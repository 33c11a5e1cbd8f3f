#include "interpreter/console/repl.h"

#include <fmt/format.h>

#include <algorithm>
#include <optional>

#include "interpreter/console/answer.h"
#include "interpreter/console/evaluate.h"
#include "interpreter/console/read_file.h"
#include "interpreter/diagnostic/suggest.h"
#include "interpreter/expression/expression.h"
#include "interpreter/snapshot/raw.h"

namespace exeunt::console {

using ast::Expression;
using diagnostic::Kind;

namespace {

constexpr std::string_view space = " \t\r\n";

enum class Command { ast, bind, help, quit, type, unbind, unknown, vars };

struct CommandInfo {
  std::string_view name;
  Command command;
  std::string_view needs;  ///< empty: it takes nothing
  std::string_view does;
};

constexpr CommandInfo commands[] = {
    {":ast", Command::ast, "an expression", ":ast EXPR        how an expression is read"},
    {":bind", Command::bind, "a file",
     ":bind FILE       the keys of a JSON or YAML file become names; NAME=FILE: all of it"},
    {":help", Command::help, "", ":help            print this"},
    {":quit", Command::quit, "", ":quit            leave; Ctrl-D does, too"},
    {":type", Command::type, "an expression", ":type EXPR       the type of an expression, which is not evaluated"},
    {":unbind", Command::unbind, "a name, or `*` for all", ":unbind NAME     forget a name; * forgets all"},
    {":unknown", Command::unknown, "a name",
     ":unknown NAME    leave a name unknown, or a part of it (email.visibility)"},
    {":vars", Command::vars, "", ":vars            every name with its type and value"},
};

constexpr std::string_view help_head =
    "EXPR             the value of a CEL expression, and its type\n"
    "NAME = EXPR      bind a name\n";
constexpr std::string_view help_foot =
    "What has an open bracket goes on in the next line; an empty line ends it. `//` begins a comment.\n";

/// Without white space around it.
Expression trim(const Expression& text) {
  const std::size_t begin = std::min(text.text.find_first_not_of(space), text.text.size());
  const std::size_t end = begin == text.text.size() ? begin : text.text.find_last_not_of(space) + 1;
  return text.slice(static_cast<uint32_t>(begin), static_cast<uint32_t>(end));
}

Expression from(const Expression& text, std::size_t begin) {
  return text.slice(static_cast<uint32_t>(begin), static_cast<uint32_t>(text.text.size()));
}

/// The position of the `=` in `NAME = EXPR`. The name may turn out to be none.
std::optional<std::size_t> find_assignment(std::string_view text) {
  const std::size_t name_end = text.find_first_of(" \t\r\n=");
  const std::size_t equals = text.find_first_not_of(space, std::min(name_end, text.size()));
  if (equals == std::string_view::npos || text[equals] != '=' || text.substr(equals).starts_with("==")) {
    return std::nullopt;
  }
  const std::string_view name = text.substr(0, name_end);
  const bool is_word = !name.empty() && std::all_of(name.begin(), name.end(), [](char c) {
    return c == '_' || (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
  });
  return is_word ? std::optional(equals) : std::nullopt;
}

}  // namespace

std::vector<std::string> command_names() {
  std::vector<std::string> names;
  for (const CommandInfo& info : commands) {
    names.emplace_back(info.name);
  }
  return names;
}

Reply Repl::run(const std::string& entry, uint32_t line, source::Manager& sources, diagnostic::Sink& sink) {
  if (entry.size() > max_entry_bytes) {
    sink.report<Kind::repl_too_long>(std::nullopt, max_entry_bytes).at({input_name_, line, 0});
    return {};
  }
  if (const std::size_t bad = source::find_invalid_utf8(entry); bad != entry.size()) {
    sink.report<Kind::file_invalid_utf8>(std::nullopt, input_name_, bad).at({input_name_, line, 0});
    return {};
  }
  const source::FileId file = sources.add(input_name_, entry, line);
  const Expression text = trim(whole(sources, file));
  if (text.text.empty() || (text.text.starts_with("//") && text.text.find('\n') == std::string::npos)) {
    return {};
  }
  if (text.text.front() == ':') {
    return run_command(text, sources, sink);
  }
  if (const auto equals = find_assignment(text.text)) {
    return {bind(trim(text.slice(0, static_cast<uint32_t>(*equals))), trim(from(text, *equals + 1)), sink)};
  }
  return {evaluate(text, sink)};
}

std::string Repl::evaluate(const Expression& expression, diagnostic::Sink& sink) {
  const std::optional<Answer> answer = console::evaluate(expression, names_, limits_, sink);
  return answer ? show_with_type(*answer) + "\n" : "";
}

std::string Repl::bind(const Expression& name, const Expression& value, diagnostic::Sink& sink) {
  if (!is_name(name.text)) {
    names_.bind(name.text, {}, name.span, sink);  // says what is wrong with it
    return "";
  }
  const std::optional<Answer> answer = console::evaluate(value, names_, limits_, sink);
  if (!answer) {
    return "";
  }
  if (!answer->missing.empty()) {
    report_missing(*answer, sink);
    return "";
  }
  if (!names_.bind(name.text, answer->value, name.span, sink)) {
    return "";
  }
  return describe(name.text);
}

std::string Repl::unbind(const Expression& argument, diagnostic::Sink& sink) {
  if (argument.text == "*") {
    names_.clear();
  } else if (!names_.remove(argument.text)) {
    auto report = sink.report<Kind::eval_not_bound>(argument.span, argument.text);
    diagnostic::suggest(report, argument.text, names_.list(), "there is");
  }
  return "";
}

std::string Repl::describe(const std::string& name) const {
  // What nobody would read to its end is not written out either.
  constexpr uint64_t short_weight = 10'000;
  const Names::Binding& binding = names_.all().find(name)->second;
  std::string text = name + " : " + binding.type.text();
  if (names_.unknown().contains(name)) {
    text += ", unknown\n";
  } else {
    text += " = " + (binding.value.weight() > short_weight ? "…" : snapshot::clip(show(binding.value))) + "\n";
  }
  const std::string inside = name + ".";
  for (auto path = names_.unknown().lower_bound(inside); path != names_.unknown().end(); ++path) {
    if (!path->starts_with(inside)) {
      break;
    }
    text += "  " + *path + ", unknown\n";
  }
  return text;
}

std::string Repl::list_names() const {
  std::string text;
  for (const auto& [name, binding] : names_.all()) {
    text += describe(name);
  }
  return text;
}

Reply Repl::run_command(const Expression& entry, source::Manager& sources, diagnostic::Sink& sink) {
  const std::size_t name_end = std::min(entry.text.find_first_of(space), entry.text.size());
  const Expression name = entry.slice(0, static_cast<uint32_t>(name_end));
  const Expression argument = trim(from(entry, name_end));
  const auto found = std::find_if(std::begin(commands), std::end(commands),
                                  [&](const CommandInfo& info) { return info.name == name.text; });
  if (found == std::end(commands)) {
    auto report = sink.report<Kind::repl_unknown_command>(name.span, snapshot::clip(name.text));
    diagnostic::suggest(report, name.text, command_names(), "there is");
    return {};
  }
  if (!found->needs.empty() && argument.text.empty()) {
    sink.report<Kind::repl_command_needs>(argument.span, name.text, found->needs);
    return {};
  }
  if (found->needs.empty() && !argument.text.empty()) {
    sink.report<Kind::repl_command_leftover>(argument.span, name.text, snapshot::clip(argument.text));
    return {};
  }
  switch (found->command) {
    case Command::ast: {
      const auto ast = expression::parse(argument, sink);
      return {ast ? cel::dump(*ast) + "\n" : ""};
    }
    case Command::bind: {
      const auto bound = bind_file(argument.text, names_, sources, sink);
      return {bound ? fmt::format("bound {}\n", fmt::join(*bound, ", ")) : ""};
    }
    case Command::help: {
      std::string text(help_head);
      for (const CommandInfo& info : commands) {
        text += std::string(info.does) + "\n";
      }
      return {text + std::string(help_foot)};
    }
    case Command::quit:
      return {"", true};
    case Command::type: {
      const auto type = type_of(argument, names_, sink);
      return {type ? type->text() + "\n" : ""};
    }
    case Command::unbind:
      return {unbind(argument, sink)};
    case Command::unknown:
      names_.leave_unknown(argument.text, argument.span, sink);
      return {};
    case Command::vars:
      return {list_names()};
  }
  return {};
}

}  // namespace exeunt::console
