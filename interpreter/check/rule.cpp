#include "interpreter/check/rule.h"

#include <fmt/format.h>

#include <algorithm>
#include <list>

#include "interpreter/check/call.h"
#include "interpreter/check/cite.h"
#include "interpreter/check/event.h"
#include "interpreter/check/name.h"
#include "interpreter/check/target.h"
#include "interpreter/check/text.h"
#include "interpreter/check/write.h"

namespace exeunt::check {

using cel::Type;
using diagnostic::Kind;

namespace {

/// One clause of a rule, checked in one variant.
struct Clause {
  std::optional<program::Expression> value;
  bool good = true;
};

class RuleChecker {
 public:
  RuleChecker(Context& context, const ast::Rule& rule, program::RuleIndex index)
      : context_(context), rule_(rule), index_(index) {}

  /// Where the rule can fire.
  std::vector<Reach> run() {
    events_ = resolve_events(context_, rule_.events);
    if (rule_.events.empty()) {
      context_.sink.report<Kind::rule_without_event>(rule_.name.span, what()).help("`on <event>` says it");
    }
    check_times();
    match_calls();
    auto target = resolve_target(context_, rule_.targets, events_, rule_.name, what());
    if (!target || !find_phases()) {
      parse_all();
      return {};
    }
    target_ = std::move(*target);
    std::vector<Reach> reach;
    for (model::EntityIndex entity : target_.entities) {
      const bool placed = place_calls(entity);
      for (std::size_t i = 0; i < events_.size(); ++i) {
        if (concerns(context_, target_, events_[i], entity)) {
          reach.push_back({events_[i], entity});
          add_variant(i, entity, placed);
        }
      }
    }
    if (reach.empty()) {
      parse_all();
    }
    std::sort(reach.begin(), reach.end());
    return reach;
  }

 private:
  std::string what() const { return "rule `" + rule_.name.text + "`"; }

  void check_times() {
    if (rule_.after && rule_.due) {
      context_.sink.report<Kind::after_and_due>(rule_.due->span, rule_.name.text)
          .label(rule_.after->span, "`after` stands here")
          .help("`after` counts from the event, `due` names the moment: keep one");
    } else if (rule_.unless && !rule_.after && !rule_.due) {
      context_.sink.report<Kind::unless_without_delay>(rule_.unless->span, rule_.name.text)
          .help("what holds at the event belongs in `where`");
    }
  }

  void match_calls() {
    if (rule_.then.empty()) {
      context_.sink.report<Kind::rule_without_outcome>(rule_.name.span, rule_.name.text)
          .help("`then <outcome>` says it; `then retain` where nothing changes");
    }
    for (const ast::Call& call : rule_.then) {
      if (auto matched = match_call(context_, call)) {
        matched_.push_back(std::move(*matched));
      } else {
        good_calls_ = false;
      }
    }
  }

  /// A rule that names no phase belongs to the first: it reads the account as the event found it.
  bool find_phases() {
    bool good = true;
    for (EventIndex index : events_) {
      const program::Event& event = context_.program->events[index];
      if (!rule_.phase) {
        phases_.push_back(0);
        continue;
      }
      const auto found = std::find(event.phases.begin(), event.phases.end(), rule_.phase->text);
      phases_.push_back(static_cast<uint32_t>(found - event.phases.begin()));
      if (found == event.phases.end() || rule_.phase->text.empty()) {
        good = false;
        auto report = context_.sink.report<Kind::phase_unknown>(rule_.phase->span, event.name, rule_.phase->text);
        suggest(context_.sink, report, rule_.phase->text, event.phases);
        report.label(event.declared, "the event is declared here");
      }
    }
    return good;
  }

  bool place_calls(model::EntityIndex entity) {
    placed_.clear();
    bool good = true;
    for (const MatchedCall& call : matched_) {
      if (auto placed = place_call(context_, call, entity)) {
        placed_.push_back(std::move(*placed));
      } else {
        good = false;
      }
    }
    return good && good_calls_ && check_together(entity);
  }

  /// Several outcomes of one rule meet on one object.
  bool check_together(model::EntityIndex entity) {
    std::map<model::FieldIndex, const ast::Call*> written;
    const ast::Call* erases = nullptr;
    bool good = true;
    for (const PlacedCall& placed : placed_) {
      const ast::Call* call = placed.matched->call;
      for (const program::Write& write : placed.writes) {
        if (write.op == ast::Write::Op::erase) {
          erases = call;
        } else if (write.op == ast::Write::Op::set || write.op == ast::Write::Op::clear) {
          const auto [first, added] = written.emplace(write.field, call);
          if (!added && first->second != call) {
            const model::Entity& type = context_.model->entities[entity];
            good = false;
            context_.sink.report<Kind::rule_writes_twice>(call->span, type.name + "." + type.fields[write.field].name)
                .label(first->second->span, "first written here");
          }
        }
      }
    }
    if (erases != nullptr && !written.empty()) {
      good = false;
      context_.sink.report<Kind::rule_erases_and_writes>(written.begin()->second->span, rule_.name.text)
          .label(erases->span, "the object is erased here");
    }
    return good;
  }

  Clause clause(const std::optional<ast::Expression>& expression, const cel::Environment& scope, const Type& wanted) {
    if (!expression) {
      return {};
    }
    if (!check_alias(context_, target_, rule_.targets, *expression)) {
      return {std::nullopt, false};
    }
    const bool condition = wanted.kind() == cel::TypeKind::boolean;
    auto value =
        condition ? check(context_, *expression, scope, wanted) : check_value(context_, *expression, scope, wanted);
    const bool good = value.has_value();
    return {std::move(value), good};
  }

