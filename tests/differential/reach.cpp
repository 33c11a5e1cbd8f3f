#include "tests/differential/reach.h"

#include <fmt/format.h>

#include <algorithm>
#include <set>

namespace exeunt::differential {

namespace {

using Names = std::set<std::string>;

std::string macro(cel::Fold fold) {
  static const char* const names[] = {"", "all", "exists", "exists_one", "filter", "map", "map with a filter",
      "transformList", "transformList with a filter", "transformMap", "transformMap with a filter", "transformMapEntry",
      "transformMapEntry with a filter", "optMap", "optFlatMap"};
  return names[static_cast<std::size_t>(fold)];
}

void add_expression(const graph::Expression& expression, const graph::Graph& graph, Names& out) {
  const cel::CheckedExpression& checked = expression.program.expression();
  for (cel::NodeId id = 0; id < checked.ast.nodes.size(); ++id) {
    const cel::Node& node = checked.ast[id];
    switch (node.kind) {
      case cel::NodeKind::literal:
        out.insert("cel literal " + checked.info[id].type.text());
        break;
      case cel::NodeKind::ident:
        if (checked.info[id].slot >= static_cast<int32_t>(program::slot::let)) {
          const std::size_t number = static_cast<std::size_t>(checked.info[id].slot) - program::slot::let;
          const graph::Lookup& lookup = graph.lookups[number];
          out.insert(lookup.kind == graph::Lookup::Kind::expression ? "let of an expression"
                     : lookup.kind == graph::Lookup::Kind::first    ? "let first"
                                                                    : "let all");
          out.insert(lookup.probe ? "look-up by an index" : "look-up");
        } else if (checked.info[id].slot >= 0) {
          static const char* const names[] = {"subject", "by", "at", "args", "account", "object", "all", "count"};
          const auto slot = static_cast<std::size_t>(checked.info[id].slot);
          out.insert(std::string("name ") + (slot < std::size(names) ? names[slot] : "parameter"));
        }
        break;
      case cel::NodeKind::select: {
        const cel::Type bare = checked.info[id].type.without_null();
        const bool is_list = bare.kind() == cel::TypeKind::list;
        const cel::Type type = is_list ? bare.parameters()[0] : bare;
        std::string kind = type.kind() == cel::TypeKind::object          ? "reference"
                           : type.kind() == cel::TypeKind::closed_string ? "enum"
                                                                         : type.text();
        if (type.kind() == cel::TypeKind::object && type.name() == "*") {
          kind = "reference to anything";
        } else if (type.kind() == cel::TypeKind::object && type.name().find('|') != std::string::npos) {
          kind = "reference to several types";
        }
        out.insert(std::string(node.test_only ? "has() of a " : "field ") + (is_list ? "list of " : "") + kind +
                   (checked.info[id].type.kind() == cel::TypeKind::nullable ? ", may be null" : ""));
        break;
      }
      case cel::NodeKind::call:
        if (checked.info[id].index >= static_cast<int32_t>(program::slot::let)) {
          out.insert("let with parameters");
        }
        out.insert(checked.info[id].index == static_cast<int32_t>(program::slot::planned_field) ? "planned(…)"
                   : checked.info[id].index == static_cast<int32_t>(program::slot::erased)      ? "erased(…)"
                   : checked.info[id].index == static_cast<int32_t>(program::slot::probe)       ? "index probe"
                   : checked.info[id].index >= static_cast<int32_t>(program::slot::let) ? "look-up with arguments"
                                                                                        : "cel " + node.name);
        break;
      case cel::NodeKind::fold:
        out.insert("cel " + macro(node.fold) + (node.name2.empty() ? "" : " with two variables"));
        break;
      case cel::NodeKind::bind:
        out.insert("cel " + (node.fold == cel::Fold::none ? "cel.bind" : macro(node.fold)));
        break;
      case cel::NodeKind::list:
        out.insert("cel [ ]");
        break;
      case cel::NodeKind::map:
        out.insert("cel { }");
        break;
      case cel::NodeKind::message:
        out.insert("cel message");
        break;
    }
  }
}

void add_template(const graph::Template& text, const graph::Graph& graph, Names& out) {
  for (const graph::TemplatePart& part : text) {
    if (part.expression) {
      out.insert("placeholder");
      add_expression(*part.expression, graph, out);
    }
  }
}

void add_outcome(const graph::Outcome& outcome, const graph::Graph& graph, Names& out) {
  static const char* const operations[] = {"set", "clear", "add", "remove", "erase", "create", "grant", "revoke"};
  out.insert("outcome " + outcome.name);
  add_template(outcome.wording, graph, out);
  for (const graph::Write& write : outcome.writes) {
    out.insert(std::string("write ") + operations[static_cast<std::size_t>(write.op)]);
    if (write.value) {
      add_expression(*write.value, graph, out);
    }
  }
  for (const graph::Binding& binding : outcome.bindings) {
    if (binding.value) {
      add_expression(*binding.value, graph, out);
    }
  }
}

Names of_node(const graph::Node& node, const graph::Graph& graph) {
  Names out;
  const auto clause = [&](const std::optional<graph::Expression>& expression, const char* name) {
    if (expression) {
      out.insert(name);
      add_expression(*expression, graph, out);
    }
  };
  clause(node.where, "where");
  clause(node.due, "due");
  clause(node.unless, "unless");
  if (!node.where) {
    out.insert("rule without where");
  }
  if (node.after) {
    out.insert(node.after->seconds ? "after 30d" : "after CEL");
    if (node.after->expression) {
      add_expression(*node.after->expression, graph, out);
    }
  }
  out.insert(node.subject_only ? "for subject" : "for entities");
  if (graph.event->phases.size() > 1) {
    out.insert(node.phase == 0 ? "first phase" : "later phase");
  }
  if (!node.overridden_by.empty()) {
    out.insert("overridden by another rule");
  }
  if (node.outcomes.size() > 1) {
    out.insert("several outcomes");
  }
  if (node.driver) {
    out.insert("rule found by its reference to the leaver");
  }
  for (const graph::Stratum& stratum : graph.strata) {
    const auto index = static_cast<graph::NodeIndex>(&node - graph.nodes.data());
    if (stratum.recursive && std::find(stratum.nodes.begin(), stratum.nodes.end(), index) != stratum.nodes.end()) {
      out.insert("recursion through erased(…)");
    }
  }
  for (const graph::Outcome& outcome : node.outcomes) {
    add_outcome(outcome, graph, out);
  }
  return out;
}

Constructs::Part part(const Names& names) { return {{names.begin(), names.end()}}; }

}  // namespace

Constructs::Constructs(const graph::Graph& graph) {
  for (const graph::Node& node : graph.nodes) {
    nodes.push_back(part(of_node(node, graph)));
  }
  for (const auto& each : graph.guards) {
    Names names{"guard"};
    add_expression(each.require, graph, names);
    guards.push_back(part(names));
  }
  const auto add = [&](const auto& list, const char* name, std::vector<Part>& out) {
    for (const auto& each : list) {
      Names names{name, each.subject_only ? "for subject" : "for entities"};
      if (each.where) {
        names.insert("where");
        add_expression(*each.where, graph, names);
      }
      out.push_back(part(names));
    }
  };
  add(graph.advice, "advise", advice);
  add(graph.displays, "display", displays);
}

void Reach::count(const Constructs::Part& part, const engine::reference::SeenRule& seen,
                  std::optional<plan::Verdict> verdict) {
  for (const std::string& name : part.names) {
    Counts& counts = constructs_[name];
    ++counts[static_cast<std::size_t>(Fate::rules)];
    counts[static_cast<std::size_t>(Fate::fired)] += seen.fired;
    counts[static_cast<std::size_t>(Fate::declined)] += seen.declined;
    counts[static_cast<std::size_t>(Fate::undecided)] += seen.undecided;
    if (verdict) {
      ++counts[static_cast<std::size_t>(Fate::ready) + static_cast<std::size_t>(*verdict)];
    }
  }
}

void Reach::add(const Constructs& constructs, const Trial& trial) {
  const auto& seen = trial.observed();
  const std::optional<plan::Verdict> verdict =
      trial.answer().plan ? std::optional(trial.answer().plan->verdict) : std::nullopt;
  const auto count_all = [&](const std::vector<Constructs::Part>& parts, const auto& list) {
    for (std::size_t i = 0; i < parts.size() && i < list.size(); ++i) {
      count(parts[i], list[i], verdict);
    }
  };
  count_all(constructs.guards, seen.guards);
  count_all(constructs.nodes, seen.nodes);
  count_all(constructs.advice, seen.advice);
  count_all(constructs.displays, seen.displays);
  if (trial.answer().plan) {
    note(*trial.answer().plan);
  } else {
    note(trial.answer().is_read ? "no plan: the request is wrong" : "no plan: the account is wrong");
  }
}

void Reach::note(const plan::Plan& plan) {
  const auto has = [&](const char* what, bool it_has) {
    if (it_has) {
      note(what);
    }
  };
  static const char* const verdicts[] = {"plans that are ready", "plans that are blocked", "plans that are conflicted"};
  note(verdicts[static_cast<std::size_t>(plan.verdict)]);
  has("with changes", !plan.changes.empty());
  has("with changes that are due later",
      std::any_of(plan.changes.begin(), plan.changes.end(), [](const auto& each) { return !each.due.empty(); }));
  has("with an `unless`",
      std::any_of(plan.changes.begin(), plan.changes.end(), [](const auto& each) { return !each.unless.empty(); }));
  has("with the operator's transfers",
      std::any_of(plan.changes.begin(), plan.changes.end(), [](const auto& each) { return each.rule == "request"; }));
  has("with capabilities", !plan.capabilities.empty());
  has("with advice", !plan.advice.empty());
  has("with displays", !plan.displays.empty());
  has("with an inventory", !plan.inventory.empty());
  has("with how-tos", !plan.howtos.empty());
  has("with something undecided for lack of fields",
      std::any_of(plan.undecided.begin(), plan.undecided.end(), [](const auto& each) { return !each.missing.empty(); }));
  has("with something undecided for an error",
      std::any_of(plan.undecided.begin(), plan.undecided.end(), [](const auto& each) { return !each.error.empty(); }));
  has("with guards that are undecided", std::any_of(plan.guards.begin(), plan.guards.end(), [](const auto& each) {
        return each.holds == plan::Outcome3::unknown;
      }));
  has("with something unaddressed", !plan.unaddressed.empty());
  has("with something dangling", !plan.dangling.empty());
  has("of incomplete accounts", !plan.snapshot.incomplete.empty());
  has("of accounts in which absent is null", plan.snapshot.absent_is_null);
  has("of accounts with types that the model lacks", !plan.snapshot.unmodelled_types.empty());
}

void Reach::add(const Reach& other) {
  for (const auto& [name, counts] : other.constructs_) {
    Counts& own = constructs_[name];
    for (std::size_t i = 0; i < own.size(); ++i) {
      own[i] += counts[i];
    }
  }
  for (const auto& [name, count] : other.plans_) {
    plans_[name] += count;
  }
}

std::string Reach::text() const {
  std::size_t width = 10;
  for (const auto& [name, counts] : constructs_) {
    width = std::max(width, name.size());
  }
  std::string out = fmt::format("{:<{}}", "construct", width);
  for (const std::string_view name : fate_names) {
    out += fmt::format(" {:>10}", name);
  }
  out += "\n";
  std::size_t cells = 0;
  std::size_t reached = 0;
  for (const auto& [name, counts] : constructs_) {
    out += fmt::format("{:<{}}", name, width);
    for (const uint64_t count : counts) {
      out += count == 0 ? fmt::format(" {:>10}", "-") : fmt::format(" {:>10}", count);
      ++cells;
      reached += count != 0 ? 1 : 0;
    }
    out += "\n";
  }
  out += fmt::format("{} constructs, {} of {} cells reached\n\n", constructs_.size(), reached, cells);
  for (const auto& [name, count] : plans_) {
    out += fmt::format("{:>10} {}\n", count, name);
  }
  return out;
}

}  // namespace exeunt::differential
