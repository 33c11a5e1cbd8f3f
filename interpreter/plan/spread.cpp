#include "interpreter/plan/spread.h"

#include <algorithm>
#include <memory>
#include <numeric>
#include <utility>

#include "interpreter/diagnostic/load_error.h"
#include "interpreter/plan/emit.h"
#include "interpreter/plan/id_cursor.h"
#include "interpreter/plan/order.h"
#include "interpreter/plan/recognise.h"
#include "interpreter/plan/ungroup.h"

namespace exeunt::plan {

using diagnostic::Kind;

/// A file of a few lines can stand for more entries than any disk has room for.
static constexpr uint64_t most_bytes = uint64_t{64} << 30;

bool Spread::run() {
  constexpr std::size_t window_size = std::size_t{4} << 20;
  Window window(*plan_.input_, 0, plan_.input_->size(), window_size);
  if (window.ahead(3) == "\xef\xbb\xbf") {
    for (int i = 0; i < 3; ++i) {
      window.advance();
    }
  }
  for (window.skip_space(); !window.at_end(); window.skip_space()) {
    const uint64_t begin = window.offset();
    window.skip_line();
    if (!read_record({begin, window.offset()})) {
      return false;
    }
  }
  if (plan_.report_cut(window, "line")) {
    return false;
  }
  if (!is_complete_) {
    plan_.report<Kind::plan_truncated>(plan_.input_->size(), plan_.name(), "its last line is no `summary`");
    return false;
  }
  plan_.written_ = std::move(plan_.input_);
  plan_.input_ = std::make_unique<source::Seekable>(source::Seekable::of(plan_.written_->name(), std::move(out_)));
  plan_.origins_ = std::move(origins_);
  plan_.regions_.clear();
  return true;
}

/// Passes the record and keeps its text but for the ids. False: it is not what it should be, and a parser has to say
/// why.
bool Spread::cut_ids(Window& window, Line& line) {
  window.mark();
  if (window.peek() != '{') {
    return false;
  }
  char separator = ',';
  for (window.advance(); separator == ','; window.advance()) {
    window.skip_space();
    const std::size_t name = window.marked().size();
    if (window.skip_value() != Window::Skip::done) {
      return false;
    }
    const bool is_ids = window.marked().substr(name) == "\"ids\"";
    window.skip_space();
    if (window.peek() != ':') {
      return false;
    }
    window.advance();
    window.skip_space();
    const uint64_t value = window.offset();
    const bool is_cut = is_ids && !line.ids && window.peek() == '[';
    if (is_cut) {
      line.text += window.marked();
      window.release();
    }
    if (window.skip_value() != Window::Skip::done) {
      return false;
    }
    if (is_cut) {
      line.ids = Region{value, window.offset()};
      line.cut = line.text.size();
      line.text += "[]";
      window.mark();
    }
    window.skip_space();
    separator = window.peek();
    if (window.at_end()) {
      return false;
    }
  }
  window.skip_line();
  line.text += window.marked();
  return !window.error() && !window.is_overfull();
}

bool Spread::take_line(Region where, Line& line) {
  Window window(*plan_.input_, where.begin, where.end);
  line.where = where;
  if (!cut_ids(window, line)) {
    line = Line{where, {}, {}, 0};
    auto text = plan_.text(where, "line");
    if (!text) {
      return false;
    }
    line.text = std::move(*text);
  }
  line.text.resize(line.text.find_last_not_of(" \t\r\n") + 1);
  return true;
}

/// Checks a record that a list has, and adds what a group says to the lists of `head`.
struct Spread::Checker {
  ReadContext& context;
  Value::Members& record;
  const std::string& kind;
  Plan& head;
  const List* found = nullptr;
  bool is_group = false;
  bool has_missing = false;
  std::string type{};  ///< of the group

