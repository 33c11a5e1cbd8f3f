#include "interpreter/plan/change_text.h"

#include <algorithm>

#include "interpreter/plan/json.h"
#include "interpreter/plan/members.h"
#include "interpreter/plan/parse.h"

namespace exeunt::plan {

/// Deeper values are rare, and how deep a change may be is for the other reader to say.
static constexpr std::size_t most_depth = 16;

bool ChangeReader::read(std::string_view entry) {
  for (std::deque<Respelled>* known : {&texts_, &values_}) {
    known->erase(known->begin(), known->end() - static_cast<std::ptrdiff_t>(std::min(known->size(), most_respelled)));
  }
  change_.text = change_.due = change_.unless = change_.phase = {};
  change_.writes.clear();
  json_ = source::PlainJson(entry);
  is_first_ = true;
  if (!read_members() || !json_.take('}') || !json_.at_end()) {
    return false;
  }
  const auto by_field = [](const ChangeText::Write& a, const ChangeText::Write& b) { return a.field < b.field; };
  if (!std::is_sorted(change_.writes.begin(), change_.writes.end(), by_field)) {
    std::stable_sort(change_.writes.begin(), change_.writes.end(), by_field);
  }
  return true;
}

/// The members of a change in the order of members.h.
bool ChangeReader::read_members() {
  const auto required = [this](std::string_view name, std::string_view& out) {
    return begin_member(name) && read_text(out);
  };
  const auto optional = [this](std::string_view name, std::string_view& out) {
    return !begin_member(name) || read_text(out);
  };
  return required("object", change_.object) && required("rule", change_.rule) && required("outcome", change_.outcome) &&
         optional("text", change_.text) && optional("due", change_.due) && optional("unless", change_.unless) &&
         optional("phase", change_.phase) && (!begin_member("arguments") || read_arguments()) &&
         begin_member("writes") && read_writes();
}

bool ChangeReader::read_write(ChangeText::Write& write) {
  is_first_ = true;
  return json_.take('{') && begin_member("op") && read_op(write.op) &&
         (!begin_member("field") || read_text(write.field)) && (!begin_member("from") || read_value(write.from)) &&
         (!begin_member("from_unknown") || read_flag(write.from_unknown)) &&
         (!begin_member("to") || read_value(write.to)) && json_.take('}');
}

bool ChangeReader::read_writes() {
  if (!json_.take('[')) {
    return false;
  }
  if (json_.take(']')) {
    return true;
  }
  do {
    if (!read_write(change_.writes.emplace_back())) {
      return false;
    }
  } while (json_.take(','));
  return json_.take(']');
}

bool ChangeReader::begin_member(std::string_view name) {
  source::PlainJson ahead = json_;
  if ((!is_first_ && !ahead.take(',')) || !ahead.take_name(name)) {
    return false;
  }
  json_ = ahead;
  is_first_ = false;
  return true;
}

/// What `raw` is once it has been read as all values are. False: that says that something is wrong with it.
template <class Respell>
bool ChangeReader::respell(std::deque<Respelled>& known, std::string_view raw, std::string_view& out, Respell respell) {
  const auto found = std::find_if(known.rbegin(), known.rend(), [raw](const Respelled& one) { return one.raw == raw; });
  if (found != known.rend()) {
    out = found->text;
    return true;
  }
  const auto parsed = parse_json(raw);
  const auto* value = std::get_if<Value>(&parsed);
  if (value == nullptr) {
    return false;
  }
  out = known.emplace_back(Respelled{std::string(raw), respell(*value)}).text;
  return true;
}

/// A text with its quotes.
static std::string_view quoted(std::string_view raw) {
  return {raw.data() - 1, raw.size() + 2};
}

bool ChangeReader::read_text(std::string_view& out) {
  const auto text = json_.take_text();
  if (!text || !text->has_escapes) {
    out = text ? text->raw : std::string_view();
    return text.has_value();
  }
  return respell(texts_, quoted(text->raw), out, [](const Value& value) { return std::get<std::string>(value.data); });
}

/// Takes a value that is spelled as `write_value` does, if it is no list and no object.
static std::optional<std::string_view> take_usual_scalar(source::PlainJson& json) {
  if (json.peek() == '"') {
    const auto text = json.take_text();
    return text && text->is_plain ? std::optional(quoted(text->raw)) : std::nullopt;
  }
  const std::string_view token = json.take_token();
  const bool is_usual = source::is_plain_integer(token) || token == "null" || token == "true" || token == "false";
  return is_usual ? std::optional(token) : std::nullopt;
}

bool ChangeReader::read_value(std::string_view& out) {
  source::PlainJson ahead = json_;
  if (const auto scalar = take_usual_scalar(ahead)) {
    json_ = ahead;
    out = *scalar;
    return true;
  }
  const auto value = json_.take_value(most_depth);
  return value && respell(values_, *value, out, [](const Value& parsed) { return write_value(parsed); });
}

bool ChangeReader::read_flag(bool& out) {
  const std::string_view token = json_.take_token();
  out = token == "true";
  return out || token == "false";
}

bool ChangeReader::read_op(Op& out) {
  const auto text = json_.take_text();
  const auto& names = enum_names<Op>;
  const auto found = text ? std::find(names.begin(), names.end(), text->raw) : names.end();
  out = static_cast<Op>(found - names.begin());
  return found != names.end();
}

/// They are checked, and not kept.
bool ChangeReader::read_arguments() {
  const auto value = json_.take_value(most_depth);
  if (!value || value->front() != '{') {
    return false;
  }
  if (arguments_.knows(*value)) {
    return true;
  }
  const auto parsed = parse_json(*value);
  if (!std::holds_alternative<Value>(parsed)) {
    return false;
  }
  arguments_.learn();
  return true;
}

}  // namespace exeunt::plan
