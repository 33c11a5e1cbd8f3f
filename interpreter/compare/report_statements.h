// Editions of one pack, rule by rule, in words. Private to the room.
#pragma once

#include <string>
#include <vector>

#include "interpreter/compare/report.h"

namespace exeunt::compare {

/// `names`: of the contestants, as columns have them.
Section report_statements(const Comparison& comparison, const std::vector<std::string>& names,
                          const ReportOptions& options);

}  // namespace exeunt::compare
