#include "interpreter/driver/coverage.h"

#include <algorithm>
#include <map>
#include <set>

#include "interpreter/check/coverage.h"

namespace exeunt::driver {

namespace {

namespace slot = program::slot;
using engine::reference::SeenCondition;
using engine::reference::SeenRule;
using Place = std::pair<uint32_t, uint32_t>;

Place place(const source::Span& span) {
  return {span.file.index, span.begin};
}

/// Whether a part of a condition looks at what an account may lack: a field but for an object's own name, or anything
/// found across the account. The acting user may not be named either.
bool can_be_unknown(const cel::CheckedExpression& expression, cel::NodeId root) {
  std::vector<cel::NodeId> open{root};
  while (!open.empty()) {
    const cel::Node& node = expression.ast[open.back()];
    const cel::NodeInfo& info = expression.info[open.back()];
    open.pop_back();
    const auto variable = static_cast<uint32_t>(info.slot);
    const bool names = node.kind == cel::NodeKind::ident && info.slot >= 0;
    if (names && (variable == slot::by || variable == slot::account || variable >= slot::let)) {
      return true;
    }
    const bool asks_host = node.kind == cel::NodeKind::call && info.index >= 0;
    if (asks_host && static_cast<uint32_t>(info.index) != slot::planned) {
      return true;
    }
    if (node.kind == cel::NodeKind::select && node.name != "id" && node.name != "type") {
      const cel::NodeInfo& object = expression.info[node.children[0]];
      const bool is_argument = object.slot == static_cast<int32_t>(slot::args);
      const bool is_extent = object.slot == static_cast<int32_t>(slot::all);  // an account of a scenario is complete
      if (!is_argument && !is_extent) {
        return true;
      }
    }
    open.insert(open.end(), node.children.begin(), node.children.end());
  }
  return false;
}

class Measurement {
 public:
  explicit Measurement(PackCoverage& coverage) : coverage_(coverage) {}

  void add(const program::Program& program, const graph::Graph& graph, const EventTally& tally) {
    const std::vector<program::RuleVariant>& variants = graph.event->rules;
    for (std::size_t i = 0; i < graph.nodes.size(); ++i) {
      const graph::Node& node = graph.nodes[i];
      const bool can_decline = node.where || node.unless || !node.overridden_by.empty();
      Found& rule = declaration("rule", program.rules[node.rule]);
      add(rule, tally.seen.nodes[i], can_decline);
      add(rule, node.where, tally.seen.nodes[i].where);
      add(rule, node.unless, tally.seen.nodes[i].unless);
      for (std::size_t k = 0; k < node.outcomes.size(); ++k) {
        add(rule, variants[i].outcomes[k], tally.carried_out[i][k]);
      }
    }
    for (std::size_t i = 0; i < graph.advice.size(); ++i) {
      Found& advice = declaration("advise", program.rules[graph.advice[i].rule]);
      add(advice, tally.seen.advice[i], graph.advice[i].where.has_value());
      add(advice, graph.advice[i].where, tally.seen.advice[i].where);
    }
    for (std::size_t i = 0; i < graph.displays.size(); ++i) {
      Found& display = declaration("display", program.rules[graph.displays[i].rule]);
      add(display, tally.seen.displays[i], graph.displays[i].where.has_value());
      add(display, graph.displays[i].where, tally.seen.displays[i].where);
    }
    for (std::size_t i = 0; i < graph.guards.size(); ++i) {
      Found& guard = declaration("require", graph.guards[i].name, graph.guards[i].declared);
      add(guard, tally.seen.guards[i], true);
      add(guard, graph.guards[i].require, tally.seen.guards[i].where);
    }
    for (std::size_t i = 0; i < program.lets.size(); ++i) {
      const graph::Lookup& lookup = graph.lookups[i];
      if (!tally.seen.lookups[i].atoms.empty()) {
        add(declaration("let", lookup.name, program.lets[i].declared), lookup.value ? lookup.value : lookup.where,
            tally.seen.lookups[i]);
      }
    }
  }

