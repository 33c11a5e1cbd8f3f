// A YAML document, entry by entry, by yaml-cpp's events: no tree of the whole is built.
#pragma once

#include <cstdint>
#include <optional>
#include <string_view>

#include "interpreter/snapshot/document.h"
#include "interpreter/snapshot/malformed.h"

namespace exeunt::snapshot {

/// One document with a list of objects, or a mapping that has it under `objects`; anything else has no objects. Plain
/// scalars are resolved by the core schema of YAML 1.2. Aliases are refused: nothing bounds what they expand to.
/// `text` is valid UTF-8.
std::optional<Malformed> read_yaml_document(std::string_view text, uint32_t max_depth, DocumentVisitor& visitor);

}  // namespace exeunt::snapshot
