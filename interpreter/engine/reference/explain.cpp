#include <algorithm>
#include <map>

#include "interpreter/cel/parse.h"
#include "interpreter/engine/reference/engine.h"
#include "interpreter/engine/reference/run.h"

namespace exeunt::engine::reference {
namespace {

namespace slot = program::slot;

/// Takes one condition apart: its conjuncts, what each came to, and the fields that were read on the way.
class Condition {
 public:
  Condition(const World& world, const graph::Expression& expression, const cel::Activation& activation)
      : world_(world), source_(expression.source.text), checked_(expression.program.expression()) {
    expression.program.evaluate_traced(activation,
                                       [&](cel::NodeId node, const cel::Value& value) { values_[node] = value; });
  }

  std::vector<plan::Conjunct> conjuncts() {
    std::vector<plan::Conjunct> all;
    split(checked_.ast.root, all);
    return all;
  }

 private:
  void split(cel::NodeId id, std::vector<plan::Conjunct>& all) {
    const cel::Node& node = checked_.ast[id];
    if (node.kind == cel::NodeKind::call && node.name == "_&&_") {
      for (const cel::NodeId child : node.children) {
        split(child, all);
      }
      return;
    }
    plan::Conjunct conjunct;
    conjunct.source = cel::one_line(text(node));
    const auto value = values_.find(id);
    if (value == values_.end()) {
      conjunct.value = plan::Truth::not_read;
    } else if (value->second.is_error()) {
      conjunct.value = plan::Truth::error;
      conjunct.error = value->second.error_info().message;
    } else if (value->second.is_unknown()) {
      conjunct.value = plan::Truth::unknown;
    } else {
      conjunct.value = value->second.is_true() ? plan::Truth::yes : plan::Truth::no;
    }
    fields(id, conjunct);
    all.push_back(std::move(conjunct));
  }

  /// The outermost fields and look-ups below a node; bodies of macros hold one value a turn and are left out.
  void fields(cel::NodeId id, plan::Conjunct& conjunct) {
    const cel::Node& node = checked_.ast[id];
    const bool field = node.kind == cel::NodeKind::select || node.name == "@planned";
    const bool lookup = checked_.info[id].slot >= static_cast<int32_t>(slot::let);
    if (field || lookup) {
      note(id, conjunct);
      return;
    }
    const bool loops = node.kind == cel::NodeKind::fold;
    for (std::size_t i = 0; i < (loops ? std::min<std::size_t>(1, node.children.size()) : node.children.size()); ++i) {
      fields(node.children[i], conjunct);
    }
  }

  void note(cel::NodeId id, plan::Conjunct& conjunct) {
    const auto value = values_.find(id);
    if (value == values_.end()) {
      return;
    }
    plan::FieldValue out;
    const cel::Node& node = checked_.ast[id];
    out.field = node.name == "@planned" ? "planned(" + text(node) + ")" : text(node);
    out.unknown = value->second.is_unknown() || value->second.is_error();
    out.value = world_.names.value(value->second);
    const bool known = std::any_of(conjunct.fields.begin(), conjunct.fields.end(),
                                   [&](const plan::FieldValue& each) { return each.field == out.field; });
    if (!known) {
      conjunct.fields.push_back(std::move(out));
    }
  }

  std::string text(const cel::Node& node) const { return source_.substr(node.begin, node.end - node.begin); }

