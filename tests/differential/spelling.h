// One account, written in each of the ways in which a snapshot may be written.
#pragma once

#include <string>

#include "tests/differential/account.h"

namespace exeunt::differential {

/// NDJSON, every value as plans write it.
std::string as_lines(const Account& account);
/// NDJSON with white space, escapes, other spellings of numbers and ids, blank lines, and, seldom, lines far apart.
std::string as_loose_lines(Random& random, const Account& account);
/// One JSON document.
std::string as_document(const Account& account);
std::string as_yaml(Random& random, const Account& account);

/// What NDJSON says; lines that say nothing are left out.
Account account_of(const std::string& lines);

/// The objects and the members of each in another order.
Account reordered(Random& random, const Account& account);

}  // namespace exeunt::differential
