// Matchers of Catch2 (2.13 or 3) for change plans. What fails says what was expected and what the plan has instead.
//
//   using namespace exeunt::matchers;
//   CHECK_THAT(plan, IsReady());
//   CHECK_THAT(plan, Affects("email:12").with({.outcome = "erase", .due = "2024-03-31T09:00:00Z"}));
//   CHECK_THAT(plan, Affects("deal:1").with({.sets = {{"owner", "user:2"}}}).by("deals-pass-on"));
//   CHECK_THAT(plan, LeavesUntouched({"deal:2", "person:21"}));
//   CHECK_THAT(plan, EqualsPlan(approved, {.ignore = {"text"}}));
//
// A Result shows its error where it is expected to have a value: REQUIRE(policy);
#pragma once

#if __has_include(<catch2/matchers/catch_matchers.hpp>)
#include <catch2/catch_tostring.hpp>
#include <catch2/matchers/catch_matchers.hpp>
#else
#include <catch2/catch.hpp>
#endif

#include <exeunt/exeunt.h>

#include <cstddef>
#include <initializer_list>
#include <map>
#include <optional>
#include <string>
#include <utility>
#include <vector>

namespace exeunt::matchers {

#if __has_include(<catch2/matchers/catch_matchers.hpp>)
template <class T>
using MatcherBase = Catch::Matchers::MatcherBase<T>;
#else
template <class T>
using MatcherBase = Catch::MatcherBase<T>;
#endif

/// What is expected of a change; what is left empty may be anything.
struct Expected {
  std::string outcome{};     ///< the verb: "erase"
  std::string class_name{};  ///< "erased"
  std::string rule{};
  std::optional<std::string> due{};  ///< "" expects that it happens at the event
  /// Fields and what they hold afterwards. A change may write more than is named here and below.
  std::map<std::string, Value> sets{};
  std::multimap<std::string, Value> adds{};     ///< elements that come into lists
  std::multimap<std::string, Value> removes{};  ///< elements that go out of lists
};

namespace detail {

/// A line an expectation; where it is not met a line `-` with it and a line `+` with what there is instead.
class Comparison {
 public:
  void member(const std::string& name, const std::string& expected, const std::string& actual) {
    if (expected == actual) {
      lines_ += "      " + name + " " + expected + "\n";
      return;
    }
    lines_ += "    - " + name + " " + expected + "\n    + " + name + " " + actual + "\n";
    ++different_;
  }
  std::size_t different() const { return different_; }
  const std::string& lines() const { return lines_; }

