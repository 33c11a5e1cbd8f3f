#include "interpreter/check/outcome_class.h"

#include <charconv>

#include "interpreter/check/name.h"

namespace exeunt::check {

using diagnostic::Kind;

namespace {

constexpr int32_t highest_severity = 100;

int32_t check_severity(Context& context, const std::optional<ast::Name>& written) {
  if (!written) {
    return 0;
  }
  const std::string& text = written->text;
  int32_t severity = 0;
  const auto [end, failure] = std::from_chars(text.data(), text.data() + text.size(), severity);
  const bool is_number = failure == std::errc() && end == text.data() + text.size();
  const bool has_idle_zero = text.size() > 1 && text[0] == '0';
  if (!is_number || has_idle_zero || severity < 0 || severity > highest_severity) {
    context.sink.report<Kind::severity_malformed>(written->span, text)
        .help("a severity is a whole number from 0, which costs nobody anything, to 100, gone for ever");
    return 0;
  }
  return severity;
}

/// The class that stands in for `declared` where an outcome comes with a delay; empty: none, or reported.
std::string check_scheduled(Context& context, const std::string& name, const ast::Class& declared) {
  if (!declared.scheduled) {
    return "";
  }
  const ast::Name& scheduled = *declared.scheduled;
  const auto* other = context.find<ast::Class>(scheduled.text);
  if (other == nullptr) {
    auto report = context.sink.report<Kind::class_unknown>(scheduled.span, scheduled.text);
    suggest(context.sink, report, scheduled.text, context.all<ast::Class>());
    return "";
  }
  if (other->body->scheduled) {
    auto report = context.sink.report<Kind::scheduled_class_scheduled>(
        scheduled.span, name, scheduled.text,
        scheduled.text == name ? "it is the same class" : "that one has another class with a delay");
    if (scheduled.text != name) {
      report.label(other->body->scheduled->span, "stated here");
    }
    return "";
  }
  return scheduled.text;
}

}  // namespace

void check_classes(Context& context) {
  for (const auto& [name, declared] : context.all<ast::Class>()) {
    const ast::Class& written = *declared.body;
    context.program->outcome_classes.push_back({name, written.title ? written.title->value : name,
                                                check_severity(context, written.severity),
                                                check_scheduled(context, name, written)});
  }
}

}  // namespace exeunt::check
