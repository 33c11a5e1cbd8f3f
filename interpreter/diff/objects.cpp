#include "interpreter/diff/objects.h"

#include <algorithm>
#include <string_view>

#include "interpreter/diff/values.h"
#include "interpreter/plan/order.h"

namespace exeunt::diff {

using plan::Value;

static constexpr Section object_sections[] = {Section::changes,     Section::displays, Section::undecided,
                                              Section::unaddressed, Section::dangling, Section::conflicts};

Objects::Cursor::Cursor(plan::LargePlan& plan, Section of)
    : section(of), entries(plan, *plan::find_list(name(of))) {
  advance();
}

/// The object without a parser, where the entry is written as the program writes it.
bool Objects::Cursor::read_object(std::string& name) {
  constexpr std::string_view prefix = "\"object\": \"";
  std::string_view text = entries.text();
  if (text.starts_with(prefix)) {
    text.remove_prefix(prefix.size());
    const std::size_t end = text.find_first_of("\"\\");
    if (end != std::string_view::npos && text[end] == '"') {
      name = text.substr(0, end);
      return true;
    }
  }
  const auto value = entries.read();
  if (value) {
    name = text_of(*value, "object");
  }
  return value.has_value();
}

bool Objects::Cursor::advance() {
  std::string name;
  const bool is_first = !live;
  live = entries.next() && read_object(name);
  if (live && !is_first && plan::compare_objects(name, object) < 0) {
    entries.report_order(name, object);
    live = false;
  }
  object = std::move(name);
  return live;
}

std::optional<Value> Objects::Cursor::read() {
  auto value = entries.read();
  if (value) {
    normalise(section, *value);
  }
  return value;
}

Objects::Objects(plan::LargePlan& before, plan::LargePlan& after, const Options& options, const Verbs& reclassified)
    : before_(before), after_(after), reclassified_(reclassified) {
  for (const Section section : object_sections) {
    if (!options.ignores(section)) {
      pairs_.push_back({Cursor(before, section), Cursor(after, section)});
    }
  }
}

std::optional<std::string> Objects::first_object() const {
  const std::string* first = nullptr;
  for (const Pair& pair : pairs_) {
    for (const Cursor* cursor : {&pair.before, &pair.after}) {
      if (cursor->live && (first == nullptr || (cursor->object != *first &&
                                                plan::compare_objects(cursor->object, *first) < 0))) {
        first = &cursor->object;
      }
    }
  }
  return first == nullptr ? std::nullopt : std::optional(*first);
}

/// Passes entries that read the same in both. Once checked is enough. False: one is broken.
bool Objects::skip_equal(Pair& pair, const std::string& object, Unlike& unlike) {
  Cursor& before = pair.before;
  Cursor& after = pair.after;
  while (before.is_at(object) && after.is_at(object) && before.entries.text() == after.entries.text()) {
    if (before.section == Section::changes && !reclassified_.empty()) {
      auto value = before.read();
      if (!value) {
        return false;
      }
      if (reclassified_.contains(std::pair(std::string(text_of(*value, "rule")), std::string(text_of(*value, "outcome"))))) {
        unlike.before.push_back(*value);
        unlike.after.push_back(std::move(*value));
      }
    } else if (!before.entries.check()) {
      return false;
    }
    before.advance();
    after.advance();
  }
  return true;
}

bool Objects::take(Cursor& cursor, const std::string& object, std::vector<Value>& to) {
  while (cursor.is_at(object)) {
    auto value = cursor.read();
    if (!value) {
      return false;
    }
    to.push_back(std::move(*value));
    cursor.advance();
  }
  return true;
}

std::optional<UnlikeObject> Objects::next() {
  while (!before_.has_failed() && !after_.has_failed()) {
    const auto object = first_object();
    if (!object) {
      return std::nullopt;
    }
    UnlikeObject found{*object, {}};
    for (Pair& pair : pairs_) {
      Unlike unlike{pair.before.section, {}, {}};
      if (!skip_equal(pair, *object, unlike) || !take(pair.before, *object, unlike.before) ||
          !take(pair.after, *object, unlike.after)) {
        return std::nullopt;
      }
      if (!unlike.before.empty() || !unlike.after.empty()) {
        found.sections.push_back(std::move(unlike));
      }
    }
    if (!found.sections.empty()) {
      return found;
    }
  }
  return std::nullopt;
}

}  // namespace exeunt::diff
