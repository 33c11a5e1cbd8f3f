// Which statements of a pack's sources its policies rest on, and where: for every fact of an edition, what cites it.
//   pd.deactivate.emails.private-linked  ->  rule private-linked-emails
// Only facts that the edition itself states count; what just an edition states that it extends is measured there.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "interpreter/program/program.h"

namespace exeunt::check {

/// In the order in which they are told.
enum class CoverKind : uint8_t { rule, advice, display, guard, capability, howto, event, inventory, lack };
inline constexpr CoverKind cover_kinds[] = {CoverKind::rule,  CoverKind::advice,     CoverKind::display,
                                            CoverKind::guard, CoverKind::capability, CoverKind::howto,
                                            CoverKind::event, CoverKind::inventory,  CoverKind::lack};

/// "rule", "advice" … as documents write it.
std::string_view kind_name(CoverKind kind);

/// One declaration that cites a fact.
struct Cover {
  CoverKind kind = CoverKind::rule;
  std::string name;  ///< of the declaration; of a guard `event.guard`, of an inventory its event, of a lack the concept
  auto operator<=>(const Cover&) const = default;
};

struct CoveredFact {
  std::string id;
  std::string kind;               ///< as facts.yaml has it
  std::vector<Cover> covered_by;  ///< sorted, each once; empty: nothing cites the fact
};

struct Coverage {
  std::vector<CoveredFact> facts;  ///< sorted by id

  std::size_t covered() const;
  /// How many facts something of this kind covers, whatever else does.
  std::size_t covered_by(CoverKind kind) const;
  std::vector<std::string> uncovered() const;  ///< ids, sorted
};

Coverage measure_coverage(const program::Program& program);

}  // namespace exeunt::check
