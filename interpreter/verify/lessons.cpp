#include "interpreter/verify/lessons.h"

#include <algorithm>
#include <unordered_map>

#include "interpreter/plan/json.h"
#include "interpreter/plan/order.h"
#include "interpreter/plan/wording.h"

namespace exeunt::verify {

using plan::Change;
using plan::Op;
using plan::Value;
using snapshot::ObjectIndex;

namespace {

/// Cases that teach the same.
struct Group {
  std::vector<Case> cases;
  std::string due;
  std::vector<std::string> missing;
};

using Key = std::tuple<Lesson::Kind, std::string, Aim>;  // with the rule

/// What a field may be told by: the values of a few, of others only whether there is one.
std::optional<Value> trait(const Side& side, ObjectIndex object, model::FieldIndex field,
                           const model::FieldType& type) {
  const cel::Value* value = side.value(object, field);
  if (value == nullptr) {
    return std::nullopt;
  }
  const bool is_telling = type.kind == model::FieldKind::boolean || type.kind == model::FieldKind::enumeration ||
                          type.kind == model::FieldKind::reference;
  return value->is_null() || is_telling ? std::optional(side.names.value(*value)) : Value{std::string("not null")};
}

/// Fields that are alike in all of `these` and otherwise in all of `those`, at most two.
std::vector<Mark> find_marks(const Side& side, const std::vector<ObjectIndex>& these,
                             const std::vector<ObjectIndex>& those) {
  constexpr std::size_t most_marks = 2;
  std::vector<Mark> marks;
  if (these.empty() || those.empty()) {
    return marks;
  }
  const model::EntityIndex entity = side.object(these.front()).entity;
  const auto is_other = [&](ObjectIndex object) { return side.object(object).entity != entity; };
  if (std::any_of(these.begin(), these.end(), is_other) || std::any_of(those.begin(), those.end(), is_other)) {
    return marks;
  }
  const auto& fields = side.model.entities[entity].fields;
  for (model::FieldIndex field = 0; field < fields.size() && marks.size() < most_marks; ++field) {
    const model::FieldType& type = fields[field].type;
    const auto wanted = trait(side, these.front(), field, type);
    const bool is_text = wanted && *wanted == Value{std::string("not null")};
    const auto has = [&](ObjectIndex object) { return trait(side, object, field, type) == wanted; };
    const auto lacks = [&](ObjectIndex object) {
      const auto other = trait(side, object, field, type);
      return other && *other != *wanted;
    };
    if (wanted && !is_text && std::all_of(these.begin(), these.end(), has) &&
        std::all_of(those.begin(), those.end(), lacks)) {
      marks.push_back({side.model.entities[entity].name, fields[field].name, *wanted});
    }
  }
  return marks;
}

class Teacher {
 public:
  Teacher(const Question& question, const Side& before, const Records& records)
      : question_(question), before_(before), records_(records) {
    const auto& changes = question.plan.changes;
    for (std::size_t i = 0; i < changes.size(); ++i) {
      if (question.happened[i] != Happened::yes) {
        waiting_[changes[i].object].push_back(i);
      }
    }
    for (const plan::Undecided& each : question.plan.undecided) {
      undecided_[each.object].push_back(&each);
    }
  }

  void take(const Case& one) {
    const Finding& found = *one.finding;
    const Aim aim{found.what, std::string(plan::type_of(found.object)), found.field};
    if (found.fate == Fate::extra) {
      take_extra(one, aim);
      return;
    }
    const std::string rule = found.rules.empty() ? std::string() : found.rules.back();
    Lesson::Kind kind = Lesson::Kind::unchecked;
    if (found.fate == Fate::missed) {
      const Record* record = this->record(aim, rule);
      kind = record == nullptr || record->exact_count == 0 ? Lesson::Kind::never : Lesson::Kind::too_wide;
    } else if (found.fate == Fate::wrong) {
      kind = found.is_gone ? Lesson::Kind::gone : Lesson::Kind::other_value;
    }
    groups_[{kind, rule, aim}].cases.push_back(one);
  }

  std::vector<Lesson> lessons() const {
    std::vector<Lesson> out;
    for (const auto& [key, group] : groups_) {
      out.push_back(lesson(key, group));
    }
    std::stable_sort(out.begin(), out.end(), [](const Lesson& a, const Lesson& b) { return a.count > b.count; });
    return out;
  }

 private:
  const Record* record(const Aim& aim, const std::string& rule) const {
    const auto rules = records_.find(aim);
    if (rules == records_.end()) {
      return nullptr;
    }
    const auto found = rules->second.find(rule);
    return found == rules->second.end() ? nullptr : &found->second;
  }

  /// A change of the plan that did not happen by then, and would have done this.
  const Change* find_waiting(const Finding& found, Happened& happened) const {
    const auto waiting = waiting_.find(found.object);
    if (waiting == waiting_.end()) {
      return nullptr;
    }
    for (const std::size_t i : waiting->second) {
      const Change& change = question_.plan.changes[i];
      const bool does = std::any_of(change.writes.begin(), change.writes.end(), [&found](const plan::Write& write) {
        if (found.what == What::erased) {
          return write.op == Op::erase;
        }
        const bool is_list = write.op == Op::add || write.op == Op::remove;
        return found.what == What::field && write.field == found.field &&
               (is_list || (found.actual && write.to == *found.actual));
      });
      if (does) {
        happened = question_.happened[i];
        return &change;
      }
    }
    return nullptr;
  }

