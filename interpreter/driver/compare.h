// Packs side by side: compare/build.h, with everything that it takes.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "interpreter/compare/build.h"
#include "interpreter/driver/session.h"

namespace exeunt::driver {

/// An account that is told in concepts, and who leaves it.
struct CompareAccount {
  std::string path;
  std::string subject;  ///< "std.user:7", or "user:7" for short
  std::string by;       ///< likewise; may be empty
  std::string at;       ///< RFC 3339, or a date
  /// Name, value as text or JSON: for every event that has an argument of this name.
  std::vector<std::pair<std::string, std::string>> arguments;
  snapshot::ReadOptions read;
};

/// `packs`: folders or names, each with `@edition` where it is not the default one; two at least. No value: errors are
/// in the sink, those of every pack. With an
/// account, what becomes of it with each of them is compared as well; an event that cannot be planned on it is no
/// error.
std::optional<compare::Comparison> compare(Session& session, const std::vector<std::string>& packs,
                                           const compare::Options& options,
                                           const std::optional<CompareAccount>& account = std::nullopt);

}  // namespace exeunt::driver
