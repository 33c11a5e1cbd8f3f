#include "interpreter/diff/compare.h"

#include <algorithm>
#include <deque>
#include <map>
#include <set>
#include <utility>

#include "interpreter/diff/causes.h"
#include "interpreter/diff/label_index.h"
#include "interpreter/diff/objects.h"
#include "interpreter/diff/pairs.h"
#include "interpreter/diff/typed.h"
#include "interpreter/diff/values.h"
#include "interpreter/plan/entries.h"
#include "interpreter/plan/json.h"
#include "interpreter/plan/order.h"

namespace exeunt::diff {

using plan::Value;

/// A list that does not grow with the account, as it stands in one plan.
struct SmallList {
  std::vector<std::string> names;
  std::vector<Value> entries;  ///< normalised; `name` added to those of a map
};

class Comparison::State {
 public:
  State(plan::LargePlan before, plan::LargePlan after, const Options& options)
      : options_(options), old_plan_(std::move(before)), new_plan_(std::move(after)) {
    before_.name = old_plan_.name();
    after_.name = new_plan_.name();
    if (!old_plan_.has_labels() || !new_plan_.has_labels()) {
      options_.ignored_sections.set(static_cast<std::size_t>(Section::labels));
    }
    start();
  }

  std::optional<Subject> next() {
    while (!has_failed()) {
      if (!waiting_.empty()) {
        Subject subject = std::move(waiting_.front());
        waiting_.pop_front();
        add_labels(subject);
        count(subject);
        return subject;
      }
      if (!advance()) {
        break;
      }
    }
    return std::nullopt;
  }

  bool has_failed() const { return old_plan_.has_failed() || new_plan_.has_failed(); }

  Options options_;
  Side before_;
  Side after_;
  std::vector<Cause> roots_;
  Totals totals_;

 private:
  enum class Stage { plan, guards, objects, capabilities, advice, howtos, rules, types, labels, done };

  void start() {
    if (!old_plan_.read_head(old_head_, before_.plan) || !new_plan_.read_head(new_head_, after_.plan)) {
      return;
    }
    roots_ = find_roots(before_.plan, after_.plan);
    old_rules_ = load(old_plan_, Section::rules);
    new_rules_ = load(new_plan_, Section::rules);
    old_types_ = load(old_plan_, Section::types);
    new_types_ = load(new_plan_, Section::types);
    type_rules(old_rules_, before_.plan);
    type_rules(new_rules_, after_.plan);
    type_types(old_types_, before_.plan);
    type_types(new_types_, after_.plan);
    find_reclassified();
  }

  /// Puts what comes next into `waiting_`, which may be nothing. False: there is no more.
  bool advance() {
    switch (stage_) {
      case Stage::plan:
        compare_heads();
        stage_ = Stage::guards;
        return true;
      case Stage::guards:
        compare_lists(Section::guards, Subject::Area::guard);
        stage_ = Stage::objects;
        return true;
      case Stage::objects:
        if (!compare_object()) {
          stage_ = Stage::capabilities;
        }
        return true;
      case Stage::capabilities:
        compare_lists(Section::capabilities, Subject::Area::capability);
        stage_ = Stage::advice;
        return true;
      case Stage::advice:
        compare_lists(Section::advice, Subject::Area::advice);
        stage_ = Stage::howtos;
        return true;
      case Stage::howtos:
        compare_lists(Section::howtos, Subject::Area::howto);
        stage_ = Stage::rules;
        return true;
      case Stage::rules:
        compare_small(Section::rules, Subject::Area::rule, old_rules_, new_rules_);
        stage_ = Stage::types;
        return true;
      case Stage::types:
        compare_small(Section::types, Subject::Area::type, old_types_, new_types_);
        stage_ = Stage::labels;
        return true;
      case Stage::labels:
        if (!compare_label()) {
          stage_ = Stage::done;
        }
        return true;
      case Stage::done:
        break;
    }
    return false;
  }

  /// The member that tells the entries of a list apart.
  static std::string_view name_member(Section section) {
    return section == Section::capabilities ? "capability" : section == Section::advice ? "rule" : "name";
  }