 private:
  std::string lines_;
  std::size_t different_ = 0;
};

inline std::string or_nothing(const std::string& text) {
  return text.empty() ? "(nothing)" : text;
}
inline std::string or_event(const std::string& due) {
  return due.empty() ? "(at the event)" : due;
}

/// What a field holds after the change; no value: it is not written.
inline std::optional<Value> afterwards(const Change& change, const std::string& field) {
  for (const Write& write : change.writes) {
    if (write.field == field && (write.op == Op::set || write.op == Op::clear)) {
      return write.op == Op::clear ? Value() : write.to;
    }
  }
  return std::nullopt;
}

inline std::string in_list(const Change& change, const std::string& field, Op op, const Value& element) {
  for (const Write& write : change.writes) {
    if (write.field == field && write.op == op && write.to == element) {
      return element.json();
    }
  }
  return "(not written)";
}

inline Comparison compare(const Expected& expected, const Change& actual) {
  Comparison comparison;
  const auto member = [&comparison](const char* name, const std::string& wanted, const std::string& is) {
    if (!wanted.empty()) {
      comparison.member(name, wanted, or_nothing(is));
    }
  };
  member("outcome", expected.outcome, actual.outcome);
  member("class", expected.class_name, actual.class_name);
  member("rule", expected.rule, actual.rule);
  if (expected.due) {
    comparison.member("due", or_event(*expected.due), or_event(actual.due));
  }
  for (const auto& [field, value] : expected.sets) {
    const std::optional<Value> is = afterwards(actual, field);
    comparison.member(field + " =", value.json(), is ? is->json() : "(not written)");
  }
  for (const auto& [field, element] : expected.adds) {
    comparison.member(field + " +=", element.json(), in_list(actual, field, Op::add, element));
  }
  for (const auto& [field, element] : expected.removes) {
    comparison.member(field + " -=", element.json(), in_list(actual, field, Op::remove, element));
  }
  return comparison;
}

inline std::string describe(const Change& change) {
  std::string line = change.object + " " + (change.text.empty() ? change.outcome : change.text);
  line += change.due.empty() ? "" : ", due " + change.due;
  return line + " (" + change.rule + ")";
}

/// An object that a plan does not change: why, as far as the plan says.
inline std::string about(const Plan& plan, const std::string& object) {
  for (const Undecided& each : plan.undecided()) {
    if (each.object == object) {
      return object + " is undecided (" + each.rule + ")";
    }
  }
  for (const Unaddressed& each : plan.unaddressed()) {
    if (each.object == object) {
      return object + " is unaddressed: no rule speaks of it";
    }
  }
  return "the plan says nothing about " + object;
}

inline std::string describe(const Plan& plan) {
  const Request& request = plan.request();
  const char* const verdict = plan.verdict() == Verdict::ready     ? "ready"
                              : plan.verdict() == Verdict::blocked ? "blocked"
                                                                   : "conflicted";
  return "plan: " + request.event + " " + request.subject + ", " + verdict + ", " +
         std::to_string(plan.changes().size()) + " changes, " + std::to_string(plan.summary().affected) +
         " objects affected";
}

}  // namespace detail

/// Some change about the object does more than say that it stays as it is; with expectations, one change meets all of
/// them, that it stays as it is included.
class Affects : public MatcherBase<Plan> {
 public:
  explicit Affects(std::string object) : object_(std::move(object)) {}

  /// Adds to what was expected before.
  Affects with(Expected expected) const {
    Affects more = *this;
    std::string rule = std::move(more.expected_.rule);
    more.expected_ = std::move(expected);
    if (more.expected_.rule.empty()) {
      more.expected_.rule = std::move(rule);
    }
    more.is_particular_ = true;
    return more;
  }
  Affects by(std::string rule) const {
    Affects more = *this;
    more.expected_.rule = std::move(rule);
    more.is_particular_ = true;
    return more;
  }

  bool match(const Plan& plan) const override {
    const std::vector<Change> changes = plan.changes(object_);
    found_.clear();
    const detail::Comparison* nearest = nullptr;
    std::vector<detail::Comparison> comparisons;
    comparisons.reserve(changes.size());
    for (const Change& change : changes) {
      if (!is_particular_ && !change.unchanged) {
        return true;
      }
      comparisons.push_back(detail::compare(expected_, change));
      if (is_particular_ && comparisons.back().different() == 0) {
        return true;
      }
      if (nearest == nullptr || comparisons.back().different() < nearest->different()) {
        nearest = &comparisons.back();
        nearest_ = change;
      }
    }
    if (nearest == nullptr) {
      found_ = "but " + detail::about(plan, object_);
    } else {
      found_ = "but " + detail::describe(*nearest_);
      found_ += is_particular_ ? "\n    expected -, actual +\n" + nearest->lines() : "";
    }
    return false;
  }

  std::string describe() const override {
    return "affects " + object_ + (is_particular_ ? " as expected" : "") + (found_.empty() ? "" : "\n  " + found_);
  }

 private:
  std::string object_;
  Expected expected_;
  bool is_particular_ = false;
  mutable std::string found_;
  mutable std::optional<Change> nearest_;
};

/// No change does more to the objects than say that they stay as they are. An object that is undecided or unaddressed
/// is not known to be left alone.
class LeavesUntouched : public MatcherBase<Plan> {
 public:
  explicit LeavesUntouched(std::string object) : objects_{std::move(object)} {}
  explicit LeavesUntouched(std::vector<std::string> objects) : objects_(std::move(objects)) {}
  /// Two texts in braces would be the ends of one.
  LeavesUntouched(std::initializer_list<const char*> objects) : objects_(objects.begin(), objects.end()) {}

