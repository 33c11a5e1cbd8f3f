// Accounts made up for a model: what a snapshot says, as values, and everything that a snapshot may leave out or get wrong.
#pragma once

#include <string>
#include <vector>

#include "interpreter/model/model.h"
#include "interpreter/plan/plan.h"
#include "tests/fuzz/trial/random.h"

namespace exeunt::differential {

using fuzz::Random;

struct Account {
  std::vector<plan::Value> objects;     ///< with `type` and `id`
  bool absent_is_null = false;
  std::vector<std::string> incomplete;  ///< types
};

/// `leavers`: the type of whoever leaves, of which there are some.
Account make_account(Random& random, const model::Model& model, model::EntityIndex leavers);

/// "user:7"; empty where it has no name.
std::string name_of(const plan::Value& object);
/// The member's value; null: there is none.
const plan::Value* member(const plan::Value& object, std::string_view name);

}  // namespace exeunt::differential
