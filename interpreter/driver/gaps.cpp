#include "interpreter/driver/gaps.h"

#include <map>
#include <set>

#include "interpreter/lower/reads.h"

namespace exeunt::driver {

namespace {

using Facts = std::set<std::string>;

/// Rules with what they cite, by the field and by the entity that they look at.
class Readers {
 public:
  explicit Readers(const program::Program& program) : program_(program) {}

  void add_rules(const graph::Graph& graph) {
    for (const graph::Node& node : graph.nodes) {
      const program::RuleInfo& rule = program_.rules[node.rule];
      by_entity_[node.entity][rule.name].insert(rule.cites.begin(), rule.cites.end());
      add(node.reads, rule.name, rule.cites);
    }
  }

  void add_others(const program::Event& event) {
    for (const program::AdviceVariant& advice : event.advice) {
      const program::RuleInfo& rule = program_.rules[advice.rule];
      add_about(advice.entity, rule, advice.where, {&advice.text});
    }
    for (const program::DisplayVariant& display : event.displays) {
      std::vector<const program::Template*> texts;
      for (const auto& [locale, text] : display.texts) {
        texts.push_back(&text);
      }
      add_about(display.entity, program_.rules[display.rule], display.where, texts);
    }
    for (const program::Guard& guard : event.guards) {
      graph::Reads reads;
      lower::collect_reads(*guard.require.checked, lower::Polarity::unclear, program_, reads);
      add(reads, event.name + "." + guard.name, guard.cites);
    }
  }

  OpenGap describe(const mapping::Gap& gap) const {
    const model::Entity& entity = program_.model->entities[gap.entity];
    std::map<std::string, Facts> rules;
    OpenGap open;
    open.name = entity.name;
    open.where = gap.where;
    if (gap.field) {
      open.name += "." + entity.fields[*gap.field].name;
      merge(by_field_, graph::FieldRef{gap.entity, *gap.field}, rules);
    } else {
      merge(by_entity_, gap.entity, rules);
      for (model::FieldIndex field = 0; field < entity.fields.size(); ++field) {
        merge(by_field_, graph::FieldRef{gap.entity, field}, rules);
      }
    }
    Facts facts;
    for (const auto& [rule, cites] : rules) {
      open.rules.push_back(rule);
      facts.insert(cites.begin(), cites.end());
    }
    open.facts.assign(facts.begin(), facts.end());
    return open;
  }

 private:
  template <class Key>
  using Table = std::map<Key, std::map<std::string, Facts>>;

  template <class Key>
  static void merge(const Table<Key>& table, const Key& key, std::map<std::string, Facts>& rules) {
    const auto found = table.find(key);
    if (found != table.end()) {
      for (const auto& [rule, cites] : found->second) {
        rules[rule].insert(cites.begin(), cites.end());
      }
    }
  }

  void add(const graph::Reads& reads, const std::string& rule, const std::vector<std::string>& cites) {
    for (const auto* fields : {&reads.fields, &reads.planned}) {
      for (const graph::FieldRef& field : *fields) {
        by_field_[field][rule].insert(cites.begin(), cites.end());
      }
    }
  }

  void add_about(model::EntityIndex entity, const program::RuleInfo& rule,
                 const std::optional<program::Expression>& where, const std::vector<const program::Template*>& texts) {
    by_entity_[entity][rule.name].insert(rule.cites.begin(), rule.cites.end());
    graph::Reads reads;
    if (where) {
      lower::collect_reads(*where->checked, lower::Polarity::unclear, program_, reads);
    }
    for (const program::Template* text : texts) {
      for (const program::TemplatePart& part : *text) {
        if (part.expression) {
          lower::collect_reads(*part.expression->checked, lower::Polarity::unclear, program_, reads);
        }
      }
    }
    add(reads, rule.name, rule.cites);
  }

  const program::Program& program_;
  Table<graph::FieldRef> by_field_;
  Table<model::EntityIndex> by_entity_;
};

}  // namespace

std::vector<OpenGap> find_gaps(Session& session, const std::shared_ptr<const program::Program>& program,
                               const mapping::Mapping& mapping) {
  Readers readers(*program);
  for (const program::Event& event : program->events) {
    const auto graph = session.graph(program, event.name);
    if (!graph) {
      return {};
    }
    readers.add_rules(*graph);
    readers.add_others(event);
  }
  std::vector<OpenGap> gaps;
  for (const mapping::Gap& gap : mapping.gaps) {
    gaps.push_back(readers.describe(gap));
  }
  return gaps;
}

}  // namespace exeunt::driver
