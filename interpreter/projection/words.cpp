// Reasons for people.
#include <fmt/format.h>
#include <fmt/ranges.h>

#include "interpreter/projection/projection.h"

namespace exeunt::projection {

std::string describe(const Cause& cause) {
  const std::string about = fmt::format("{}", fmt::join(cause.about, ", "));
  switch (cause.reason) {
    case Reason::no_counterpart:
      return "has no counterpart";
    case Reason::declined:
      return "is of a kind that has no counterpart";
    case Reason::undecided:
      return "may have a counterpart or not: " + about + " is not known";
    case Reason::unknown:
      return "cannot be told: " + about + " is not known";
    case Reason::null:
      return "comes out empty, which it never is there";
    case Reason::reference_lost:
      return "refers to " + about + ", which becomes nothing that it may refer to";
    case Reason::reference_ambiguous:
      return "refers to " + about + ", which becomes several things that it may refer to";
    case Reason::failed:
      return "cannot be worked out: " + about;
  }
  return "";
}

}  // namespace exeunt::projection
