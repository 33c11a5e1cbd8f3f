// A pack's `import.yaml`: read, and run over a folder of saved API responses.
#pragma once

#include <optional>

#include "interpreter/driver/session.h"
#include "interpreter/intake/import.h"
#include "interpreter/mapping/mapping.h"
#include "interpreter/pack/pack.h"
#include "interpreter/program/program.h"

namespace exeunt::driver {

/// Whether the pack has one.
bool has_mapping(const pack::Pack& pack);
/// Reads and checks it against the model of `program`. No value: it was reported, also that there is none.
std::optional<mapping::Mapping> load_mapping(Session& session, const pack::Pack& pack, const program::Program& program);

}  // namespace exeunt::driver
