#include "interpreter/diff/values.h"

#include <fmt/format.h>

#include <algorithm>
#include <iterator>
#include <map>
#include <utility>

#include "interpreter/plan/order.h"

namespace exeunt::diff {

using plan::Value;

const Value* member_of(const Value& entry, std::string_view name) {
  const auto* members = std::get_if<Value::Members>(&entry.data);
  if (members == nullptr) {
    return nullptr;
  }
  const auto found = std::find_if(members->begin(), members->end(), [&](const auto& one) { return one.first == name; });
  return found == members->end() ? nullptr : &found->second;
}

std::string_view text_of(const Value& entry, std::string_view name) {
  const Value* member = member_of(entry, name);
  const auto* text = member == nullptr ? nullptr : std::get_if<std::string>(&member->data);
  return text == nullptr ? std::string_view() : std::string_view(*text);
}

namespace {

template <class... Names>
bool is_one_of(std::string_view name, Names... names) {
  return ((name == names) || ...);
}

/// Members below which names and values are an account's, a request's or a policy's own: nothing there is a set, nothing
/// says nothing, and no name means what it means in a plan.
bool is_data(std::string_view member) {
  return is_one_of(member, "from", "to", "arguments", "values", "counts", "by_outcome", "by_class", "by_type",
                   "unmodelled_types", "unmodelled_fields");
}

bool is_set(Section section, std::string_view member) {
  return is_one_of(member, "cites", "objects", "fields", "missing", "incomplete", "outcomes") ||
         (section == Section::conflicts && member == "rules");
}

bool says_nothing(const Value& value) {
  const auto* text = std::get_if<std::string>(&value.data);
  const auto* list = std::get_if<Value::List>(&value.data);
  const auto* members = std::get_if<Value::Members>(&value.data);
  return (text != nullptr && text->empty()) || (list != nullptr && list->empty()) ||
         (members != nullptr && members->empty());
}

void sort_set(Value::List& list) {
  std::sort(list.begin(), list.end(), [](const Value& a, const Value& b) { return plan::compare_values(a, b) < 0; });
  list.erase(std::unique(list.begin(), list.end(),
                         [](const Value& a, const Value& b) { return plan::compare_values(a, b) == 0; }),
             list.end());
}

/// The rules of a conflict by name, and their values with them.
void sort_sides(Value::Members& conflict) {
  Value::List* rules = nullptr;
  Value::List* values = nullptr;
  for (auto& [name, value] : conflict) {
    if (name == "rules") {
      rules = std::get_if<Value::List>(&value.data);
    } else if (name == "values") {
      values = std::get_if<Value::List>(&value.data);
    }
  }
  if (rules == nullptr || values == nullptr || rules->size() != values->size()) {
    return;
  }
  std::vector<std::pair<Value, Value>> sides;
  for (std::size_t i = 0; i < rules->size(); ++i) {
    sides.emplace_back(std::move((*rules)[i]), std::move((*values)[i]));
  }
  std::stable_sort(sides.begin(), sides.end(), [](const auto& a, const auto& b) {
    const int order = plan::compare_values(a.first, b.first);
    return order != 0 ? order < 0 : plan::compare_values(a.second, b.second) < 0;
  });
  for (std::size_t i = 0; i < sides.size(); ++i) {
    (*rules)[i] = std::move(sides[i].first);
    (*values)[i] = std::move(sides[i].second);
  }
}

void sort_writes(Value::List& writes) {
  std::stable_sort(writes.begin(), writes.end(),
                   [](const Value& a, const Value& b) { return text_of(a, "field") < text_of(b, "field"); });
}

/// As the program writes them; others after these.
void sort_members(Value::Members& members) {
  static constexpr std::string_view order[] = {"op",     "field",   "from",  "from_unknown", "to",
                                               "object", "outcome", "class", "reversible",   "text"};
  const auto rank = [](const auto& member) {
    const auto found = std::find(std::begin(order), std::end(order), member.first);
    return std::pair(found - std::begin(order), std::string_view(member.first));
  };
  std::sort(members.begin(), members.end(), [&](const auto& a, const auto& b) { return rank(a) < rank(b); });
}

/// Recursion is bounded by the depth that plans are read with.
void normalise_members(Section section, Value::Members& members) {
  const bool paired = section == Section::conflicts;
  if (paired) {
    sort_sides(members);
  }
  members.erase(std::remove_if(members.begin(), members.end(),
                               [](const auto& member) {
                                 const auto* flag = std::get_if<bool>(&member.second.data);
                                 return (!is_data(member.first) && says_nothing(member.second)) ||
                                        (member.first == "arguments" && says_nothing(member.second)) ||
                                        (member.first == "from_unknown" && flag != nullptr && !*flag);
                               }),
                members.end());
  for (auto& [name, value] : members) {
    if (is_data(name)) {
      continue;
    }
    if (auto* list = std::get_if<Value::List>(&value.data)) {
      for (Value& element : *list) {
        if (auto* inner = std::get_if<Value::Members>(&element.data)) {
          sort_members(*inner);
          normalise_members(Section::changes, *inner);
        }
      }
      if (is_set(section, name) && !(paired && name == "rules")) {
        sort_set(*list);
      } else if (name == "writes") {
        sort_writes(*list);
      }
    } else if (auto* inner = std::get_if<Value::Members>(&value.data)) {
      normalise_members(Section::changes, *inner);
    }
  }
}

/// By the members on the way: the outermost that has an aspect of its own decides.
Aspect aspect_of(Section section, std::string_view member) {
  if (is_one_of(member, "title", "note", "message", "unblock", "plural")) {
    return Aspect::text;
  }
  if (member == "text") {
    return section == Section::displays ? Aspect::value : Aspect::text;
  }
  if (is_one_of(member, "file", "line", "column")) {
    return Aspect::location;
  }
  if (member == "cites") {
    return Aspect::cites;
  }
  if (member == "digest") {
    return Aspect::digest;
  }
  if (section == Section::rules) {
    return is_one_of(member, "outcome") ? Aspect::outcome
           : is_one_of(member, "outcomes", "class", "reversible") ? Aspect::class_
                                                                   : Aspect::other;
  }
  if (member == "rule" || (section == Section::conflicts && member == "rules")) {
    return Aspect::cause;
  }
  if (section == Section::changes) {
    if (member == "outcome") {
      return Aspect::outcome;
    }
    if (member == "writes") {
      return Aspect::value;
    }
    if (member == "due") {
      return Aspect::due;
    }
    if (member == "unless") {
      return Aspect::condition;
    }
    if (member == "phase") {
      return Aspect::phase;
    }
  }
  if (member == "arguments") {
    return Aspect::arguments;
  }
  return section == Section::conflicts && member == "values" ? Aspect::value : Aspect::other;
}

class MemberComparison {
 public:
  MemberComparison(Section section, const Options& options) : section_(section), options_(options) {}

