// What was found, written out: a page for people, JSON for programs (verification.schema.json).
//
//   the prediction is not exact: 9 exact, 2 missed, 3 extra · precision 81.8 % · recall 75.0 %
//   Pipedrive 2024-02-29 · deactivate Sales Rep 7 (user:7) · 2024-03-01 09:00 UTC
//
//   What to change
//     ! …
//   Deals
//     - deal:1  "Big one"   owner: predicted Administrator 1 (user:1), is still Sales Rep 7 (user:7)      deals-pass-on
#pragma once

#include <cstddef>
#include <string>

#include "interpreter/verify/verification.h"

namespace exeunt::verify {

struct TextOptions {
  bool colour = false;
  bool verbose = false;     ///< every object on a line of its own
  std::size_t width = 100;  ///< columns
};

std::string write_text(const Verification& found, const TextOptions& options);
std::string write_json(const Verification& found);

}  // namespace exeunt::verify
