// The comparison itself.
//
//   verify::Verification found = verify::compare({plan, happened, model, before, predicted, after});
#pragma once

#include <string>
#include <vector>

#include "interpreter/model/model.h"
#include "interpreter/plan/plan.h"
#include "interpreter/snapshot/account.h"
#include "interpreter/verify/verification.h"

namespace exeunt::verify {

/// What became of a planned change by the time of the account afterwards.
enum class Happened : uint8_t { yes, not_yet, called_off, blocked };

struct Question {
  const plan::Plan& plan;
  const std::vector<Happened>& happened;  ///< by change of the plan
  const model::Model& model;
  const snapshot::Account& before;
  const snapshot::Account& predicted;  ///< what the changes that happened make of `before`
  const snapshot::Account& after;
  std::string until;
  bool with_exact = false;  ///< findings also of what came out exactly
};

/// Objects are found by type and id; created ones by what is said about them (see README.md). O(n log n).
Verification compare(const Question& question);

}  // namespace exeunt::verify
