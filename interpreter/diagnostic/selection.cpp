#include "interpreter/diagnostic/selection.h"

namespace exeunt::diagnostic {

Selection select(const Sink& sink, std::size_t max_errors) {
  Selection result;
  for (Diagnostic& diagnostic : sink.sorted()) {
    const Severity severity = info(diagnostic.kind).severity;
    if (severity == Severity::error && ++result.errors > max_errors && max_errors != 0) {
      ++result.hidden_errors;
    } else if (severity == Severity::warning && ++result.warnings > max_errors && max_errors != 0) {
      ++result.hidden_warnings;
    } else {
      result.shown.push_back(std::move(diagnostic));
    }
  }
  return result;
}

}  // namespace exeunt::diagnostic
