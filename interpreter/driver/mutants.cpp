#include "interpreter/driver/mutants.h"

#include <algorithm>
#include <map>
#include <set>

#include "interpreter/check/check.h"

namespace exeunt::driver {

namespace {

/// Where in a pack's syntax something stands that can be mutated.
struct Target {
  std::size_t file = 0;
  std::size_t declaration = 0;
  std::optional<std::size_t> guard;
};

const ast::Event& event(const ast::Declaration& declaration) {
  return std::get<ast::Event>(declaration.body);
}

bool is_rule(const ast::Declaration& declaration) {
  return std::holds_alternative<ast::Rule>(declaration.body) || std::holds_alternative<ast::Advice>(declaration.body) ||
         std::holds_alternative<ast::Display>(declaration.body) ||
         std::holds_alternative<ast::SharedGuard>(declaration.body);
}

std::vector<Target> find_targets(const pack::Pack& pack) {
  std::vector<Target> targets;
  for (std::size_t file = 0; file < pack.files.size(); ++file) {
    const auto& declarations = pack.files[file].declarations;
    for (std::size_t i = 0; i < declarations.size(); ++i) {
      if (is_rule(declarations[i])) {
        targets.push_back({file, i, std::nullopt});
      } else if (std::holds_alternative<ast::Event>(declarations[i].body)) {
        for (std::size_t guard = 0; guard < event(declarations[i]).guards.size(); ++guard) {
          targets.push_back({file, i, guard});
        }
      }
    }
  }
  return targets;
}

const ast::Name& name(const pack::Pack& pack, const Target& target) {
  const ast::Declaration& declaration = pack.files[target.file].declarations[target.declaration];
  return target.guard ? event(declaration).guards[*target.guard].name : ast::name(declaration.body);
}

std::string keyword(const pack::Pack& pack, const Target& target) {
  const ast::Declaration& declaration = pack.files[target.file].declarations[target.declaration];
  return target.guard ? "require" : std::string(ast::keyword(declaration.body));
}

/// The condition, or null where there is none to negate.
ast::Expression* condition(pack::Pack& pack, const Target& target) {
  ast::Declaration& declaration = pack.files[target.file].declarations[target.declaration];
  if (target.guard) {
    return &std::get<ast::Event>(declaration.body).guards[*target.guard].require;
  }
  if (auto* guard = std::get_if<ast::SharedGuard>(&declaration.body)) {
    return &guard->guard.require;
  }
  std::optional<ast::Expression>* where = nullptr;
  if (auto* rule = std::get_if<ast::Rule>(&declaration.body)) {
    where = &rule->where;
  } else if (auto* advice = std::get_if<ast::Advice>(&declaration.body)) {
    where = &advice->where;
  } else if (auto* display = std::get_if<ast::Display>(&declaration.body)) {
    where = &display->where;
  }
  return where != nullptr && *where ? &**where : nullptr;
}

void mutate(pack::Pack& pack, const Target& target, Mutation mutation) {
  if (mutation == Mutation::negated) {
    ast::Expression& expression = *condition(pack, target);
    expression.text = "!(" + expression.text + "\n)";  // the text may end in a comment
    expression.runs.clear();
    return;
  }
  auto& declarations = pack.files[target.file].declarations;
  const auto at = declarations.begin() + static_cast<std::ptrdiff_t>(target.declaration);
  if (target.guard) {
    auto& guards = std::get<ast::Event>(at->body).guards;
    guards.erase(guards.begin() + static_cast<std::ptrdiff_t>(*target.guard));
  } else {
    declarations.erase(at);
  }
}

/// What is in effect in one edition: by where its name stands.
std::set<std::pair<uint32_t, uint32_t>> in_effect(const program::Program& program) {
  std::set<std::pair<uint32_t, uint32_t>> places;
  const auto add = [&places](const source::Span& span) { places.emplace(span.file.index, span.begin); };
  for (const program::RuleInfo& rule : program.rules) {
    add(rule.declared);
  }
  for (const program::Event& event : program.events) {
    for (const program::Guard& guard : event.guards) {
      add(guard.declared);
    }
  }
  return places;
}

/// The edition's cases, those first whose file mentions the name.
std::vector<TestCase> in_order(const std::vector<TestCase>& cases, const std::string& name,
                               const source::Manager& sources) {
  std::vector<TestCase> ordered = cases;
  std::stable_partition(ordered.begin(), ordered.end(), [&](const TestCase& each) {
    return sources.file(each.file->id).text().find(name) != std::string_view::npos;
  });
  return ordered;
}

class Laboratory {
 public:
  Laboratory(Session& session, CompiledEdition& edition, const std::vector<TestCase>& cases)
      : session_(session), edition_(edition), cases_(cases) {}

