// Text from data inside GitHub-flavoured Markdown.
#pragma once

#include <string>
#include <string_view>

namespace exeunt::plan {

/// Text that reads the same after rendering: no markup, no links, no mentions, no references to issues.
std::string escape(std::string_view text);

/// A code span: nothing in it is markup. Empty for an empty text.
std::string code(std::string_view text);

}  // namespace exeunt::plan
