#include <unistd.h>

#include <memory>

#include "interpreter/cli/command.h"
#include "interpreter/cli/output.h"
#include "interpreter/cli/planning.h"
#include "interpreter/driver/verify.h"
#include "interpreter/verify/write.h"

namespace exeunt::cli {

namespace {

struct VerifyOptions {
  std::string pack;
  PlanningOptions planning;
  std::string after;
  std::string until;
  std::string format = "text";
  std::string path;
  bool verbose = false;
};

std::string shown(const verify::Verification& found, const VerifyOptions& options) {
  if (options.format == "json") {
    return verify::write_json(found);
  }
  verify::TextOptions text;
  text.verbose = options.verbose;
  if (options.path.empty() || options.path == "-") {
    text.colour = use_colour(STDOUT_FILENO);
    text.width = text_width();
  }
  return verify::write_text(found, text);
}

ExitStatus run(const VerifyOptions& options, Context& context) {
  diagnostic::Sink& sink = context.sink();
  if (options.planning.snapshot == "-") {
    sink.report<diagnostic::Kind::usage_not_with>(std::nullopt, "--before", "standard input")
        .help("the account is read twice: once to plan, once to carry the plan out");
    return ExitStatus::no_answer;
  }
  const auto planning = prepare(context, options.pack, options.planning);
  if (!planning) {
    return ExitStatus::no_answer;
  }
  const driver::VerifyRequest request{
      .pack = options.pack,
      .before = options.planning.snapshot,
      .after = options.after,
      .until = options.until,
      .read = {.strict = options.planning.strict, .absent_is_null = options.planning.absent == "null"},
      .with_exact = options.verbose};
  const auto found = driver::verify(context.session, planning->program, planning->account, planning->request, request);
  if (!found) {
    return sink.has_errors() ? ExitStatus::no_answer : ExitStatus::no;
  }
  if (!write_output(options.path, shown(*found, options), sink)) {
    return ExitStatus::no_answer;
  }
  return found->is_exact() ? ExitStatus::yes : ExitStatus::no;
}

}  // namespace

Runner declare_verify(Arguments& arguments) {
  const auto options = std::make_shared<VerifyOptions>();
  arguments.positional("PACK", options->pack, "a folder, or a name looked up in policies/");
  declare_planning(arguments, options->planning, Need::required, "--before");
  arguments.option("--after", "FILE", options->after, "the account as the system left it", Need::required);
  arguments.option(
      "--until", "TIME", options->until,
      "when the account afterwards was exported: what is due by then is predicted too (default: the event alone)");
  arguments.choice("--format", options->format, {"text", "json"}, "how the findings are written");
  arguments.flag("--verbose", options->verbose, "also what came out exactly, and every object on a line of its own");
  arguments.option("-o,--output", "FILE", options->path, "write to FILE, in one step, instead of standard output");
  return [options](Context& context) { return run(*options, context); };
}

}  // namespace exeunt::cli
