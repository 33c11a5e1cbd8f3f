// Requests answered: what Session::plan and Session::explain do, without a session. The same graph and account may be
// used from several threads at once, each with a sink of its own.
#pragma once

#include <optional>
#include <string>

#include "interpreter/diagnostic/diagnostic.h"
#include "interpreter/driver/session.h"
#include "interpreter/graph/graph.h"
#include "interpreter/plan/explain.h"
#include "interpreter/plan/plan.h"
#include "interpreter/snapshot/account.h"

namespace exeunt::driver {

/// Null: the program has no such event, which was reported with what is near.
const program::Event* find_event(const program::Program& program, const std::string& name, diagnostic::Sink& sink);

/// Without locations. No value: what is wrong with the request is in the sink.
std::optional<plan::Plan> evaluate(const graph::Graph& graph, const snapshot::Account& account, const Request& request,
                                   diagnostic::Sink& sink);
std::optional<plan::Explanation> explain(const graph::Graph& graph, const snapshot::Account& account,
                                         const Request& request, const std::string& object, diagnostic::Sink& sink);

/// Fills in where rules and guards stand. Not safe from several threads: files count their lines when they are asked.
void add_locations(plan::Plan& plan, const graph::Graph& graph, const source::Manager& sources);
void add_locations(plan::Explanation& explanation, const program::Program& program, const source::Manager& sources);

}  // namespace exeunt::driver
