// Outcomes, delays and texts with placeholders as they can be told without an account. Private to the room.
#pragma once

#include <cstdint>
#include <optional>
#include <string>

#include "interpreter/compare/cell.h"
#include "interpreter/compare/view.h"
#include "interpreter/program/program.h"

namespace exeunt::compare {

/// "passes to first_admin", "fails: it is broken off when …": arguments that are constants are told as such, fields and
/// capabilities by their titles, the leaver as such, anything else as CEL.
std::string tell(const program::Outcome& outcome, model::EntityIndex entity, const View& view);

/// Placeholders as CEL in braces.
std::string tell(const program::Template& text);

Delay read_delay(const std::optional<program::Delay>& after, const std::optional<program::Expression>& due);

/// The capability that the outcome is about; empty: none.
std::string capability_of(const program::Outcome& outcome);

/// "30d", "36h", "90s".
std::string duration_text(int64_t seconds);

}  // namespace exeunt::compare
