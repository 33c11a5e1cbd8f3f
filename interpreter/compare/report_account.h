// The fates of an account in words. Private to the room.
#pragma once

#include <string>
#include <vector>

#include "interpreter/compare/report.h"

namespace exeunt::compare {

/// Of a comparison that has an account. `names`: of the contestants, as columns have them.
Section report_account(const Comparison& comparison, const std::vector<std::string>& names,
                       const ReportOptions& options);

/// What happens to an object, the worst first. `at`: when the event is.
Lines lines_of(const AccountCell& cell, const Carried& carried, const std::string& at, const ReportOptions& options);

}  // namespace exeunt::compare
