// Answers in words, as every page tells them.
#pragma once

#include <string>
#include <vector>

#include "interpreter/compare/comparison.h"
#include "interpreter/compare/report.h"

namespace exeunt::compare {

/// "Pipedrive 2024-02-29".
std::string name_of(const Contestant& contestant);
/// Short ones, for the heads of columns: titles alone where they tell the contestants apart, else editions, else both,
/// and numbered where even these are the same.
std::vector<std::string> short_names(const Comparison& comparison);

/// "Is erased later (after 30d), for good".
std::string fate_text(const Class& outcome_class, const Delay& delay, bool reversible);

enum class Detail {
  none,
  cases,  ///< where a cell says different things: the titles of the rules, which tell when
  full,   ///< the rules, their conditions and facts
};

/// What the cell says, the worst first, each once. `is_of_capability`: it is about a capability, which need not be
/// named.
Lines lines_of(const Cell& cell, Detail detail, bool is_of_capability);

/// One line: "Is erased, for good; Stays as it is".
std::string line_of(const Cell& cell, bool is_of_capability);

/// "says nothing", "speaks of no such thing", "speaks of no such event", "does not offer it" …: after the contestant's
/// name. For cells that state nothing. Not to declare a capability is to say nothing of it.
std::string silence(const Cell& cell, bool is_of_capability = false);

/// The part before a colon: "Suspend" of "Suspend: the user is out, …".
std::string short_title(const std::string& title);

}  // namespace exeunt::compare
