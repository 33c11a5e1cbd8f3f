#include "interpreter/plan/entries.h"

#include <fmt/format.h>

#include <algorithm>
#include <utility>

#include "interpreter/plan/recognise.h"
#include "interpreter/source/plain_json.h"

namespace exeunt::plan {

using diagnostic::Kind;

static constexpr const char* order_help = "`exeunt show --format ndjson` writes a plan in its canonical order";

Entries::Entries(LargePlan& plan, const List& list)
    : plan_(&plan), list_(&list), window_(*plan.input_, 0, 0) {
  const bool lines = plan.form() == LargePlan::Form::lines;
  const LargePlan::Region* where = plan.region(lines ? list.record : list.member);
  if (where == nullptr) {
    done_ = true;
    if (!lines) {
      plan.report<Kind::plan_member_missing>(0, "the plan", list.member);
    } else if (list.shape == List::Shape::single) {
      plan.report<Kind::plan_member_missing>(0, "the plan", list.record);
    }
    return;
  }
  window_ = Window(*plan.input_, where->begin, where->end);
  if (!lines && list.shape != List::Shape::single) {
    open_list(*where);
  }
}

/// Passes the opening bracket.
void Entries::open_list(LargePlan::Region where) {
  const bool is_map = list_->shape == List::Shape::map;
  if (window_.peek() == (is_map ? '{' : '[')) {
    window_.advance();
    return;
  }
  done_ = true;
  const auto text = plan_->text(where, list_->member);
  const auto value = text ? plan_->parse(std::string(list_->member), *text, where.begin) : std::nullopt;
  if (value) {
    diagnostic::Sink said;
    ReadContext context{{}, *text, 0, std::string(list_->member), {}, said};
    context.wrong_kind(*value, is_map ? "an object" : "a list");
    plan_->relay(said, where.begin);
  }
}

bool Entries::next() {
  if (done_ || plan_->has_failed()) {
    return false;
  }
  if (plan_->form() == LargePlan::Form::lines ? next_line() : next_element()) {
    ++count_;
    return true;
  }
  done_ = true;
  return false;
}

bool Entries::fail() {
  if (!plan_->report_cut(window_, list_->member)) {
    const std::string found = window_.at_end() ? "end of input" : fmt::format("`{}`", excerpt(std::string(1, window_.peek())));
    plan_->report<Kind::plan_not_json>(window_.offset(), plan_->name(), fmt::format("unexpected {}", found));
  }
  return false;
}

bool Entries::end() { return window_.error() ? fail() : false; }

bool Entries::skip_marked_value() {
  window_.skip_space();
  window_.mark();
  return window_.skip_value() == Window::Skip::done || fail();
}

bool Entries::next_element() {
  const char closing = list_->shape == List::Shape::map ? '}' : ']';
  window_.skip_space();
  if (list_->shape == List::Shape::single) {
    if (window_.at_end()) {
      return end();
    }
  } else if (window_.peek() == closing) {
    return false;
  } else if (count_ != 0) {
    if (window_.peek() != ',') {
      return fail();
    }
    window_.advance();
  }
  if (list_->shape == List::Shape::map && !read_key()) {
    return false;
  }
  if (!skip_marked_value()) {
    return false;
  }
  whole_ = window_.marked();
  text_ = whole_.starts_with('{') ? whole_.substr(1) : whole_;
  offset_ = window_.offset() - whole_.size();
  return true;
}

/// `"name":` of a map in a document.
bool Entries::read_key() {
  if (!skip_marked_value()) {
    return false;
  }
  const std::string_view quoted = window_.marked();
  if (const auto text = source::PlainJson(quoted).take_text(); text && !text->has_escapes) {
    key_ = text->raw;
    return take_colon();
  }
  const auto value = plan_->parse(std::string(list_->member), quoted, window_.offset() - quoted.size());
  if (!value) {
    return false;
  }
  const auto* name = std::get_if<std::string>(&value->data);
  if (name == nullptr) {
    return fail();
  }
  key_ = *name;
  return take_colon();
}

bool Entries::take_colon() {
  window_.skip_space();
  if (window_.peek() != ':') {
    return fail();
  }
  window_.advance();
  return true;
}

/// Takes `prefix` off; false where the text begins in another way.
static bool take(std::string_view& text, std::string_view prefix) {
  if (!text.starts_with(prefix)) {
    return false;
  }
  text.remove_prefix(prefix.size());
  return true;
}

bool Entries::next_line() {
  window_.skip_space();
  if (window_.at_end()) {
    return end();
  }
  window_.mark();
  window_.skip_line();
  if (window_.error() || window_.is_overfull()) {
    return fail();
  }
  whole_ = window_.marked();
  offset_ = window_.offset() - whole_.size();
  whole_ = whole_.substr(0, whole_.find_last_not_of(" \t\r\n") + 1);
  text_ = whole_;
  std::string_view rest = whole_;
  const bool usual = take(rest, "{\"record\": \"") && take(rest, list_->record) && take(rest, "\", ");
  if (usual && list_->shape != List::Shape::map) {
    text_ = rest;
    return true;
  }
  return list_->shape != List::Shape::map || (usual && take_key(rest)) || parse_key();
}

/// The key of a line as the program writes it, without a parser: an account may have as many labels as objects.
bool Entries::take_key(std::string_view rest) {
  if (!take(rest, "\"") || !take(rest, list_->key) || !take(rest, "\": ")) {
    return false;
  }
  source::PlainJson json(rest);
  const auto name = json.take_text();
  rest.remove_prefix(static_cast<std::size_t>(json.position() - rest.data()));
  if (!name || name->has_escapes || !take(rest, ", ")) {
    return false;
  }
  key_ = name->raw;
  text_ = rest;
  if (take(rest, "\"") && take(rest, list_->record) && take(rest, "\": ") && rest.ends_with('}')) {
    text_ = rest.substr(0, rest.size() - 1);  // a label: the text alone, as in a document
  }
  return true;
}

bool Entries::parse_key() {
  auto value = plan_->parse(std::string(list_->record), whole_, offset_);
  if (!value) {
    return false;
  }
  diagnostic::Sink said;
  ReadContext context{{}, whole_, 0, std::string(list_->record), {}, said};
  if (auto* members = std::get_if<Value::Members>(&value->data)) {
    Reader(context, *members).required(list_->key, key_);
  } else {
    context.wrong_kind(*value, "an object");
  }
  return plan_->relay(said, offset_);
}

/// What messages put before the path inside the entry: `changes[3]`, `rules.deals-stay`; of a line its kind.
std::string Entries::path() const {
  if (plan_->form() == LargePlan::Form::lines) {
    return std::string(list_->record);
  }
  switch (list_->shape) {
    case List::Shape::list:
      return fmt::format("{}[{}]", list_->member, count_ - 1);
    case List::Shape::map:
      return fmt::format("{}.{}", list_->member, excerpt(key_));
    case List::Shape::single:
      break;
  }
  return std::string(list_->member);
}

namespace {

/// Adds what was read to the list that holds such entries.
struct Addition {
  Reader& reader;
  std::string_view wanted;
  const std::string& key;
  bool is_twice = false;

