#include <algorithm>
#include <tuple>

#include "interpreter/diagnostic/diagnostic.h"

namespace exeunt::diagnostic {

namespace {

auto span_key(const std::optional<source::Span>& span) {
  return span ? std::tuple(true, span->file.index, span->begin, span->end) : std::tuple(false, 0u, 0u, 0u);
}

bool is_same_label(const Label& a, const Label& b) {
  return a.span == b.span && a.text == b.text;
}

bool is_same(const Diagnostic& a, const Diagnostic& b) {
  return a.kind == b.kind && a.span == b.span && a.place == b.place && a.message == b.message && a.help == b.help &&
         std::equal(a.labels.begin(), a.labels.end(), b.labels.begin(), b.labels.end(), is_same_label);
}

}  // namespace

std::string_view name(Severity severity) {
  switch (severity) {
    case Severity::error:
      return "error";
    case Severity::warning:
      return "warning";
    case Severity::note:
      break;
  }
  return "note";
}

std::vector<Kind> all_kinds() {
  std::vector<Kind> kinds;
  kinds.reserve(std::size(kind_table));
  for (std::size_t i = 0; i < std::size(kind_table); ++i) {
    kinds.push_back(static_cast<Kind>(i));
  }
  return kinds;
}

Builder& Builder::at(Place place) {
  diagnostic_->place = std::move(place);
  return *this;
}

Builder& Builder::label(source::Span span, std::string text) {
  diagnostic_->labels.push_back({span, std::move(text)});
  return *this;
}

Builder& Builder::help(std::string text) {
  diagnostic_->help.push_back(std::move(text));
  return *this;
}

Builder Sink::add(Kind kind, std::optional<source::Span> span, std::string message) {
  const Severity severity = info(kind).severity;
  errors_ += severity == Severity::error ? 1 : 0;
  warnings_ += severity == Severity::warning ? 1 : 0;
  Diagnostic diagnostic;
  diagnostic.kind = kind;
  diagnostic.span = span;
  diagnostic.message = std::move(message);
  diagnostics_.push_back(std::move(diagnostic));
  return Builder(&diagnostics_.back());
}

void Sink::forget(std::size_t from) {
  while (diagnostics_.size() > from) {
    const Severity severity = info(diagnostics_.back().kind).severity;
    errors_ -= severity == Severity::error ? 1 : 0;
    warnings_ -= severity == Severity::warning ? 1 : 0;
    diagnostics_.pop_back();
  }
}

std::vector<Diagnostic> Sink::sorted() const {
  std::vector<const Diagnostic*> order;
  order.reserve(diagnostics_.size());
  for (const Diagnostic& diagnostic : diagnostics_) {
    order.push_back(&diagnostic);
  }
  // Stable: at one place the order of report is the order of cause and effect.
  std::stable_sort(order.begin(), order.end(), [](const Diagnostic* a, const Diagnostic* b) {
    return std::tuple(span_key(a->span), a->place) < std::tuple(span_key(b->span), b->place);
  });
  std::vector<Diagnostic> result;
  result.reserve(order.size());
  for (const Diagnostic* diagnostic : order) {
    // Duplicates stand at one place, so only the run of that place has to be searched.
    const auto duplicate = std::find_if(result.rbegin(), result.rend(), [&](const Diagnostic& other) {
      return is_same(other, *diagnostic) || other.span != diagnostic->span || other.place != diagnostic->place;
    });
    if (duplicate == result.rend() || !is_same(*duplicate, *diagnostic)) {
      result.push_back(*diagnostic);
    }
  }
  return result;
}

}  // namespace exeunt::diagnostic
