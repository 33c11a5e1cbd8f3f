#include <memory>

#include "interpreter/cli/apply_report.h"
#include "interpreter/cli/command.h"
#include "interpreter/cli/output.h"
#include "interpreter/cli/plan_output.h"
#include "interpreter/cli/planning.h"
#include "interpreter/driver/apply.h"

namespace exeunt::cli {

namespace {

struct PlanOptions {
  std::string pack;
  PlanningOptions planning;
  bool howtos = false;
  PlanOutput output;
};

/// What the plan changes at the event, for those who have the account as JSON.
ExitStatus print_patch(Context& context, plan::Plan plan, const PlanOptions& options) {
  if (plan.verdict != plan::Verdict::ready) {
    driver::report_not_ready(plan, context.sink());
    return ExitStatus::no;
  }
  driver::ApplyRequest request;
  request.snapshot = options.planning.snapshot;
  request.options.form = apply::Form::json_patch;
  request.options.until = plan::parse_moment(plan.request.at).value_or(plan::Moment{});
  OutputFile output(options.output.path, context.sink());
  const bool applied = driver::apply(context.session, apply::pack(std::move(plan)), request, output.writer()).has_value();
  return applied && output.commit() ? ExitStatus::yes : ExitStatus::no_answer;
}

ExitStatus run(const PlanOptions& options, Context& context) {
  const bool is_patch = options.output.format == "json-patch";
  if (is_patch && options.planning.snapshot == "-") {
    context.sink()
        .report<diagnostic::Kind::usage_not_with>(std::nullopt, "--format json-patch", "a snapshot from standard input")
        .help("the account is read twice: once to plan, once for the places of its objects");
    return ExitStatus::no_answer;
  }
  auto planning = prepare(context, options.pack, options.planning);
  if (!planning) {
    return ExitStatus::no_answer;
  }
  planning->request.howtos = options.howtos;
  auto plan = context.session.plan(planning->program, planning->account, planning->request);
  if (!plan) {
    return ExitStatus::no_answer;
  }
  return is_patch ? print_patch(context, std::move(*plan), options) : print_plan(context, *plan, options.output);
}

}  // namespace

Runner declare_plan(Arguments& arguments) {
  const auto options = std::make_shared<PlanOptions>();
  arguments.positional("PACK", options->pack, "a folder, or a name looked up in policies/");
  declare_planning(arguments, options->planning, Need::required);
  arguments.flag("--how-to", options->howtos, "include how-to steps also where the plan is not blocked");
  declare_plan_output(arguments, options->output, {"json-patch"});
  return [options](Context& context) { return run(*options, context); };
}

}  // namespace exeunt::cli