  void add_variant(std::size_t position, model::EntityIndex entity, bool placed) {
    const EventIndex event = events_[position];
    const cel::Environment& scope = target_scope(context_, target_, event, entity);
    program::RuleVariant variant;
    variant.rule = index_;
    variant.entity = entity;
    variant.subject_only = target_.subject_only;
    variant.phase = phases_[position];

    bool good = placed;
    const auto take = [&](Clause clause) {
      good = good && clause.good;
      return std::move(clause.value);
    };
    variant.where = take(clause(rule_.where, scope, Type::boolean()));
    variant.due = take(clause(rule_.due, scope, Type::timestamp()));
    variant.unless = take(clause(rule_.unless, scope, Type::boolean()));
    if (rule_.after) {
      variant.after =
          program::Delay{rule_.after->seconds, take(clause(rule_.after->expression, scope, Type::duration()))};
    }
    for (const PlacedCall& call : placed_) {
      good = check_call_aliases(*call.matched) && good;
      auto outcome = bind_call(context_, call, event, scope);
      if (outcome) {
        variant.outcomes.push_back(std::move(*outcome));
      }
      good = good && outcome;
    }
    if (good) {
      context_.program->events[event].rules.push_back(std::move(variant));
    }
  }

  bool check_call_aliases(const MatchedCall& call) {
    bool good = true;
    for (std::size_t i = 0; i < call.arguments.size(); ++i) {
      const ast::Parameter::Kind kind = call.outcome->parameters[i].kind;
      const bool value = kind == ast::Parameter::Kind::typed || kind == ast::Parameter::Kind::value;
      if (call.arguments[i] != nullptr && value) {
        good = check_alias(context_, target_, rule_.targets, call.arguments[i]->value) && good;
      }
    }
    return good;
  }

  /// A rule that cannot be expanded is still held to CEL's syntax.
  void parse_all() {
    for (const auto* expression : {&rule_.where, &rule_.due, &rule_.unless}) {
      if (*expression) {
        parse(context_, **expression);
      }
    }
  }

  Context& context_;
  const ast::Rule& rule_;
  program::RuleIndex index_;
  std::vector<EventIndex> events_;
  std::vector<uint32_t> phases_;
  std::list<MatchedCall> matched_;  // placed calls point into it
  bool good_calls_ = true;
  Target target_;
  std::vector<PlacedCall> placed_;
};

void add_info(Context& context, const ast::Name& name, const std::optional<ast::Text>& title,
              const std::optional<ast::Text>& note, const std::vector<ast::Name>& cites, program::RuleKind kind) {
  program::RuleInfo info;
  info.name = name.text;
  info.title = plain(title);
  info.note = plain(note);
  info.kind = kind;
  info.cites = resolve_cites(context, cites);
  info.declared = name.span;
  context.program->rules.push_back(std::move(info));
}

void refuse_reserved(Context& context, const ast::Name& name, std::string_view a_kind) {
  if (name.text == "request") {
    context.sink.report<Kind::name_reserved>(name.span, a_kind, name.text,
                                             "in a plan it is the operator's own transfers");
  }
}

/// A plan names rules, advice and displays in one list. False, and reported, where `taken` has the name already.
template <class Body>
bool is_free(Context& context, const ast::Name& name, std::string_view kind, std::string_view a_kind,
             const Declared<Body>* taken, std::string_view by) {
  if (taken != nullptr) {
    context.sink.report<Kind::name_taken>(name.span, kind, name.text, by == "advice" ? "an advice" : "a rule")
        .label(taken->body->name.span, fmt::format("the {} is declared here", by));
    return false;
  }
  refuse_reserved(context, name, a_kind);
  return true;
}

}  // namespace

void list_rules(Context& context) {
  for (const auto& [name, declared] : context.all<ast::Rule>()) {
    const ast::Rule& rule = *declared.body;
    refuse_reserved(context, rule.name, "a rule");
    add_info(context, rule.name, rule.title, rule.note, rule.cites, program::RuleKind::rule);
  }
  for (const auto& [name, declared] : context.all<ast::Advice>()) {
    const ast::Advice& advice = *declared.body;
    if (is_free(context, advice.name, "advice", "an advice", context.find<ast::Rule>(name), "rule")) {
      add_info(context, advice.name, advice.title, advice.note, advice.cites, program::RuleKind::advice);
    }
  }
  for (const auto& [name, declared] : context.all<ast::Display>()) {
    const ast::Display& display = *declared.body;
    if (is_free(context, display.name, "display", "a display", context.find<ast::Rule>(name), "rule") &&
        is_free(context, display.name, "display", "a display", context.find<ast::Advice>(name), "advice")) {
      add_info(context, display.name, display.title, display.note, display.cites, program::RuleKind::display);
    }
  }
  std::vector<program::RuleInfo>& rules = context.program->rules;
  std::sort(rules.begin(), rules.end(),
            [](const program::RuleInfo& a, const program::RuleInfo& b) { return a.name < b.name; });
  for (program::RuleIndex i = 0; i < rules.size(); ++i) {
    context.rule_index[rules[i].name] = i;
  }
}

void check_rules(Context& context) {
  std::vector<std::vector<Reach>> reach(context.program->rules.size());
  for (const auto& [name, declared] : context.all<ast::Rule>()) {
    const program::RuleIndex index = context.rule_index.at(name);
    reach[index] = RuleChecker(context, *declared.body, index).run();
  }
  check_overrides(context, reach);
}

}  // namespace exeunt::check