  static SmallList load(plan::LargePlan& plan, Section section) {
    const plan::List& list = *plan::find_list(diff::name(section));
    SmallList loaded;
    std::set<std::string> names;
    plan::Entries entries(plan, list);
    while (entries.next()) {
      auto value = entries.read();
      if (!value) {
        break;
      }
      if (list.shape == plan::List::Shape::map) {
        if (!names.insert(entries.key()).second) {
          entries.report_twice(entries.key());
          break;
        }
        auto& members = std::get<Value::Members>(value->data);
        members.emplace(members.begin(), "name", Value{entries.key()});
      }
      normalise(section, *value);
      loaded.names.emplace_back(text_of(*value, name_member(section)));
      loaded.entries.push_back(std::move(*value));
    }
    return loaded;
  }

  static void type_rules(const SmallList& list, plan::Plan& plan) {
    for (std::size_t i = 0; i < list.names.size(); ++i) {
      plan.rules[list.names[i]] = typed<plan::Rule>(list.entries[i]);
    }
  }
  static void type_types(const SmallList& list, plan::Plan& plan) {
    for (std::size_t i = 0; i < list.names.size(); ++i) {
      plan.types[list.names[i]] = typed<plan::TypeInfo>(list.entries[i]);
    }
  }

  void find_reclassified() {
    for (const auto& [name, rule] : before_.plan.rules) {
      const auto other = after_.plan.rules.find(name);
      if (other == after_.plan.rules.end() || options_.ignores(Aspect::class_)) {
        continue;
      }
      for (const plan::RuleOutcome& a : rule.outcomes) {
        for (const plan::RuleOutcome& b : other->second.outcomes) {
          if (a.outcome == b.outcome && (a.class_name != b.class_name || a.reversible != b.reversible)) {
            reclassified_.emplace(name, a.outcome);
          }
        }
      }
    }
  }

  static std::optional<Value> head_member(const Value::Members& head, Section section) {
    for (const auto& [name, value] : head) {
      if (name == diff::name(section)) {
        std::optional<Value> copy(value);
        normalise(section, *copy);
        return copy;
      }
    }
    return std::nullopt;
  }

  static std::optional<Value> only_entry(plan::LargePlan& plan, Section section) {
    plan::Entries entries(plan, *plan::find_list(diff::name(section)));
    auto value = entries.next() ? entries.read() : std::nullopt;
    if (value) {
      normalise(section, *value);
      if (entries.next()) {
        entries.report_twice("");
      }
    }
    return value;
  }

  void compare_heads() {
    Subject subject{Subject::Area::plan, "", {}, {}};
    for (const Section section : {Section::verdict, Section::request, Section::policy, Section::snapshot,
                                  Section::phases, Section::inventory, Section::summary}) {
      const bool is_list = section == Section::inventory;
      if (!options_.ignores(section)) {
        add_entry(subject, section, is_list ? only_entry(old_plan_, section) : head_member(old_head_, section),
                  is_list ? only_entry(new_plan_, section) : head_member(new_head_, section));
      }
    }
    enqueue(std::move(subject));
  }

  void compare_lists(Section section, Subject::Area area) {
    if (!options_.ignores(section)) {
      const SmallList before = load(old_plan_, section);
      compare_small(section, area, before, load(new_plan_, section));
    }
  }

  void compare_small(Section section, Subject::Area area, const SmallList& before, const SmallList& after) {
    if (options_.ignores(section) || has_failed()) {
      return;
    }
    std::map<std::string, Subject> subjects;
    for (const auto& [i, j] : pair_entries(section, before.entries, after.entries)) {
      const std::string& name = j != nothing ? after.names[j] : before.names[i];
      Subject& subject = subjects.try_emplace(name, Subject{area, name, {}, {}}).first->second;
      add_entry(subject, section, i == nothing ? std::nullopt : std::optional(before.entries[i]),
                j == nothing ? std::nullopt : std::optional(after.entries[j]));
    }
    for (auto& [name, subject] : subjects) {
      enqueue(std::move(subject));
    }
  }

  bool compare_object() {
    if (!objects_) {
      objects_.emplace(old_plan_, new_plan_, options_, reclassified_);
    }
    auto unlike = objects_->next();
    if (!unlike) {
      return false;
    }
    Subject subject{Subject::Area::object, unlike->object, {}, {}};
    for (Unlike& of : unlike->sections) {
      for (const auto& [i, j] : pair_entries(of.section, of.before, of.after)) {
        add_entry(subject, of.section, i == nothing ? std::nullopt : std::optional(std::move(of.before[i])),
                  j == nothing ? std::nullopt : std::optional(std::move(of.after[j])));
      }
    }
    enqueue(std::move(subject));
    return true;
  }

