#include <memory>

#include "interpreter/cli/command.h"
#include "interpreter/cli/plan_file.h"
#include "interpreter/cli/plan_output.h"

namespace exeunt::cli {

namespace {

struct ShowOptions {
  std::string plan;
  PlanOutput output;
};

ExitStatus run(const ShowOptions& options, Context& context) {
  const auto plan = read_plan(context, options.plan);
  return plan ? print_plan(context, *plan, options.output) : ExitStatus::no_answer;
}

}  // namespace

Runner declare_show(Arguments& arguments) {
  const auto options = std::make_shared<ShowOptions>();
  arguments.positional("PLAN", options->plan, "a plan document: JSON, NDJSON or groups");
  declare_plan_output(arguments, options->output);
  return [options](Context& context) { return run(*options, context); };
}

}  // namespace exeunt::cli
