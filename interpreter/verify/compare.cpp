#include "interpreter/verify/compare.h"

#include <algorithm>
#include <unordered_map>
#include <utility>

#include "interpreter/apply/object.h"
#include "interpreter/plan/json.h"
#include "interpreter/plan/order.h"
#include "interpreter/plan/wording.h"
#include "interpreter/verify/accounts.h"
#include "interpreter/verify/lessons.h"

namespace exeunt::verify {

using model::FieldIndex;
using plan::Change;
using plan::Op;
using plan::Value;
using snapshot::ObjectIndex;

namespace {

/// Who predicted a write.
struct Source {
  std::vector<std::string> rules;
  std::string due;
  std::string created_for;  ///< the object on which the rule fired

  void add(const Change& change) {
    if (rules.empty() || rules.back() != change.rule) {
      rules.push_back(change.rule);
    }
    due = change.due;
  }
};

class Comparison {
 public:
  explicit Comparison(const Question& question)
      : question_(question),
        before_{question.model, question.before},
        predicted_{question.model, question.predicted},
        actual_{question.model, question.after},
        matches_(before_, predicted_, actual_) {}

  Verification run() {
    describe();
    collect_changes();
    for (ObjectIndex index = 0; index < question_.before.present_count; ++index) {
      compare_object(index);
    }
    for (const ObjectIndex index : matches_.predicted()) {
      compare_created(index);
    }
    for (const ObjectIndex index : matches_.actual()) {
      if (!matches_.is_matched(index)) {
        find_unforeseen(index);
      }
    }
    learn_lessons();
    put_in_order(out_.findings);
    put_in_order(out_.derived_findings);
    return std::move(out_);
  }

 private:
  void describe() {
    const plan::Plan& plan = question_.plan;
    out_.policy = plan.policy;
    out_.request = plan.request;
    out_.verdict = plan.verdict;
    for (const plan::Guard& guard : plan.guards) {
      if (guard.holds != plan::Outcome3::yes) {
        out_.blocked_by.push_back(guard.name);
      }
    }
    out_.until = question_.until;
    out_.before = plan.snapshot;
    out_.after_digest = question_.after.digest;
    out_.after_objects = question_.after.present_count;
    out_.rules = plan.rules;
    out_.labels = plan.labels;
    out_.types = plan.types;
  }

  void collect_changes() {
    const auto& changes = question_.plan.changes;
    for (std::size_t i = 0; i < changes.size(); ++i) {
      if (question_.happened[i] != Happened::yes) {
        continue;
      }
      bool names_object = false;
      for (const plan::Write& write : changes[i].writes) {
        if (write.op == Op::create) {
          Source& source = created_[apply::name_of(write.to)];
          source.add(changes[i]);
          source.created_for = changes[i].object;
        }
        names_object = names_object || write.op != Op::create;
      }
      if (names_object) {
        changes_of_[changes[i].object].push_back(i);
      }
    }
  }

  /// By field; what erases the object has none.
  std::map<std::string, Source> sources_of(const std::string& object) const {
    std::map<std::string, Source> sources;
    const auto found = changes_of_.find(object);
    if (found != changes_of_.end()) {
      for (const std::size_t i : found->second) {
        for (const plan::Write& write : question_.plan.changes[i].writes) {
          if (write.op != Op::create) {
            sources[write.field].add(question_.plan.changes[i]);
          }
        }
      }
    }
    return sources;
  }

  static bool is_incomplete(const snapshot::Account& account, model::EntityIndex entity) {
    return entity < account.incomplete.size() && account.incomplete[entity];
  }

  Finding finding(Fate fate, What what, std::string object, const Source& source) const {
    Finding out;
    out.fate = fate;
    out.what = what;
    out.object = std::move(object);
    out.rules = source.rules;
    out.due = source.due;
    return out;
  }