  /// Facts that the edition states; `tally`: what was seen of it.
  void add(const program::Program& program, const Tally& tally) {
    const std::set<check::Cover> took_part = find_participants(program, tally);
    std::map<std::string, source::Span> declared;
    for (const program::Fact& fact : program.facts) {
      declared.emplace(fact.id, fact.declared);
    }
    for (const check::CoveredFact& fact : check::measure_coverage(program).facts) {
      FactCoverage& out = facts_.try_emplace(fact.id, FactCoverage{fact.id, declared[fact.id], false}).first->second;
      out.tried = out.tried || std::any_of(fact.covered_by.begin(), fact.covered_by.end(),
                                           [&](const check::Cover& cover) { return took_part.contains(cover); });
    }
  }

  void finish(const source::Manager& sources) {
    for (auto& [at, found] : declarations_) {
      for (auto& [begin, atom] : found.atoms) {
        found.declaration.atoms.push_back(std::move(atom));
      }
      for (auto& [begin, outcome] : found.outcomes) {
        found.declaration.outcomes.push_back(std::move(outcome));
      }
      coverage_.declarations.push_back(std::move(found.declaration));
    }
    const auto key = [&](const DeclarationCoverage& each) {
      return std::pair(std::string_view(sources.file(each.declared.file).name()), each.declared.begin);
    };
    std::stable_sort(coverage_.declarations.begin(), coverage_.declarations.end(),
                     [&](const DeclarationCoverage& a, const DeclarationCoverage& b) { return key(a) < key(b); });
    for (auto& [id, fact] : facts_) {
      coverage_.facts.push_back(std::move(fact));
    }
    std::stable_sort(coverage_.facts.begin(), coverage_.facts.end(), [](const FactCoverage& a, const FactCoverage& b) {
      return place(a.declared) < place(b.declared);
    });
  }

 private:
  /// A declaration, with its parts by where they stand.
  struct Found {
    DeclarationCoverage declaration;
    std::map<Place, AtomCoverage> atoms;
    std::map<Place, OutcomeCoverage> outcomes;
  };

  Found& declaration(std::string_view keyword, const std::string& name, const source::Span& declared) {
    const auto [entry, is_new] = declarations_.try_emplace(place(declared));
    if (is_new) {
      entry->second.declaration = {std::string(keyword), name, declared, false, 0, 0, 0, {}, {}};
    }
    return entry->second;
  }
  Found& declaration(std::string_view keyword, const program::RuleInfo& rule) {
    return declaration(keyword, rule.name, rule.declared);
  }

  static void add(Found& found, const SeenRule& seen, bool can_decline) {
    DeclarationCoverage& to = found.declaration;
    to.can_decline = to.can_decline || can_decline;
    to.fired += seen.fired;
    to.declined += seen.declined;
    to.undecided += seen.undecided;
  }

  static void add(Found& to, const std::optional<graph::Expression>& condition,
                  const SeenCondition& seen) {
    if (condition) {
      add(to, *condition, seen);
    }
  }

  static void add(Found& to, const graph::Expression& condition, const SeenCondition& seen) {
    const cel::CheckedExpression& expression = condition.program.expression();
    for (std::size_t i = 0; i < seen.atoms.size(); ++i) {
      const cel::Node& node = expression.ast[seen.atoms[i]];
      if (node.kind == cel::NodeKind::literal) {
        continue;  // `true` cannot come out false
      }
      const source::Span span = condition.source.locate(node.begin, node.end);
      AtomCoverage& atom = to.atoms[place(span)];
      atom.span = span;
      atom.text = condition.source.text.substr(node.begin, node.end - node.begin);
      atom.can_be_unknown = atom.can_be_unknown || can_be_unknown(expression, seen.atoms[i]);
      atom.seen.yes += seen.seen[i].yes;
      atom.seen.no += seen.seen[i].no;
      atom.seen.unknown += seen.seen[i].unknown;
    }
  }

  static void add(Found& to, const program::Outcome& outcome, uint64_t carried_out) {
    OutcomeCoverage& use = to.outcomes.try_emplace(place(outcome.used), OutcomeCoverage{outcome.name, outcome.used, 0})
                               .first->second;
    use.carried_out += carried_out;
  }

