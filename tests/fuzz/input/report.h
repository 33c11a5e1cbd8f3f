// What must hold of all that is reported, whatever the input was.
#pragma once

#include <string>
#include <string_view>

#include "interpreter/diagnostic/diagnostic.h"
#include "interpreter/source/source.h"

namespace exeunt::fuzz {

/// There is a result, or there are errors, never both nor neither. Places lie within files; everything can be shown, as
/// text without a control character, and as JSON.
void hold_report(const diagnostic::Sink& sink, const source::Manager& sources, bool has_result, std::string_view stage);

/// What reaches a terminal: UTF-8, and no control character but line ends.
void hold_text(std::string_view text, std::string_view what);
/// What reaches a program: likewise, but for those that JSON holds as they are.
void hold_json(std::string_view text, std::string_view what);

/// All that was reported, in the order of report, for comparing.
std::string told(const diagnostic::Sink& sink);

}  // namespace exeunt::fuzz
