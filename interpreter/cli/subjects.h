// One plan for each of many who might leave, from one reading of the account.
#pragma once

#include <string>

#include "interpreter/cli/command.h"
#include "interpreter/driver/large_plan.h"
#include "interpreter/plan/document.h"

namespace exeunt::cli {

struct SubjectsOptions {
  std::string subjects;  ///< a file of names, a line each; "-": standard input; "all"
  std::string snapshot;  ///< the file's path
  std::string output;
  plan::DocumentForm form = plan::DocumentForm::ndjson;  ///< one of lines
  driver::Request request;  ///< without its subject
  std::shared_ptr<const program::Program> program;
  driver::LargePlanOptions how;
  uint64_t max_changes = 0;  ///< of one plan
};

/// Lines, plan after plan, each as it is made alone; nothing where one of them cannot be made. Answers whether all are ready.
ExitStatus plan_subjects(const source::Seekable& file, const SubjectsOptions& options, Context& context);

}  // namespace exeunt::cli
