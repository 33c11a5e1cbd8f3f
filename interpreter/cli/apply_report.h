// What people read on standard error when a plan has been applied.
#pragma once

#include <string>

#include "interpreter/driver/apply.h"

namespace exeunt::cli {

/// Counts, what was called off, what is still to come; backwards, what remains.
std::string report_in_text(const driver::Applied& applied, bool is_revert);

}  // namespace exeunt::cli
