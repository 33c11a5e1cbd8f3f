// A comparison written out: for people who read a terminal or a review, and for programs. Each is a function of the
// comparison alone.
//
//   Pipedrive 2024-02-29 and HubSpot 2024-11-04
//   212 places compared · 37 differ · 115 said by one only · 60 the same
//
//   Where they differ
//   Suspend …
//                 Pipedrive                              HubSpot
//     Messages    Is erased later (after 30d), for good  Stays as it is
//                 Stays as it is
#pragma once

#include <cstddef>
#include <string>

#include "interpreter/compare/comparison.h"

namespace exeunt::compare {

inline constexpr std::string_view comparison_format = "exeunt.comparison/1";

struct ReportOptions {
  bool all = false;      ///< also what is the same, and what nobody says
  bool verbose = false;  ///< the rules, conditions and facts behind each answer
};

struct TextOptions {
  ReportOptions report;
  bool colour = false;
  std::size_t width = 100;  ///< columns
};

/// Nothing in it moves a terminal's cursor or reorders text, whatever the packs hold.
std::string write_text(const Comparison& comparison, const TextOptions& options = {});
/// GitHub-flavoured; nothing that packs hold is markup.
std::string write_markdown(const Comparison& comparison, const ReportOptions& options = {});
/// compare.schema.json; everything, whatever is shown elsewhere.
std::string write_json(const Comparison& comparison);

}  // namespace exeunt::compare
