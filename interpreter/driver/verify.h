// What the policy predicts against what a system really did: verify/compare.h, with everything that it takes.
#pragma once

#include <memory>
#include <optional>
#include <string>

#include "interpreter/driver/session.h"
#include "interpreter/verify/verification.h"

namespace exeunt::driver {

struct VerifyRequest {
  std::string pack;    ///< folder or name, as it was compiled
  std::string before;  ///< the file that `account` was read from; not standard input, because it is read again
  std::string after;   ///< "-" is standard input
  std::string until;   ///< a time or a date; empty: the event alone
  snapshot::ReadOptions read;
  bool with_exact = false;  ///< findings also of what came out exactly
};

/// Plans `request` on `account`, carries the plan out and compares. A blocked plan predicts that nothing changes, a
/// conflicted one predicts nothing. No value: errors are in the sink, or that it is conflicted (W0921). Memory: the
/// account four times over.
std::optional<verify::Verification> verify(Session& session, const std::shared_ptr<const program::Program>& program,
                                           const snapshot::Account& account, const Request& request,
                                           const VerifyRequest& options);

}  // namespace exeunt::driver
