#include <fmt/format.h>

#include <algorithm>
#include <set>

#include "interpreter/cel/atoms.h"
#include "interpreter/cel/parse.h"
#include "interpreter/driver/alternatives.h"
#include "interpreter/driver/mutable_parts.h"
#include "interpreter/driver/mutation.h"

namespace exeunt::driver {

namespace {

/// Where a name stands says whose it is.
using Places = std::set<std::pair<uint32_t, uint32_t>>;
Places::value_type where_it_stands(const source::Span& span) {
  return {span.file.index, span.begin};
}

Places find_effective(const program::Program& program) {
  Places places;
  for (const program::RuleInfo& rule : program.rules) {
    places.insert(where_it_stands(rule.declared));
  }
  for (const program::Event& each : program.events) {
    for (const program::Guard& guard : each.guards) {
      places.insert(where_it_stands(guard.declared));
    }
  }
  for (const program::Let& let : program.lets) {
    places.insert(where_it_stands(let.declared));
  }
  return places;
}

/// Lets that are neither a condition nor a look-up: no part of these is a condition.
Places find_plain_lets(const program::Program& program) {
  Places places;
  for (const program::Let& let : program.lets) {
    const auto* value = std::get_if<program::Expression>(&let.value);
    if (value != nullptr && value->checked->type().without_null().kind() != cel::TypeKind::boolean) {
      places.insert(where_it_stands(let.declared));
    }
  }
  return places;
}

/// An atom, and what stands in its place where it is left out: what changes nothing of the rest.
struct Atom {
  cel::NodeId node;
  std::optional<bool> neutral;
};

std::vector<Atom> find_atoms(const cel::Ast& tree, std::optional<bool> alone) {
  std::vector<Atom> found;
  std::vector<Atom> open{{tree.root, alone}};
  while (!open.empty()) {
    const Atom each = open.back();
    open.pop_back();
    const cel::Node& node = tree[each.node];
    const auto go_on = [&](std::size_t child, std::optional<bool> neutral) {
      open.push_back({node.children[child], neutral});
    };
    const auto connective = cel::connective(node);
    if (!connective) {
      found.push_back(each);
      continue;
    }
    for (std::size_t child = node.children.size(); child-- > 0;) {
      switch (*connective) {
        case cel::Connective::conjunction:
          go_on(child, true);
          break;
        case cel::Connective::disjunction:
          go_on(child, false);
          break;
        case cel::Connective::negation:
          go_on(child, each.neutral ? std::optional(!*each.neutral) : std::nullopt);
          break;
        case cel::Connective::choice:
          go_on(child, child == 0 ? std::nullopt : each.neutral);
          break;
      }
    }
  }
  return found;
}

/// `60d`, `90m`: in the largest unit that it is a multiple of.
std::string delay_text(int64_t seconds) {
  for (const auto& [unit, letter] : {std::pair<int64_t, char>{86400, 'd'}, {3600, 'h'}, {60, 'm'}}) {
    if (seconds % unit == 0) {
      return fmt::format("{}{}", seconds / unit, letter);
    }
  }
  return fmt::format("{}s", seconds);
}

class Search {
 public:
  Search(const pack::Pack& pack, const program::Program& program)
      : pack_(pack),
        lineage_(lineage(pack, program.edition)),
        effective_(find_effective(program)),
        plain_lets_(find_plain_lets(program)),
        alternatives_(pack) {}

  std::vector<Mutation> run() {
    for (std::size_t file = 0; file < pack_.files.size(); ++file) {
      const auto& declarations = pack_.files[file].declarations;
      for (std::size_t i = 0; i < declarations.size(); ++i) {
        if (std::holds_alternative<ast::Event>(declarations[i].body)) {
          const auto& guards = std::get<ast::Event>(declarations[i].body).guards;
          for (std::size_t guard = 0; guard < guards.size(); ++guard) {
            search({file, i, guard}, "require", guards[guard].name);
          }
        } else if (const auto* drop = std::get_if<ast::Drop>(&declarations[i].body)) {
          search_drop({file, i, std::nullopt}, pack_.files[file], *drop);
        } else {
          search({file, i, std::nullopt}, std::string(ast::keyword(declarations[i].body)),
                 ast::name(declarations[i].body));
        }
      }
    }
    std::stable_sort(found_.begin(), found_.end(), [](const Mutation& a, const Mutation& b) {
      return std::pair(a.spot.file, a.at.begin) < std::pair(b.spot.file, b.at.begin);
    });
    return std::move(found_);
  }

