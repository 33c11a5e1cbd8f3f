#include <fmt/format.h>

#include <algorithm>
#include <charconv>
#include <utility>

#include "interpreter/diagnostic/visible.h"
#include "interpreter/plan/json.h"
#include "interpreter/plan/layout.h"
#include "interpreter/plan/order.h"
#include "interpreter/plan/pieces.h"
#include "interpreter/plan/reader.h"

namespace exeunt::plan {

using diagnostic::Kind;

/// What messages quote from a document: on one line, and not longer than one.
static std::string excerpt(std::string_view text) {
  return shorten(diagnostic::visible(text), 60);
}

static std::string_view kind_name(const Value& value) {
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
  if (count_error()) {
    sink.report<Kind::plan_wrong_kind>(here(), path_text(), kind_name(value), wanted);
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

/// A whole file being read: finds out which form it has and goes through it.
class DocumentReader {
 public:
  DocumentReader(const source::File& file, source::FileId id, diagnostic::Sink& sink)
      : name_(file.name()), text_(file.text()), context_{id, {}, 0, {}, {}, sink} {}

  std::optional<Plan> read() {
    if (text_.starts_with("\xef\xbb\xbf")) {
      position_ = 3;
    }
    if (is_blank(text_.substr(position_))) {
      context_.sink.report<Kind::plan_no_format>(std::nullopt, name_, "it is empty");
      return std::nullopt;
    }
    if (!read_text()) {
      return std::nullopt;
    }
    if (context_.is_full()) {
      context_.sink.report<Kind::plan_more_errors>(std::nullopt, name_, ReadContext::max_errors);
    }
    if (context_.errors != 0) {
      return std::nullopt;
    }
    sort(plan_);
    return std::move(plan_);
  }

 private:
  static bool is_blank(std::string_view text) { return text.find_first_not_of(" \t\r\n") == std::string_view::npos; }

  /// The line form is told by its first line, which is a whole object and not the whole text, or says that it is a
  /// record.
  bool read_text() {
    next_line();
    auto parsed = parse_json(context_.text);
    const bool more = !is_blank(text_.substr(position_));
    if (auto* value = std::get_if<Value>(&parsed)) {
      if (more || find(*value, "record") != nullptr) {
        return read_lines(*value);
      }
      return read_document(*value);
    }
    position_ = context_.offset;
    context_.text = text_.substr(position_);
    parsed = parse_json(context_.text);
    if (const auto* error = std::get_if<ParseError>(&parsed)) {
      return fail(*error);
    }
    return read_document(std::get<Value>(parsed));
  }

  /// Makes the next line that is not blank the text at hand. False at the end.
  bool next_line() {
    while (position_ < text_.size()) {
      const std::size_t begin = position_;
      const std::size_t end = std::min(text_.find('\n', begin), text_.size());
      position_ = std::min(end + 1, text_.size());
      if (const std::string_view line = text_.substr(begin, end - begin); !is_blank(line)) {
        context_.offset = begin;
        context_.text = line;
        return true;
      }
    }
    return false;
  }

  bool read_document(Value& value) {
    if (!check_format(value)) {
      return false;
    }
    Reader reader(context_, std::get<Value::Members>(value.data));
    head_members(reader, plan_);
    reader.required("verdict", plan_.verdict);
    list_members(reader, plan_);
    reader.required("summary", plan_.summary);
    return true;
  }

  bool read_lines(Value& head) {
    if (!check_format(head)) {
      return false;
    }
    context_.path_prefix = "plan";
    Reader reader(context_, std::get<Value::Members>(head.data));
    head_members(reader, plan_);
    while (!context_.is_full() && next_line()) {
      if (complete_) {
        context_.path.clear();
        context_.sink.report<Kind::plan_after_summary>(context_.here(), name_);
        return false;
      }
      auto parsed = parse_json(context_.text);
      if (const auto* error = std::get_if<ParseError>(&parsed)) {
        return fail(*error);
      }
      read_record(std::get<Value>(parsed));
    }
    if (!complete_ && !context_.is_full()) {
      const source::Span end = context_.span({context_.text.size(), context_.text.size()});
      context_.sink.report<Kind::plan_truncated>(end, name_, "its last line is no `summary`");
      return false;
    }
    return true;
  }

  void read_record(Value& value) {
    context_.path_prefix.clear();
    auto* named = std::get_if<Value::Members>(&value.data);
    if (named == nullptr) {
      context_.path_prefix = "line";
      context_.wrong_kind(value, "an object");
      return;
    }
    Reader reader(context_, *named);
    std::string record;
    reader.required("record", record);
    context_.path_prefix = record;
    if (record == "summary") {
      complete_ = true;
      reader.required("verdict", plan_.verdict);
      members(reader, plan_.summary);
      return;
    }
    RecordReader records{reader, context_, record};
    list_members(records, plan_);
  }

  /// Adds one line to the list that holds lines of its kind. A kind that no list has is one of a later version.
  struct RecordReader {
    Reader& reader;
    ReadContext& context;
    const std::string& kind;

    template <class T>
    void list(std::string_view, std::string_view record, std::vector<T>& out) {
      if (record == kind) {
        members(reader, out.emplace_back());
      }
    }
    template <class T>
    void map(std::string_view, std::string_view record, std::string_view key, std::map<std::string, T>& out) {
      if (record != kind) {
        return;
      }
      std::string name;
      reader.required(key, name);
      const auto [entry, inserted] = out.try_emplace(name);
      if (!inserted) {
        if (context.count_error()) {
          context.sink.report<Kind::plan_member_twice>(context.here(), fmt::format("{} {}", kind, excerpt(name)));
        }
      }
      if constexpr (std::is_same_v<T, std::string>) {
        reader.required(record, entry->second);
      } else {
        members(reader, entry->second);
      }
    }
    template <class T>
    void single(std::string_view, std::string_view record, const T& out) {
      if (record == kind) {
        members(reader, out);
      }
    }
  };

  static const Value* find(const Value& value, std::string_view key) {
    const auto* named = std::get_if<Value::Members>(&value.data);
    if (named == nullptr) {
      return nullptr;
    }
    const auto found = std::find_if(named->begin(), named->end(), [&](const auto& m) { return m.first == key; });
    return found == named->end() ? nullptr : &found->second;
  }

  /// What comes after "exeunt.plan/", if it is a number.
  static std::optional<uint64_t> version(std::string_view format) {
    constexpr std::string_view prefix = "exeunt.plan/";
    if (!format.starts_with(prefix)) {
      return std::nullopt;
    }
    uint64_t number = 0;
    const char* const end = format.data() + format.size();
    const auto [rest, error] = std::from_chars(format.data() + prefix.size(), end, number);
    return error == std::errc{} && rest == end ? std::optional(number) : std::nullopt;
  }

  bool check_format(const Value& value) {
    constexpr const char* help = "a plan is what `exeunt plan --format json` or `--format ndjson` writes";
    if (!std::holds_alternative<Value::Members>(value.data)) {
      context_.sink.report<Kind::plan_no_format>(context_.here(), name_, fmt::format("it is {}", kind_name(value)))
          .help(help);
      return false;
    }
    const Value* format = find(value, "format");
    if (format == nullptr) {
      context_.sink.report<Kind::plan_no_format>(context_.here(), name_, "it has no `format`").help(help);
      return false;
    }
    context_.path.emplace_back(std::string("format"));
    const source::Span span = context_.here();
    const auto* text = std::get_if<std::string>(&format->data);
    if (text == nullptr) {
      context_.wrong_kind(*format, "text");
      return false;
    }
    context_.path.pop_back();
    if (*text == plan_format) {
      return true;
    }
    if (const auto number = version(*text); number && *number > 1) {
      context_.sink.report<Kind::plan_newer_format>(span, name_, excerpt(*text))
          .help(fmt::format("this program reads `{}`; update it, or write the plan again with this version",
                            plan_format));
    } else {
      context_.sink.report<Kind::plan_other_format>(span, name_, excerpt(*text)).help(help);
    }
    return false;
  }

  bool fail(const ParseError& error) {
    const source::Span span = context_.span({error.offset, std::min(error.offset + 1, context_.text.size())});
    switch (error.reason) {
      case ParseError::Reason::not_json:
        context_.sink.report<Kind::plan_not_json>(span, name_, excerpt(error.detail));
        break;
      case ParseError::Reason::truncated:
        context_.sink.report<Kind::plan_truncated>(span, name_, excerpt(error.detail));
        break;
      case ParseError::Reason::too_deep:
        context_.sink.report<Kind::plan_too_deep>(span, name_, max_depth);
        break;
      case ParseError::Reason::member_twice:
        context_.sink.report<Kind::plan_member_twice>(span, excerpt(text(error.path)));
        break;
    }
    return false;
  }

  const std::string& name_;
  std::string_view text_;
  std::size_t position_ = 0;  ///< of what was not looked at yet
  bool complete_ = false;     ///< the closing line was read
  ReadContext context_;
  Plan plan_;
};

std::optional<Change> read_change(std::string_view text) {
  auto parsed = parse_json(text);
  auto* value = std::get_if<Value>(&parsed);
  auto* named = value == nullptr ? nullptr : std::get_if<Value::Members>(&value->data);
  if (named == nullptr) {
    return std::nullopt;
  }
  diagnostic::Sink unheard;
  ReadContext context{{}, text, 0, {}, {}, unheard};
  Reader reader(context, *named);
  Change change;
  members(reader, change);
  if (context.errors != 0) {
    return std::nullopt;
  }
  // As `sort` leaves them: writes to one field stay in the order in which they happen.
  std::stable_sort(change.writes.begin(), change.writes.end(),
                   [](const Write& a, const Write& b) { return a.field < b.field; });
  return change;
}

std::optional<Plan> read_json(const source::Manager& sources, source::FileId file, diagnostic::Sink& sink) {
  return DocumentReader(sources.file(file), file, sink).read();
}

}  // namespace exeunt::plan
