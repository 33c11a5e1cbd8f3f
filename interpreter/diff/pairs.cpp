#include "interpreter/diff/pairs.h"

#include <algorithm>
#include <deque>
#include <map>
#include <string>
#include <string_view>

#include "interpreter/diff/values.h"
#include "interpreter/plan/json.h"

namespace exeunt::diff {

using plan::Value;

namespace {

/// What one way of telling entries apart looks at.
struct Likeness {
  std::vector<std::string_view> members;  ///< empty: all of the entry
  bool written_fields = false;            ///< also the fields that it writes
  bool needs_writes = false;              ///< says nothing of entries that write nothing
};

/// From the surest to the vaguest. A likeness without a rule finds what moved to another one.
std::vector<Likeness> likenesses(Section section) {
  switch (section) {
    case Section::changes:
      return {{{}},
              {{"rule", "outcome", "phase"}, true},
              {{"rule", "outcome"}},
              {{"outcome", "due", "unless", "phase", "writes"}, false, true},
              {{"outcome", "due", "unless", "phase", "text", "writes"}},
              {{"rule"}},
              {{"outcome"}, true, true},
              {{}, true, true}};
    case Section::displays:
      return {{{}}, {{"object", "rule", "field"}}, {{"object", "field"}}};
    case Section::capabilities:
      return {{{}}, {{"capability", "change", "rule"}}, {{"capability", "change"}}, {{"capability"}}};
    case Section::advice:
      return {{{}}, {{"rule"}}, {{"text", "objects"}}, {{"objects"}}};
    case Section::undecided:
      return {{{}}, {{"object", "rule"}}, {{"object", "missing", "error"}}};
    case Section::dangling:
      return {{{}}, {{"object", "field"}}, {{"object", "to"}}};
    case Section::conflicts:
      return {{{}}, {{"object", "field", "rules"}}, {{"object", "field"}}};
    case Section::unaddressed:
      return {{{}}, {{"object"}}};
    default:
      return {{{}}, {{"name"}}};
  }
}

/// Equal for entries that are alike; empty: alike to none.
std::string signature(const Value& entry, const Likeness& likeness) {
  const auto* writes = member_of(entry, "writes");
  const auto* list = writes == nullptr ? nullptr : std::get_if<Value::List>(&writes->data);
  if (likeness.needs_writes && (list == nullptr || list->empty())) {
    return {};
  }
  if (likeness.members.empty() && !likeness.written_fields) {
    return plan::write_value(entry);
  }
  Value::List parts;
  for (const std::string_view name : likeness.members) {
    const Value* member = member_of(entry, name);
    parts.push_back(member == nullptr ? Value{} : *member);
  }
  if (likeness.written_fields && list != nullptr) {
    for (const Value& write : *list) {
      parts.push_back(Value{std::string(text_of(write, "field"))});
    }
  }
  return plan::write_value(Value{std::move(parts)});
}

class Pairing {
 public:
  Pairing(const std::vector<Value>& before, const std::vector<Value>& after)
      : before_(before), after_(after), of_before_(before.size(), nothing), of_after_(after.size(), nothing) {}

  void pair(const Likeness& likeness) {
    std::map<std::string, std::deque<std::size_t>> waiting;
    for (std::size_t i = 0; i < before_.size(); ++i) {
      if (of_before_[i] == nothing) {
        waiting[signature(before_[i], likeness)].push_back(i);
      }
    }
    waiting.erase("");
    if (waiting.empty()) {
      return;
    }
    for (std::size_t j = 0; j < after_.size(); ++j) {
      if (of_after_[j] != nothing) {
        continue;
      }
      const auto found = waiting.find(signature(after_[j], likeness));
      if (found != waiting.end() && !found->second.empty()) {
        join(found->second.front(), j);
        found->second.pop_front();
      }
    }
  }

  /// One entry is left on each side, and both are about the same object.
  void pair_last() {
    const auto i = std::find(of_before_.begin(), of_before_.end(), nothing);
    const auto j = std::find(of_after_.begin(), of_after_.end(), nothing);
    if (i != of_before_.end() && j != of_after_.end() && std::count(i, of_before_.end(), nothing) == 1 &&
        std::count(j, of_after_.end(), nothing) == 1) {
      join(static_cast<std::size_t>(i - of_before_.begin()), static_cast<std::size_t>(j - of_after_.begin()));
    }
  }

  std::vector<std::pair<std::size_t, std::size_t>> take() const {
    std::vector<std::pair<std::size_t, std::size_t>> pairs;
    for (std::size_t j = 0; j < of_after_.size(); ++j) {
      pairs.emplace_back(of_after_[j], j);
    }
    for (std::size_t i = 0; i < of_before_.size(); ++i) {
      if (of_before_[i] == nothing) {
        pairs.emplace_back(i, nothing);
      }
    }
    return pairs;
  }

 private:
  void join(std::size_t before, std::size_t after) {
    of_before_[before] = after;
    of_after_[after] = before;
  }

  const std::vector<Value>& before_;
  const std::vector<Value>& after_;
  std::vector<std::size_t> of_before_;
  std::vector<std::size_t> of_after_;
};

}  // namespace

std::vector<std::pair<std::size_t, std::size_t>> pair_entries(Section section, const std::vector<Value>& before,
                                                              const std::vector<Value>& after) {
  Pairing pairing(before, after);
  for (const Likeness& likeness : likenesses(section)) {
    pairing.pair(likeness);
  }
  if (section == Section::changes || section == Section::displays || section == Section::undecided) {
    pairing.pair_last();
  }
  return pairing.take();
}

}  // namespace exeunt::diff
