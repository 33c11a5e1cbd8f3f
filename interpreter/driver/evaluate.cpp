#include "interpreter/driver/evaluate.h"

#include <map>

#include "interpreter/driver/request.h"
#include "interpreter/engine/reference/engine.h"

namespace exeunt::driver {

using diagnostic::Kind;

static plan::Location locate(const source::Span& span, const source::Manager& sources) {
  const source::File& file = sources.file(span.file);
  const source::Position position = file.position(span.begin);
  return {file.name(), position.line, position.column};
}

const program::Event* find_event(const program::Program& program, const std::string& name, diagnostic::Sink& sink) {
  if (const program::Event* const declared = program.find_event(name)) {
    return declared;
  }
  auto report = sink.report<Kind::request_unknown_event>(std::nullopt, program.pack, name);
  std::vector<std::string> names;
  for (const program::Event& each : program.events) {
    names.push_back(each.name);
  }
  if (const auto near = diagnostic::nearest(name, names)) {
    report.help("did you mean `" + *near + "`?");
  } else {
    for (const std::string& each : names) {
      report.help("an event is `" + each + "`");
    }
  }
  return nullptr;
}

std::optional<plan::Plan> evaluate(const graph::Graph& graph, const snapshot::Account& account, const Request& request,
                                   diagnostic::Sink& sink) {
  const auto resolved = resolve(request, *graph.program, *graph.event, account, sink);
  return resolved ? std::optional(engine::reference::evaluate(graph, account, *resolved)) : std::nullopt;
}

std::optional<plan::Explanation> explain(const graph::Graph& graph, const snapshot::Account& account,
                                         const Request& request, const std::string& object, diagnostic::Sink& sink) {
  const auto resolved = resolve(request, *graph.program, *graph.event, account, sink);
  const auto found = find_object(object, "object", *graph.program, account, sink, true);
  if (!resolved || !found) {
    return std::nullopt;
  }
  return engine::reference::explain(graph, account, *resolved, *found);
}

void add_locations(plan::Plan& plan, const graph::Graph& graph, const source::Manager& sources) {
  for (const program::RuleInfo& rule : graph.program->rules) {
    const auto entry = plan.rules.find(rule.name);
    if (entry != plan.rules.end()) {
      entry->second.location = locate(rule.declared, sources);
    }
  }
  for (plan::Guard& guard : plan.guards) {
    for (const program::Guard& declared : graph.event->guards) {
      if (declared.name == guard.name) {
        guard.location = locate(declared.declared, sources);
      }
    }
  }
}

void add_locations(plan::Explanation& explanation, const program::Program& program, const source::Manager& sources) {
  std::map<std::string, source::Span> declared;
  for (const program::RuleInfo& rule : program.rules) {
    declared.emplace(rule.name, rule.declared);
  }
  for (plan::RuleTried& rule : explanation.rules) {
    rule.location = locate(declared.at(rule.rule), sources);
  }
}

}  // namespace exeunt::driver
