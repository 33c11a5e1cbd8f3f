#include "interpreter/cli/plan_output.h"

#include <unistd.h>

#include <limits>

#include "interpreter/cli/output.h"
#include "interpreter/page/plan_page.h"
#include "interpreter/plan/json.h"
#include "interpreter/plan/markdown.h"
#include "interpreter/plan/text.h"

namespace exeunt::cli {

namespace {

std::string render(const plan::Plan& plan, const PlanOutput& output) {
  if (output.format == "json") {
    return plan::write_json(plan);
  }
  if (output.format == "ndjson") {
    return plan::write_ndjson(plan);
  }
  if (output.format == "groups") {
    return plan::write_groups(plan);
  }
  if (output.format == "markdown") {
    return plan::write_markdown(plan);
  }
  if (output.format == "html") {
    page::PlanOptions options;
    if (output.verbose) {
      options.longest_list = std::numeric_limits<std::size_t>::max();
    }
    return page::write_plan(plan, options);
  }
  plan::TextOptions options;
  options.verbose = output.verbose;
  options.concise = output.concise;
  if (output.path.empty() || output.path == "-") {
    options.colour = use_colour(STDOUT_FILENO);
    options.width = text_width();
  }
  return plan::write_text(plan, options);
}

}  // namespace

void declare_plan_output(Arguments& arguments, PlanOutput& output, const std::vector<std::string>& more) {
  std::vector<std::string> formats{"text", "json", "ndjson", "groups", "markdown", "html"};
  formats.insert(formats.end(), more.begin(), more.end());
  arguments.choice("--format", output.format, formats, "how the plan is written");
  arguments.flag("--verbose", output.verbose, "text: every object, also those that stay as they are; html: the longest lists in full");
  arguments.flag("--concise", output.concise, "text: a line for each change");
  arguments.option("-o,--output", "FILE", output.path, "write to FILE, in one step, instead of standard output");
}

std::optional<plan::DocumentForm> document_form(std::string_view format) {
  if (format == "json") {
    return plan::DocumentForm::json;
  }
  if (format == "ndjson") {
    return plan::DocumentForm::ndjson;
  }
  return format == "groups" ? std::optional(plan::DocumentForm::groups) : std::nullopt;
}

ExitStatus print_plan(Context& context, const plan::Plan& plan, const PlanOutput& output) {
  if (!write_output(output.path, render(plan, output), context.sink())) {
    return ExitStatus::no_answer;
  }
  return plan.verdict == plan::Verdict::ready ? ExitStatus::yes : ExitStatus::no;
}

}  // namespace exeunt::cli
