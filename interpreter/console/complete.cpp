#include "interpreter/console/complete.h"

#include <algorithm>

#include "interpreter/console/repl.h"
#include "interpreter/console/shape.h"

namespace exeunt::console {

namespace {

bool is_path(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_' || c == '.';
}

/// The map that a path of members leads to, or a null pointer.
const cel::Value* find_map(std::string_view path, const Names& names) {
  const cel::Value* value = nullptr;
  bool is_first = true;
  while (!path.empty()) {
    const std::size_t end = std::min(path.find('.'), path.size());
    const std::string step(path.substr(0, end));
    path.remove_prefix(std::min(end + 1, path.size()));
    if (is_first) {
      const auto found = names.all().find(step);
      value = found == names.all().end() ? nullptr : &found->second.value;
    } else {
      value = value->find_key(cel::Value::string(step));
    }
    is_first = false;
    if (value == nullptr || value->kind() != cel::ValueKind::map) {
      return nullptr;
    }
  }
  return value;
}

}  // namespace

Completion complete(std::string_view before_cursor, const Names& names) {
  std::vector<std::string> known;
  Completion completion;
  completion.begin = before_cursor.size();
  if (before_cursor.starts_with(':') && before_cursor.find(' ') == std::string_view::npos) {
    completion.begin = 0;
    known = command_names();
  } else {
    while (completion.begin > 0 && is_path(before_cursor[completion.begin - 1])) {
      --completion.begin;
    }
    const std::string_view path = before_cursor.substr(completion.begin);
    const std::size_t dot = path.rfind('.');
    if (dot == std::string_view::npos) {
      known = names.list();
    } else if (const cel::Value* map = find_map(path.substr(0, dot), names)) {
      completion.begin += dot + 1;
      known = text_keys(*map);
      std::erase_if(known, [](const std::string& key) { return !is_name(key); });
    }
  }
  const std::string_view word = before_cursor.substr(completion.begin);
  for (std::string& name : known) {
    if (std::string_view(name).starts_with(word)) {
      completion.choices.push_back(std::move(name));
    }
  }
  std::sort(completion.choices.begin(), completion.choices.end());
  return completion;
}

}  // namespace exeunt::console