  const World& world_;
  const std::string& source_;
  const cel::CheckedExpression& checked_;
  std::map<cel::NodeId, cel::Value> values_;
};

/// A rule, with what its condition came to on the watched object.
plan::RuleTried tried(const Run& run, program::RuleIndex index, const std::optional<graph::Expression>& where) {
  const program::RuleInfo& info = run.graph.program->rules[index];
  plan::RuleTried out;
  out.rule = info.name;
  out.title = info.title;
  out.kind = kind_of(info.kind);
  out.cites = info.cites;
  if (where) {
    const Activation activation(run.world, *run.watched);
    out.condition = Condition(run.world, *where, activation).conjuncts();
  }
  return out;
}

bool concerns(const Run& run, model::EntityIndex entity, bool subject_only) {
  return run.account.objects[*run.watched].entity == entity && !run.state.gone(*run.watched) &&
         (!subject_only || *run.watched == run.request.subject);
}

void undecided(const Run& run, const Doubt& doubt, plan::RuleTried& out) {
  out.fate = plan::Fate::undecided;
  out.missing = run.world.names.missing(doubt.attributes);
  out.error = doubt.attributes.empty() ? doubt.error : "";
}

}  // namespace

void trace_stratum(Run& run, const graph::Stratum& stratum) {
  for (const graph::NodeIndex index : stratum.nodes) {
    const graph::Node& node = run.graph.nodes[index];
    if (!concerns(run, node.entity, node.subject_only)) {
      continue;
    }
    plan::RuleTried out = tried(run, node.rule, node.where);
    out.phase = run.graph.event->phases[node.phase];
    const Firing* firing = run.find(index, *run.watched);
    if (!firing) {
      out.fate = plan::Fate::did_not_fire;
    } else if (firing->overridden_by) {
      out.fate = plan::Fate::overridden;
      out.overridden_by = run.graph.program->rules[run.graph.nodes[*firing->overridden_by].rule].name;
    } else if (firing->fires == Truth::unknown) {
      undecided(run, firing->doubt, out);
    } else {
      out.fate = plan::Fate::fired;
      for (const Performed& performed : firing->outcomes) {
        out.outcomes.push_back(performed.text.empty() ? performed.outcome->name : performed.text);
      }
      if (firing->due > run.request.at) {
        out.due = cel::format_timestamp(firing->due);
        out.unless = node.unless_text;
      }
    }
    run.traces.push_back(std::move(out));
  }
}

void trace_advice(Run& run) {
  for (const graph::Advice& advice : run.graph.advice) {
    if (!concerns(run, advice.entity, advice.subject_only)) {
      continue;
    }
    const AdviceResult& result = *std::find_if(run.advice.begin(), run.advice.end(), [&](const AdviceResult& each) {
      return each.rule == advice.rule;
    });
    plan::RuleTried out = tried(run, advice.rule, advice.where);
    const bool given = std::find(result.objects.begin(), result.objects.end(), *run.watched) != result.objects.end();
    out.fate = given ? plan::Fate::fired : plan::Fate::did_not_fire;
    for (const auto& [object, doubt] : result.undecided) {
      if (object == *run.watched) {
        undecided(run, doubt, out);
      }
    }
    if (given) {
      out.outcomes.push_back(result.text);
    }
    run.traces.push_back(std::move(out));
  }
}

void trace_displays(Run& run) {
  for (const graph::Display& display : run.graph.displays) {
    if (!concerns(run, display.entity, display.subject_only)) {
      continue;
    }
    plan::RuleTried out = tried(run, display.rule, display.where);
    const auto shown = std::find_if(run.shown.begin(), run.shown.end(), [&](const Shown& each) {
      return each.display == &display && each.object == *run.watched;
    });
    if (shown == run.shown.end()) {
      out.fate = plan::Fate::did_not_fire;
    } else if (!shown->doubt.empty()) {
      undecided(run, shown->doubt, out);
    } else {
      out.fate = plan::Fate::fired;
      out.outcomes.push_back(shown->text);
    }
    run.traces.push_back(std::move(out));
  }
}

plan::Explanation explain(const graph::Graph& graph, const snapshot::Account& account, const Request& request,
                          ObjectIndex object) {
  Run run(graph, account, request);
  run.watched = object;
  run.execute();
  const plan::Plan plan = assemble(run);

  plan::Explanation out;
  out.policy = plan.policy;
  out.request = plan.request;
  out.object = run.world.names.object(object);
  out.label = run.world.names.label(object).value_or("");
  const model::Entity& entity = run.world.model.entities[account.objects[object].entity];
  out.type = {entity.title, entity.plural};
  out.in_snapshot = account.objects[object].present;
  const auto copy_about = [&](const auto& from, auto& to) {
    std::copy_if(from.begin(), from.end(), std::back_inserter(to),
                 [&](const auto& each) { return each.object == out.object; });
  };
  const auto copy_naming = [&](const auto& from, auto& to) {
    std::copy_if(from.begin(), from.end(), std::back_inserter(to), [&](const auto& each) {
      return std::find(each.objects.begin(), each.objects.end(), out.object) != each.objects.end();
    });
  };
  copy_about(plan.changes, out.changes);
  copy_naming(plan.capabilities, out.capabilities);
  copy_naming(plan.advice, out.advice);
  copy_about(plan.displays, out.displays);
  copy_about(plan.conflicts, out.conflicts);
  std::copy_if(plan.dangling.begin(), plan.dangling.end(), std::back_inserter(out.dangling),
               [&](const plan::Dangling& each) { return each.object == out.object || each.to == out.object; });
  for (const plan::Unaddressed& each : plan.unaddressed) {
    if (each.object == out.object) {
      out.unaddressed = each.fields;
    }
  }
  out.rules = std::move(run.traces);
  for (plan::RuleTried& rule : out.rules) {
    const bool in_conflict = std::any_of(out.conflicts.begin(), out.conflicts.end(), [&](const plan::Conflict& each) {
      return std::find(each.rules.begin(), each.rules.end(), rule.rule) != each.rules.end();
    });
    if (rule.fate == plan::Fate::fired && in_conflict) {
      rule.fate = plan::Fate::conflicting;
    }
  }
  std::stable_sort(out.rules.begin(), out.rules.end(),
                   [](const plan::RuleTried& a, const plan::RuleTried& b) { return a.rule < b.rule; });
  out.labels = plan.labels;
  return out;
}

}  // namespace exeunt::engine::reference