  /// What took part in the edition's scenarios, under the names that covers of facts have.
  static std::set<check::Cover> find_participants(const program::Program& program, const Tally& tally) {
    std::set<check::Cover> all;
    for (const program::Lack& lack : program.lacks) {
      all.insert({check::CoverKind::lack, lack.concept_name});  // no scenario can try what is not there
    }
    for (const auto& [name, event] : tally) {
      const program::Event& declared = *program.find_event(name);
      all.insert({check::CoverKind::event, name});
      all.insert({check::CoverKind::inventory, name});
      for (const program::HowTo& howto : program.howtos) {
        if (std::find(howto.events.begin(), howto.events.end(), name) != howto.events.end()) {
          all.insert({check::CoverKind::howto, howto.name});
        }
      }
      const auto note = [&](const std::vector<SeenRule>& seen, const auto& variants, check::CoverKind kind) {
        for (std::size_t i = 0; i < seen.size(); ++i) {
          if (seen[i].fired != 0) {
            all.insert({kind, program.rules[variants[i].rule].name});
          }
        }
      };
      note(event.seen.nodes, declared.rules, check::CoverKind::rule);
      note(event.seen.advice, declared.advice, check::CoverKind::advice);
      note(event.seen.displays, declared.displays, check::CoverKind::display);
      for (std::size_t i = 0; i < declared.guards.size(); ++i) {
        if (event.seen.guards[i].fired != 0) {
          all.insert({check::CoverKind::guard, name + "." + declared.guards[i].name});
        }
      }
      for (std::size_t i = 0; i < declared.rules.size(); ++i) {
        for (const program::Outcome& outcome : declared.rules[i].outcomes) {
          for (const program::Binding& binding : outcome.bindings) {
            if (event.seen.nodes[i].fired != 0 && !binding.capability.empty()) {
              all.insert({check::CoverKind::capability, binding.capability});
            }
          }
        }
      }
    }
    return all;
  }

  PackCoverage& coverage_;
  std::map<Place, Found> declarations_;
  std::map<std::string, FactCoverage> facts_;
};

}  // namespace

std::vector<PackCoverage> measure_coverage(Session& session, TestSuite& suite,
                                           const std::vector<TestResult>& results) {
  std::map<const CompiledEdition*, Tally> tallies;
  for (const TestResult& each : results) {
    driver::add(tallies[each.test.edition], each.tally);
  }
  std::vector<PackCoverage> all;
  const std::vector<CompiledEdition*> editions = suite.editions();
  for (std::size_t begin = 0, end = 0; begin < editions.size(); begin = end) {
    PackCoverage& coverage = all.emplace_back();
    coverage.pack = editions[begin]->pack;
    Measurement measurement(coverage);
    for (end = begin; end < editions.size() && editions[end]->pack == coverage.pack; ++end) {
      const program::Program& program = *editions[end]->program;
      Tally& tally = tallies[editions[end]];
      for (const program::Event& event : program.events) {
        const auto graph = session.graph(editions[end]->program, event.name);
        const auto seen = tally.find(event.name);
        measurement.add(program, *graph, seen != tally.end() ? seen->second : EventTally(*graph));
      }
      measurement.add(program, tally);
    }
    measurement.finish(session.sources());
  }
  return all;
}

Points CoverageSummary::total() const {
  Points all;
  for (const Points& each : {fired, declined, yes, no, unknown, outcomes, facts}) {
    all += each;
  }
  return all;
}

CoverageSummary summarise(const PackCoverage& coverage) {
  CoverageSummary summary;
  for (const DeclarationCoverage& each : coverage.declarations) {
    if (each.can_fire()) {
      summary.fired.count(each.fired != 0);
    }
    if (each.can_fire() && each.can_decline) {
      summary.declined.count(each.declined != 0);
    }
    for (const AtomCoverage& atom : each.atoms) {
      summary.yes.count(atom.seen.yes != 0);
      summary.no.count(atom.seen.no != 0);
      if (atom.can_be_unknown) {
        summary.unknown.count(atom.seen.unknown != 0);
      }
    }
    for (const OutcomeCoverage& outcome : each.outcomes) {
      summary.outcomes.count(outcome.carried_out != 0);
    }
  }
  for (const FactCoverage& fact : coverage.facts) {
    summary.facts.count(fact.tried);
  }
  return summary;
}

}  // namespace exeunt::driver
