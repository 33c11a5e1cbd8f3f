// A change plan as a page for people: one file of HTML to open, print and pass on.
//
// What blocks comes first, then what to do before, what cannot be undone, when things happen, what becomes of every
// object by its type, who may do what afterwards, what the plan does not know, and the rules with the facts they rest
// on. Everything stands in the HTML; the script adds search, filters and the choice of light or dark.
//
// The same plan gives the same bytes.
#pragma once

#include <cstddef>
#include <string>

#include "interpreter/plan/plan.h"

namespace exeunt::page {

struct PlanOptions {
  /// Objects of one list before the rest is only counted: a browser is no place for a million lines.
  std::size_t longest_list = 1000;
};

std::string write_plan(const plan::Plan& plan, const PlanOptions& options = {});

}  // namespace exeunt::page
