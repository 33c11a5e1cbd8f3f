// What the columnar engine makes of an account.
#pragma once

#include <optional>
#include <string>

#include "interpreter/diagnostic/diagnostic.h"
#include "interpreter/engine/columnar/engine.h"
#include "interpreter/snapshot/opening.h"
#include "interpreter/source/seekable.h"

namespace exeunt::fuzz {

/// The plan of the world's request as a JSON document; no value: errors are in the sink. `index`: null where all of the
/// file is read.
std::optional<std::string> plan_by_columns(const source::Seekable& file, const snapshot::Opening& opening,
                                           const engine::columnar::Index* index, diagnostic::Sink& sink);
/// The same by the reference engine.
std::optional<std::string> plan_by_reference(const snapshot::Account& account, diagnostic::Sink& sink);

}  // namespace exeunt::fuzz