  void members(const Value::Members& before, const Value::Members& after, Aspect outer, const std::string& path,
               bool is_inside_data = false) {
    std::map<std::string_view, const Value*> rest;
    for (const auto& [name, value] : after) {
      rest.emplace(name, &value);
    }
    const auto inner = [&](const std::string& name) { return path.empty() ? name : path + "." + name; };
    const auto aspect = [&](const std::string& name) {
      return outer != Aspect::other || is_inside_data ? outer : aspect_of(section_, name);
    };
    for (const auto& [name, value] : before) {
      const auto found = rest.find(name);
      values(&value, found == rest.end() ? nullptr : found->second, aspect(name), inner(name),
             is_inside_data || is_data(name));
      if (found != rest.end()) {
        rest.erase(found);
      }
    }
    for (const auto& [name, value] : after) {  // in the order of the document
      if (rest.contains(name)) {
        values(nullptr, &value, aspect(name), inner(name), is_inside_data || is_data(name));
      }
    }
  }

  std::vector<Member> take() { return std::move(found_); }

 private:
  /// What stands in for a list or for arguments that one side does not have, so that what the other has is told one by
  /// one; null for everything else.
  static const Value* stand_in(const Value* present, std::string_view path) {
    static const Value no_elements{Value::List{}};
    static const Value no_members{Value::Members{}};
    const auto* list = present == nullptr ? nullptr : std::get_if<Value::List>(&present->data);
    if (list != nullptr && holds_objects(*list)) {
      return &no_elements;
    }
    return present != nullptr && path == "arguments" ? &no_members : nullptr;
  }

