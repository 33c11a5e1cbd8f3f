// The fates of one account with every contestant, put together from their plans.
#pragma once

#include <string>
#include <vector>

#include "interpreter/compare/build.h"
#include "interpreter/compare/comparison.h"

namespace exeunt::compare {

/// An object of the neutral account, and what it is in each contestant's model.
struct NeutralObject {
  std::string object;       ///< "crm.deal:5"
  std::string concept_key;  ///< "crm.deal"
  std::string label;
  std::vector<Carried> carried;  ///< by contestant
};

/// What projection and planning yielded.
struct AccountInput {
  AccountRequest request;
  std::vector<NeutralObject> objects;  ///< by concept, then id
  std::vector<Run> runs;               ///< of events that are compared; any order
};

/// Fills in `comparison.account`. `inputs`: what the comparison was made from. Objects that no neutral object became
/// (plans may create some) are told by no row. Linear in the plans, but for sorting.
void add_account(const std::vector<Input>& inputs, const source::Manager& sources, AccountInput account,
                 Comparison& comparison);

}  // namespace exeunt::compare
