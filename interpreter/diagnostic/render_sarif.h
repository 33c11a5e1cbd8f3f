// Diagnostics as SARIF 2.1.0, which code review sites show beside the lines.
#pragma once

#include <string>
#include <string_view>

#include "interpreter/diagnostic/diagnostic.h"
#include "interpreter/source/source.h"

namespace exeunt::diagnostic {

/// One document with one run, all diagnostics in Sink::sorted order. `version`: of the program. File names become URI
/// references, relative where the names are.
std::string render_sarif(const Sink& sink, const source::Manager& files, std::string_view version);

}  // namespace exeunt::diagnostic
