// Checked program to evaluation graph, one event at a time: finds what each rule reads and writes, orders the rules into
// strata, turns look-ups across the account into index probes, and moves those that depend on no object out of the rules.
#pragma once

#include <memory>

#include "interpreter/diagnostic/diagnostic.h"
#include "interpreter/graph/graph.h"
#include "interpreter/program/program.h"

namespace exeunt::lower {

/// Null: the rules depend on each other in a way that has no order; the cycle was reported, rule by rule.
std::shared_ptr<const graph::Graph> lower(const std::shared_ptr<const program::Program>& program,
                                          const program::Event& event, diagnostic::Sink& sink);

}  // namespace exeunt::lower
