// Reads plan documents that verbs take as arguments.
#pragma once

#include <optional>
#include <string>

#include "interpreter/cli/command.h"
#include "interpreter/plan/plan.h"

namespace exeunt::cli {

/// `path`: "-" is standard input. No value: errors are in the sink.
std::optional<plan::Plan> read_plan(Context& context, const std::string& path);

}  // namespace exeunt::cli
