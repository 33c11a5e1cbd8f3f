// Whole plans that scenarios expect, each in a file of its own: read before anything is run, held against what happens,
// written anew where that is asked for.
//
// Digests and places of rules are not compared: they change with every edit of a pack. Everything else is.
#pragma once

#include <map>
#include <memory>
#include <optional>
#include <string>

#include "interpreter/diagnostic/diagnostic.h"
#include "interpreter/plan/plan.h"
#include "interpreter/scenario/compare.h"
#include "interpreter/scenario/scenario.h"
#include "interpreter/source/source.h"

namespace exeunt::driver {

class GoldenPlans {
 public:
  /// Reads the plan that the step of `file` names for an edition; a file once. False: it cannot be read, as was reported.
  /// With `may_be_bad` that is no matter: it is to be written. Steps that name no plan are passed over.
  bool load(const scenario::File& file, const scenario::Step& step, const std::string& edition, bool may_be_bad,
            source::Manager& sources, diagnostic::Sink& sink);

  /// How what happened, a sorted plan, differs from what the file says. Nothing: it does not, or the step names no plan.
  std::optional<scenario::Difference> compare(const scenario::Step& step, const std::string& edition,
                                              const plan::Plan& actual) const;

 private:
  struct Golden {
    std::string path;
    std::optional<plan::Plan> plan;  ///< none: it could not be read
  };

  std::map<std::pair<const scenario::Step*, std::string>, std::shared_ptr<const Golden>> by_step_;
  std::map<std::string, std::shared_ptr<const Golden>> by_path_;
};

}  // namespace exeunt::driver