  /// One step of merging the labels of both plans, which are sorted by bytes.
  bool compare_label() {
    if (options_.ignores(Section::labels)) {
      return false;
    }
    if (!old_labels_) {
      old_labels_.emplace(old_plan_, *plan::find_list("labels"));
      new_labels_.emplace(new_plan_, *plan::find_list("labels"));
      step(*old_labels_, has_old_label_, true);
      step(*new_labels_, has_new_label_, true);
    }
    while (!has_failed() && has_old_label_ && has_new_label_ && old_labels_->key() == new_labels_->key() &&
           old_labels_->text() == new_labels_->text()) {
      if (!old_labels_->check()) {
        return false;
      }
      step(*old_labels_, has_old_label_, false);
      step(*new_labels_, has_new_label_, false);
    }
    if (has_failed() || (!has_old_label_ && !has_new_label_)) {
      return false;
    }
    const bool takes_old = has_old_label_ && (!has_new_label_ || old_labels_->key() <= new_labels_->key());
    const bool takes_new = has_new_label_ && (!has_old_label_ || new_labels_->key() <= old_labels_->key());
    Subject subject{Subject::Area::label, takes_old ? old_labels_->key() : new_labels_->key(), {}, {}};
    auto before = takes_old ? old_labels_->read() : std::nullopt;
    auto after = takes_new ? new_labels_->read() : std::nullopt;
    if (has_failed()) {
      return false;
    }
    add_entry(subject, Section::labels, std::move(before), std::move(after));
    if (takes_old) {
      step(*old_labels_, has_old_label_, false);
    }
    if (takes_new) {
      step(*new_labels_, has_new_label_, false);
    }
    enqueue(std::move(subject));
    return true;
  }

  static void step(plan::Entries& labels, bool& has_label, bool is_first) {
    const std::string before = labels.key();
    has_label = labels.next();
    if (!has_label || is_first) {
      return;
    }
    if (labels.key() == before) {
      labels.report_twice(before);
      has_label = false;
    } else if (labels.key() < before) {
      labels.report_order(labels.key(), before);
      has_label = false;
    }
  }

  void add_entry(Subject& subject, Section section, std::optional<Value> before, std::optional<Value> after) {
    Entry entry{section, Kind::changed, std::move(before), std::move(after), {}, {}};
    if (!entry.before && !entry.after) {
      return;
    }
    if (entry.before && entry.after) {
      entry.members = compare_entries(section, *entry.before, *entry.after, options_);
      if (section == Section::changes) {
        compare_classes(entry);
      }
      if (entry.members.empty()) {
        return;
      }
      const bool is_moved = std::all_of(entry.members.begin(), entry.members.end(),
                                        [](const Member& member) { return member.aspect == Aspect::cause; });
      entry.kind = is_moved ? Kind::moved : Kind::changed;
    } else {
      entry.kind = entry.after ? Kind::added : Kind::removed;
    }
    if (section != Section::policy && section != Section::snapshot && section != Section::request) {
      entry.causes = find_causes(entry, before_, after_, roots_);
    }
    subject.entries.push_back(std::move(entry));
  }

  const plan::RuleOutcome* outcome_of(const plan::Plan& plan, const Value& change) const {
    plan::Change wanted;
    wanted.rule = text_of(change, "rule");
    wanted.outcome = text_of(change, "outcome");
    return plan::find_outcome(plan, wanted);
  }

  /// The class of a verb stands with the rule, and belongs to every change by it.
  void compare_classes(Entry& entry) const {
    const plan::RuleOutcome* a = outcome_of(before_.plan, *entry.before);
    const plan::RuleOutcome* b = outcome_of(after_.plan, *entry.after);
    if (a == nullptr || b == nullptr || options_.ignores(Aspect::class_)) {
      return;
    }
    if (a->class_name != b->class_name) {
      entry.members.push_back({"class", Aspect::class_, Value{a->class_name}, Value{b->class_name}});
    }
    if (a->reversible != b->reversible) {
      entry.members.push_back({"reversible", Aspect::class_, Value{a->reversible}, Value{b->reversible}});
    }
  }

  void enqueue(Subject subject) {
    if (!subject.entries.empty()) {
      waiting_.push_back(std::move(subject));
    }
  }