  void run(Mutant& mutant, const Target& target) {
    pack::Pack changed = *edition_.pack;
    mutate(changed, target, mutant.mutation);
    diagnostic::Sink unheard;
    const auto program = check::check(changed, session_.sources(), unheard, {edition_.edition, false});
    if (!program) {
      return;
    }
    const GoldenPlans none;
    ScenarioRunner runner(program, cases_.empty() ? none : *cases_.front().golden, &accounts_, unheard);
    for (const TestCase& each : in_order(cases_, mutant.name, session_.sources())) {
      ++mutant.scenarios;
      const auto differences = runner.run(*each.file, *each.scenario);
      if (!differences || !differences->empty()) {
        return;
      }
    }
    mutant.caught = false;
  }

 private:
  Session& session_;
  CompiledEdition& edition_;
  const std::vector<TestCase>& cases_;
  Accounts accounts_;  // no mutation changes the model
};

/// A mutant still to be run.
struct Task {
  CompiledEdition* edition;
  Target target;
  Mutant mutant;
};

/// How many editions it extends, one after the other.
std::size_t ancestors(const CompiledEdition& edition) {
  std::map<std::string, std::string> extends;
  for (const pack::EditionInfo& each : pack::editions(*edition.pack)) {
    extends[each.name] = each.extends;
  }
  std::size_t count = 0;
  for (std::string base = extends[edition.edition]; !base.empty(); base = extends[base]) {
    ++count;
  }
  return count;
}

/// Each declaration in the edition that states it: those that others extend come first.
std::vector<Task> plan_tasks(std::vector<CompiledEdition*> editions) {
  std::stable_sort(editions.begin(), editions.end(), [](const CompiledEdition* a, const CompiledEdition* b) {
    return ancestors(*a) < ancestors(*b);
  });
  std::vector<Task> tasks;
  std::set<std::pair<uint32_t, uint32_t>> done;
  for (CompiledEdition* edition : editions) {
    pack::Pack pack = *edition->pack;
    const auto effective = in_effect(*edition->program);
    for (const Target& target : find_targets(pack)) {
      const ast::Name& word = name(pack, target);
      const std::pair place(word.span.file.index, word.span.begin);
      if (!effective.contains(place) || !done.insert(place).second) {
        continue;
      }
      Mutant mutant{edition->pack, edition->edition, keyword(pack, target), word.text, Mutation::left_out, word.span};
      tasks.push_back({edition, target, mutant});
      if (condition(pack, target) != nullptr) {
        mutant.mutation = Mutation::negated;
        tasks.push_back({edition, target, std::move(mutant)});
      }
    }
  }
  return tasks;
}

}  // namespace

std::vector<Mutant> run_mutants(Session& session, TestSuite& suite, const std::vector<TestCase>& cases,
                                const MutantWatcher& watch) {
  std::map<const CompiledEdition*, std::vector<TestCase>> of_edition;
  for (const TestCase& each : cases) {
    of_edition[each.edition].push_back(each);
  }
  std::vector<Task> tasks = plan_tasks(suite.editions());
  std::map<const CompiledEdition*, Laboratory> laboratories;
  std::vector<Mutant> mutants;
  for (Task& task : tasks) {
    Laboratory& laboratory =
        laboratories.try_emplace(task.edition, session, *task.edition, of_edition[task.edition]).first->second;
    laboratory.run(task.mutant, task.target);
    mutants.push_back(std::move(task.mutant));
    if (!watch(mutants.back(), tasks.size())) {
      break;
    }
  }
  return mutants;
}

}  // namespace exeunt::driver
