// What a value is like before anything walks over it: how deep, how large, of which type.
//
// A session can wrap a value in itself line after line, so that no limit on one expression bounds what comes of many.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "interpreter/cel/type.h"
#include "interpreter/cel/value.h"

namespace exeunt::console {

/// Lists and maps inside each other, in a value that is bound or shown.
inline constexpr uint32_t max_depth = 250;
/// As cel::Value::weight counts.
inline constexpr uint64_t max_weight = 16ull << 20;

/// O(weight), so ask for that first.
bool is_deeper_than(const cel::Value& value, uint32_t limit);

/// The type that the checker gives to a name bound to the value, all the way down: `list(int)`, `map(string, dyn)`.
/// Parts of several types are `dyn`, or `wrapper` of the one where the others are null; null alone says nothing and is
/// `dyn`. So is what comes after the first 100'000 parts. The value is at most `max_depth` deep.
cel::Type infer(const cel::Value& value);

/// The keys of a map that are texts, in the map's order.
std::vector<std::string> text_keys(const cel::Value& map);

}  // namespace exeunt::console