  template <class T>
  void list(std::string_view member, std::string_view, std::vector<T>& out) {
    if (member == wanted) {
      members(reader, out.emplace_back());
    }
  }
  template <class T>
  void map(std::string_view member, std::string_view record, std::string_view, std::map<std::string, T>& out) {
    if (member != wanted) {
      return;
    }
    const auto [entry, inserted] = out.try_emplace(key);
    is_twice = !inserted;
    if constexpr (std::is_same_v<T, std::string>) {
      reader.required(record, entry->second);
    } else {
      members(reader, entry->second);
    }
  }
  template <class T>
  void single(std::string_view member, std::string_view, const T& out) {
    if (member == wanted) {
      members(reader, out);
    }
  }
};

}  // namespace

bool Entries::read_members(Value::Members& values, Plan& plan) {
  diagnostic::Sink said;
  ReadContext context{{}, whole_, 0, path(), {}, said};
  Reader reader(context, values);
  Addition addition{reader, list_->member, key_};
  list_members(addition, plan);
  if (addition.is_twice) {
    report_twice(key_);
  }
  return plan_->relay(said, offset_) && !addition.is_twice;
}

static void erase_member(Value::Members& members, std::string_view name) {
  members.erase(std::remove_if(members.begin(), members.end(), [&](const auto& one) { return one.first == name; }),
                members.end());
}

std::optional<Value> Entries::parse() {
  auto value = plan_->parse(path(), whole_, offset_);
  if (!value) {
    return std::nullopt;
  }
  const bool is_line = plan_->form() == LargePlan::Form::lines;
  if (!is_line && list_->member == "labels" && std::holds_alternative<std::string>(value->data)) {
    return Value{Value::Members{{std::string(list_->record), std::move(*value)}}};
  }
  if (!std::holds_alternative<Value::Members>(value->data) || (!is_line && list_->member == "labels")) {
    diagnostic::Sink said;
    ReadContext context{{}, whole_, 0, path(), {}, said};
    context.wrong_kind(*value, list_->member == "labels" ? "text" : "an object");
    plan_->relay(said, offset_);
    return std::nullopt;
  }
  return value;
}

std::optional<Value> Entries::read() {
  auto value = parse();
  if (!value) {
    return std::nullopt;
  }
  auto& members = std::get<Value::Members>(value->data);
  Value::Members copy = members;
  Plan none;
  if (!read_members(copy, none)) {
    return std::nullopt;
  }
  if (plan_->form() == LargePlan::Form::lines) {
    erase_member(members, "record");
    if (!list_->key.empty()) {
      erase_member(members, list_->key);
    }
  }
  return value;
}

bool Entries::read_into(Plan& plan) {
  auto value = parse();
  return value && read_members(std::get<Value::Members>(value->data), plan);
}

/// A text alone, without escapes.
static bool is_plain_text(std::string_view json) {
  source::PlainJson plain(json);
  const auto text = plain.take_text();
  return text && !text->has_escapes && plain.at_end();
}

bool Entries::check() {
  // A label that stands alone has been taken out of its line, or is a whole entry: there may be one for every object.
  if (list_->member == "labels" && is_plain_text(text_)) {
    return true;
  }
  if (good_.knows(whole_)) {
    return true;
  }
  if (!read()) {
    return false;
  }
  good_.learn();
  return true;
}

void Entries::report_order(const std::string& name, const std::string& before) {
  plan_->report<Kind::plan_unordered>(offset_, excerpt(name), excerpt(before)).help(order_help);
}

void Entries::report_twice(const std::string& name) {
  plan_->report<Kind::plan_member_twice>(offset_, fmt::format("{} {}", list_->record, excerpt(name)));
}

}  // namespace exeunt::plan
