#include <fmt/format.h>

#include <algorithm>
#include <utility>

#include "interpreter/diagnostic/load_error.h"
#include "interpreter/plan/large.h"
#include "interpreter/plan/outline.h"
#include "interpreter/plan/recognise.h"
#include "interpreter/plan/spread.h"

namespace exeunt::plan {

using diagnostic::Kind;

/// Collects the names of the lists from members.h.
struct ListCollector {
  std::vector<List> found;

  template <class T>
  void list(std::string_view member, std::string_view record, const std::vector<T>&) {
    found.push_back({found.size(), member, record, {}, List::Shape::list});
  }
  template <class T>
  void map(std::string_view member, std::string_view record, std::string_view key, const std::map<std::string, T>&) {
    found.push_back({found.size(), member, record, key, List::Shape::map});
  }
  template <class T>
  void single(std::string_view member, std::string_view record, const T&) {
    found.push_back({found.size(), member, record, {}, List::Shape::single});
  }
};

const std::vector<List>& lists() {
  static const std::vector<List> all = [] {
    const Plan plan;
    ListCollector collector;
    list_members(collector, plan);
    return collector.found;
  }();
  return all;
}

const List* find_list(std::string_view member) {
  const auto found = std::find_if(lists().begin(), lists().end(), [&](const List& one) { return one.member == member; });
  return found == lists().end() ? nullptr : &*found;
}

bool Outline::read() {
  if (window_.ahead(3) == "\xef\xbb\xbf") {
    window_.ahead(3);
    for (int i = 0; i < 3; ++i) {
      window_.advance();
    }
  }
  window_.skip_space();
  if (window_.at_end()) {
    if (window_.error()) {
      diagnostic::report(*plan_.sink_, *window_.error());
    } else {
      plan_.sink_->report<Kind::plan_no_format>(std::nullopt, plan_.name(), "it is empty");
    }
    ++plan_.errors_;
    return false;
  }
  plan_.form_ = looks_like_lines() ? LargePlan::Form::lines : LargePlan::Form::document;
  if (plan_.form_ == LargePlan::Form::document) {
    return read_document();
  }
  return read_lines() && (!has_groups_ || (Spread(plan_).run() && Outline(plan_).read()));
}

/// As for small plans: the first line is a whole object and not the whole text, or says that it is a record.
bool Outline::looks_like_lines() {
  const std::string_view start = window_.ahead(longest_first_line);
  const std::size_t end = start.find('\n');
  const auto parsed = parse_json(start.substr(0, end));
  const auto* value = std::get_if<Value>(&parsed);
  if (value == nullptr || !std::holds_alternative<Value::Members>(value->data)) {
    return false;
  }
  const bool more = end != std::string_view::npos && start.find_first_not_of(" \t\r\n", end) != std::string_view::npos;
  return more || member_named(*value, "record") != nullptr;
}

bool Outline::not_json(const std::string& what) {
  plan_.report<Kind::plan_not_json>(window_.offset(), plan_.name(), what);
  return false;
}

bool Outline::truncated(const std::string& what) {
  if (window_.error()) {
    diagnostic::report(*plan_.sink_, *window_.error());
    ++plan_.errors_;
  } else {
    plan_.report<Kind::plan_truncated>(window_.offset(), plan_.name(), what);
  }
  return false;
}

bool Outline::skip_value() {
  switch (window_.skip_value()) {
    case Window::Skip::done:
      return true;
    case Window::Skip::truncated:
      return truncated("unexpected end of input");
    case Window::Skip::mismatched:
    case Window::Skip::nothing:
      return not_json(fmt::format("unexpected `{}`", excerpt(std::string(1, window_.peek()))));
    case Window::Skip::too_deep:
      plan_.report<Kind::plan_too_deep>(window_.offset(), plan_.name(), max_depth);
      return false;
  }
  return false;
}

/// `"name":` up to the value.
bool Outline::read_name(std::string& name) {
  window_.skip_space();
  if (window_.at_end()) {
    return truncated("unexpected end of input");
  }
  if (window_.peek() != '"') {
    return not_json(fmt::format("unexpected `{}`; expected a member", excerpt(std::string(1, window_.peek()))));
  }
  window_.mark();
  if (!skip_value()) {
    return false;
  }
  const auto parsed = parse_json(window_.marked());
  window_.release();
  const auto* value = std::get_if<Value>(&parsed);
  const auto* text = value == nullptr ? nullptr : std::get_if<std::string>(&value->data);
  if (text == nullptr) {
    return not_json("the name of a member is no text");
  }
  name = *text;
  return expect(':');
}

bool Outline::expect(char wanted) {
  window_.skip_space();
  if (window_.at_end()) {
    return truncated(fmt::format("unexpected end of input; expected '{}'", wanted));
  }
  if (window_.peek() != wanted) {
    return not_json(fmt::format("unexpected `{}`; expected '{}'", excerpt(std::string(1, window_.peek())), wanted));
  }
  window_.advance();
  return true;
}

/// A text that is no object cannot be a plan; the usual reader says what it is.
bool Outline::read_no_object() {
  window_.mark();
  if (!skip_value()) {
    return false;
  }
  const uint64_t offset = window_.offset() - window_.marked().size();
  diagnostic::Sink said;
  ReadContext context{{}, window_.marked(), 0, {}, {}, said};
  const auto parsed = parse_json(context.text);
  if (const auto* error = std::get_if<ParseError>(&parsed)) {
    report_unparsed(context, plan_.name(), *error);
  } else {
    check_format(context, plan_.name(), std::get<Value>(parsed), false);
  }
  plan_.relay(said, offset);
  return false;
}

bool Outline::read_document() {
  const uint64_t begin = window_.offset();
  if (window_.peek() != '{') {
    return read_no_object();
  }
  window_.advance();
  window_.skip_space();
  while (window_.peek() != '}') {
    std::string name;
    if (!read_name(name)) {
      return false;
    }
    window_.skip_space();
    const uint64_t value = window_.offset();
    if (!skip_value()) {
      return false;
    }
    if (!plan_.regions_.try_emplace(name, LargePlan::Region{value, window_.offset()}).second) {
      plan_.report<Kind::plan_member_twice>(value, excerpt(name));
      return false;
    }
    window_.skip_space();
    if (window_.peek() == ',' && !window_.at_end()) {
      window_.advance();
      window_.skip_space();
      if (window_.peek() == '}') {
        return not_json("unexpected `}`; expected a member");
      }
    } else if (window_.at_end() || window_.peek() != '}') {
      return expect('}');
    }
  }
  window_.advance();
  window_.skip_space();
  if (!window_.at_end()) {
    return not_json(fmt::format("unexpected `{}` after the end", excerpt(std::string(1, window_.peek()))));
  }
  if (window_.error()) {
    return truncated("");
  }
  return check_document_format(begin);
}

bool Outline::check_document_format(uint64_t begin) {
  Value::Members head;
  LargePlan::Region where{begin, begin + 1};
  if (const auto* format = plan_.region("format")) {
    where = *format;
    const auto text = plan_.text(*format, "format");
    auto value = text ? plan_.parse("format", *text, format->begin) : std::nullopt;
    if (!value) {
      return false;
    }
    head.emplace_back("format", std::move(*value));
  }
  diagnostic::Sink said;
  ReadContext context{{}, "{", 0, {}, {}, said};
  check_format(context, plan_.name(), Value{std::move(head)}, false);
  return plan_.relay(said, where.begin);
}

/// What kind of line begins here; empty where the line does not say so in the usual way.
std::string_view Outline::usual_kind() {
  constexpr std::string_view prefix = "{\"record\": \"";
  constexpr std::size_t longest_kind = 24;
  std::string_view start = window_.ahead(prefix.size() + longest_kind);
  if (!start.starts_with(prefix)) {
    return {};
  }
  start.remove_prefix(prefix.size());
  const std::size_t end = start.find_first_of("\"\\");
  return end == std::string_view::npos || start[end] == '\\' ? std::string_view() : start.substr(0, end);
}

/// The kind of a line written in another way, and its end.
bool Outline::unusual_kind(std::string& kind) {
  window_.mark();
  const uint64_t offset = window_.offset();
  window_.skip_line();
  if (window_.is_overfull()) {
    plan_.report_cut(window_, "line");
    return false;
  }
  diagnostic::Sink said;
  ReadContext context{{}, window_.marked(), 0, "line", {}, said};
  auto parsed = parse_json(context.text);
  if (const auto* error = std::get_if<ParseError>(&parsed)) {
    report_unparsed(context, plan_.name(), *error);
  } else if (auto* members = std::get_if<Value::Members>(&std::get<Value>(parsed).data)) {
    context.path_prefix.clear();
    Reader(context, *members).required("record", kind);
  } else {
    context.wrong_kind(std::get<Value>(parsed), "an object");
  }
  window_.release();
  return plan_.relay(said, offset);
}

static bool is_known(std::string_view kind) {
  return kind == "plan" || kind == "summary" ||
         std::any_of(lists().begin(), lists().end(), [&](const List& list) { return list.record == kind; });
}

bool Outline::read_lines() {
  std::string current;
  LargePlan::Region* list = nullptr;  ///< of `current`, where more lines of its kind may follow
  bool first = true;
  for (window_.skip_space(); !window_.at_end(); window_.skip_space()) {
    const uint64_t begin = window_.offset();
    std::string kind;
    if (const std::string_view usual = usual_kind(); !usual.empty()) {
      if (list != nullptr && usual == current) {
        window_.skip_line();
        list->end = window_.offset();
        continue;
      }
      kind = usual;
      window_.skip_line();
    } else if (first) {
      // The first line is judged by its format, below: a JSON document of another program has no `record`.
      kind = "plan";
      window_.skip_line();
    } else if (!unusual_kind(kind)) {
      return false;
    }
    if (current == "summary") {
      plan_.report<Kind::plan_after_summary>(begin, plan_.name());
      return false;
    }
    if (!first && !is_known(kind)) {
      current = excerpt(kind);  // of a later version; no other list goes on behind it
      list = nullptr;
      continue;
    }
    const auto [entry, inserted] = plan_.regions_.try_emplace(kind, LargePlan::Region{begin, window_.offset()});
    if (!inserted && kind != current) {
      plan_.report<Kind::plan_unordered>(begin, kind, current)
          .help("`exeunt show --format ndjson` writes a plan in its canonical order");
      return false;
    }
    if (!inserted && kind == "plan") {
      plan_.report<Kind::plan_member_twice>(begin, kind);
      return false;
    }
    entry->second.end = window_.offset();
    if (first && !check_first_line()) {
      return false;
    }
    if (has_groups_) {
      return true;  // they are for another reader
    }
    first = false;
    list = kind == "plan" || kind == "summary" ? nullptr : &entry->second;
    current = std::move(kind);
  }
  return current == "summary" || truncated("its last line is no `summary`");
}

bool Outline::check_first_line() {
  const LargePlan::Region& region = plan_.regions_.begin()->second;  // the only one so far
  const auto text = plan_.text(region, "line");
  const auto value = text ? plan_.parse("", *text, region.begin) : std::nullopt;
  if (!value) {
    return false;
  }
  diagnostic::Sink said;
  ReadContext context{{}, *text, 0, {}, {}, said};
  has_groups_ = check_format(context, plan_.name(), *value, true) == Records::groups;
  return plan_.relay(said, region.begin);
}

std::optional<LargePlan> LargePlan::open(source::Seekable input, diagnostic::Sink& sink) {
  LargePlan plan(std::move(input), sink);
  if (!Outline(plan).read()) {
    return std::nullopt;
  }
  return plan;
}

}  // namespace exeunt::plan
