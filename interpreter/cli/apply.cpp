#include <memory>

#include "interpreter/apply/document.h"
#include "interpreter/cli/apply_report.h"
#include "interpreter/cli/command.h"
#include "interpreter/cli/home.h"
#include "interpreter/cli/output.h"
#include "interpreter/cli/planning.h"
#include "interpreter/driver/apply.h"

namespace exeunt::cli {

namespace {

struct ApplyOptions {
  std::string plan;
  std::string snapshot;
  std::string until;
  std::string pack;
  std::string format = "snapshot";
  std::string path;
  bool revert = false;
  bool any_snapshot = false;
};

ExitStatus run(const ApplyOptions& options, Context& context) {
  if (!check_inputs(context, options.plan, "PLAN", options.snapshot, "--snapshot")) {
    return ExitStatus::no_answer;
  }
  const auto planned = apply::read(options.plan, context.session.sources(), context.sink());
  if (!planned) {
    return ExitStatus::no_answer;
  }
  if (planned->plan.verdict != plan::Verdict::ready) {
    driver::report_not_ready(planned->plan, context.sink());
    return ExitStatus::no;
  }
  const auto until = driver::read_until(options.until, planned->plan.request, context.sink());
  if (!until) {
    return ExitStatus::no_answer;
  }
  driver::ApplyRequest request;
  request.snapshot = options.snapshot;
  request.pack = options.pack;
  request.options.direction = options.revert ? apply::Direction::back : apply::Direction::forth;
  request.options.form = options.format == "json-patch" ? apply::Form::json_patch : apply::Form::snapshot;
  request.options.until = *until;
  request.options.any_snapshot = options.any_snapshot;
  if (driver::needs_policy(*planned, request.options) && !check_home(context)) {
    return ExitStatus::no_answer;
  }
  OutputFile output(options.path, context.sink());
  const auto applied = driver::apply(context.session, *planned, request, output.writer());
  if (!applied || !output.commit()) {
    return ExitStatus::no_answer;
  }
  write_error(report_in_text(*applied, options.revert));
  return ExitStatus::yes;
}

}  // namespace

Runner declare_apply(Arguments& arguments) {
  const auto options = std::make_shared<ApplyOptions>();
  arguments.positional("PLAN", options->plan, "a plan document: JSON, NDJSON or groups");
  arguments.option("--snapshot", "FILE", options->snapshot, "the account that was planned on: NDJSON, JSON or YAML",
                   Need::required);
  arguments.option("--until", "TIME", options->until,
                   "let time pass: what is due by then happens too (default: the event alone)");
  arguments.flag("--revert", options->revert,
                 "the account before the plan from the account after it, as far as that can be undone");
  arguments.flag("--any-snapshot", options->any_snapshot,
                 "also another account than the one planned on; nothing is overwritten that the plan did not see");
  arguments.option("--pack", "PACK", options->pack,
                   "where the pack of the plan is (default: its name); only an `unless` needs it");
  arguments.choice("--format", options->format, {"snapshot", "json-patch"},
                   "the account, or what changes in it (RFC 6902)");
  arguments.option("-o,--output", "FILE", options->path, "write to FILE, in one step, instead of standard output");
  return [options](Context& context) { return run(*options, context); };
}

}  // namespace exeunt::cli