  void compare_object(ObjectIndex index) {
    const snapshot::Object& object = before_.object(index);
    const std::string name = before_.names.object(index);
    const auto predicted = predicted_.counterpart(object);
    const auto actual = actual_.counterpart(object);
    const std::map<std::string, Source> sources = sources_of(name);
    const bool is_open = !actual && is_incomplete(question_.after, object.entity);
    if (!predicted) {
      const auto source = sources.find("");
      const Fate fate = is_open ? Fate::unchecked : actual ? Fate::missed : Fate::exact;
      add(finding(fate, What::erased, name, source == sources.end() ? Source{} : source->second), index);
    } else if (!actual && !is_open && sources.empty()) {
      add(finding(Fate::extra, What::erased, name, {}), index);
    }
    const auto& fields = question_.model.entities[object.entity].fields;
    for (FieldIndex field = 0; field < fields.size(); ++field) {
      const auto source = sources.find(fields[field].name);
      if (predicted && source != sources.end()) {
        compare_written(index, *predicted, actual, field, source->second, is_open);
      } else if (actual) {
        compare_silent(index, *actual, field);
      }
    }
  }

  /// A field that the plan writes.
  void compare_written(ObjectIndex index, ObjectIndex predicted, std::optional<ObjectIndex> actual, FieldIndex field,
                       const Source& source, bool is_open) {
    Finding out = finding(Fate::exact, What::field, before_.names.object(index), source);
    const cel::Value* before = before_.value(index, field);
    const cel::Value* then = predicted_.value(predicted, field);
    const cel::Value* now = actual ? actual_.value(*actual, field) : nullptr;
    out.is_gone = !actual && !is_open;
    if (out.is_gone) {
      out.fate = Fate::wrong;
    } else if (now == nullptr || then == nullptr) {
      out.fate = Fate::unchecked;
    } else if (!same(predicted_, *then, actual_, *now, &matches_)) {
      out.fate = before != nullptr && same(before_, *before, actual_, *now, nullptr) ? Fate::missed : Fate::wrong;
    }
    fill(out, index, field, before, then, now);
  }

  /// A field that it does not write.
  void compare_silent(ObjectIndex index, ObjectIndex actual, FieldIndex field) {
    const cel::Value* before = before_.value(index, field);
    const cel::Value* now = actual_.value(actual, field);
    if (before == nullptr || now == nullptr) {
      if (before != nullptr || now != nullptr) {
        const model::Entity& entity = question_.model.entities[before_.object(index).entity];
        ++out_.not_compared[entity.name + "." + entity.fields[field].name];
      }
      return;
    }
    if (!same(before_, *before, actual_, *now, nullptr)) {
      fill(finding(Fate::extra, What::field, before_.names.object(index), {}), index, field, before, nullptr, now);
    }
  }

  void fill(Finding out, std::optional<ObjectIndex> index, FieldIndex field, const cel::Value* before,
            const cel::Value* predicted, const cel::Value* actual) {
    const std::string type(plan::type_of(out.object));
    const model::Entity& entity = question_.model.entities[*question_.model.find_entity(type)];
    out.field = entity.fields[field].name;
    if (out.fate != Fate::exact || question_.with_exact) {
      out.before = shown(before_, before);
      out.actual = shown(actual_, actual);
    }
    out.predicted = shown(predicted_, predicted);
    add(std::move(out), index, entity.fields[field].derived);
  }

  void compare_created(ObjectIndex index) {
    const std::string name = predicted_.names.object(index);
    const auto known = created_.find(name);
    const Source source = known == created_.end() ? Source{} : known->second;
    const auto actual = matches_.actual_of(index);
    const model::EntityIndex entity = predicted_.object(index).entity;
    const Fate fate = actual ? Fate::exact : is_incomplete(question_.after, entity) ? Fate::unchecked : Fate::missed;
    Finding out = finding(fate, What::created, actual ? actual_.names.object(*actual) : name, source);
    out.predicted_object = name;
    note_label(actual ? actual_ : predicted_, actual ? *actual : index);
    const auto created_for = find_before(source.created_for);
    add(out, created_for);
    if (!actual) {
      return;
    }
    const auto& fields = question_.model.entities[entity].fields;
    for (FieldIndex field = 0; field < fields.size(); ++field) {
      const cel::Value* then = predicted_.value(index, field);
      const cel::Value* now = actual_.value(*actual, field);
      const bool is_same =
          then == nullptr || (now != nullptr ? same(predicted_, *then, actual_, *now, &matches_) : then->is_null());
      if (!is_same) {  // what is as predicted is part of the object's being created
        Finding differing = finding(now == nullptr ? Fate::unchecked : Fate::wrong, What::field, out.object, source);
        differing.predicted_object = name;
        fill(std::move(differing), created_for, field, nullptr, then, now);
      }
    }
  }

