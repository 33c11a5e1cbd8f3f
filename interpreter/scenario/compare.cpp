#include "interpreter/scenario/compare.h"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <iterator>
#include <map>

#include "interpreter/scenario/entry.h"
#include "interpreter/scenario/value.h"

namespace exeunt::scenario {

namespace {

std::string in_list(const std::vector<std::string>& texts) {
  return texts.size() == 1 ? texts[0] : texts.empty() ? "" : fmt::format("[{}]", fmt::join(texts, ", "));
}

/// What is expected of objects held against what happens to them.
class Objects {
 public:
  Objects(const Step& step, const std::optional<std::vector<Name>>& about, plan::Moment event)
      : step_(step), about_(about), event_(event) {}

  std::vector<Difference> run(const Expectation& expectation, Actuals actuals) {
    for (const ExpectedObject& object : expectation.objects) {
      auto& rules = actuals[object.object.text];
      for (const ExpectedRule& rule : object.rules) {
        compare_rule(object, rule, rules[rule.rule.text]);
        rules.erase(rule.rule.text);
      }
      for (const auto& [rule, entries] : rules) {
        unexpected(object.object.span, object.object.text, rule, entries);
      }
      actuals.erase(object.object.text);
    }
    if (step_.partial) {
      return std::move(differences_);
    }
    for (const auto& [object, rules] : actuals) {
      for (const auto& [rule, entries] : rules) {
        if (is_looked_at(object)) {
          unexpected(expectation.span, object, rule, entries);
        }
      }
    }
    return std::move(differences_);
  }

 private:
  void compare_rule(const ExpectedObject& object, const ExpectedRule& rule, const std::vector<Actual>& actual) {
    std::vector<const Entry*> counterparts(actual.size(), nullptr);
    bool all_found = true;
    for (const Entry& entry : rule.entries) {
      std::size_t i = 0;
      while (i < actual.size() && (counterparts[i] != nullptr || !matches(entry, actual[i], event_))) {
        ++i;
      }
      all_found = all_found && i < actual.size();
      if (i < actual.size()) {
        counterparts[i] = &entry;
      }
    }
    if (all_found && rule.entries.size() == actual.size()) {
      return;
    }
    std::vector<std::string> expected_texts;
    for (const Entry& entry : rule.entries) {
      expected_texts.push_back(text(entry));
    }
    std::vector<std::string> actual_texts;
    actual_texts.reserve(actual.size());
    for (std::size_t i = 0; i < actual.size(); ++i) {
      const Entry* like = counterparts[i] != nullptr ? counterparts[i]
                          : i < rule.entries.size()  ? &rule.entries[i]
                                                     : nullptr;
      actual_texts.push_back(text(actual[i], like, event_));
    }
    differences_.push_back({rule.rule.span, object.object.text, rule.rule.text, in_list(expected_texts),
                            in_list(actual_texts), errors_of(actual)});
  }

  /// Why conditions could not be evaluated, a line each: no expectation says so.
  static std::string errors_of(const std::vector<Actual>& entries) {
    std::string text;
    for (const Actual& each : entries) {
      if (each.kind == Entry::Kind::undecided && !each.undecided->error.empty()) {
        text += each.undecided->error + "\n";
      }
    }
    return text;
  }

  void unexpected(Span at, const std::string& object, const std::string& rule, const std::vector<Actual>& entries) {
    std::vector<std::string> texts;
    for (const Actual& each : entries) {
      texts.push_back(text(each, nullptr, event_));
    }
    differences_.push_back({at, object, rule, "", in_list(texts), errors_of(entries)});
  }

  bool is_looked_at(const std::string& object) const {
    const std::string_view type = std::string_view(object).substr(0, object.find(':'));
    return !about_ ||
           std::any_of(about_->begin(), about_->end(), [type](const Name& each) { return each.text == type; });
  }

  const Step& step_;
  const std::optional<std::vector<Name>>& about_;
  plan::Moment event_;
  std::vector<Difference> differences_;
};

class Comparison {
 public:
  Comparison(const Step& step, const std::optional<std::vector<Name>>& about, const plan::Plan& plan,
             plan::Moment event)
      : step_(step), about_(about), plan_(plan), event_(event) {}

  std::vector<Difference> run() {
    // A whole plan says by itself what blocks it, and what rules disagree about.
    if (!step_.plan || step_.blocked || step_.expect) {
      compare_guards();
    }
    if (step_.conflicted || step_.expect || (!step_.blocked && !step_.plan)) {
      compare_conflicts();
    }
    if (step_.expect) {
      std::vector<Difference> of_objects = Objects(step_, about_, event_).run(*step_.expect, collect(plan_));
      std::move(of_objects.begin(), of_objects.end(), std::back_inserter(differences_));
    }
    return std::move(differences_);
  }

