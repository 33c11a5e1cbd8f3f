#include "interpreter/cel/issue.h"

namespace exeunt::cel {

std::string_view name(IssueKind kind) {
  switch (kind) {
#define EXEUNT_CEL_ISSUE(name, description) \
  case IssueKind::name:                     \
    return #name;
#include "interpreter/cel/issues.def"
#undef EXEUNT_CEL_ISSUE
  }
  return "";
}

}  // namespace exeunt::cel
