// A plan document read for applying it: the changes packed, of the rest what it takes to apply them.
//
// A plan of a million changes is read entry by entry, straight into apply::Changes; the parts of a document that people
// read (labels, advice, displays …) are checked and not kept.
#pragma once

#include <optional>
#include <string>

#include "interpreter/apply/changes.h"
#include "interpreter/diagnostic/diagnostic.h"
#include "interpreter/plan/plan.h"
#include "interpreter/source/seekable.h"
#include "interpreter/source/source.h"

namespace exeunt::apply {

struct Planned {
  plan::Plan plan;  ///< without changes, and without the lists that say nothing about the account afterwards
  Changes changes;
};

/// From a plan in memory.
Planned pack(plan::Plan plan);

/// `path`: "-" is standard input. No value: what is wrong is in the sink.
std::optional<Planned> read(const std::string& path, source::Manager& sources, diagnostic::Sink& sink);

/// Of any size, entry by entry, for which the lists stand in the order of a plan.
std::optional<Planned> read_large(source::Seekable input, diagnostic::Sink& sink);

}  // namespace exeunt::apply
