#include "interpreter/plan/id_cursor.h"

#include <fmt/format.h>

#include <utility>

#include "interpreter/plan/order.h"
#include "interpreter/plan/recognise.h"
#include "interpreter/plan/ungroup.h"
#include "interpreter/source/plain_json.h"

namespace exeunt::plan {

using diagnostic::Kind;

bool IdCursor::next() {
  window_.skip_space();
  const char found = window_.peek();
  if (found == ']') {
    if (count_ == 0) {
      plan_->report<Kind::plan_wrong_kind>(list_begin_, path(), "an empty list", "at least one id");
    }
    return false;
  }
  if (found != (count_ == 0 ? '[' : ',')) {
    return fail();
  }
  window_.advance();
  window_.skip_space();
  if (count_ == 0 && window_.peek() == ']') {
    return next();
  }
  std::string before = std::move(id_);
  if (!read_id()) {
    return false;
  }
  const int order = count_++ == 0 ? -1 : compare_ids(before, id_);
  return order < 0 || report_order(before, order == 0);
}

bool IdCursor::is_before(const IdCursor& other) const {
  const int order = compare_ids(id_, other.id_);
  return order != 0 ? order < 0 : rank_ < other.rank_;
}

bool IdCursor::fail() {
  if (!plan_->report_cut(window_, list_->member)) {
    const std::string found =
        window_.at_end() ? "end of input" : fmt::format("`{}`", excerpt(std::string(1, window_.peek())));
    plan_->report<Kind::plan_not_json>(window_.offset(), plan_->name(), fmt::format("unexpected {}", found));
  }
  return false;
}

bool IdCursor::read_id() {
  window_.mark();
  if (window_.skip_value() != Window::Skip::done) {
    return fail();
  }
  const std::string_view text = window_.marked();
  begin_ = window_.offset() - text.size();
  source::PlainJson json(text);
  if (const auto plain = json.take_text(); plain && !plain->has_escapes && json.at_end()) {
    id_ = plain->raw;
    return true;
  }
  const std::string where = fmt::format("{}[{}]", path(), count_);
  const auto value = plan_->parse(where, text, begin_);
  if (!value) {
    return false;
  }
  const auto* const id = std::get_if<std::string>(&value->data);
  if (id == nullptr) {
    plan_->report<Kind::plan_wrong_kind>(begin_, where, kind_name(*value), "text");
    return false;
  }
  id_ = *id;
  return true;
}

bool IdCursor::report_order(const std::string& before, bool is_twice) {
  const std::string object = excerpt(*type_ + ":" + id_);
  if (is_twice) {
    plan_->report<Kind::plan_member_twice>(begin_, object).help(id_twice_help);
  } else {
    plan_->report<Kind::plan_unordered>(begin_, object, excerpt(*type_ + ":" + before))
        .help("`exeunt show --format groups` writes a plan in its canonical order");
  }
  return false;
}

}  // namespace exeunt::plan
