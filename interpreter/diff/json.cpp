#include <fmt/format.h>

#include <utility>

#include "interpreter/diff/printer.h"
#include "interpreter/plan/json.h"
#include "interpreter/plan/members.h"

namespace exeunt::diff {

using plan::Value;
using Members = Value::Members;

static Value text(std::string_view value) {
  return Value{std::string(value)};
}

static Value number(uint64_t value) {
  return Value{value};
}

static Value causes_value(const std::vector<Cause>& causes) {
  Value::List list;
  for (const Cause& cause : causes) {
    Members members{{"cause", text(name(cause.kind))}};
    const std::pair<const char*, const std::string*> rest[] = {
        {"what", &cause.what}, {"before", &cause.before}, {"after", &cause.after}};
    for (const auto& [name, value] : rest) {
      if (!value->empty()) {
        members.emplace_back(name, Value{*value});
      }
    }
    list.push_back(Value{std::move(members)});
  }
  return Value{std::move(list)};
}

/// A side where it has a value; without the member it has none, which is not the same as null.
static void add_sides(Members& members, const std::optional<Value>& before, const std::optional<Value>& after) {
  if (before) {
    members.emplace_back("before", *before);
  }
  if (after) {
    members.emplace_back("after", *after);
  }
}

static Value entry_value(const Entry& entry) {
  Members members{{"section", text(name(entry.section))}, {"kind", text(name(entry.kind))}};
  if (!entry.members.empty()) {
    Value::List list;
    for (const Member& member : entry.members) {
      Members one{{"member", text(member.path)}};
      if (member.aspect != Aspect::other) {
        one.emplace_back("aspect", text(name(member.aspect)));
      }
      add_sides(one, member.before, member.after);
      list.push_back(Value{std::move(one)});
    }
    members.emplace_back("members", Value{std::move(list)});
  }
  members.emplace_back("causes", causes_value(entry.causes));
  add_sides(members, entry.before, entry.after);
  return Value{std::move(members)};
}

static Value subject_value(const Subject& subject) {
  Members members{{"subject", text(name(subject.area))}};
  if (!subject.name.empty()) {
    members.emplace_back("name", text(subject.name));
  }
  if (const auto label = subject.labels.find(subject.name);
      label != subject.labels.end() && subject.area == Subject::Area::object) {
    members.emplace_back("label", text(label->second));
  }
  Value::List entries;
  for (const Entry& entry : subject.entries) {
    entries.push_back(entry_value(entry));
  }
  members.emplace_back("differences", Value{std::move(entries)});
  return Value{std::move(members)};
}

static Value side_value(const Side& side) {
  const plan::Plan& plan = side.plan;
  return Value{Members{
      {"plan", text(side.name)},
      {"pack", text(plan.policy.pack)},
      {"edition", text(plan.policy.edition)},
      {"policy_digest", text(plan.policy.digest)},
      {"snapshot_digest", text(plan.snapshot.digest)},
      {"event", text(plan.request.event)},
      {"subject", text(plan.request.subject)},
      {"at", text(plan.request.at)},
      {"verdict", text(plan::name(plan.verdict))},
  }};
}

static Value counts_value(const Counts& counts) {
  Members members;
  for (std::size_t i = 0; i < kind_names.size(); ++i) {
    if (counts.of[i] != 0) {
      members.emplace_back(std::string(kind_names[i]), number(counts.of[i]));
    }
  }
  return Value{std::move(members)};
}

static Value totals_value(const Totals& totals) {
  Members sections;
  for (std::size_t i = 0; i < section_names.size(); ++i) {
    if (totals.sections[i].all() != 0) {
      sections.emplace_back(std::string(section_names[i]), counts_value(totals.sections[i]));
    }
  }
  return Value{Members{{"objects", number(totals.objects)}, {"sections", Value{std::move(sections)}}}};
}

std::string JsonPrinter::head(const Totals& totals) const {
  Value::List ignored;
  for (const std::string& name : ignored_names(frame_.options)) {
    ignored.push_back(text(name));
  }
  const Members members{
      {"format", text("exeunt.diff/1")},     {"same", Value{totals.same()}},
      {"before", side_value(frame_.before)}, {"after", side_value(frame_.after)},
      {"ignored", Value{std::move(ignored)}}, {"causes", causes_value(frame_.roots)},
      {"totals", totals_value(totals)},
  };
  std::string out = "{\n";
  for (const auto& [name, value] : members) {
    out += fmt::format("  \"{}\": {},\n", name, plan::write_value(value));
  }
  return out + "  \"subjects\": [";
}

std::string JsonPrinter::add(const Subject& subject) {
  const bool is_first = !std::exchange(has_content_, true);
  return fmt::format("{}\n    {}", is_first ? "" : ",", plan::write_value(subject_value(subject)));
}

std::string JsonPrinter::finish() const {
  return has_content_ ? "\n  ]\n}\n" : "]\n}\n";
}

}  // namespace exeunt::diff
