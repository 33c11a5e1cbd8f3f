#include "interpreter/snapshot/edit.h"

#include <algorithm>

#include "interpreter/snapshot/canonical.h"

namespace exeunt::snapshot {

static std::size_t end_of_text(std::string_view text, std::size_t begin) {
  for (std::size_t at = begin + 1; at < text.size(); ++at) {
    if (text[at] == '\\') {
      ++at;
    } else if (text[at] == '"') {
      return at + 1;
    }
  }
  return text.size();
}

std::size_t end_of_value(std::string_view text, std::size_t begin) {
  if (begin >= text.size()) {
    return text.size();
  }
  if (text[begin] == '"') {
    return end_of_text(text, begin);
  }
  if (text[begin] != '{' && text[begin] != '[') {
    return std::min(text.find_first_of(",:]}[{\" \t\r\n", begin), text.size());
  }
  std::size_t depth = 0;
  for (std::size_t at = begin; at < text.size();) {
    const char c = text[at];
    if (c == '"') {
      at = end_of_text(text, at);
      continue;
    }
    depth += c == '{' || c == '[' ? 1 : 0;
    depth -= c == '}' || c == ']' ? 1 : 0;
    ++at;
    if (depth == 0) {
      return at;
    }
  }
  return text.size();
}

std::size_t ObjectText::end_of(const RawValue& value) const {
  return end_of_value(text_, static_cast<std::size_t>(value.offset));
}

std::string_view ObjectText::slice(const RawValue& value) const {
  return between(static_cast<std::size_t>(value.offset), end_of(value));
}

std::vector<const RawMember*> ObjectText::in_order() const {
  std::vector<const RawMember*> members;
  for (const RawMember& member : object_.members) {
    members.push_back(&member);
  }
  std::sort(members.begin(), members.end(),
            [](const RawMember* a, const RawMember* b) { return a->key_offset < b->key_offset; });
  return members;
}

std::string ObjectText::edited(const std::vector<MemberEdit>& edits) const {
  const std::vector<const RawMember*> members = in_order();
  const std::size_t begin = static_cast<std::size_t>(object_.offset);
  const std::size_t end = end_of(object_);
  std::string comma = ",";
  std::string colon = ":";
  if (!members.empty()) {
    const std::size_t key_end = end_of_text(text_, members.back()->key_offset);
    colon = between(key_end, members.back()->value.offset);
    if (members.size() > 1) {
      comma = between(end_of(members[members.size() - 2]->value), members.back()->key_offset);
    }
  }
  const auto edit_of = [&edits](const std::string& name) {
    return std::find_if(edits.begin(), edits.end(), [&](const MemberEdit& edit) { return edit.name == name; });
  };
  std::string out(between(begin, members.empty() ? begin + 1 : members.front()->key_offset));
  std::size_t previous_end = begin + 1;
  bool is_first = true;
  for (const RawMember* member : members) {
    const auto edit = edit_of(member->key);
    const std::size_t value_end = end_of(member->value);
    if (edit == edits.end() || edit->value) {
      out += is_first ? std::string_view() : between(previous_end, member->key_offset);
      out += between(member->key_offset, edit == edits.end() ? value_end : member->value.offset);
      out += edit == edits.end() ? "" : *edit->value;
      is_first = false;
    }
    previous_end = value_end;
  }
  for (const MemberEdit& edit : edits) {
    const bool is_there = std::any_of(members.begin(), members.end(),
                                      [&edit](const RawMember* member) { return member->key == edit.name; });
    if (is_there || !edit.value) {
      continue;
    }
    out += is_first ? "" : comma;
    append_json_text(edit.name, out);
    out += colon + *edit.value;
    is_first = false;
  }
  out += between(members.empty() ? begin + 1 : previous_end, end);
  return out;
}

bool ObjectText::is_in_tail(std::string_view name, const std::vector<std::string>& names) const {
  const RawMember* own = nullptr;
  for (const RawMember& member : object_.members) {
    own = member.key == name ? &member : own;
  }
  return own != nullptr && std::all_of(object_.members.begin(), object_.members.end(), [&](const RawMember& member) {
    return member.key_offset <= own->key_offset || std::find(names.begin(), names.end(), member.key) != names.end();
  });
}

std::string ObjectText::separator(const RawValue* list) const {
  if (list != nullptr && list->items.size() > 1) {
    return std::string(between(end_of(list->items[0]), static_cast<std::size_t>(list->items[1].offset)));
  }
  const std::vector<const RawMember*> members = in_order();
  std::string comma =
      members.size() > 1 ? std::string(between(end_of(members[0]->value), members[1]->key_offset)) : std::string(",");
  return comma.find('\n') == std::string::npos ? comma : ", ";
}

}  // namespace exeunt::snapshot
