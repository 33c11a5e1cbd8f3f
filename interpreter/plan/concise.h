// The page with a line per change, for grep and for the eye: what text.h writes with `TextOptions::concise`.
#pragma once

#include <string>

#include "interpreter/plan/text.h"

namespace exeunt::plan {

/// The verdict, then `- email:12  is erased on 2024-03-31  private-linked-emails` and so on, aligned and never wrapped.
std::string write_concise(const Plan& plan, const TextOptions& options);

}  // namespace exeunt::plan
