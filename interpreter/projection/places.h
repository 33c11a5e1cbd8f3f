// Which fields of concepts a pack says anything of, and which it has no place for.
#pragma once

#include <vector>

#include "interpreter/program/program.h"
#include "interpreter/projection/projection.h"
#include "interpreter/snapshot/account.h"

namespace exeunt::projection {

/// `became`: as in Projected; of objects that are not carried over nothing is said here.
std::vector<WithoutPlace> find_without_place(const program::Program& program, const snapshot::Account& neutral,
                                             const std::vector<std::vector<snapshot::ObjectIndex>>& became);

}  // namespace exeunt::projection
