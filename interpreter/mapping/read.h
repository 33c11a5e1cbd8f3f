// Reads a pack's `import.yaml` and holds it to the pack's model.
#pragma once

#include <optional>
#include <string>

#include "interpreter/diagnostic/diagnostic.h"
#include "interpreter/mapping/mapping.h"
#include "interpreter/model/model.h"
#include "interpreter/source/source.h"

namespace exeunt::mapping {

/// Every mistake is reported, each at its place. No value where there was one.
std::optional<Mapping> read(const source::Manager& sources, source::FileId file, const std::string& pack,
                            const model::Model& model, diagnostic::Sink& sink);

}  // namespace exeunt::mapping
