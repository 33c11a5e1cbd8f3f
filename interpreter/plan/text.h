// A plan for people: a page that can be read by itself and forwarded as it stands.
//
//   Pipedrive 2024-02-29 · deactivate Sales Rep 7 (user:7) · by Administrator 1 (user:1) · 2024-03-01 09:00 UTC
//   READY · 142 objects affected · 12 cannot be undone · 12 scheduled
//
// What blocks comes first, then what to do before, what cannot be undone, what happens by type of object, what happens
// later, and what the plan does not know. Objects with the same fate share a line. Control and direction characters
// from the data are made visible; no line ends in white space; no line but an unbreakable word is wider than the width.
#pragma once

#include <cstddef>
#include <string>

#include "interpreter/plan/plan.h"

namespace exeunt::plan {

struct TextOptions {
  bool colour = false;      ///< ANSI colours
  bool verbose = false;     ///< every object on a line of its own, writes and retained objects too
  bool concise = false;     ///< a line per change: `- email:12  is erased on 2024-03-31  private-linked-emails`
  bool cites = true;        ///< rules and guards with the facts they rest on, at the end
  std::size_t width = 100;  ///< columns; less than 40 counts as 40
};

std::string write_text(const Plan& plan, const TextOptions& options = {});

}  // namespace exeunt::plan
