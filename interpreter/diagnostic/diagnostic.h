// What the user is told: a code that never changes, where, what, why, and what to do.
//
// Every diagnostic is one line of a `kinds/*.def` table. A stage reports into a Sink and goes on:
//   sink.report<Kind::unknown_field>(span, field, entity).label(declared, "declared here").help("did you mean `owner`?");
// The number and types of the arguments are checked against the table's text when the code is compiled.
#pragma once

#include <fmt/format.h>

#include <cstdint>
#include <deque>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "interpreter/source/source.h"

namespace exeunt::diagnostic {

enum class Severity : uint8_t { note, warning, error };
/// "note", "warning", "error".
std::string_view name(Severity severity);

enum class Kind : uint16_t {
#define EXEUNT_DIAGNOSTIC(name, severity, code, text) name,
#include "interpreter/diagnostic/kinds.def"
#undef EXEUNT_DIAGNOSTIC
};

/// The fixed part of a kind: severity, stable code ("E0312") and message text with fmt placeholders.
struct KindInfo {
  std::string_view name;
  Severity severity;
  std::string_view code;
  std::string_view text;
};

inline constexpr KindInfo kind_table[] = {
#define EXEUNT_DIAGNOSTIC(name, severity, code, text) {#name, Severity::severity, code, text},
#include "interpreter/diagnostic/kinds.def"
#undef EXEUNT_DIAGNOSTIC
};

constexpr const KindInfo& info(Kind kind) {
  return kind_table[static_cast<std::size_t>(kind)];
}
/// All kinds in table order, for documentation and coverage tests.
std::vector<Kind> all_kinds();

/// A second place that explains the first.
struct Label {
  source::Span span;
  std::string text;
};

/// A place in an input that is read as a stream and not kept (a snapshot), so that no Span can name it.
struct Place {
  std::string file;
  uint64_t line = 0;    ///< 1-based; 0: the file as a whole
  uint32_t column = 0;  ///< 1-based, in code points; 0: the line as a whole
  friend auto operator<=>(const Place&, const Place&) = default;
};

struct Diagnostic {
  Kind kind;
  std::optional<source::Span> span;  ///< none: about the run as a whole (a missing file, a wrong option)
  std::optional<Place> place;        ///< where `span` cannot say it
  std::string message;
  std::vector<Label> labels;
  std::vector<std::string> help;
};

/// Adds places and advice to the diagnostic just reported; valid until the next report to the same sink.
class Builder {
 public:
  explicit Builder(Diagnostic* diagnostic) : diagnostic_(diagnostic) {}
  Builder& at(Place place);
  Builder& label(source::Span span, std::string text);
  Builder& help(std::string text);

 private:
  Diagnostic* diagnostic_;
};

/// Collects diagnostics. Stages report here and never throw what a user did wrong.
class Sink {
 public:
  template <Kind kind, class... Args>
  Builder report(std::optional<source::Span> span, const Args&... args) {
    static constexpr std::string_view text = info(kind).text;
    return add(kind, span, fmt::format(fmt::format_string<const Args&...>(text), args...));
  }

  Builder add(Kind kind, std::optional<source::Span> span, std::string message);
  /// Forgets the diagnostic number `from` and all after it: whoever reported them starts over.
  void forget(std::size_t from);

  bool has_errors() const { return errors_ != 0; }
  std::size_t errors() const { return errors_; }
  std::size_t warnings() const { return warnings_; }
  /// In order of report.
  const std::deque<Diagnostic>& diagnostics() const { return diagnostics_; }

  /// In the order to print: by file and offset, those without a place first, exact duplicates dropped.
  std::vector<Diagnostic> sorted() const;

 private:
  std::deque<Diagnostic> diagnostics_;
  std::size_t errors_ = 0;
  std::size_t warnings_ = 0;
};

/// The entry of `candidates` nearest to `word` by edit distance (with transpositions), if near enough to suggest.
/// O(|word| * sum of candidate lengths). Ties go to the earlier candidate.
std::optional<std::string> nearest(std::string_view word, const std::vector<std::string>& candidates);

}  // namespace exeunt::diagnostic
