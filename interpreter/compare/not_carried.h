// What of a neutral account a contestant's model has no place for, told for people.
#pragma once

#include <cstddef>
#include <string>
#include <vector>

#include "interpreter/compare/account.h"

namespace exeunt::compare {

/// "3 objects": "has no counterpart: std.task:1, …"; "std.message": "without shared, which has no place there".
struct Loss {
  std::string what;
  std::string text;
};

/// Of types and fields of the account that the standard library has no concept for: lost to every contestant.
std::vector<Loss> find_unknown(const AccountRequest& request);

/// Of `contestant`: objects by reason, then fields that are left out by concept, then fields that cannot be told.
/// O(objects · log objects).
std::vector<Loss> find_not_carried(const AccountFates& account, std::size_t contestant);

}  // namespace exeunt::compare
