// What is wrong with an expression, before it runs: one kind, a byte range, a sentence, perhaps advice.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace exeunt::cel {

enum class IssueKind : uint8_t {
#define EXEUNT_CEL_ISSUE(name, description) name,
#include "interpreter/cel/issues.def"
#undef EXEUNT_CEL_ISSUE
};

std::string_view name(IssueKind kind);

struct Issue {
  IssueKind kind;
  uint32_t begin = 0;
  uint32_t end = 0;
  std::string message;  ///< lower case, no final period, what the author wrote in backticks
  std::string help;     ///< may be empty: "did you mean `owner`?"
};

using Issues = std::vector<Issue>;

}  // namespace exeunt::cel
