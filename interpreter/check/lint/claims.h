// What a condition says for certain about single places, by inspection: enough to see that two conditions never hold
// together, or that one never holds at all.
//   deal.status == 'open' && !deal.archived   ->  deal.status in {'open'}, deal.archived not in {true}
#pragma once

#include <optional>
#include <set>
#include <string>
#include <vector>

#include "interpreter/program/program.h"

namespace exeunt::check {

/// The value of `place` (an expression, rendered so that equal ones are equal texts) is one of `values`, or none of
/// them.
struct Claim {
  std::string place;
  std::set<std::string> values;
  bool among = true;
};

/// Every conjunct as a claim; one that has no simpler form is the claim that it is true.
std::vector<Claim> claims(const std::optional<program::Expression>& condition);

/// Whether some claim of `a` contradicts one of `b`.
bool contradict(const std::vector<Claim>& a, const std::vector<Claim>& b);

/// The value that a claim fixes its place to, or nothing.
const std::string* fixed_value(const Claim& claim);

}  // namespace exeunt::check
