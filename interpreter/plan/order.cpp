#include "interpreter/plan/order.h"

#include <algorithm>
#include <cmath>
#include <utility>

#include "interpreter/plan/time.h"

namespace exeunt::plan {

template <class T>
static int three_way(const T& a, const T& b) {
  return a < b ? -1 : (b < a ? 1 : 0);
}

static bool is_number(std::string_view id) {
  return !id.empty() && std::all_of(id.begin(), id.end(), [](char c) { return c >= '0' && c <= '9'; });
}

static std::string_view without_leading_zeros(std::string_view digits) {
  return digits.substr(std::min(digits.find_first_not_of('0'), digits.size()));
}

int compare_ids(std::string_view a, std::string_view b) {
  const bool number_a = is_number(a);
  if (number_a != is_number(b)) {
    return number_a ? -1 : 1;
  }
  if (number_a) {
    const std::string_view digits_a = without_leading_zeros(a);
    const std::string_view digits_b = without_leading_zeros(b);
    if (digits_a.size() != digits_b.size()) {
      return digits_a.size() < digits_b.size() ? -1 : 1;
    }
    if (const int order = digits_a.compare(digits_b)) {
      return order;
    }
  }
  return a.compare(b);
}

int compare_objects(std::string_view a, std::string_view b) {
  const std::size_t colon_a = std::min(a.find(':'), a.size());
  const std::size_t colon_b = std::min(b.find(':'), b.size());
  if (const int order = a.substr(0, colon_a).compare(b.substr(0, colon_b))) {
    return order;
  }
  if (colon_a == a.size() || colon_b == b.size()) {
    return a.compare(b);
  }
  return compare_ids(a.substr(colon_a + 1), b.substr(colon_b + 1));
}

static int compare_doubles(double a, double b) {
  if (std::isnan(a) || std::isnan(b)) {
    return three_way(std::isnan(a), std::isnan(b));
  }
  if (a == b) {
    return three_way(std::signbit(b), std::signbit(a));
  }
  return a < b ? -1 : 1;
}

template <class T, class Compare>
static int compare_lists(const std::vector<T>& a, const std::vector<T>& b, Compare compare) {
  const std::size_t shorter = std::min(a.size(), b.size());
  for (std::size_t i = 0; i < shorter; ++i) {
    if (const int order = compare(a[i], b[i])) {
      return order;
    }
  }
  return three_way(a.size(), b.size());
}

int compare_values(const Value& a, const Value& b) {
  if (a.data.index() != b.data.index()) {
    return three_way(a.data.index(), b.data.index());
  }
  return std::visit(
      [&b](const auto& left) {
        using T = std::decay_t<decltype(left)>;
        const T& right = std::get<T>(b.data);
        if constexpr (std::is_same_v<T, std::nullptr_t>) {
          return 0;
        } else if constexpr (std::is_same_v<T, double>) {
          return compare_doubles(left, right);
        } else if constexpr (std::is_same_v<T, std::string>) {
          return left.compare(right);
        } else if constexpr (std::is_same_v<T, Value::List>) {
          return compare_lists(left, right, compare_values);
        } else if constexpr (std::is_same_v<T, Value::Members>) {
          return compare_lists(left, right, [](const auto& x, const auto& y) {
            const int order = x.first.compare(y.first);
            return order != 0 ? order : compare_values(x.second, y.second);
          });
        } else {
          return three_way(left, right);
        }
      },
      a.data);
}

static int compare_texts(const std::string& a, const std::string& b) {
  return a.compare(b);
}

static int compare_object_lists(const std::vector<std::string>& a, const std::vector<std::string>& b) {
  return compare_lists(a, b, [](const std::string& x, const std::string& y) { return compare_objects(x, y); });
}

static int compare_missing(const MissingField& a, const MissingField& b) {
  const int order = compare_objects(a.object, b.object);
  return order != 0 ? order : a.field.compare(b.field);
}

static int compare_writes(const Write& a, const Write& b) {
  if (const int order = a.field.compare(b.field)) {
    return order;
  }
  if (const int order = three_way(a.op, b.op)) {
    return order;
  }
  if (const int order = compare_values(a.to, b.to)) {
    return order;
  }
  if (const int order = compare_values(a.from, b.from)) {
    return order;
  }
  return three_way(a.from_unknown, b.from_unknown);
}

/// Makes one ordering out of several, tried from left to right; each is a number as `compare` gives it.
template <class... Orders>
static bool before(Orders... orders) {
  int result = 0;
  static_cast<void>(((result = orders(), result != 0) || ...));
  return result < 0;
}

template <class Compare>
static void sort_set(std::vector<std::string>& set, Compare compare) {
  std::sort(set.begin(), set.end(), [&](const auto& a, const auto& b) { return compare(a, b) < 0; });
  set.erase(std::unique(set.begin(), set.end()), set.end());
}

static void sort_texts(std::vector<std::string>& set) {
  sort_set(set, compare_texts);
}

static void sort_objects(std::vector<std::string>& set) {
  sort_set(set, compare_objects);
}

static void sort_missing(std::vector<MissingField>& missing) {
  std::sort(missing.begin(), missing.end(), [](const auto& a, const auto& b) { return compare_missing(a, b) < 0; });
  missing.erase(std::unique(missing.begin(), missing.end()), missing.end());
}

static void sort_guards(Plan& plan) {
  for (Guard& guard : plan.guards) {
    sort_missing(guard.missing);
    sort_texts(guard.cites);
  }
  std::sort(plan.guards.begin(), plan.guards.end(), [](const Guard& a, const Guard& b) {
    return before([&] { return a.name.compare(b.name); }, [&] { return a.message.compare(b.message); });
  });
}

static void sort_rules(Plan& plan) {
  for (auto& [name, rule] : plan.rules) {
    sort_texts(rule.cites);
    std::sort(rule.outcomes.begin(), rule.outcomes.end(),
              [](const RuleOutcome& a, const RuleOutcome& b) { return a.outcome < b.outcome; });
    const auto same = [](const RuleOutcome& a, const RuleOutcome& b) { return a.outcome == b.outcome; };
    rule.outcomes.erase(std::unique(rule.outcomes.begin(), rule.outcomes.end(), same), rule.outcomes.end());
  }
}

static void sort_howtos(Plan& plan) {
  for (HowTo& howto : plan.howtos) {
    sort_texts(howto.cites);
    for (Step& step : howto.steps) {
      sort_texts(step.cites);
    }
  }
  std::sort(plan.howtos.begin(), plan.howtos.end(), [](const HowTo& a, const HowTo& b) { return a.name < b.name; });
}

static std::size_t phase_index(const Plan& plan, const std::string& phase) {
  if (phase.empty()) {
    return 0;
  }
  const auto found = std::find(plan.phases.begin(), plan.phases.end(), phase);
  return static_cast<std::size_t>(found - plan.phases.begin()) + 1;
}

static int compare_dues(const std::string& a, const std::string& b) {
  if (a.empty() || b.empty()) {
    return three_way(!a.empty(), !b.empty());
  }
  return compare_times(a, b);
}

/// By object, and within one object in the order in which things happen to it: the request's own transfers, phases,
/// due times; then by rule.
bool is_before(const Plan& plan, const Change& a, const Change& b) {
  return before([&] { return compare_objects(a.object, b.object); },
                [&] { return three_way(a.rule != request_rule, b.rule != request_rule); },
                [&] { return three_way(phase_index(plan, a.phase), phase_index(plan, b.phase)); },
                [&] { return a.phase.compare(b.phase); },                  //
                [&] { return compare_dues(a.due, b.due); },                //
                [&] { return a.rule.compare(b.rule); },                    //
                [&] { return a.outcome.compare(b.outcome); },              //
                [&] { return a.text.compare(b.text); },                    //
                [&] { return a.unless.compare(b.unless); },                //
                [&] { return compare_values(a.arguments, b.arguments); },  //
                [&] { return compare_lists(a.writes, b.writes, compare_writes); });
}

void sort(Change& change) {
  // Writes to one field stay in the order in which they happen: what is added first stands first in the list.
  std::stable_sort(change.writes.begin(), change.writes.end(),
                   [](const Write& a, const Write& b) { return a.field < b.field; });
}

/// An entry with its object taken apart, since that is looked at again and again while many are sorted.
template <class T>
struct ByObject {
  explicit ByObject(T& the_entry) : entry(&the_entry) {
    const std::string_view object = the_entry.object;
    const std::size_t colon = std::min(object.find(':'), object.size());
    type = object.substr(0, colon);
    id = object.substr(std::min(colon + 1, object.size()));
    is_usual = is_number(id) && id[0] != '0';
  }

