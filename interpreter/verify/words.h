// Findings and lessons in words: everything returned is visible (diagnostic::visible) and on one line. Private to the
// room.
#pragma once

#include <string>

#include "interpreter/plan/wording.h"
#include "interpreter/verify/verification.h"

namespace exeunt::verify {

inline plan::Wording words_of(const Verification& found) {
  return {found.labels, found.types, found.request};
}

/// "the prediction is exact: 12 writes", "9 exact, 2 missed, 3 extra · precision 81.8 % · recall 75.0 %"
std::string verdict_line(const Verification& found);
/// "81.8 %"; "-" where there is nothing to take it of.
std::string percent(std::optional<double> ratio);
/// "9 exact, 2 missed"
std::string counts(const Tally& tally);

/// `-` missed, `~` wrong, `+` extra, `?` unchecked, `=` exact.
std::string_view symbol(Fate fate);
/// What happened to the object, without its name.
std::string tell(const Finding& finding, const Verification& found);

/// What was noticed, and what to do about it.
struct Told {
  std::string what;
  std::string cure;
};
Told tell(const Lesson& lesson, const Verification& found);

}  // namespace exeunt::verify
