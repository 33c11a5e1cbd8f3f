// A plan document read for applying it: the changes packed, of the rest what it takes to apply them.
//
// A plan of a million changes is read in pieces, straight into apply::Changes; the parts of a document that people read
// (labels, advice, displays …) are skipped. Whatever is unusual about a document is left to plan::read_json, which says
// what is wrong with it.
#pragma once

#include <optional>
#include <string>

#include "interpreter/apply/changes.h"
#include "interpreter/diagnostic/diagnostic.h"
#include "interpreter/plan/plan.h"
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

}  // namespace exeunt::apply