  T* entry;
  std::string_view type;
  std::string_view id;
  bool is_usual;  ///< a number as everybody writes it: of two, the longer one is the larger
};

// Entries are large: each is moved once.
template <class T>
static void sort_entries(const Plan& plan, std::vector<T>& entries) {
  std::vector<ByObject<T>> order(entries.begin(), entries.end());
  std::sort(order.begin(), order.end(), [&](const ByObject<T>& a, const ByObject<T>& b) {
    if (a.is_usual && b.is_usual && a.id != b.id && a.type == b.type) {
      return a.id.size() != b.id.size() ? a.id.size() < b.id.size() : a.id < b.id;
    }
    return is_before(plan, *a.entry, *b.entry);
  });
  std::vector<T> sorted;
  sorted.reserve(entries.size());
  for (const ByObject<T>& each : order) {
    sorted.push_back(std::move(*each.entry));
  }
  entries = std::move(sorted);
}

static void sort_changes(Plan& plan) {
  for (Change& change : plan.changes) {
    sort(change);
  }
  sort_entries(plan, plan.changes);
}

static void sort_capabilities(Plan& plan) {
  for (Capability& capability : plan.capabilities) {
    sort_objects(capability.objects);
  }
  std::sort(plan.capabilities.begin(), plan.capabilities.end(), [](const Capability& a, const Capability& b) {
    return before([&] { return a.capability.compare(b.capability); }, [&] { return three_way(a.change, b.change); },
                  [&] { return a.rule.compare(b.rule); }, [&] { return compare_object_lists(a.objects, b.objects); });
  });
}

static void sort_advice(Plan& plan) {
  for (Advice& advice : plan.advice) {
    sort_objects(advice.objects);
  }
  std::sort(plan.advice.begin(), plan.advice.end(), [](const Advice& a, const Advice& b) {
    return before([&] { return a.rule.compare(b.rule); }, [&] { return compare_object_lists(a.objects, b.objects); },
                  [&] { return a.text.compare(b.text); });
  });
}

bool is_before(const Plan&, const Display& a, const Display& b) {
  return before([&] { return compare_objects(a.object, b.object); }, [&] { return a.field.compare(b.field); },
                [&] { return a.rule.compare(b.rule); }, [&] { return a.text.compare(b.text); });
}

static void sort_displays(Plan& plan) {
  sort_entries(plan, plan.displays);
}

/// By type; entries of one type become one, since a document holds them as members of an object.
static void sort_inventory(Plan& plan) {
  sort_texts(plan.inventory_cites);
  std::map<std::string, uint64_t> counts;
  for (const InventoryEntry& entry : plan.inventory) {
    counts[entry.type] += entry.count;
  }
  plan.inventory.clear();
  for (const auto& [type, count] : counts) {
    plan.inventory.push_back({type, count});
  }
}

bool is_before(const Plan&, const Undecided& a, const Undecided& b) {
  return before([&] { return compare_objects(a.object, b.object); }, [&] { return a.rule.compare(b.rule); },
                [&] { return a.error.compare(b.error); },
                [&] { return compare_lists(a.missing, b.missing, compare_missing); });
}

static void sort_undecided(Plan& plan) {
  for (Undecided& undecided : plan.undecided) {
    sort_missing(undecided.missing);
  }
  sort_entries(plan, plan.undecided);
}

bool is_before(const Plan&, const Unaddressed& a, const Unaddressed& b) {
  return before([&] { return compare_objects(a.object, b.object); },
                [&] { return compare_lists(a.fields, b.fields, compare_texts); });
}

static void sort_unaddressed(Plan& plan) {
  for (Unaddressed& unaddressed : plan.unaddressed) {
    sort_texts(unaddressed.fields);
  }
  sort_entries(plan, plan.unaddressed);
}

bool is_before(const Plan&, const Dangling& a, const Dangling& b) {
  return before([&] { return compare_objects(a.object, b.object); }, [&] { return a.field.compare(b.field); },
                [&] { return compare_objects(a.to, b.to); });
}

static void sort_dangling(Plan& plan) {
  sort_entries(plan, plan.dangling);
}

/// Rules of one conflict go by name and take their values along.
static void sort_sides(Conflict& conflict) {
  std::vector<std::pair<std::string, Value>> sides;
  for (std::size_t i = 0; i < conflict.rules.size(); ++i) {
    sides.emplace_back(std::move(conflict.rules[i]),
                       i < conflict.values.size() ? std::move(conflict.values[i]) : Value{});
  }
  const bool has_values = !conflict.values.empty();
  std::sort(sides.begin(), sides.end(), [](const auto& a, const auto& b) {
    return before([&] { return a.first.compare(b.first); }, [&] { return compare_values(a.second, b.second); });
  });
  conflict.rules.clear();
  conflict.values.clear();
  for (auto& [rule, value] : sides) {
    conflict.rules.push_back(std::move(rule));
    if (has_values) {
      conflict.values.push_back(std::move(value));
    }
  }
}

bool is_before(const Plan&, const Conflict& a, const Conflict& b) {
  return before([&] { return compare_objects(a.object, b.object); }, [&] { return a.field.compare(b.field); },
                [&] { return compare_lists(a.rules, b.rules, compare_texts); },
                [&] { return compare_lists(a.values, b.values, compare_values); });
}

static void sort_conflicts(Plan& plan) {
  for (Conflict& conflict : plan.conflicts) {
    sort_sides(conflict);
  }
  sort_entries(plan, plan.conflicts);
}

void sort(Plan& plan) {
  sort_guards(plan);
  sort_rules(plan);
  sort_changes(plan);
  sort_capabilities(plan);
  sort_texts(plan.snapshot.incomplete);
  sort_advice(plan);
  sort_displays(plan);
  sort_inventory(plan);
  sort_howtos(plan);
  sort_undecided(plan);
  sort_unaddressed(plan);
  sort_dangling(plan);
  sort_conflicts(plan);
}

}  // namespace exeunt::plan
