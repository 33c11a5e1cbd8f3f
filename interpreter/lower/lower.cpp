#include "interpreter/lower/lower.h"

#include <algorithm>
#include <cassert>
#include <map>

#include "interpreter/cel/parse.h"
#include "interpreter/lower/reads.h"
#include "interpreter/lower/rewrite.h"
#include "interpreter/lower/strata.h"

namespace exeunt::lower {
namespace {

using ast::Write;

class Lowering {
 public:
  Lowering(const std::shared_ptr<const program::Program>& program, const program::Event& event)
      : graph_(std::make_shared<graph::Graph>()), program_(*program), event_(event),
        rewriter_(program_, graph_->lookups) {
    graph_->program = program;
    graph_->event = &event;
  }

  std::shared_ptr<graph::Graph> run() {
    lets();
    for (const program::Guard& guard : event_.guards) {
      graph_->guards.push_back({guard.name, rewriter_.rewrite(guard.require), rewriter_.rewrite(guard.otherwise),
                                rewriter_.rewrite(guard.unblock), guard.howto, guard.cites, guard.declared});
    }
    for (const program::RuleVariant& rule : event_.rules) {
      graph_->nodes.push_back(node(rule));
    }
    for (const program::AdviceVariant& advice : event_.advice) {
      graph_->advice.push_back({advice.rule, advice.entity, advice.subject_only, rewriter_.rewrite(advice.where),
                                rewriter_.rewrite(advice.text)});
    }
    for (const program::DisplayVariant& display : event_.displays) {
      graph::Display& out = graph_->displays.emplace_back();
      out.rule = display.rule;
      out.entity = display.entity;
      out.subject_only = display.subject_only;
      out.where = rewriter_.rewrite(display.where);
      out.field = display.field;
      for (const auto& [locale, text] : display.texts) {
        out.texts.emplace(locale, rewriter_.rewrite(text));
      }
    }
    overrides();
    connect(*graph_);
    return graph_;
  }

 private:
  void lets() {
    // Look-ups that lowering makes are appended behind the program's lets, so these take their places first.
    graph_->lookups.resize(program_.lets.size());
    for (std::size_t i = 0; i < program_.lets.size(); ++i) {
      graph::Lookup lookup = this->lookup(program_.lets[i]);  // may append to the list
      collect_let_reads(i, program_, lookup.reads);
      normalise(lookup.reads);
      lookup.stable = !lookup.reads.looks_at_plan();
      graph_->lookups[i] = std::move(lookup);
    }
  }

  graph::Lookup lookup(const program::Let& let) {
    graph::Lookup out;
    out.name = let.name;
    out.parameters = let.parameters;
    if (const auto* value = std::get_if<program::Expression>(&let.value)) {
      out.value = rewriter_.rewrite(*value);
      return out;
    }
    const auto& from = std::get<program::Lookup>(let.value);
    out.kind = from.kind == ast::Lookup::Kind::first ? graph::Lookup::Kind::first : graph::Lookup::Kind::all;
    out.entity = from.entity;
    if (from.where) {
      if (const auto keyed = find_keyed_conjunct(*from.where, from.entity, *program_.model)) {
        out.probe = graph::Probe{from.entity, keyed->field};
        out.probe_key = rewriter_.rewrite(keyed->key);
      }
      out.where = rewriter_.rewrite(*from.where);
    }
    for (const program::OrderKey& key : from.by) {
      out.keys.emplace_back(rewriter_.rewrite(key.key), key.descending);
    }
    return out;
  }

