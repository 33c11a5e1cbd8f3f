// How much of their packs scenarios try: rules that fire and decline, conditions that come out true, false and unknown,
// outcomes that are carried out, facts that are put to the test.
//
// What one file declares is counted once, however many editions, events and types of objects it holds for. Everything
// that could be seen counts one point, and each that was seen one of them:
//
//   a rule, advice, display or guard   fired (a guard: blocked); declined, unless nothing could keep it from firing
//   an atom of a condition             true; false; unknown, unless it looks at nothing that an account could lack. A
//                                      literal counts nothing
//   a use of an outcome                carried out: at an event that is neither blocked nor in conflict, or when due
//   a fact                             something that cites it took part: a rule, an advice or a display fired, a guard
//                                      blocked, a rule that fired names the capability, the event, or the event of the
//                                      inventory or how-to, was planned
#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <vector>

#include "interpreter/driver/test.h"
#include "interpreter/driver/test_run.h"
#include "interpreter/pack/pack.h"

namespace exeunt::driver {

struct AtomCoverage {
  source::Span span;
  std::string text;
  bool can_be_unknown = false;
  engine::reference::Sightings seen;
};

struct OutcomeCoverage {
  std::string name;
  source::Span used;
  uint64_t carried_out = 0;
};

/// A rule, an advice, a display, a guard, or a named condition (`let`), of which only the atoms count.
struct DeclarationCoverage {
  std::string keyword;  ///< "rule", "advise", "display", "require", "let"
  std::string name;
  source::Span declared;
  bool can_decline = true;
  uint64_t fired = 0;
  uint64_t declined = 0;
  uint64_t undecided = 0;
  std::vector<AtomCoverage> atoms;        ///< in the order of the file
  std::vector<OutcomeCoverage> outcomes;  ///< likewise

  bool can_fire() const { return keyword != "let"; }
};

struct FactCoverage {
  std::string id;
  source::Span declared;
  bool tried = false;
};

/// Points: how many there are, and how many were seen.
struct Points {
  uint64_t seen = 0;
  uint64_t all = 0;

  void count(bool is_seen) {
    ++all;
    seen += is_seen ? 1 : 0;
  }
  Points& operator+=(const Points& other) {
    seen += other.seen;
    all += other.all;
    return *this;
  }
};

struct CoverageSummary {
  Points fired;
  Points declined;
  Points yes;  ///< atoms
  Points no;
  Points unknown;
  Points outcomes;
  Points facts;

  Points total() const;
};

struct PackCoverage {
  std::shared_ptr<const pack::Pack> pack;
  std::vector<DeclarationCoverage> declarations;  ///< by file's name and place
  std::vector<FactCoverage> facts;                ///< in the order of the file
};

/// What the results tried of the suite's packs, in all editions that compile; in the order of the suite's packs.
std::vector<PackCoverage> measure_coverage(Session& session, TestSuite& suite, const std::vector<TestResult>& results);
CoverageSummary summarise(const PackCoverage& coverage);

}  // namespace exeunt::driver
