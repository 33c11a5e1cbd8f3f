// Which diagnostics are shown when there are more than anybody wants to read.
#pragma once

#include <cstddef>
#include <vector>

#include "interpreter/diagnostic/diagnostic.h"

namespace exeunt::diagnostic {

struct Selection {
  std::vector<Diagnostic> shown;
  std::size_t errors = 0;  ///< all of them, after duplicates were dropped
  std::size_t warnings = 0;
  std::size_t hidden_errors = 0;
  std::size_t hidden_warnings = 0;
};

/// The first `max_errors` errors and the first `max_errors` warnings, in order; 0: all.
Selection select(const Sink& sink, std::size_t max_errors);

}  // namespace exeunt::diagnostic