  void values(const Value* before, const Value* after, Aspect aspect, const std::string& path, bool is_inside_data) {
    const Value* const other = before == nullptr ? stand_in(after, path) : after == nullptr ? stand_in(before, path) : nullptr;
    if (other != nullptr && (!is_inside_data || path == "arguments")) {
      before = before == nullptr ? other : before;
      after = after == nullptr ? other : after;
    }
    if (before != nullptr && after != nullptr) {
      if (plan::compare_values(*before, *after) == 0) {
        return;
      }
      const auto* members_before = std::get_if<Value::Members>(&before->data);
      const auto* members_after = std::get_if<Value::Members>(&after->data);
      if (members_before != nullptr && members_after != nullptr) {
        members(*members_before, *members_after, aspect, path, is_inside_data);
        return;
      }
      const auto* list_before = std::get_if<Value::List>(&before->data);
      const auto* list_after = std::get_if<Value::List>(&after->data);
      if (list_before != nullptr && list_after != nullptr && !is_inside_data) {
        if (path == "writes" || path == "outcomes") {
          keyed(*list_before, *list_after, path == "writes" ? "field" : "outcome", aspect, path);
          return;
        }
        if ((holds_objects(*list_before) || list_before->empty()) && (holds_objects(*list_after) || list_after->empty())) {
          elements(*list_before, *list_after, aspect, path);
          return;
        }
      }
    }
    if (!options_.ignores(aspect)) {
      found_.push_back({path, aspect, before == nullptr ? std::nullopt : std::optional(*before),
                        after == nullptr ? std::nullopt : std::optional(*after)});
    }
  }

  static bool holds_objects(const Value::List& list) {
    return !list.empty() && std::all_of(list.begin(), list.end(), [](const Value& one) {
      return std::holds_alternative<Value::Members>(one.data);
    });
  }

  /// By position: their order means something, or they are sorted.
  void elements(const Value::List& before, const Value::List& after, Aspect aspect, const std::string& path) {
    for (std::size_t i = 0; i < std::max(before.size(), after.size()); ++i) {
      values(i < before.size() ? &before[i] : nullptr, i < after.size() ? &after[i] : nullptr, aspect,
             fmt::format("{}[{}]", path, i), false);
    }
  }

  /// By the member that says which one it is; several of one name by their order.
  void keyed(const Value::List& before, const Value::List& after, std::string_view key, Aspect aspect,
             const std::string& path) {
    const auto by_key = [&](const Value::List& list) {
      std::map<std::string, const Value*> found;
      std::map<std::string, std::size_t> counts;
      for (const Value& element : list) {
        std::string name(text_of(element, key));
        if (name.empty()) {
          name = text_of(element, "op");
        }
        const std::size_t count = ++counts[name];
        found.emplace(count == 1 ? name : fmt::format("{}[{}]", name, count), &element);
      }
      return found;
    };
    const auto of_before = by_key(before);
    const auto of_after = by_key(after);
    for (const auto& [name, element] : of_before) {
      const auto found = of_after.find(name);
      values(element, found == of_after.end() ? nullptr : found->second, aspect, path + "." + name, false);
    }
    for (const auto& [name, element] : of_after) {
      if (!of_before.contains(name)) {
        values(nullptr, element, aspect, path + "." + name, false);
      }
    }
  }

  Section section_;
  const Options& options_;
  std::vector<Member> found_;
};

}  // namespace

void normalise(Section section, Value& entry) {
  if (auto* members = std::get_if<Value::Members>(&entry.data)) {
    normalise_members(section, *members);
    members->erase(std::remove_if(members->begin(), members->end(),
                                  [&](const auto& member) {
                                    const auto* text = std::get_if<std::string>(&member.second.data);
                                    return section == Section::rules && member.first == "kind" && text != nullptr &&
                                           *text == "rule";
                                  }),
                   members->end());
  } else if (auto* list = std::get_if<Value::List>(&entry.data); list != nullptr && section == Section::snapshot) {
    sort_set(*list);
  }
}

std::vector<Member> compare_entries(Section section, const Value& before, const Value& after, const Options& options) {
  MemberComparison comparison(section, options);
  const auto* members_before = std::get_if<Value::Members>(&before.data);
  const auto* members_after = std::get_if<Value::Members>(&after.data);
  if (members_before != nullptr && members_after != nullptr) {
    comparison.members(*members_before, *members_after, Aspect::other, "");
  } else {
    const std::string whole(name(section));
    comparison.members({{whole, before}}, {{whole, after}}, Aspect::other, "");
  }
  return comparison.take();
}

}  // namespace exeunt::diff
