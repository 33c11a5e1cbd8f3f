#include "interpreter/snapshot/plain_object.h"

#include <algorithm>

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
  return json_.at_end() && has_each_once() && find_identity();
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
  const bool is_read = first == '[' ? read_list() : read_scalar();
  member.value = between(begin, json_.position());
  return is_read;
}

bool PlainObject::read_list() {
  json_.take('[');
  if (json_.take(']')) {
    return true;
  }
  do {
    if (!read_scalar()) {
      return false;
    }
  } while (json_.take(','));
  return json_.take(']');
}

bool PlainObject::read_scalar() {
  if (json_.peek() == '"') {
    const auto text = json_.take_text();
    return text && !text->has_escapes;
  }
  const std::string_view token = json_.take_token();
  return source::is_plain_integer(token) || is_word(token) || is_json_number(token);
}

/// Most lines have the members of the line before.
bool PlainObject::has_each_once() {
  const bool is_alike = std::equal(members_.begin(), members_.end(), keys_.begin(), keys_.end(),
                                   [](const Member& member, const std::string& key) { return member.key == key; });
  if (is_alike) {
    return true;
  }
  sorted_.clear();
  for (const Member& member : members_) {
    sorted_.push_back(member.key);
  }
  std::sort(sorted_.begin(), sorted_.end());
  keys_.clear();
  if (std::adjacent_find(sorted_.begin(), sorted_.end()) != sorted_.end()) {
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

}  // namespace exeunt::snapshot
