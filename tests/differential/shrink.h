// A disagreement made small: everything is left out of the case without which it still disagrees.
#pragma once

#include <functional>
#include <string>

#include "tests/differential/properties.h"

namespace exeunt::differential {

/// How the case does not hold the property; empty: it does, or is no case (a pack that does not compile).
std::string try_case(const Library& library, const Case& tried, const Property& property, const std::string& folder);

/// A case that disagrees on the property as `found` does, of which no declaration, clause, object, member or argument can be
/// left out. Gives up after so many tries, with the smallest so far.
Case shrink(const Library& library, const Case& found, const Property& property, const std::string& folder,
            int most_tries = 6000);

}  // namespace exeunt::differential
