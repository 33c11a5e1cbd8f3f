#include <unistd.h>

#include <csignal>
#include <memory>

#include "interpreter/cli/command.h"
#include "interpreter/cli/expressions.h"
#include "interpreter/cli/output.h"
#include "interpreter/console/complete.h"
#include "interpreter/console/entry.h"
#include "interpreter/console/lines.h"
#include "interpreter/console/repl.h"
#include "interpreter/diagnostic/load_error.h"

namespace exeunt::cli {

namespace {

/// Runs entries one by one and prints what comes of each at once.
class Runs {
 public:
  Runs(console::Repl repl, Context& context) : repl_(std::move(repl)), context_(context) {}

  /// False: it was the last one.
  bool run(const std::string& entry, uint32_t line) {
    source::Manager sources;
    diagnostic::Sink sink;
    const console::Reply reply = repl_.run(entry, line, sources, sink);
    failed_ = failed_ || sink.has_errors();
    print_each(sink, sources, context_.error_format);
    is_written_ = write_now(reply.text, context_.sink());
    return is_written_ && !reply.quit;
  }

  const console::Names& names() const { return repl_.names(); }
  bool failed() const { return failed_; }
  bool is_written() const { return is_written_; }

 private:
  console::Repl repl_;
  Context& context_;
  bool failed_ = false;
  bool is_written_ = true;
};

/// A person types: what went wrong has been seen, and is no matter of the exit status.
void run_terminal(Runs& runs) {
  // Evaluation has a limit of steps, and a habit of Ctrl-C should not cost the session.
  std::signal(SIGINT, SIG_IGN);
  write_error("exeunt " EXEUNT_VERSION ". :help lists the commands, Ctrl-D leaves.\n");
  console::Terminal terminal([&runs](std::string_view text) { return console::complete(text, runs.names()); });
  uint32_t line = 1;
  while (true) {
    std::string entry;
    console::EntryScanner scanner;
    const uint32_t first_line = line;
    console::Terminal::Typed typed = terminal.read("> ");
    while (typed.event == console::Terminal::Event::line) {
      ++line;
      scanner.take(typed.line);
      entry += (entry.empty() ? "" : "\n") + typed.line;
      if (!scanner.is_open() || entry.size() > console::max_entry_bytes) {
        break;
      }
      typed = terminal.read("| ");
    }
    if (typed.event == console::Terminal::Event::end ||
        (typed.event == console::Terminal::Event::line && !runs.run(entry, first_line))) {
      return;
    }
  }
}

void run_script(source::Input input, Runs& runs, Context& context) {
  console::Lines lines(std::move(input), console::max_entry_bytes);
  std::string entry;
  console::EntryScanner scanner;
  uint32_t first_line = 1;
  for (uint32_t line = 1;; ++line) {
    std::optional<std::string> text = lines.next();
    if (!text && entry.empty()) {
      break;
    }
    if (text) {
      scanner.take(*text);
      entry += (line == first_line ? "" : "\n") + *text;
      if (scanner.is_open() && entry.size() <= console::max_entry_bytes) {
        continue;
      }
    }
    if (!runs.run(entry, first_line)) {
      return;
    }
    entry.clear();
    scanner = {};
    first_line = line + 1;
  }
  if (lines.error()) {
    diagnostic::report(context.sink(), *lines.error());
  }
}

ExitStatus run(const ExpressionOptions& options, Context& context) {
  if (!check_stdin(options, "the session", context)) {
    return ExitStatus::no_answer;
  }
  const auto limits = read_limits(options, context);
  auto names = limits ? bind_names(options, *limits, context) : std::nullopt;
  if (!names) {
    return ExitStatus::no_answer;
  }
  if (::isatty(STDIN_FILENO) == 1 && ::isatty(STDERR_FILENO) == 1) {
    Runs runs(console::Repl(std::move(*names), *limits, "<input>"), context);
    run_terminal(runs);
    return runs.is_written() ? ExitStatus::yes : ExitStatus::no_answer;
  }
  auto input = source::Input::open("-");
  if (const auto* error = std::get_if<source::LoadError>(&input)) {
    diagnostic::report(context.sink(), *error);
    return ExitStatus::no_answer;
  }
  Runs runs(console::Repl(std::move(*names), *limits, std::get<source::Input>(input).name()), context);
  run_script(std::move(std::get<source::Input>(input)), runs, context);
  return !runs.is_written() ? ExitStatus::no_answer : runs.failed() ? ExitStatus::no : ExitStatus::yes;
}

}  // namespace

Runner declare_repl(Arguments& arguments) {
  const auto options = std::make_shared<ExpressionOptions>();
  declare_expressions(arguments, *options);
  return [options](Context& context) { return run(*options, context); };
}

}  // namespace exeunt::cli
