// Reports what is wrong with a snapshot, with its place, and knows when it has been enough.
#pragma once

#include <fmt/format.h>

#include <cstdint>
#include <string>
#include <string_view>

#include "interpreter/diagnostic/diagnostic.h"

namespace exeunt::snapshot {

/// A stretch of the input and the line it begins on: a line of NDJSON, or all of a JSON or YAML document.
struct Text {
  std::string_view text;
  uint64_t first_line = 1;
};

class Problems {
 public:
  Problems(diagnostic::Sink& sink, std::string file, uint32_t max_errors)
      : sink_(sink), file_(std::move(file)), max_errors_(max_errors == 0 ? 1 : max_errors) {}

  const std::string& file() const { return file_; }

  /// Offsets are turned into lines and columns here and nowhere else: linear in the text, but only for so many errors.
  diagnostic::Place place(const Text& text, uint64_t offset) const;
  diagnostic::Place line(uint64_t number) const { return {file_, number, 0}; }
  diagnostic::Place whole_file() const { return {file_, 0, 0}; }

  /// Past the last error that is told, nothing is reported any more.
  template <diagnostic::Kind kind, class... Args>
  diagnostic::Builder report(const diagnostic::Place& place, const Args&... args) {
    if (full()) {
      return diagnostic::Builder(&(unheard_ = {}));
    }
    diagnostic::Builder builder = sink_.report<kind>(std::nullopt, args...).at(place);
    if constexpr (diagnostic::info(kind).severity == diagnostic::Severity::error) {
      ++errors_;
    }
    return builder;
  }

  bool any() const { return errors_ != 0; }
  /// Whether reading should stop.
  bool full() const { return errors_ >= max_errors_; }
  /// Says that reading stopped, if it did.
  void close();

  template <diagnostic::Kind kind, class... Args>
  diagnostic::Builder report_at(const Text& text, uint64_t offset, const Args&... args) {
    return full() ? diagnostic::Builder(&(unheard_ = {})) : report<kind>(place(text, offset), args...);
  }

 private:
  diagnostic::Sink& sink_;
  std::string file_;
  uint32_t max_errors_;
  uint32_t errors_ = 0;
  diagnostic::Diagnostic unheard_;
};

}  // namespace exeunt::snapshot
