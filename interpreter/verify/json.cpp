#include <fmt/format.h>

#include <cmath>
#include <utility>

#include "interpreter/plan/json.h"
#include "interpreter/plan/members.h"
#include "interpreter/verify/words.h"
#include "interpreter/verify/write.h"

namespace exeunt::verify {

using plan::Value;
using Members = Value::Members;

static Value text(std::string_view value) {
  return Value{std::string(value)};
}

static Value texts(const std::vector<std::string>& values) {
  Value::List list;
  for (const std::string& value : values) {
    list.push_back(Value{value});
  }
  return Value{std::move(list)};
}

/// Four digits behind the point; null where there is nothing to take it of.
static Value ratio(std::optional<double> value) {
  constexpr double digits = 10000;
  return value ? Value{std::floor(*value * digits) / digits} : Value{nullptr};
}

static Value tally_value(const Tally& tally) {
  Members members;
  for (std::size_t i = 0; i < fates; ++i) {
    members.emplace_back(std::string(name(static_cast<Fate>(i))), Value{tally.of[i]});
  }
  members.emplace_back("precision", ratio(tally.precision()));
  members.emplace_back("recall", ratio(tally.recall()));
  return Value{std::move(members)};
}

static Value tallies_value(const std::map<std::string, Tally>& tallies) {
  Members members;
  for (const auto& [name, tally] : tallies) {
    members.emplace_back(name, tally_value(tally));
  }
  return Value{std::move(members)};
}

static void add_given(Members& members, const char* name, const std::optional<Value>& value) {
  if (value) {
    members.emplace_back(name, *value);
  }
}

static void add_given(Members& members, const char* name, const std::string& value) {
  if (!value.empty()) {
    members.emplace_back(name, Value{value});
  }
}

static Value finding_value(const Finding& finding, const Verification& found) {
  Members members{{"object", text(finding.object)}};
  if (const auto label = found.labels.find(finding.object); label != found.labels.end()) {
    members.emplace_back("label", text(label->second));
  }
  members.emplace_back("fate", text(name(finding.fate)));
  members.emplace_back("what", text(name(finding.what)));
  add_given(members, "field", finding.field);
  add_given(members, "predicted_object", finding.predicted_object);
  if (finding.is_gone) {
    members.emplace_back("gone", Value{true});
  }
  add_given(members, "before", finding.before);
  add_given(members, "predicted", finding.predicted);
  add_given(members, "actual", finding.actual);
  members.emplace_back("rules", texts(finding.rules));
  add_given(members, "due", finding.due);
  return Value{std::move(members)};
}

static Value lesson_value(const Lesson& lesson, const Verification& found) {
  Members members{{"lesson", text(name(lesson.kind))}};
  add_given(members, "rule", lesson.rule);
  if (const auto rule = found.rules.find(lesson.rule); rule != found.rules.end() && rule->second.location) {
    const plan::Location& at = *rule->second.location;
    members.emplace_back("file", text(at.file));
    members.emplace_back("line", Value{static_cast<uint64_t>(at.line)});
    members.emplace_back("column", Value{static_cast<uint64_t>(at.column)});
  }
  members.emplace_back("what", text(name(lesson.what)));
  members.emplace_back("type", text(lesson.type));
  add_given(members, "field", lesson.field);
  members.emplace_back("count", Value{lesson.count});
  members.emplace_back("exact", Value{lesson.exact});
  members.emplace_back("objects", texts(lesson.objects));
  if (!lesson.marks.empty()) {
    Value::List marks;
    for (const Mark& mark : lesson.marks) {
      marks.push_back(Value{Members{{"type", text(mark.type)}, {"field", text(mark.field)}, {"value", mark.value}}});
    }
    members.emplace_back("marks", Value{std::move(marks)});
  }
  add_given(members, "predicted", lesson.predicted);
  add_given(members, "actual", lesson.actual);
  add_given(members, "due", lesson.due);
  if (!lesson.missing.empty()) {
    members.emplace_back("missing", texts(lesson.missing));
  }
  const Told told = tell(lesson, found);
  members.emplace_back("text", text(told.what));
  members.emplace_back("cure", text(told.cure));
  return Value{std::move(members)};
}

static Value counts_value(const std::map<std::string, uint64_t>& counts) {
  Members members;
  for (const auto& [name, count] : counts) {
    members.emplace_back(name, Value{count});
  }
  return Value{std::move(members)};
}

/// An element a line.
template <class Item, class Write>
static std::string list_text(const std::vector<Item>& items, Write write) {
  std::string out = "[";
  for (std::size_t i = 0; i < items.size(); ++i) {
    out += fmt::format("{}\n    {}", i == 0 ? "" : ",", plan::write_value(write(items[i])));
  }
  return out + (items.empty() ? "]" : "\n  ]");
}

std::string write_json(const Verification& found) {
  const Members head{
      {"format", text("exeunt.verification/1")},
      {"exact", Value{found.is_exact()}},
      {"policy", Value{Members{{"pack", text(found.policy.pack)},
                               {"edition", text(found.policy.edition)},
                               {"digest", text(found.policy.digest)}}}},
      {"request", Value{Members{{"event", text(found.request.event)},
                                {"subject", text(found.request.subject)},
                                {"by", text(found.request.by)},
                                {"at", text(found.request.at)},
                                {"until", text(found.until)}}}},
      {"before", Value{Members{{"objects", Value{found.before.objects}}, {"digest", text(found.before.digest)}}}},
      {"after", Value{Members{{"objects", Value{found.after_objects}}, {"digest", text(found.after_digest)}}}},
      {"verdict", text(plan::name(found.verdict))},
      {"blocked_by", texts(found.blocked_by)},
      {"total", tally_value(found.total)},
      {"by_rule", tallies_value(found.by_rule)},
      {"by_type", tallies_value(found.by_type)},
      {"derived", tally_value(found.derived)},
      {"not_compared", counts_value(found.not_compared)},
  };
  std::string out = "{\n";
  for (const auto& [name, value] : head) {
    out += fmt::format("  \"{}\": {},\n", name, plan::write_value(value));
  }
  const auto findings = [&found](const Finding& finding) { return finding_value(finding, found); };
  out +=
      "  \"lessons\": " + list_text(found.lessons, [&found](const Lesson& each) { return lesson_value(each, found); });
  out += ",\n  \"findings\": " + list_text(found.findings, findings);
  out += ",\n  \"derived_findings\": " + list_text(found.derived_findings, findings);
  return out + "\n}\n";
}

}  // namespace exeunt::verify
