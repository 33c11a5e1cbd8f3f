// Requests made up for an account: who leaves, by whom, when, with which arguments and transfers.
#pragma once

#include "interpreter/driver/session.h"
#include "interpreter/program/program.h"
#include "tests/differential/account.h"

namespace exeunt::differential {

driver::Request make_request(Random& random, const program::Program& program, const program::Event& event,
                             const Account& account);

}  // namespace exeunt::differential
