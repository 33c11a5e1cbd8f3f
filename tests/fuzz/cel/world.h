// What expressions find when they are tried: variables of every type, objects with fields, functions of a host's. Some
// of it is unknown, some an error.
#pragma once

#include <cstdint>
#include <optional>
#include <span>

#include "interpreter/cel/host/bindings.h"
#include "interpreter/cel/host/vocabulary.h"

namespace exeunt::fuzz {

/// What the variables hold.
enum class Setting : uint8_t {
  ordinary,
  extreme,  ///< the largest numbers, empty lists, nulls
  unknown,  ///< nothing is known of most, and what a map lacks is unknown too
};
inline constexpr size_t setting_count = 3;

const cel::Vocabulary& vocabulary();

/// The bindings of a setting. Asked: the evaluator is not shown the table of values, and has to ask for each.
const cel::Activation& activation(Setting setting, bool asked);

}  // namespace exeunt::fuzz
