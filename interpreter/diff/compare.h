// Compares two plans. Both are read entry by entry in canonical order, side by side, so that plans of any size are compared
// in bounded memory; what differs comes out object by object.
//
//   Comparison comparison(std::move(before), std::move(after), options);
//   while (auto subject = comparison.next()) { show(*subject); }
//   if (!comparison.has_failed()) { … comparison.totals() … }
#pragma once

#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "interpreter/diff/difference.h"
#include "interpreter/plan/large.h"
#include "interpreter/plan/plan.h"

namespace exeunt::diff {

class Comparison {
 public:
  Comparison(plan::LargePlan before, plan::LargePlan after, const Options& options);
  Comparison(Comparison&&) noexcept;
  Comparison& operator=(Comparison&&) noexcept;
  ~Comparison();

  /// The next subject that differs: the plan as a whole, guards, objects in canonical order, capabilities, advice,
  /// instructions, rules, types, labels. No value: there are no more, or a plan turned out to be broken.
  std::optional<Subject> next();

  /// A plan is broken; the sink that it was opened with says how. What `next` gave before still holds.
  bool has_failed() const;

  const Side& before() const;
  const Side& after() const;
  const Options& options() const;
  /// How the policies, snapshots and requests differ, whatever is ignored.
  const std::vector<Cause>& roots() const;
  /// Of what `next` has given so far.
  const Totals& totals() const;

 private:
  class State;
  std::unique_ptr<State> state_;
};

/// Two plans in memory. They need not be sorted.
Difference compare(const plan::Plan& before, const plan::Plan& after, const Options& options = {});

}  // namespace exeunt::diff
