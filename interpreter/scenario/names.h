// The names in a scenario file held to one edition of its pack: a typo in an expectation is said to be one.
#pragma once

#include "interpreter/diagnostic/diagnostic.h"
#include "interpreter/program/program.h"
#include "interpreter/scenario/scenario.h"

namespace exeunt::scenario {

/// Events, types, objects, rules, guards and fields that the pack or the account does not have are reported. False: at
/// least one was.
bool check_names(const File& file, const program::Program& program, diagnostic::Sink& sink);

}  // namespace exeunt::scenario
