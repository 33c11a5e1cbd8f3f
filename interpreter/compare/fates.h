// What the rules, advice and displays of one event say, one entry for each entity and outcome. Private to the room.
#pragma once

#include "interpreter/compare/cell.h"
#include "interpreter/compare/view.h"
#include "interpreter/program/program.h"

namespace exeunt::compare {

/// Of a class that says that nothing is said.
inline constexpr std::string_view open_class = "unspecified";
/// Of what is shown in place of something.
inline constexpr std::string_view display_class = "label-shown";

Fate read_fate(const program::Event& event, const program::RuleVariant& rule, const program::Outcome& outcome,
               const View& view);
Advice read_advice(const program::Event& event, const program::AdviceVariant& advice, const View& view);
Display read_display(const program::Event& event, const program::DisplayVariant& display, const View& view);

/// Adds `cites` to a sorted list without doubles.
void add_cites(std::vector<std::string>& to, const std::vector<std::string>& cites);

/// Puts what a cell was given in order, and fills in what follows from it: cites, the worst, the answer `stated` or the
/// reason `open`, `advised` or `no_rule` for there being none.
void settle(Cell& cell, const View& view);

}  // namespace exeunt::compare
