// Differences written out: a page for people, Markdown for a review comment, JSON for programs (diff.schema.json).
//
//   2 plans differ: 1 added, 2 changed · ready → blocked · also differences in guards and summary
//
//   Deals
//     ~ deal:1  "Big one"  stays as it is → passes to Anna (user:2)            deals-stay → deals-pass-on
//         why: another rule; another edition
//
// The verdict stands first, and what follows is as large as what differs: it waits in a temporary file where it is more
// than memory should hold. Objects that differ in the same way and follow each other share a line.
#pragma once

#include <cstddef>
#include <optional>
#include <string>

#include "interpreter/diff/compare.h"
#include "interpreter/diff/difference.h"
#include "interpreter/source/output.h"

namespace exeunt::diff {

enum class Format { text, markdown, json };

struct WriteOptions {
  Format format = Format::text;
  bool colour = false;      ///< text: ANSI colours
  bool verbose = false;     ///< text, Markdown: every object on a line of its own
  bool concise = false;     ///< text: a line an object, nothing wrapped
  std::size_t width = 100;  ///< text: columns
};

/// Takes the comparison to its end and writes what it finds; does not commit. Answers what went wrong with `output`, or
/// nothing. Where the comparison fails, what was written is of no use.
std::optional<std::string> write(Comparison& comparison, const WriteOptions& options, source::Output& output);

/// The same of a difference in memory.
std::string write(const Difference& difference, const WriteOptions& options);

}  // namespace exeunt::diff
