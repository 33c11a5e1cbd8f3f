// Packs side by side: compare/build.h, with everything that it takes.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "interpreter/compare/build.h"
#include "interpreter/driver/session.h"

namespace exeunt::driver {

/// `packs`: folders or names, each with `@edition` where it is not the default one; two at least. No value: errors are
/// in the sink, those of every pack.
std::optional<compare::Comparison> compare(Session& session, const std::vector<std::string>& packs,
                                           const compare::Options& options);

}  // namespace exeunt::driver
