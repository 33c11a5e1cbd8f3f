#include "interpreter/scenario/entry.h"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <set>

#include "interpreter/apply/object.h"
#include "interpreter/plan/json.h"
#include "interpreter/scenario/value.h"

namespace exeunt::scenario {

using plan::Value;

Actuals collect(const plan::Plan& plan) {
  Actuals all;
  for (const plan::Change& each : plan.changes) {
    all[each.object][each.rule].push_back({.kind = Entry::Kind::outcome, .change = &each});
  }
  for (const plan::Advice& each : plan.advice) {
    for (const std::string& object : each.objects) {
      all[object][each.rule].push_back({.kind = Entry::Kind::advice, .advice = &each});
    }
  }
  for (const plan::Display& each : plan.displays) {
    all[each.object][each.rule].push_back({.kind = Entry::Kind::display, .display = &each});
  }
  for (const plan::Undecided& each : plan.undecided) {
    all[each.object][each.rule].push_back({.kind = Entry::Kind::undecided, .undecided = &each});
  }
  for (const plan::Unaddressed& each : plan.unaddressed) {
    all[each.object]["unaddressed"].push_back({.kind = Entry::Kind::unaddressed, .unaddressed = &each});
  }
  return all;
}

Actuals collect(const std::vector<Arrived>& arrived) {
  Actuals all;
  for (const Arrived& each : arrived) {
    const auto kind = each.called_off ? Entry::Kind::called_off : Entry::Kind::outcome;
    all[each.change.object][each.change.rule].push_back({.kind = kind, .change = &each.change});
  }
  return all;
}

/// What the change writes, field by field: the value after it.
static std::vector<std::pair<std::string, Value>> values_after(const plan::Change& change) {
  Value object{Value::Members{}};
  for (const plan::Write& write : change.writes) {
    const bool to_field = write.op != plan::Op::erase && write.op != plan::Op::create;
    if (to_field && apply::find_member(object, write.field) == nullptr && !write.from_unknown) {
      std::get<Value::Members>(object.data).emplace_back(write.field, write.from);
    }
  }
  apply::carry_out(object, change);
  return std::get<Value::Members>(object.data);
}

static std::vector<std::string> missing_fields(const plan::Undecided& undecided) {
  std::set<std::string> fields;
  for (const plan::MissingField& each : undecided.missing) {
    fields.insert(each.field);
  }
  return {fields.begin(), fields.end()};
}

static bool is_due(const std::optional<Due>& expected, const plan::Change& change, plan::Moment event) {
  if (!expected) {
    return change.due.empty();
  }
  const auto due = plan::parse_moment(change.due.empty() ? "" : change.due);
  if (const auto* delay = std::get_if<int64_t>(&expected->when)) {
    const plan::Moment then{event.seconds + *delay, event.nanos};
    return due ? *due == then : *delay == 0;
  }
  return due.value_or(event) == std::get<plan::Moment>(expected->when);
}

static bool are_writes(const std::vector<FieldValue>& expected, const plan::Change& change) {
  const auto actual = values_after(change);
  return expected.size() == actual.size() &&
         std::all_of(expected.begin(), expected.end(), [&actual](const FieldValue& each) {
           const auto found = std::find_if(actual.begin(), actual.end(),
                                           [&each](const auto& write) { return write.first == each.field.text; });
           return found != actual.end() && same(each.value, found->second);
         });
}

bool matches(const Entry& expected, const Actual& actual, plan::Moment event) {
  if (expected.kind != actual.kind) {
    return false;
  }
  switch (expected.kind) {
    case Entry::Kind::outcome: {
      const plan::Change& change = *actual.change;
      return expected.outcome == change.outcome && is_due(expected.due, change, event) &&
             (!expected.text || *expected.text == change.text) &&
             (!expected.writes || are_writes(*expected.writes, change));
    }
    case Entry::Kind::called_off:
      return expected.outcome.empty() || expected.outcome == actual.change->outcome;
    case Entry::Kind::advice:
      return !expected.text || *expected.text == actual.advice->text;
    case Entry::Kind::display:
      return (!expected.text || *expected.text == actual.display->text) &&
             (!expected.field || *expected.field == actual.display->field);
    case Entry::Kind::undecided:
      return !expected.fields || *expected.fields == missing_fields(*actual.undecided);
    case Entry::Kind::unaddressed:
      return !expected.fields || *expected.fields == actual.unaddressed->fields;
  }
  return false;
}

// ---- as scenario files write it

static std::string quoted(const std::string& words) {
  return plan::write_value({words});
}

static std::string delay(int64_t seconds) {
  std::string text;
  for (const auto& [unit, length] :
       {std::pair('d', 86'400), std::pair('h', 3600), std::pair('m', 60), std::pair('s', 1)}) {
    if (seconds >= length) {
      text += fmt::format("{}{}", seconds / length, unit);
      seconds %= length;
    }
  }
  return text;
}

static std::string due_text(const plan::Change& change, plan::Moment event, const Entry* like) {
  const auto due = plan::parse_moment(change.due);
  const bool as_time = like != nullptr && like->due && std::holds_alternative<plan::Moment>(like->due->when);
  return due && !as_time && due->nanos == event.nanos ? delay(due->seconds - event.seconds) : change.due;
}

/// `word`, or `{outcome: word, …}` where there is more to say.
static std::string with_details(const std::string& key, const std::string& word,
                                const std::vector<std::string>& details) {
  return details.empty() ? word : fmt::format("{{{}: {}, {}}}", key, word, fmt::join(details, ", "));
}

static std::string text_change(const plan::Change& change, const Entry* like, plan::Moment event) {
  std::vector<std::string> details;
  if (!change.due.empty()) {
    details.push_back("due: " + due_text(change, event, like));
  }
  if (like != nullptr && like->text) {
    details.push_back("text: " + quoted(change.text));
  }
  if (like != nullptr && like->writes) {
    std::vector<std::string> writes;
    for (const auto& [field, value] : values_after(change)) {
      writes.push_back(field + ": " + text(value));
    }
    details.push_back(fmt::format("writes: {{{}}}", fmt::join(writes, ", ")));
  }
  return with_details("outcome", change.outcome, details);
}

static std::string text_outcome(const Entry& expected) {
  std::vector<std::string> details;
  if (expected.due) {
    details.push_back("due: " + expected.due->text);
  }
  if (expected.text) {
    details.push_back("text: " + quoted(*expected.text));
  }
  if (expected.writes) {
    std::vector<std::string> writes;
    for (const FieldValue& each : *expected.writes) {
      writes.push_back(each.field.text + ": " + text(each.value));
    }
    details.push_back(fmt::format("writes: {{{}}}", fmt::join(writes, ", ")));
  }
  return with_details("outcome", expected.outcome, details);
}

static std::string text_called_off(const std::string& outcome) {
  return outcome.empty() ? "called-off" : fmt::format("{{called-off: {}}}", outcome);
}

std::string text(const Entry& expected) {
  switch (expected.kind) {
    case Entry::Kind::outcome:
      return text_outcome(expected);
    case Entry::Kind::called_off:
      return text_called_off(expected.outcome);
    case Entry::Kind::advice:
      return expected.text ? fmt::format("{{advise: {}}}", quoted(*expected.text)) : "advise";
    case Entry::Kind::display:
      return fmt::format("{{shows: {}{}}}", quoted(expected.text.value_or("")),
                         expected.field ? ", field: " + *expected.field : "");
    case Entry::Kind::undecided:
      return expected.fields ? fmt::format("{{undecided: [{}]}}", fmt::join(*expected.fields, ", ")) : "undecided";
    case Entry::Kind::unaddressed:
      return fmt::format("[{}]", fmt::join(expected.fields.value_or(std::vector<std::string>()), ", "));
  }
  return "";
}

std::string text(const Actual& actual, const Entry* like, plan::Moment event) {
  switch (actual.kind) {
    case Entry::Kind::outcome:
      return text_change(*actual.change, like, event);
    case Entry::Kind::called_off:
      return text_called_off(like == nullptr || like->outcome.empty() ? "" : actual.change->outcome);
    case Entry::Kind::advice:
      return like != nullptr && like->text ? fmt::format("{{advise: {}}}", quoted(actual.advice->text)) : "advise";
    case Entry::Kind::display: {
      const bool in_field = !actual.display->field.empty() && (like == nullptr || like->field);
      return fmt::format("{{shows: {}{}}}", quoted(actual.display->text),
                         in_field ? ", field: " + actual.display->field : "");
    }
    case Entry::Kind::undecided:
      return actual.undecided->missing.empty()
                 ? "undecided"
                 : fmt::format("{{undecided: [{}]}}", fmt::join(missing_fields(*actual.undecided), ", "));
    case Entry::Kind::unaddressed:
      return fmt::format("[{}]", fmt::join(actual.unaddressed->fields, ", "));
  }
  return "";
}

}  // namespace exeunt::scenario
