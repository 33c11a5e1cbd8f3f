// From syntax to a checked program: composes an edition, resolves names, checks types, lints.
//
// Checking goes on after an error and reports each cause once. Stages, in order, one file each: `compose` (which
// declarations are in effect), `outcome_class`, `model` (enums, entities), `concept` and
// `projection` (what packs have in common), `events`, `lets`, `outcomes`, `rules`, `advice` and `displays`, then the
// lints in lint/, one file each.
#pragma once

#include <memory>
#include <string>

#include "interpreter/diagnostic/diagnostic.h"
#include "interpreter/pack/pack.h"
#include "interpreter/program/program.h"
#include "interpreter/source/source.h"

namespace exeunt::check {

using pack::default_edition;
using pack::EditionInfo;
using pack::editions;
using pack::Pack;

struct CheckOptions {
  std::string edition;  ///< empty: the default one
  bool lint = true;     ///< also report warnings (W04xx)
};

/// No value: at least one error was reported, here or while the pack was loaded. About linear in the size of the pack
/// times the number of events and entities that its rules name.
std::shared_ptr<const program::Program> check(const Pack& pack, const source::Manager& sources, diagnostic::Sink& sink,
                                              const CheckOptions& options = {});

}  // namespace exeunt::check