  template <class T>
  void list(std::string_view member, std::string_view name, std::vector<T>& out) {
    if (name != kind) {
      return;
    }
    found = find_list(member);
    if constexpr (AboutObject<T>) {
      is_group = true;
      type = read_group_type(context, record);
      check_ids();
      has_missing = HasMissing<T>;
      open_group(record, has_missing);
      Reader reader(context, record);
      members(reader, out.emplace_back());
    } else {
      if constexpr (AboutObjects<T>) {
        open_objects(context, record);
      }
      T entry;
      Reader reader(context, record);
      members(reader, entry);
    }
  }
  template <class T>
  void map(std::string_view member, std::string_view name, std::string_view key, const std::map<std::string, T>&) {
    if (name != kind) {
      return;
    }
    found = find_list(member);
    Reader reader(context, record);
    std::string of;
    reader.required(key, of);
    if constexpr (std::is_same_v<T, std::string>) {
      std::string text;
      reader.required(name, text);
    } else {
      T entry;
      members(reader, entry);
    }
  }
  template <class T>
  void single(std::string_view member, std::string_view name, const T& out) {
    if (name == kind) {
      found = find_list(member);
      Reader reader(context, record);
      members(reader, out);
    }
  }

 private:
  /// That they are a list; what is in it is read later.
  void check_ids() {
    const auto ids = std::find_if(record.begin(), record.end(), [](const auto& m) { return m.first == "ids"; });
    if (ids == record.end()) {
      context.missing("ids");
    } else if (!std::holds_alternative<Value::List>(ids->second.data)) {
      context.path.emplace_back(std::string("ids"));
      context.wrong_kind(ids->second, "a list");
      context.path.pop_back();
    }
  }
};

/// What follows an entry's object, without the names that are the object's own.
void Spread::write_rest(const Value::Members& record, bool has_missing, Group& group) {
  Emitter out(0);
  out.begin_object();
  for (const auto& [name, value] : record) {
    if (name == "record" || name == "object") {
      continue;
    }
    out.key(name);
    const auto* const fields = std::get_if<Value::List>(&value.data);
    if (!has_missing || name != "missing" || fields == nullptr) {
      out.value(value);
      continue;
    }
    out.begin_list();
    for (const Value& field : *fields) {
      out.begin_object();
      for (const auto& [part, of] : std::get<Value::Members>(field.data)) {
        out.key(part);
        if (part == "object" && of == Value{std::string()}) {
          group.holes.push_back(out.raw().size() - 1);  // without the bracket that is taken off below
        } else {
          out.value(of);
        }
      }
      out.end_object();
    }
    out.end_list();
  }
  out.end_object();
  group.rest = out.take().substr(1);
}

bool Spread::read_record(Region where) {
  Line line;
  if (!take_line(where, line)) {
    return false;
  }
  diagnostic::Sink said;
  ReadContext context{{}, line.text, 0, {}, {}, said};
  const auto relay = [&] { return plan_.relay(said, [&](uint64_t at) { return line.place(at); }); };
  auto parsed = parse_json(line.text);
  if (const auto* const error = std::get_if<ParseError>(&parsed)) {
    report_unparsed(context, plan_.name(), *error);
    return relay();
  }
  auto* const members = std::get_if<Value::Members>(&std::get<Value>(parsed).data);
  if (members == nullptr) {
    context.path_prefix = "line";
    context.wrong_kind(std::get<Value>(parsed), "an object");
    return relay();
  }
  if (is_complete_) {
    plan_.report<Kind::plan_after_summary>(where.begin, plan_.name());
    return false;
  }
  Value::Members record = *members;
  std::string kind;
  if (std::exchange(is_first_, false)) {
    kind = "plan";
  } else {
    Reader(context, record).required("record", kind);
    record = *members;
  }
  if (context.errors != 0) {
    return relay();
  }
  context.path_prefix = kind;
  Reader reader(context, record);
  if (kind == "plan") {
    head_members(reader, head_);
    return relay() && copy_record(std::move(*members), line);
  }
  if (kind == "summary") {
    is_complete_ = true;
    reader.required("verdict", head_.verdict);
    plan::members(reader, head_.summary);
    return relay() && write_groups() && copy_record(std::move(*members), line);
  }
  Checker checker{context, record, kind, head_};
  list_members(checker, head_);
  if (!relay()) {
    return false;
  }
  if (checker.found == nullptr) {
    return true;  // of a later version
  }
  if (!checker.is_group) {
    open_objects(context, *members);
    return copy_record(std::move(*members), line);
  }
  // An `ids` with an escape in its name was not cut out.
  const Range list = locate(line.text, {std::string("ids")});
  Group group{std::move(checker.type), line.ids ? *line.ids : Region{line.place(list.begin), where.end}, {}, {}};
  open_group(*members, checker.has_missing);
  write_rest(*members, checker.has_missing, group);
  groups_[checker.found->index].push_back(std::move(group));
  return true;
}

/// A record that is the same in both forms but for its spelling.
bool Spread::copy_record(Value::Members members, const Line& line) {
  for (auto& [name, value] : members) {
    if (name == "format") {
      value = Value{std::string(plan_format)};
    }
  }
  Emitter out(0);
  out.value(Value{std::move(members)});
  origins_.push_back({out_.size(), line.where.begin});
  return write(out.take() + "\n");
}

bool Spread::write(std::string_view text) {
  const auto error = out_.write(text);
  if (error) {
    ++plan_.errors_;
    plan_.sink_->report<Kind::file_unwritable>(std::nullopt, "a temporary file", *error);
  }
  return !error;
}

struct Spread::Merger {
  Spread& all;
  bool is_good = true;

