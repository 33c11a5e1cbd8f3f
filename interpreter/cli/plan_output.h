// Prints plans for `plan` and `show`.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "interpreter/cli/command.h"
#include "interpreter/plan/document.h"
#include "interpreter/plan/plan.h"

namespace exeunt::cli {

struct PlanOutput {
  std::string format = "text";
  std::string path;
  bool verbose = false;
  bool concise = false;
};

/// `more`: formats that the verb has beside those of every plan.
void declare_plan_output(Arguments& arguments, PlanOutput& output, const std::vector<std::string>& more = {});

/// The form of a document that is written piece by piece; no value: the format is another one.
std::optional<plan::DocumentForm> document_form(std::string_view format);

/// Writes the plan; answers what its verdict says, or that it could not be written.
ExitStatus print_plan(Context& context, const plan::Plan& plan, const PlanOutput& output);

}  // namespace exeunt::cli
