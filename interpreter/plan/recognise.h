// Whether a JSON value is a plan, and what is said where it is not; shared by the readers of whole and of large files.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "interpreter/plan/parse.h"
#include "interpreter/plan/plan.h"
#include "interpreter/plan/reader.h"

namespace exeunt::plan {

/// What messages quote from a document: on one line, and not longer than one.
std::string excerpt(std::string_view text);

/// "a list"
std::string_view kind_name(const Value& value);

/// The member of that name; null where `value` is no object or has none.
const Value* member_named(const Value& value, std::string_view key);

/// What the records of a document are about.
enum class Records { entries, groups };

/// `value` has the members of a plan's head, `format` above all. `is_line`: it is the first line of several. No value: it is no
/// plan, which was reported.
std::optional<Records> check_format(ReadContext& context, const std::string& file_name, const Value& value, bool is_line);

/// Reports what kept the text of `context` from being parsed.
void report_unparsed(ReadContext& context, const std::string& file_name, const ParseError& error);

}  // namespace exeunt::plan
