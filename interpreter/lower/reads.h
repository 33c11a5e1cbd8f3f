// What an expression looks at: fields, planned fields, and whether objects are erased, with the direction in which the
// answer moves as more objects are erased.
#pragma once

#include <vector>

#include "interpreter/cel/check.h"
#include "interpreter/graph/graph.h"
#include "interpreter/program/program.h"

namespace exeunt::lower {

/// How the truth of the whole follows the truth of a part. Only `rising` keeps recursion through erased(…) monotone.
enum class Polarity : int8_t { falling = -1, unclear = 0, rising = 1 };

/// Adds what `expression` looks at, look-ups that it names included. O(size of it and of the look-ups).
void collect_reads(const cel::CheckedExpression& expression, Polarity polarity, const program::Program& program,
                   graph::Reads& reads);
/// The same for the program's let number `let`.
void collect_let_reads(std::size_t let, const program::Program& program, graph::Reads& reads);

/// Sorts and drops duplicates.
void normalise(graph::Reads& reads);

}  // namespace exeunt::lower