 private:
  void compare_guards() {
    const std::vector<ExpectedGuard> none;
    const std::vector<ExpectedGuard>& expected = step_.blocked ? step_.blocked->guards : none;
    for (const plan::Guard& guard : plan_.guards) {
      const auto found = std::find_if(expected.begin(), expected.end(),
                                      [&](const ExpectedGuard& each) { return each.guard.text == guard.name; });
      const bool is_expected = found != expected.end();
      const auto wanted = !is_expected       ? plan::Outcome3::yes
                          : found->undecided ? plan::Outcome3::unknown
                                             : plan::Outcome3::no;
      if (guard.holds != wanted) {
        const Span at = is_expected ? found->guard.span : step_.blocked ? step_.blocked->span : step_.span;
        differences_.push_back({at, "", guard.name, guard_text(wanted), guard_text(guard)});
      }
    }
    for (const ExpectedGuard& each : expected) {
      const auto is_this = [&](const plan::Guard& guard) { return guard.name == each.guard.text; };
      if (std::none_of(plan_.guards.begin(), plan_.guards.end(), is_this)) {
        differences_.push_back({each.guard.span, "", each.guard.text, "blocked", "no such guard"});
      }
    }
  }

  static std::string guard_text(plan::Outcome3 holds) {
    return holds == plan::Outcome3::yes ? "not blocked" : holds == plan::Outcome3::no ? "blocked" : "undecided";
  }

  static std::string guard_text(const plan::Guard& guard) {
    std::string text = guard_text(guard.holds);
    for (const plan::MissingField& each : guard.missing) {
      text += (text == "undecided" ? " for lack of " : ", ") + each.object + " " + each.field;
    }
    return guard.message.empty() || guard.holds != plan::Outcome3::no ? text : text + ": " + guard.message;
  }

  void compare_conflicts() {
    std::map<std::string, std::vector<std::string>> actual;
    for (const plan::Conflict& each : plan_.conflicts) {
      actual[each.object].push_back(each.field.empty() ? "erasure" : each.field);
    }
    const std::vector<ExpectedConflict> none;
    for (const ExpectedConflict& each : step_.conflicted ? step_.conflicted->objects : none) {
      std::vector<std::string> fields = each.fields;
      std::replace(fields.begin(), fields.end(), std::string(), std::string("erasure"));
      std::sort(fields.begin(), fields.end());
      std::vector<std::string>& found = actual[each.object.text];
      std::sort(found.begin(), found.end());
      if (fields != found) {
        differences_.push_back({each.object.span, each.object.text, "conflict", in_list(fields), in_list(found)});
      }
      actual.erase(each.object.text);
    }
    for (auto& [object, fields] : actual) {
      std::sort(fields.begin(), fields.end());
      differences_.push_back(
          {step_.conflicted ? step_.conflicted->span : step_.span, object, "conflict", "", in_list(fields)});
    }
  }

  const Step& step_;
  const std::optional<std::vector<Name>>& about_;
  const plan::Plan& plan_;
  plan::Moment event_;
  std::vector<Difference> differences_;
};

}  // namespace

std::vector<Difference> compare(const Step& step, const std::optional<std::vector<Name>>& about, const plan::Plan& plan,
                                plan::Moment event) {
  return Comparison(step, about, plan, event).run();
}

std::vector<Difference> compare(const Step& step, const std::optional<std::vector<Name>>& about,
                                const std::vector<Arrived>& arrived) {
  return step.expect ? Objects(step, about, {}).run(*step.expect, collect(arrived)) : std::vector<Difference>();
}

std::vector<Difference> compare(const std::vector<ExpectedState>& expected, const apply::Account& actual) {
  std::vector<Difference> differences;
  for (const ExpectedState& state : expected) {
    const Name& name = state.object;
    const plan::Value* object = actual.find(name.text);
    if (object == nullptr && !state.gone) {
      differences.push_back({name.span, name.text, "", "in the account", "gone"});
    } else if (object != nullptr && state.gone) {
      differences.push_back({name.span, name.text, "", "gone", "in the account"});
    }
    if (object == nullptr) {
      continue;
    }
    for (const FieldValue& each : state.fields) {
      const plan::Value* value = apply::find_member(*object, each.field.text);
      if (value == nullptr || !same(each.value, *value)) {
        differences.push_back({each.field.span, name.text, each.field.text, text(each.value),
                               value == nullptr ? "not given" : text(*value)});
      }
    }
  }
  return differences;
}

}  // namespace exeunt::scenario