  void take_extra(const Case& one, const Aim& aim) {
    const Finding& found = *one.finding;
    Happened happened = Happened::yes;
    if (const Change* change = find_waiting(found, happened)) {
      const auto kind = happened == Happened::not_yet   ? Lesson::Kind::due_later
                        : happened == Happened::blocked ? Lesson::Kind::blocked
                                                        : Lesson::Kind::called_off;
      Group& group = groups_[{kind, change->rule, aim}];
      group.due = group.due.empty() ? change->due : std::min(group.due, change->due);
      group.cases.push_back(one);
      return;
    }
    if (const auto undecided = undecided_.find(found.object); undecided != undecided_.end()) {
      const plan::Undecided& likely = likely_rule(undecided->second, aim);
      Group& group = groups_[{Lesson::Kind::undecided, likely.rule, aim}];
      for (const plan::MissingField& missing : likely.missing) {
        if (std::find(group.missing.begin(), group.missing.end(), missing.field) == group.missing.end()) {
          group.missing.push_back(missing.field);
        }
      }
      group.cases.push_back(one);
      return;
    }
    const std::string rule = rule_of_others(found, aim);
    groups_[{rule.empty() ? Lesson::Kind::no_rule : Lesson::Kind::too_narrow, rule, aim}].cases.push_back(one);
  }

  /// Of rules that could not be decided, one that does such things to other objects, or that does anything at all.
  const plan::Undecided& likely_rule(const std::vector<const plan::Undecided*>& undecided, const Aim& aim) const {
    const auto does_this = [&](const plan::Undecided* each) { return record(aim, each->rule) != nullptr; };
    auto found = std::find_if(undecided.begin(), undecided.end(), does_this);
    if (found == undecided.end()) {
      found =
          std::find_if(undecided.begin(), undecided.end(), [this](const auto* each) { return does_something(*each); });
    }
    return found == undecided.end() ? *undecided.front() : **found;
  }

  bool does_something(const plan::Undecided& undecided) const {
    const auto rule = question_.plan.rules.find(undecided.rule);
    return rule != question_.plan.rules.end() &&
           std::any_of(rule->second.outcomes.begin(), rule->second.outcomes.end(), [&](const plan::RuleOutcome& verb) {
             Change change;
             change.object = undecided.object;
             change.rule = undecided.rule;
             change.outcome = verb.outcome;
             return !plan::is_unchanged(question_.plan, change);
           });
  }

  /// The rule that does the same to most other objects; empty: none does.
  std::string rule_of_others(const Finding& found, const Aim& aim) const {
    const auto rules = records_.find(aim);
    std::string best;
    uint64_t most = 0;
    if (aim.what == What::created) {
      return best;  // of an object that nobody predicted, nothing says whose it is
    }
    for (const auto& [rule, record] : rules == records_.end() ? std::map<std::string, Record>() : rules->second) {
      const bool writes_it =
          found.what != What::field || (found.actual && record.values.contains(plan::write_value(*found.actual)));
      if (writes_it && record.exact_count > most) {
        most = record.exact_count;
        best = rule;
      }
    }
    return best;
  }

  Lesson lesson(const Key& key, const Group& group) const {
    const auto& [kind, rule, aim] = key;
    Lesson out;
    out.kind = kind;
    out.rule = rule;
    out.what = aim.what;
    out.type = aim.type;
    out.field = aim.field;
    out.count = group.cases.size();
    out.due = group.due;
    out.missing = group.missing;
    std::vector<ObjectIndex> these;
    for (const Case& one : group.cases) {
      out.objects.push_back(one.finding->object);
      if (one.before) {
        these.push_back(*one.before);
      }
    }
    std::sort(out.objects.begin(), out.objects.end(),
              [](const std::string& a, const std::string& b) { return plan::compare_objects(a, b) < 0; });
    out.objects.resize(std::min(out.objects.size(), Lesson::most_objects));
    const Record* record = this->record(aim, rule);
    out.exact = record == nullptr ? 0 : record->exact_count;
    if (record != nullptr && (kind == Lesson::Kind::too_wide || kind == Lesson::Kind::too_narrow)) {
      out.marks = find_marks(before_, these, record->exact);
    }
    out.predicted = common(group, &Finding::predicted);
    out.actual = common(group, &Finding::actual);
    return out;
  }

  /// The value that all of them have.
  static std::optional<Value> common(const Group& group, std::optional<Value> Finding::*member) {
    const std::optional<Value>& first = group.cases.front().finding->*member;
    const bool is_common = std::all_of(group.cases.begin(), group.cases.end(),
                                       [&](const Case& one) { return one.finding->*member == first; });
    return is_common ? first : std::nullopt;
  }

  const Question& question_;
  const Side& before_;
  const Records& records_;
  std::unordered_map<std::string, std::vector<std::size_t>> waiting_;  ///< by object; looked up, never walked
  std::unordered_map<std::string, std::vector<const plan::Undecided*>> undecided_;  ///< likewise
  std::map<Key, Group> groups_;
};

}  // namespace

std::vector<Lesson> learn(const Question& question, const Side& before, const std::vector<Case>& cases,
                          const Records& records) {
  Teacher teacher(question, before, records);
  for (const Case& one : cases) {
    teacher.take(one);
  }
  return teacher.lessons();
}

}  // namespace exeunt::verify
