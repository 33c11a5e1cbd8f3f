// Issues and run-time errors as people read them, with the line that they speak of:
//
//   rule.cel:1:6: error[unknown_field]: `user` has no field `nmae`
//       1 | user.nmae == 'Ann'
//         |      ^~~~ did you mean `name`?
//
// What an expression holds does not reach a terminal unescaped: controls are shown as `<1B>`, tabs as spaces.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "interpreter/cel/issue.h"
#include "interpreter/cel/value.h"

namespace exeunt::cel {

/// 1-based; the column counts characters (Unicode code points), as editors do.
struct TextPosition {
  uint32_t line = 1;
  uint32_t column = 1;
};

/// Where a byte offset of an Issue or ErrorInfo is. Offsets past the end answer the end. O(offset).
TextPosition position_in(std::string_view text, uint32_t offset);

struct IssueTextOptions {
  std::string_view name = {};  ///< stands before the line number, as `name:1:6:`
  uint32_t max_issues = 20;    ///< how many are written out; the others are counted
  uint32_t width = 120;        ///< columns of a line that are shown, around what is underlined
};

/// All issues, each line ended by "\n"; empty where there are none. `text` is what was parsed.
std::string issue_text(const Issues& issues, std::string_view text, const IssueTextOptions& options = {});

/// What made an evaluation fail: `error_info()` of a value that is an error. `text` is what was compiled.
std::string error_text(const ErrorInfo& error, std::string_view text, const IssueTextOptions& options = {});

}  // namespace exeunt::cel