 private:
  void search(const Spot& spot, std::string keyword, const ast::Name& name) {
    if (!effective_.contains(where_it_stands(name.span))) {
      return;
    }
    ast::Declaration declaration = pack_.files[spot.file].declarations[spot.declaration];
    begin(spot, std::move(keyword), name);
    const bool guards = find_guard(declaration, spot.guard) != nullptr;
    if (!std::holds_alternative<ast::Let>(declaration.body)) {
      found_.push_back(base_);
      found_.back().after = {"", guards ? "true" : "false"};
    }
    if (declaration.replace) {
      found_.push_back(base_);
      found_.back().kind = MutationKind::as_before;
    }
    const ast::Expression* condition = find_condition(declaration, spot.guard);
    if (condition != nullptr && !plain_lets_.contains(where_it_stands(name.span))) {
      const auto* where = find_where(declaration);
      change_atoms(*condition, Clause::condition, where != nullptr && *where ? std::optional(true) : std::nullopt);
    }
    if (auto* rule = std::get_if<ast::Rule>(&declaration.body)) {
      if (rule->unless) {
        change_atoms(*rule->unless, Clause::unless, false);
      }
      change_delay(*rule);
      change_outcomes(*rule);
    }
  }

  /// What an edition drops comes back.
  void search_drop(const Spot& spot, const ast::File& file, const ast::Drop& drop) {
    const bool in_effect =
        !file.edition || std::find(lineage_.begin(), lineage_.end(), file.edition->name.value) != lineage_.end();
    const std::string& what = drop.kind.text;  // a let by itself does nothing
    if (in_effect && (what == "rule" || what == "advise" || what == "display" || what == "guard")) {
      begin(spot, what, drop.name);
      found_.push_back(base_);
      found_.back().kind = MutationKind::as_before;
    }
  }

  void begin(const Spot& spot, std::string keyword, const ast::Name& name) {
    base_ = {};
    base_.spot = spot;
    base_.keyword = std::move(keyword);
    base_.declaration = name.text;
    base_.declared = base_.at = name.span;
  }

  Mutation& add(MutationKind kind, Clause clause, source::Span at, std::string before) {
    Mutation& mutation = found_.emplace_back(base_);
    mutation.kind = kind;
    mutation.clause = clause;
    mutation.at = at;
    mutation.before = std::move(before);
    return mutation;
  }

  /// `alone`: what the condition as a whole comes to where it is not there.
  void change_atoms(const ast::Expression& condition, Clause clause, std::optional<bool> alone) {
    cel::Issues issues;
    const auto tree = cel::parse(condition.text, issues);
    if (!tree) {
      return;  // it compiled, so it parses
    }
    for (const Atom& atom : find_atoms(*tree, alone)) {
      const cel::Node& node = (*tree)[atom.node];
      for (const MutationKind kind : {MutationKind::negated, MutationKind::left_out}) {
        if (kind == MutationKind::left_out && !atom.neutral) {
          continue;
        }
        Mutation& mutation = add(kind, clause, condition.locate(node.begin, node.end),
                                 condition.text.substr(node.begin, node.end - node.begin));
        mutation.begin = node.begin;
        mutation.end = node.end;
        if (kind == MutationKind::left_out) {
          mutation.after = {*atom.neutral ? "true" : "false"};
        }
      }
    }
  }

  void change_delay(ast::Rule& rule) {
    if (!rule.after && !rule.due) {
      return;
    }
    const ast::Expression* expression = find_due(rule);
    const source::Span at = expression != nullptr ? expression->span : rule.after->span;
    const std::string before = expression != nullptr ? expression->text : rule.after->literal;
    add(MutationKind::later, Clause::delay, at, before).after = {
        expression != nullptr ? "(" + before + "\n) + duration('24h')" : delay_text(later(*rule.after->seconds))};
    if (expression != nullptr || *rule.after->seconds != 0) {
      add(MutationKind::at_once, Clause::delay, at, before);
    }
  }

  void change_outcomes(const ast::Rule& rule) {
    for (std::size_t call = 0; call < rule.then.size(); ++call) {
      const ast::Call& used = rule.then[call];
      if (rule.then.size() > 1) {
        add(MutationKind::left_out, Clause::outcome, used.outcome.span, used.outcome.text).call = call;
      } else {
        replace(Clause::outcome, used.outcome.span, used.outcome.text, alternatives_.outcomes(used.outcome.text));
      }
      for (std::size_t argument = 0; argument < used.arguments.size(); ++argument) {
        const ast::Expression& value = used.arguments[argument].value;
        if (Mutation* mutation =
                replace(Clause::argument, value.span, value.text, alternatives_.arguments(used, argument))) {
          mutation->call = call;
          mutation->argument = argument;
        }
      }
    }
  }

  Mutation* replace(Clause clause, source::Span at, const std::string& before, std::vector<std::string> after) {
    if (after.empty()) {
      return nullptr;
    }
    Mutation& mutation = add(MutationKind::replaced, clause, at, before);
    mutation.after = std::move(after);
    return &mutation;
  }

  const pack::Pack& pack_;
  const std::vector<std::string> lineage_;
  const Places effective_;
  const Places plain_lets_;
  const Alternatives alternatives_;
  Mutation base_;
  std::vector<Mutation> found_;
};

}  // namespace

std::vector<Mutation> find_mutations(const pack::Pack& pack, const program::Program& program) {
  return Search(pack, program).run();
}

}  // namespace exeunt::driver