  std::optional<ObjectIndex> find_before(const std::string& name) const {
    const auto entity = question_.model.find_entity(plan::type_of(name));
    const std::size_t id = std::min(name.find(':'), name.size() - 1) + 1;
    return entity ? question_.before.find(*entity, std::string_view(name).substr(id)) : std::nullopt;
  }

  void find_unforeseen(ObjectIndex index) {
    if (!is_incomplete(question_.before, actual_.object(index).entity)) {
      note_label(actual_, index);
      add(finding(Fate::extra, What::created, actual_.names.object(index), {}), std::nullopt);
    }
  }

  /// As plans write it; what it refers to gets its label.
  std::optional<Value> shown(const Side& side, const cel::Value* value) {
    if (value == nullptr) {
      return std::nullopt;
    }
    if (value->kind() == cel::ValueKind::object) {
      note_label(side, static_cast<ObjectIndex>(value->object_value().id));
    } else if (value->kind() == cel::ValueKind::list) {
      for (const cel::Value& element : value->list_value()) {
        if (element.kind() == cel::ValueKind::object) {
          note_label(side, static_cast<ObjectIndex>(element.object_value().id));
        }
      }
    }
    return side.names.value(*value);
  }

  void note_label(const Side& side, ObjectIndex index) {
    if (const auto label = side.names.label(index)) {
      out_.labels.try_emplace(side.names.object(index), *label);
    }
  }

  void add(Finding found, std::optional<ObjectIndex> before, bool is_derived = false) {
    const std::string type(plan::type_of(found.object));
    const model::Entity& entity = question_.model.entities[*question_.model.find_entity(type)];
    out_.types.try_emplace(type, plan::TypeInfo{entity.title, entity.plural});
    const bool is_kept = found.fate != Fate::exact || question_.with_exact;
    if (is_kept && before) {
      note_label(before_, *before);
    }
    if (is_derived) {
      ++out_.derived[found.fate];
      if (is_kept) {
        out_.derived_findings.push_back(std::move(found));
      }
      return;
    }
    ++out_.total[found.fate];
    ++out_.by_type[type][found.fate];
    auto& records = records_[Aim{found.what, type, found.field}];
    for (const std::string& rule : found.rules) {
      ++out_.by_rule[rule][found.fate];
      Record& record = records[rule];
      record.exact_count += found.fate == Fate::exact ? 1 : 0;
      if (found.fate == Fate::exact && before) {
        record.exact.push_back(*before);
      }
      if (found.predicted && record.values.size() < Record::most_values) {
        ++record.values[plan::write_value(*found.predicted)];
      }
    }
    if (is_kept) {
      out_.findings.push_back(std::move(found));
      indices_.push_back(before);
    }
  }

  void learn_lessons() {
    std::vector<Case> cases;
    for (std::size_t i = 0; i < out_.findings.size(); ++i) {
      const Finding& found = out_.findings[i];
      if (found.fate == Fate::exact) {
        continue;
      }
      cases.push_back({&found, indices_[i]});
      if (found.fate == Fate::extra) {
        for (const auto& [rule, record] :
             records_[Aim{found.what, std::string(plan::type_of(found.object)), found.field}]) {
          ++out_.by_rule[rule][Fate::extra];
        }
      }
    }
    out_.lessons = learn(question_, before_, cases, records_);
  }

  static void put_in_order(std::vector<Finding>& findings) {
    std::stable_sort(findings.begin(), findings.end(),
                     [](const Finding& a, const Finding& b) { return plan::compare_objects(a.object, b.object) < 0; });
  }

  const Question& question_;
  Side before_;
  Side predicted_;
  Side actual_;
  Matches matches_;
  std::unordered_map<std::string, std::vector<std::size_t>> changes_of_;  ///< by object; looked up, never walked
  std::map<std::string, Source> created_;                                 ///< by the plan's name
  Records records_;
  std::vector<std::optional<ObjectIndex>> indices_;  ///< by finding
  Verification out_;
};

}  // namespace

Verification compare(const Question& question) {
  return Comparison(question).run();
}

}  // namespace exeunt::verify
