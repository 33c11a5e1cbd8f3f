// One thing made wrong in a pack's syntax: what can be changed, and the pack with the change.
//
//   rule, advice, display, guard         left out
//   `replace`, `drop` of an edition      taken back, so that things are as before
//   an atom of a condition               negated; left out (of `where`, `unless`, `require`, and of conditions that a `let`
//                                        names or looks up by)
//   a delay or a due time                later; at once
//   an outcome of a rule                 replaced by another one; left out, where it is one of several
//   what an outcome says and does        replaced: another user, value, field, capability
//
// Mutations are made on the syntax in memory; files are not touched. No mutation changes the model.
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "interpreter/pack/pack.h"
#include "interpreter/program/program.h"

namespace exeunt::driver {

enum class MutationKind { left_out, as_before, negated, later, at_once, replaced };
/// "left out", "as before", "negated", "later", "at once", "replaced".
std::string_view name(MutationKind kind);

/// Where in a pack's syntax a declaration stands.
struct Spot {
  std::size_t file = 0;
  std::size_t declaration = 0;
  std::optional<std::size_t> guard;  ///< of an event
};

enum class Clause { declaration, condition, unless, delay, outcome, argument };

struct Mutation {
  Spot spot;
  MutationKind kind = MutationKind::left_out;
  Clause clause = Clause::declaration;
  std::size_t call = 0;     ///< outcome, argument: which outcome of the rule's
  std::size_t argument = 0;
  uint32_t begin = 0;       ///< condition, unless: the atom in the text of its condition
  uint32_t end = 0;
  std::string keyword;      ///< of the declaration: "rule", "advise", "display", "require", "guard", "let"
  std::string declaration;  ///< its name
  source::Span declared;    ///< likewise
  source::Span at;          ///< what is changed
  std::string before;       ///< it, as written; empty: the declaration as a whole
  /// What may stand there instead, where that has to be said. The first that the pack compiles with does.
  std::vector<std::string> after;
};

/// The edition, the one it extends, and so on; empty where the pack has none.
std::vector<std::string> lineage(const pack::Pack& pack, const std::string& edition);

/// Everything that can be changed in declarations that `program`, an edition of the pack, has in effect; by file and place.
std::vector<Mutation> find_mutations(const pack::Pack& pack, const program::Program& program);

/// The pack with the change; `after`: one of the mutation's, where it has some; else empty.
pack::Pack mutate(const pack::Pack& pack, const Mutation& mutation, const std::string& after);

}  // namespace exeunt::driver
