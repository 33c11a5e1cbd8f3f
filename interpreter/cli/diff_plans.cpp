#include <unistd.h>

#include <cerrno>
#include <memory>
#include <system_error>

#include "interpreter/cli/command.h"
#include "interpreter/cli/output.h"
#include "interpreter/cli/planning.h"
#include "interpreter/diagnostic/load_error.h"
#include "interpreter/diagnostic/suggest.h"
#include "interpreter/diff/write.h"
#include "interpreter/source/seekable.h"

namespace exeunt::cli {

namespace {

struct DiffOptions {
  std::string before;
  std::string after;
  std::vector<std::string> ignored;
  std::string format = "text";
  std::string path;
  bool verbose = false;
  bool concise = false;
};

/// `--ignore text,cites --ignore labels`
bool read_ignored(const std::vector<std::string>& lists, diff::Options& options, diagnostic::Sink& sink) {
  const std::size_t errors = sink.errors();
  for (std::string_view list : lists) {
    while (true) {
      const std::size_t comma = list.find(',');
      const std::string_view name = list.substr(0, comma);
      if (!diff::ignore(options, name)) {
        diagnostic::suggest(sink.report<diagnostic::Kind::diff_unknown_name>(std::nullopt, name), name,
                            diff::ignorable_names(), "what can be ignored is");
      }
      if (comma == std::string_view::npos) {
        break;
      }
      list.remove_prefix(comma + 1);
    }
  }
  return sink.errors() == errors;
}

std::optional<plan::LargePlan> open_plan(const std::string& path, diagnostic::Sink& sink) {
  auto input = source::Seekable::open(path);
  if (const auto* error = std::get_if<source::LoadError>(&input)) {
    diagnostic::report(sink, *error);
    return std::nullopt;
  }
  return plan::LargePlan::open(std::move(std::get<source::Seekable>(input)), sink);
}

diff::WriteOptions write_options(const DiffOptions& options) {
  diff::WriteOptions out;
  out.format = options.format == "json"       ? diff::Format::json
               : options.format == "markdown" ? diff::Format::markdown
                                              : diff::Format::text;
  out.verbose = options.verbose;
  out.concise = options.concise;
  if (options.path.empty() || options.path == "-") {
    out.colour = use_colour(STDOUT_FILENO);
    out.width = text_width();
  }
  return out;
}

ExitStatus run(const DiffOptions& options, Context& context) {
  diagnostic::Sink& sink = context.sink();
  diff::Options compared;
  if (!read_ignored(options.ignored, compared, sink) ||
      !check_inputs(context, options.before, "BEFORE", options.after, "AFTER")) {
    return ExitStatus::no_answer;
  }
  auto before = open_plan(options.before, sink);
  auto after = open_plan(options.after, sink);
  if (!before || !after) {
    return ExitStatus::no_answer;
  }
  const std::string path = options.path.empty() ? "-" : options.path;
  auto opened = source::Output::open(path);
  if (const auto* error = std::get_if<std::string>(&opened)) {
    sink.report<diagnostic::Kind::file_unwritable>(std::nullopt, path, *error);
    return ExitStatus::no_answer;
  }
  auto& output = std::get<source::Output>(opened);
  diff::Comparison comparison(std::move(*before), std::move(*after), compared);
  auto error = diff::write(comparison, write_options(options), output);
  if (comparison.has_failed()) {
    return ExitStatus::no_answer;
  }
  if (!error) {
    error = output.commit();
  }
  if (error) {
    // A reader that closed its pipe has seen enough and is not told so.
    if (path != "-" || *error != std::generic_category().message(EPIPE)) {
      sink.report<diagnostic::Kind::file_unwritable>(std::nullopt, path == "-" ? "<stdout>" : path, *error);
    }
    return ExitStatus::no_answer;
  }
  return comparison.totals().same() ? ExitStatus::yes : ExitStatus::no;
}

}  // namespace

Runner declare_diff(Arguments& arguments) {
  const auto options = std::make_shared<DiffOptions>();
  arguments.positional("BEFORE", options->before, "a plan document of any size: JSON, NDJSON or groups");
  arguments.positional("AFTER", options->after, "the plan to compare it with");
  arguments.options("--ignore", "NAME,...", options->ignored, "do not compare: text, cause, labels ...; again for more");
  arguments.choice("--format", options->format, {"text", "json", "markdown"}, "how the differences are written");
  arguments.flag("--verbose", options->verbose, "text, markdown: objects that differ alike on lines of their own");
  arguments.flag("--concise", options->concise, "text: a line an object");
  arguments.option("-o,--output", "FILE", options->path, "write to FILE, in one step, instead of standard output");
  return [options](Context& context) { return run(*options, context); };
}

}  // namespace exeunt::cli