  void count(const Subject& subject) {
    for (const Entry& entry : subject.entries) {
      ++totals_.sections[static_cast<std::size_t>(entry.section)].of[static_cast<std::size_t>(entry.kind)];
    }
    totals_.objects += subject.area == Subject::Area::object ? 1 : 0;
  }

  static void label_request(plan::Plan& plan, const LabelIndex& names) {
    for (const std::string* object : {&plan.request.subject, &plan.request.by}) {
      if (auto label = names.find(*object)) {
        plan.labels.emplace(*object, std::move(*label));
      }
    }
  }

  void add_labels(Subject& subject) {
    if (!old_names_) {
      old_names_.emplace(old_plan_);
      new_names_.emplace(new_plan_);
      label_request(before_.plan, *old_names_);
      label_request(after_.plan, *new_names_);
    }
    add_label(subject.name, subject.labels);
    for (const Entry& entry : subject.entries) {
      for (const auto* value : {&entry.before, &entry.after}) {
        if (*value) {
          add_labels(**value, subject.labels);
        }
      }
    }
  }

  /// Recursion is bounded by the depth that plans are read with.
  void add_labels(const Value& value, std::map<std::string, std::string>& labels) {
    if (const auto* text = std::get_if<std::string>(&value.data)) {
      add_label(*text, labels);
    } else if (const auto* list = std::get_if<Value::List>(&value.data)) {
      for (const Value& element : *list) {
        add_labels(element, labels);
      }
    } else if (const auto* members = std::get_if<Value::Members>(&value.data)) {
      for (const auto& [name, member] : *members) {
        add_labels(member, labels);
      }
    }
  }

  void add_label(const std::string& object, std::map<std::string, std::string>& labels) {
    if (object.find(':') == std::string::npos || labels.contains(object)) {
      return;
    }
    auto label = new_names_->find(object);
    if (!label) {
      label = old_names_->find(object);
    }
    if (label) {
      labels.emplace(object, std::move(*label));
    }
  }

  plan::LargePlan old_plan_;
  plan::LargePlan new_plan_;
  Value::Members old_head_;
  Value::Members new_head_;
  SmallList old_rules_;
  SmallList new_rules_;
  SmallList old_types_;
  SmallList new_types_;
  Verbs reclassified_;
  Stage stage_ = Stage::plan;
  std::deque<Subject> waiting_;
  std::optional<Objects> objects_;
  std::optional<plan::Entries> old_labels_;
  std::optional<plan::Entries> new_labels_;
  bool has_old_label_ = false;
  bool has_new_label_ = false;
  std::optional<LabelIndex> old_names_;
  std::optional<LabelIndex> new_names_;
};

Comparison::Comparison(plan::LargePlan before, plan::LargePlan after, const Options& options)
    : state_(std::make_unique<State>(std::move(before), std::move(after), options)) {}
Comparison::Comparison(Comparison&&) noexcept = default;
Comparison& Comparison::operator=(Comparison&&) noexcept = default;
Comparison::~Comparison() = default;

std::optional<Subject> Comparison::next() {
  return state_->next();
}
bool Comparison::has_failed() const {
  return state_->has_failed();
}
const Side& Comparison::before() const {
  return state_->before_;
}
const Side& Comparison::after() const {
  return state_->after_;
}
const Options& Comparison::options() const {
  return state_->options_;
}
const std::vector<Cause>& Comparison::roots() const {
  return state_->roots_;
}
const Totals& Comparison::totals() const {
  return state_->totals_;
}

Difference compare(const plan::Plan& before, const plan::Plan& after, const Options& options) {
  diagnostic::Sink sink;
  const auto open = [&](plan::Plan plan, const char* name) {
    plan::sort(plan);
    return plan::LargePlan::open(source::Seekable::of(name, plan::write_ndjson(plan)), sink);
  };
  Difference difference;
  difference.options = options;
  auto a = open(before, "before");
  auto b = open(after, "after");
  if (a && b) {
    Comparison comparison(std::move(*a), std::move(*b), options);
    while (auto subject = comparison.next()) {
      difference.subjects.push_back(std::move(*subject));
    }
    difference.before = comparison.before();
    difference.after = comparison.after();
    difference.totals = comparison.totals();
    difference.roots = comparison.roots();
  }
  for (const diagnostic::Diagnostic& error : sink.diagnostics()) {
    difference.errors.push_back(error.message);
  }
  return difference;
}

}  // namespace exeunt::diff
