// A plan as GitHub-flavoured Markdown, for review comments and tickets.
//
// The same sections as text.h. What comes from the data stands in code spans or is escaped, so that no label can make a
// link, an image, a mention or markup of its own.
#pragma once

#include <string>

#include "interpreter/plan/plan.h"

namespace exeunt::plan {

std::string write_markdown(const Plan& plan);

}  // namespace exeunt::plan