  template <class T>
  void list(std::string_view member, std::string_view, const std::vector<T>& entries) {
    if constexpr (AboutObject<T>) {
      is_good = is_good && all.merge(*find_list(member), entries);
    }
  }
  template <class T>
  void map(std::string_view, std::string_view, std::string_view, const std::map<std::string, T>&) {}
  template <class T>
  void single(std::string_view, std::string_view, const T&) {}
};

bool Spread::write_groups() {
  Merger merger{*this};
  list_members(merger, head_);
  return merger.is_good;
}

template <class T>
bool Spread::merge(const List& list, const std::vector<T>& entries) {
  const std::vector<Group>& groups = groups_[list.index];
  std::vector<std::size_t> order(groups.size());
  std::iota(order.begin(), order.end(), std::size_t{0});
  std::stable_sort(order.begin(), order.end(), [&](std::size_t a, std::size_t b) {
    const int types = groups[a].type.compare(groups[b].type);
    return types != 0 ? types < 0 : is_before(head_, entries[a], entries[b]);
  });
  std::vector<const Group*> of_type;
  for (std::size_t i = 0; i < order.size(); ++i) {
    of_type.push_back(&groups[order[i]]);
    if (i + 1 == order.size() || groups[order[i + 1]].type != of_type.back()->type) {
      if (!merge(list, of_type)) {
        return false;
      }
      of_type.clear();
    }
  }
  return true;
}

bool Spread::merge(const List& list, const std::vector<const Group*>& groups) {
  std::vector<std::unique_ptr<IdCursor>> cursors;
  const auto is_after = [](const auto& a, const auto& b) { return b->is_before(*a); };
  for (std::size_t rank = 0; rank < groups.size(); ++rank) {
    auto cursor = std::make_unique<IdCursor>(plan_, list, groups[rank]->type, groups[rank]->ids, rank);
    if (!cursor->next()) {
      return false;
    }
    cursors.push_back(std::move(cursor));
  }
  std::make_heap(cursors.begin(), cursors.end(), is_after);
  while (!cursors.empty()) {
    std::pop_heap(cursors.begin(), cursors.end(), is_after);
    IdCursor& first = *cursors.back();
    if (!write_entry(list, *groups[first.rank()], first.id())) {
      return false;
    }
    if (first.next()) {
      std::push_heap(cursors.begin(), cursors.end(), is_after);
    } else if (plan_.has_failed()) {
      return false;
    } else {
      cursors.pop_back();
    }
  }
  return true;
}

bool Spread::write_entry(const List& list, const Group& group, std::string_view id) {
  object_.assign(group.type).append(1, ':').append(id);
  quote_id(object_, quoted_);
  line_.clear();
  line_.append("{\"record\": \"").append(list.record).append("\", \"object\": ").append(quoted_).append(", ");
  std::size_t at = 0;
  for (const std::size_t hole : group.holes) {
    line_.append(group.rest, at, hole - at).append(quoted_);
    at = hole;
  }
  line_.append(group.rest, at).append(1, '\n');
  if (out_.size() + line_.size() > most_bytes) {
    plan_.report<Kind::plan_groups_too_large>(group.ids.begin, plan_.name(), most_bytes);
    return false;
  }
  return write(line_);
}

}  // namespace exeunt::plan
