#include "interpreter/snapshot/plain_object.h"

#include <algorithm>
#include <numeric>

#include "interpreter/snapshot/canonical.h"
#include "interpreter/snapshot/raw.h"

namespace exeunt::snapshot {

static std::string_view between(const char* begin, const char* end) {
  return {begin, static_cast<std::size_t>(end - begin)};
}

static bool is_word(std::string_view token) {
  return token == "true" || token == "false" || token == "null";
}

bool PlainObject::read(std::string_view line) {
  members_.clear();
  json_ = source::PlainJson(line);
  if (json_.peek() != '{') {
    return false;
  }
  const char* const begin = json_.position();
  json_.take('{');
  do {
    if (members_.size() == most_members || !read_member()) {
      return false;
    }
  } while (json_.take(','));
  if (!json_.take('}')) {
    return false;
  }
  whole_ = between(begin, json_.position());
  return json_.at_end() && sort_members() && find_identity();
}

bool PlainObject::read_member() {
  const auto key = json_.take_text();
  if (!key || key->has_escapes || !json_.take(':')) {
    return false;
  }
  Member& member = members_.emplace_back();
  member.key = key->raw;
  return read_value(member);
}

bool PlainObject::read_value(Member& member) {
  const char first = json_.peek();
  const char* const begin = json_.position();
  const bool is_read = first == '[' ? read_list(member) : read_scalar(member.is_canonical);
  member.value = between(begin, json_.position());
  return is_read;
}

/// Lists are digested without white space; whether one has any is not looked at.
bool PlainObject::read_list(Member& member) {
  member.is_canonical = false;
  json_.take('[');
  if (json_.take(']')) {
    return true;
  }
  do {
    bool is_canonical = true;
    if (!read_scalar(is_canonical)) {
      return false;
    }
  } while (json_.take(','));
  return json_.take(']');
}

bool PlainObject::read_scalar(bool& is_canonical) {
  if (json_.peek() == '"') {
    const auto text = json_.take_text();
    return text && !text->has_escapes;
  }
  const std::string_view token = json_.take_token();
  is_canonical = source::is_plain_integer(token) || is_word(token);
  return is_canonical || is_json_number(token);
}

/// Most lines have the members of the line before. False: one stands twice.
bool PlainObject::sort_members() {
  const bool is_alike = std::equal(members_.begin(), members_.end(), keys_.begin(), keys_.end(),
                                   [](const Member& member, const std::string& key) { return member.key == key; });
  if (is_alike) {
    return true;
  }
  order_.resize(members_.size());
  std::iota(order_.begin(), order_.end(), 0);
  std::sort(order_.begin(), order_.end(), [this](uint32_t a, uint32_t b) { return members_[a].key < members_[b].key; });
  const auto twice = std::adjacent_find(order_.begin(), order_.end(),
                                        [this](uint32_t a, uint32_t b) { return members_[a].key == members_[b].key; });
  keys_.clear();
  if (twice != order_.end()) {
    return false;
  }
  for (const Member& member : members_) {
    keys_.emplace_back(member.key);
  }
  return true;
}

bool PlainObject::find_identity() {
  const auto find = [this](std::string_view key) {
    const auto found =
        std::find_if(members_.begin(), members_.end(), [key](const Member& member) { return member.key == key; });
    return found == members_.end() ? std::string_view() : found->value;
  };
  const auto is_text = [](std::string_view value) { return value.starts_with('"'); };
  const auto unquoted = [](std::string_view value) { return value.substr(1, value.size() - 2); };
  const std::string_view type = find("type");
  const std::string_view id = find("id");
  if (!is_text(type) || (!is_text(id) && !source::is_plain_integer(id))) {
    return false;
  }
  type_ = unquoted(type);
  id_ = is_text(id) ? unquoted(id) : id;
  return !type_.empty() && !id_.empty();
}

static void append_canonical_scalar(source::PlainJson& json, std::string& out) {
  if (json.peek() == '"') {
    out += '"';
    out += json.take_text()->raw;
    out += '"';
    return;
  }
  const std::string_view token = json.take_token();
  if (is_word(token)) {
    out += token;
  } else {
    RawValue number;
    set_number(number, token);
    snapshot::append_canonical(number, out);
  }
}

static void append_canonical_value(std::string_view value, std::string& out) {
  source::PlainJson json(value);
  if (!json.take('[')) {
    append_canonical_scalar(json, out);
    return;
  }
  out += '[';
  while (!json.take(']')) {
    append_canonical_scalar(json, out);
    out += json.take(',') ? "," : "";
  }
  out += ']';
}

void PlainObject::append_canonical(std::string& out) const {
  out += '{';
  const char* separator = "\"";
  for (const uint32_t index : order_) {
    const Member& member = members_[index];
    (out += separator).append(member.key) += "\":";
    if (member.key == "id") {
      (out += '"').append(id_) += '"';
    } else if (member.is_canonical) {
      out += member.value;
    } else {
      append_canonical_value(member.value, out);
    }
    separator = ",\"";
  }
  out += '}';
}

}  // namespace exeunt::snapshot
