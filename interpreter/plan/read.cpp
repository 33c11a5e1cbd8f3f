#include <fmt/format.h>

#include <algorithm>
#include <set>
#include <utility>

#include "interpreter/plan/json.h"
#include "interpreter/plan/order.h"
#include "interpreter/plan/reader.h"
#include "interpreter/plan/recognise.h"
#include "interpreter/plan/ungroup.h"

namespace exeunt::plan {

using diagnostic::Kind;

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
  static constexpr uint64_t most_spread_bytes = uint64_t{2} << 30;

  static bool is_blank(std::string_view text) { return text.find_first_not_of(" \t\r\n") == std::string_view::npos; }

  /// The line form is told by its first line, which is a whole object and not the whole text, or says that it is a
  /// record.
  bool read_text() {
    next_line();
    auto parsed = parse_json(context_.text);
    const bool more = !is_blank(text_.substr(position_));
    if (auto* value = std::get_if<Value>(&parsed)) {
      if (more || member_named(*value, "record") != nullptr) {
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
    if (!check_format(context_, name_, value, false)) {
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
    const auto records = check_format(context_, name_, head, true);
    if (!records) {
      return false;
    }
    records_ = *records;
    context_.path_prefix = "plan";
    Reader reader(context_, std::get<Value::Members>(head.data));
    head_members(reader, plan_);
    while (!context_.is_full() && !stopped_ && next_line()) {
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
    if (!complete_ && !context_.is_full() && !stopped_) {
      const source::Span end = context_.span({context_.text.size(), context_.text.size()});
      context_.sink.report<Kind::plan_truncated>(end, name_, "its last line is no `summary`");
      return false;
    }
    if (complete_) {
      MissingLines missing{*this};
      list_members(missing, plan_);
    }
    return true;
  }

  /// Of what stands in one line, there has to be the line.
  struct MissingLines {
    DocumentReader& reader;

    template <class T>
    void list(std::string_view, std::string_view, std::vector<T>&) {}
    template <class T>
    void map(std::string_view, std::string_view, std::string_view, std::map<std::string, T>&) {}
    template <class T>
    void single(std::string_view, std::string_view record, const T&) {
      ReadContext& context = reader.context_;
      if (!reader.single_lines_.contains(record) && context.count_error()) {
        const source::Span end = context.span({context.text.size(), context.text.size()});
        context.sink.report<Kind::plan_member_missing>(end, "the plan", record);
      }
    }
  };

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
    if (record == "plan") {
      if (context_.count_error()) {
        context_.sink.report<Kind::plan_member_twice>(context_.here(), record);
      }
      return;
    }
    RecordReader records{*this, reader, *named, record};
    list_members(records, plan_);
  }

  /// Adds one line to the list that holds lines of its kind. A kind that no list has is one of a later version.
  struct RecordReader {
    DocumentReader& all;
    Reader& reader;
    Value::Members& values;  ///< those of `reader`
    const std::string& kind;

    template <class T>
    void list(std::string_view, std::string_view record, std::vector<T>& out) {
      if (record != kind) {
        return;
      }
      if (all.records_ == Records::groups) {
        if constexpr (AboutObject<T>) {
          all.read_group(reader, values, out);
          return;
        } else if constexpr (AboutObjects<T>) {
          open_objects(all.context_, values);
        }
      }
      members(reader, out.emplace_back());
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
        if (all.context_.count_error()) {
          all.context_.sink.report<Kind::plan_member_twice>(all.context_.here(),
                                                            fmt::format("{} {}", kind, excerpt(name)));
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
      if (record != kind) {
        return;
      }
      if (!all.single_lines_.emplace(record).second && all.context_.count_error()) {
        all.context_.sink.report<Kind::plan_member_twice>(all.context_.here(), kind);
      }
      members(reader, out);
    }
  };

  /// Adds an entry for each object of a group.
  template <AboutObject T>
  void read_group(Reader& reader, Value::Members& values, std::vector<T>& out) {
    const std::size_t errors = context_.errors;
    const GroupNames names = read_group_names(context_, values);
    open_group(values, HasMissing<T>);
    T entry;
    members(reader, entry);
    if (context_.errors != errors || !make_room(names.ids.size(), rest(entry).size())) {
      return;
    }
    for (std::size_t i = 0; i < names.ids.size(); ++i) {
      name_entry(out.emplace_back(entry), names.object(i));
    }
  }

  /// A few lines can be more entries than anybody has memory for.
  bool make_room(uint64_t count, uint64_t size) {
    spread_bytes_ += count * size;
    if (spread_bytes_ <= most_spread_bytes) {
      return true;
    }
    stopped_ = true;
    ++context_.errors;
    context_.sink.report<Kind::plan_groups_too_large>(context_.here(), name_, most_spread_bytes);
    return false;
  }

  bool fail(const ParseError& error) {
    report_unparsed(context_, name_, error);
    return false;
  }

  const std::string& name_;
  std::string_view text_;
  std::size_t position_ = 0;  ///< of what was not looked at yet
  bool complete_ = false;     ///< the closing line was read
  bool stopped_ = false;      ///< nothing further is worth reading
  Records records_ = Records::entries;
  uint64_t spread_bytes_ = 0;  ///< of the entries that groups stood for
  std::set<std::string, std::less<>> single_lines_;  ///< kinds of which there is one, and was
  ReadContext context_;
  Plan plan_;
};

std::optional<Plan> read_json(const source::Manager& sources, source::FileId file, diagnostic::Sink& sink) {
  return DocumentReader(sources.file(file), file, sink).read();
}

}  // namespace exeunt::plan
