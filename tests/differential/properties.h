// What must hold of every case. Each property is a function that answers how it does not hold, or nothing.
#pragma once

#include <span>
#include <string>
#include <string_view>

#include "tests/differential/trial.h"

namespace exeunt::differential {

struct Property {
  std::string_view name;
  std::string_view says;
  std::string (*hold)(Trial&);
  /// Held for one case of so many, because it takes longer than the others or says nothing new for each account.
  uint32_t one_in = 1;
};

std::span<const Property> properties();
/// Null: there is none of that name.
const Property* find_property(std::string_view name);

// engines.cpp: the columnar engine against the reference engine
std::string hold_one_thread(Trial& trial);
std::string hold_two_threads(Trial& trial);
std::string hold_groups(Trial& trial);
std::string hold_skips(Trial& trial);
std::string hold_unordered(Trial& trial);
std::string hold_index(Trial& trial);

// accounts.cpp: the same objects, written otherwise
std::string hold_spellings(Trial& trial);
std::string hold_order(Trial& trial);

// policies.cpp: the same pack, written otherwise
std::string hold_yaml(Trial& trial);
std::string hold_format(Trial& trial);
std::string hold_shuffled(Trial& trial);

// documents.cpp: what can be read off a plan
std::string hold_documents(Trial& trial);
std::string hold_difference(Trial& trial);
std::string hold_request(Trial& trial);
std::string hold_explanations(Trial& trial);

// laws.cpp: the algebra of plans
std::string hold_apply(Trial& trial);
std::string hold_patch(Trial& trial);

// unchecked.cpp: CEL with and without its checker
std::string hold_unchecked(Trial& trial);

}  // namespace exeunt::differential