  graph::Node node(const program::RuleVariant& rule) {
    graph::Node out;
    out.rule = rule.rule;
    out.entity = rule.entity;
    out.subject_only = rule.subject_only;
    out.phase = rule.phase;
    read(rule.where, Polarity::rising, out.reads);
    read(rule.due, Polarity::unclear, out.reads);
    read(rule.unless, Polarity::falling, out.reads);
    out.where = rewriter_.rewrite(rule.where);
    out.due = rewriter_.rewrite(rule.due);
    out.unless = rewriter_.rewrite(rule.unless);
    out.unless_text = rule.unless ? cel::one_line(rule.unless->source.text) : "";
    if (rule.after) {
      read(rule.after->expression, Polarity::unclear, out.reads);
      out.after = graph::Delay{rule.after->seconds, rewriter_.rewrite(rule.after->expression)};
    }
    if (rule.where && !rule.subject_only) {
      out.driver = find_subject_conjunct(*rule.where, rule.entity, *program_.model);
    }
    for (const program::Outcome& outcome : rule.outcomes) {
      out.outcomes.push_back(this->outcome(outcome, out));
    }
    normalise(out.reads);
    std::sort(out.writes.begin(), out.writes.end());
    out.writes.erase(std::unique(out.writes.begin(), out.writes.end()), out.writes.end());
    return out;
  }

  graph::Outcome outcome(const program::Outcome& from, graph::Node& node) {
    graph::Outcome out;
    out.name = from.name;
    out.class_name = from.class_name;
    out.reversible = from.reversible;
    out.wording = rewriter_.rewrite(from.wording);
    for (const program::Binding& binding : from.bindings) {
      read(binding.value, Polarity::unclear, node.reads);
      out.bindings.push_back({binding.parameter, binding.kind, rewriter_.rewrite(binding.value), binding.field,
                              binding.capability});
    }
    for (const program::Write& write : from.writes) {
      graph::Write lowered;
      lowered.op = write.op;
      lowered.field = write.field;
      lowered.entity = write.entity;
      lowered.capability = write.capability;
      read(write.value, Polarity::unclear, node.reads);
      lowered.value = rewriter_.rewrite(write.value);
      for (const auto& [field, value] : write.fields) {
        collect_reads(*value.checked, Polarity::unclear, program_, node.reads);
        lowered.fields.emplace_back(field, rewriter_.rewrite(value));
      }
      out.writes.push_back(std::move(lowered));
      node.erases = node.erases || write.op == Write::Op::erase;
      if (write.op == Write::Op::set || write.op == Write::Op::clear || write.op == Write::Op::add ||
          write.op == Write::Op::remove) {
        node.writes.push_back({node.entity, write.field});
      }
    }
    return out;
  }

  void read(const std::optional<program::Expression>& expression, Polarity polarity, graph::Reads& reads) {
    if (expression) {
      collect_reads(*expression->checked, polarity, program_, reads);
    }
  }

  void overrides() {
    std::map<std::pair<std::string, model::EntityIndex>, graph::NodeIndex> by_name;
    for (graph::NodeIndex i = 0; i < graph_->nodes.size(); ++i) {
      by_name[{program_.rules[graph_->nodes[i].rule].name, graph_->nodes[i].entity}] = i;
    }
    for (graph::NodeIndex i = 0; i < graph_->nodes.size(); ++i) {
      for (const std::string& loser : program_.rules[graph_->nodes[i].rule].overrides) {
        const auto found = by_name.find({loser, graph_->nodes[i].entity});
        if (found != by_name.end() && graph_->nodes[found->second].phase == graph_->nodes[i].phase) {
          graph_->nodes[found->second].overridden_by.push_back(i);
        }
      }
    }
  }

  std::shared_ptr<graph::Graph> graph_;
  const program::Program& program_;
  const program::Event& event_;
  Rewriter rewriter_;
};

}  // namespace

std::shared_ptr<const graph::Graph> lower(const std::shared_ptr<const program::Program>& program,
                                          const program::Event& event, diagnostic::Sink& sink) {
  std::shared_ptr<graph::Graph> graph = Lowering(program, event).run();
  if (!stratify(*graph, sink)) {
    return nullptr;
  }
  assert(graph::verify(*graph).empty());
  return graph;
}

}  // namespace exeunt::lower
