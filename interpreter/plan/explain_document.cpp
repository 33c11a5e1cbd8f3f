#include "interpreter/plan/explain_document.h"

#include <algorithm>

namespace exeunt::plan {

namespace {

bool contains(const std::vector<std::string>& objects, const std::string& object) {
  return std::find(objects.begin(), objects.end(), object) != objects.end();
}

/// What the document knows of a rule, whatever it did.
RuleTried describe(const Plan& plan, const std::string& name) {
  RuleTried tried;
  tried.rule = name;
  if (const auto rule = plan.rules.find(name); rule != plan.rules.end()) {
    tried.title = rule->second.title;
    tried.kind = rule->second.kind;
    tried.cites = rule->second.cites;
    tried.location = rule->second.location;
  }
  return tried;
}

void add_changes(const Plan& plan, Explanation& explanation) {
  for (const Change& change : plan.changes) {
    if (change.object != explanation.object) {
      continue;
    }
    explanation.changes.push_back(change);
    if (!plan.rules.contains(change.rule)) {
      continue;  // the operator's own transfer
    }
    RuleTried tried = describe(plan, change.rule);
    tried.fate = Fate::fired;
    tried.phase = change.phase;
    tried.outcomes.push_back(change.text);
    tried.due = change.due;
    tried.unless = change.unless;
    explanation.rules.push_back(std::move(tried));
  }
}

void add_open_questions(const Plan& plan, Explanation& explanation) {
  for (const Undecided& undecided : plan.undecided) {
    if (undecided.object == explanation.object) {
      RuleTried tried = describe(plan, undecided.rule);
      tried.fate = Fate::undecided;
      tried.missing = undecided.missing;
      tried.error = undecided.error;
      explanation.rules.push_back(std::move(tried));
    }
  }
  for (const Unaddressed& unaddressed : plan.unaddressed) {
    if (unaddressed.object == explanation.object) {
      explanation.unaddressed = unaddressed.fields;
    }
  }
  for (const Dangling& dangling : plan.dangling) {
    if (dangling.object == explanation.object || dangling.to == explanation.object) {
      explanation.dangling.push_back(dangling);
    }
  }
  for (const Conflict& conflict : plan.conflicts) {
    if (conflict.object == explanation.object) {
      explanation.conflicts.push_back(conflict);
      for (RuleTried& tried : explanation.rules) {
        tried.fate = contains(conflict.rules, tried.rule) ? Fate::conflicting : tried.fate;
      }
    }
  }
}

}  // namespace

std::optional<Explanation> explain_from_document(const Plan& plan, const std::string& object) {
  Explanation explanation;
  explanation.policy = plan.policy;
  explanation.request = plan.request;
  explanation.object = object;
  explanation.rules_tried = false;
  explanation.labels = plan.labels;
  if (const auto label = plan.labels.find(object); label != plan.labels.end()) {
    explanation.label = label->second;
  }
  if (const auto type = plan.types.find(object.substr(0, object.find(':'))); type != plan.types.end()) {
    explanation.type = type->second;
  }
  add_changes(plan, explanation);
  add_open_questions(plan, explanation);
  for (const Capability& capability : plan.capabilities) {
    if (contains(capability.objects, object)) {
      explanation.capabilities.push_back(capability);
    }
  }
  for (const Advice& advice : plan.advice) {
    if (contains(advice.objects, object)) {
      explanation.advice.push_back(advice);
    }
  }
  for (const Display& display : plan.displays) {
    if (display.object == object) {
      explanation.displays.push_back(display);
      RuleTried tried = describe(plan, display.rule);
      tried.fate = Fate::fired;
      tried.outcomes.push_back(display.text);
      explanation.rules.push_back(std::move(tried));
    }
  }
  const bool mentioned = !explanation.rules.empty() || !explanation.changes.empty() || !explanation.advice.empty() ||
                         !explanation.capabilities.empty() || !explanation.unaddressed.empty() ||
                         !explanation.dangling.empty() || !explanation.conflicts.empty();
  return mentioned ? std::optional(std::move(explanation)) : std::nullopt;
}

}  // namespace exeunt::plan