  bool match(const Plan& plan) const override {
    found_.clear();
    for (const std::string& object : objects_) {
      for (const Change& change : plan.changes(object)) {
        if (!change.unchanged) {
          found_ += "\n  but " + detail::describe(change);
        }
      }
      for (const Undecided& each : plan.undecided()) {
        found_ += each.object == object ? "\n  but " + detail::about(plan, object) : "";
      }
      for (const Unaddressed& each : plan.unaddressed()) {
        found_ += each.object == object ? "\n  but " + detail::about(plan, object) : "";
      }
    }
    return found_.empty();
  }

  std::string describe() const override {
    std::string all;
    for (const std::string& object : objects_) {
      all += (all.empty() ? "" : ", ") + object;
    }
    return "leaves " + all + " untouched" + found_;
  }

 private:
  std::vector<std::string> objects_;
  mutable std::string found_;
};

/// The plans mean the same. What differs is shown as `exeunt diff` shows it, from the expected plan to the actual one.
class EqualsPlan : public MatcherBase<Plan> {
 public:
  explicit EqualsPlan(Plan expected, DiffOptions options = {})
      : expected_(std::move(expected)), options_(std::move(options)) {}

  bool match(const Plan& plan) const override {
    const Result<Difference> difference = expected_.diff(plan, options_);
    found_ = difference ? (difference->empty() ? "" : "\n" + difference->text({.width = width}))
                        : "\n" + difference.error().text;
    return found_.empty();
  }

  std::string describe() const override { return "equals the expected plan" + found_; }

 private:
  static constexpr std::size_t width = 76;  // what Catch2 does not break

  Plan expected_;
  DiffOptions options_;
  mutable std::string found_;
};

/// Nothing blocks, and no rules disagree.
class IsReady : public MatcherBase<Plan> {
 public:
  bool match(const Plan& plan) const override {
    found_.clear();
    for (const Guard& guard : plan.guards()) {
      if (guard.holds != Answer::yes) {
        found_ += "\n  but " + guard.name + (guard.holds == Answer::no ? ": " + guard.message : " cannot be decided");
      }
    }
    found_ += plan.verdict() == Verdict::conflicted ? "\n  but rules disagree" : "";
    return plan.verdict() == Verdict::ready;
  }

  std::string describe() const override { return "is ready" + found_; }

 private:
  mutable std::string found_;
};

/// A guard fails or cannot be decided; with a name, that guard.
class IsBlocked : public MatcherBase<Plan> {
 public:
  explicit IsBlocked(std::string guard = "") : guard_(std::move(guard)) {}

  bool match(const Plan& plan) const override {
    bool is_met = guard_.empty() && plan.verdict() == Verdict::blocked;
    found_.clear();
    for (const Guard& guard : plan.guards()) {
      is_met = is_met || (guard.name == guard_ && guard.holds != Answer::yes);
      found_ += guard.holds != Answer::yes ? "\n  but what blocks is " + guard.name : "";
    }
    found_ = found_.empty() ? "\n  but nothing blocks" : found_;
    return is_met;
  }

  std::string describe() const override { return "is blocked" + (guard_.empty() ? "" : " by " + guard_) + found_; }

 private:
  std::string guard_;
  mutable std::string found_;
};

}  // namespace exeunt::matchers

namespace Catch {

template <>
struct StringMaker<exeunt::Plan> {
  static std::string convert(const exeunt::Plan& plan) { return exeunt::matchers::detail::describe(plan); }
};

template <>
struct StringMaker<exeunt::Value> {
  static std::string convert(const exeunt::Value& value) { return value.json(); }
};

template <class T>
struct StringMaker<exeunt::Result<T>> {
  static std::string convert(const exeunt::Result<T>& result) {
    return result ? "a value" : "an error\n" + result.error().text;
  }
};

}  // namespace Catch
