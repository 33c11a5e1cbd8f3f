#include "interpreter/plan/recognise.h"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>
#include <optional>

#include "interpreter/diagnostic/visible.h"
#include "interpreter/plan/json.h"
#include "interpreter/plan/layout.h"

namespace exeunt::plan {

using diagnostic::Kind;

static constexpr const char* format_help =
    "a plan is what `exeunt plan` writes with `--format json`, `--format ndjson` or `--format groups`";

std::string excerpt(std::string_view text) {
  return shorten(diagnostic::visible(text), 60);
}

std::string_view kind_name(const Value& value) {
  static constexpr std::string_view names[] = {"null",     "true or false", "a number", "a number",
                                               "a number", "text",          "a list",   "an object"};
  return names[value.data.index()];
}

std::string ReadContext::path_text() const {
  const std::string inner = diagnostic::visible(plan::text(path));
  if (path_prefix.empty() || inner.empty()) {
    return path_prefix + inner;
  }
  return path_prefix + (inner.front() == '[' ? "" : ".") + inner;
}

void ReadContext::wrong_kind(const Value& value, std::string_view wanted) {
  wrong_kind(kind_name(value), wanted);
}

void ReadContext::wrong_kind(std::string_view found, std::string_view wanted) {
  if (count_error()) {
    sink.report<Kind::plan_wrong_kind>(here(), path_text(), found, wanted);
  }
}

void ReadContext::missing(std::string_view member) {
  if (!count_error()) {
    return;
  }
  const std::string where = path_text();
  sink.report<Kind::plan_member_missing>(here(), where.empty() ? "the plan" : fmt::format("`{}`", where), member);
}

void ReadContext::bad_name(const std::string& value, const std::vector<std::string>& names) {
  if (!count_error()) {
    return;
  }
  auto builder = sink.report<Kind::plan_bad_value>(here(), path_text(), excerpt(value),
                                                   fmt::format("`{}`", fmt::join(names, "`, `")));
  if (const auto near = diagnostic::nearest(value, names)) {
    builder.help(fmt::format("did you mean `{}`?", *near));
  }
}

const Value* member_named(const Value& value, std::string_view key) {
  const auto* named = std::get_if<Value::Members>(&value.data);
  if (named == nullptr) {
    return nullptr;
  }
  const auto found = std::find_if(named->begin(), named->end(), [&](const auto& m) { return m.first == key; });
  return found == named->end() ? nullptr : &found->second;
}

/// What comes after the slash, if `format` is one of those that `known` is one of, and has a number there.
static std::optional<uint64_t> version(std::string_view format, std::string_view known) {
  const std::string_view prefix = known.substr(0, known.find('/') + 1);
  if (!format.starts_with(prefix)) {
    return std::nullopt;
  }
  uint64_t number = 0;
  const char* const end = format.data() + format.size();
  const auto [rest, error] = std::from_chars(format.data() + prefix.size(), end, number);
  return error == std::errc{} && rest == end ? std::optional(number) : std::nullopt;
}

static std::nullopt_t report_other_format(ReadContext& context, const std::string& file_name, const source::Span& span,
                                          const std::string& format) {
  for (const std::string_view known : {plan_format, groups_format}) {
    if (const auto number = version(format, known); number && *number > 1) {
      context.sink.report<Kind::plan_newer_format>(span, file_name, excerpt(format))
          .help(fmt::format("this program reads `{}`; update it, or write the plan again with this version", known));
      return std::nullopt;
    }
  }
  auto report = context.sink.report<Kind::plan_other_format>(span, file_name, excerpt(format));
  report.help(format == groups_format ? "in this format each record stands on a line of its own"
                                      : format_help);
  return std::nullopt;
}

std::optional<Records> check_format(ReadContext& context, const std::string& file_name, const Value& value, bool is_line) {
  if (!std::holds_alternative<Value::Members>(value.data)) {
    context.sink.report<Kind::plan_no_format>(context.here(), file_name, fmt::format("it is {}", kind_name(value)))
        .help(format_help);
    return std::nullopt;
  }
  const Value* format = member_named(value, "format");
  if (format == nullptr) {
    context.sink.report<Kind::plan_no_format>(context.here(), file_name, "it has no `format`").help(format_help);
    return std::nullopt;
  }
  context.path.emplace_back(std::string("format"));
  const source::Span span = context.here();
  const auto* text = std::get_if<std::string>(&format->data);
  if (text == nullptr) {
    context.wrong_kind(*format, "text");
    return std::nullopt;
  }
  context.path.pop_back();
  if (*text == plan_format) {
    return Records::entries;
  }
  if (*text == groups_format && is_line) {
    return Records::groups;
  }
  return report_other_format(context, file_name, span, *text);
}

void report_unparsed(ReadContext& context, const std::string& file_name, const ParseError& error) {
  const source::Span span = context.span({error.offset, std::min(error.offset + 1, context.text.size())});
  switch (error.reason) {
    case ParseError::Reason::not_json:
      context.sink.report<Kind::plan_not_json>(span, file_name, excerpt(error.detail));
      break;
    case ParseError::Reason::truncated:
      context.sink.report<Kind::plan_truncated>(span, file_name, excerpt(error.detail));
      break;
    case ParseError::Reason::too_deep:
      context.sink.report<Kind::plan_too_deep>(span, file_name, max_depth);
      break;
    case ParseError::Reason::member_twice:
      context.sink.report<Kind::plan_member_twice>(span, excerpt(text(error.path)));
      break;
  }
}

}  // namespace exeunt::plan
