// What rules say of one object, expected and actual, compared and written the way scenario files write it.
#pragma once

#include <map>
#include <string>
#include <vector>

#include "interpreter/plan/order.h"
#include "interpreter/plan/plan.h"
#include "interpreter/scenario/compare.h"
#include "interpreter/scenario/scenario.h"

namespace exeunt::scenario {

/// One thing that a plan says of an object, or that comes due. Points to where it is said.
struct Actual {
  Entry::Kind kind = Entry::Kind::outcome;
  const plan::Change* change = nullptr;
  const plan::Advice* advice = nullptr;
  const plan::Display* display = nullptr;
  const plan::Undecided* undecided = nullptr;
  const plan::Unaddressed* unaddressed = nullptr;
};

struct ObjectLess {
  bool operator()(const std::string& a, const std::string& b) const { return plan::compare_objects(a, b) < 0; }
};
/// By object in canonical order, then by rule.
using Actuals = std::map<std::string, std::map<std::string, std::vector<Actual>>, ObjectLess>;
Actuals collect(const plan::Plan& plan);
/// What the clock came to: carried out, or called off.
Actuals collect(const std::vector<Arrived>& arrived);

/// `event`: when it happens, for delays.
bool matches(const Entry& expected, const Actual& actual, plan::Moment event);

/// `retain`, `{outcome: erase, due: 30d}`.
std::string text(const Entry& expected);
/// The same of what is in the plan. Of wordings and writes only what `like` speaks of, too.
std::string text(const Actual& actual, const Entry* like, plan::Moment event);

}  // namespace exeunt::scenario
