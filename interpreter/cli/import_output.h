// What `exeunt import` found besides objects, for people and for programs.
#pragma once

#include <string>

#include "interpreter/intake/report.h"

namespace exeunt::cli {

/// A line on what was imported, then one for each sort of finding.
std::string report_in_text(const intake::Report& report, const std::string& output);
/// "exeunt.import/1".
std::string report_in_json(const intake::Report& report);

}  // namespace exeunt::cli
