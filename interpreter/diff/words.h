// Differences in words, for page and Markdown: everything returned is visible (diagnostic::visible) and on one line.
// Private to the room.
#pragma once

#include <string>
#include <vector>

#include "interpreter/diff/difference.h"
#include "interpreter/plan/wording.h"

namespace exeunt::diff {

/// One entry that differs.
struct Line {
  std::string symbol;                ///< `+` added, `-` removed, `~` changed, `>` moved to another rule
  std::string text;                  ///< "stays as it is → passes to Anna (user:2)"
  std::string rule;                  ///< "deals-stay", "deals-stay → deals-pass-on"; may be empty
  std::vector<std::string> details;  ///< members that differ and that `text` does not show
  std::string why;                   ///< "another rule; another edition"; empty for causes themselves
  friend bool operator==(const Line&, const Line&) = default;
};

/// What differs about a subject, an entry a line.
std::vector<Line> tell(const Subject& subject, const Side& before, const Side& after);

/// "another edition (2024-02-29 → 2024-06-01)"
std::string cause_text(const Cause& cause);
/// The same with the values left out that a whole page has in common.
std::string short_cause(const Cause& cause);

/// "2 plans differ: 3 added, 2 changed · ready → blocked", "the plans are the same · not compared: text, cites"
std::string verdict_line(const Totals& totals, const Side& before, const Side& after, const Options& options);

/// Of the section that shows the subject: "Emails", "Guards", "The plan".
std::string heading_of(const Subject& subject, const Side& before, const Side& after);

}  // namespace exeunt::diff
