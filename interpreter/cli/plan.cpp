#include <memory>

#include "interpreter/cli/command.h"
#include "interpreter/cli/plan_output.h"
#include "interpreter/cli/planning.h"

namespace exeunt::cli {

namespace {

struct PlanOptions {
  std::string pack;
  PlanningOptions planning;
  bool howtos = false;
  PlanOutput output;
};

ExitStatus run(const PlanOptions& options, Context& context) {
  auto planning = prepare(context, options.pack, options.planning);
  if (!planning) {
    return ExitStatus::no_answer;
  }
  planning->request.howtos = options.howtos;
  const auto plan = context.session.plan(planning->program, planning->account, planning->request);
  return plan ? print_plan(context, *plan, options.output) : ExitStatus::no_answer;
}

}  // namespace

Runner declare_plan(Arguments& arguments) {
  const auto options = std::make_shared<PlanOptions>();
  arguments.positional("PACK", options->pack, "a folder, or a name looked up in policies/");
  declare_planning(arguments, options->planning, Need::required);
  arguments.flag("--how-to", options->howtos, "include how-to steps also where the plan is not blocked");
  declare_plan_output(arguments, options->output);
  return [options](Context& context) { return run(*options, context); };
}

}  // namespace exeunt::cli
