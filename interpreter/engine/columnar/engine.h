// Plans for large accounts: the file is read once, and only what can matter is held.
//
// The graph says which fields decide (interest.h). One pass over the lines tells objects that cannot matter from those that
// can, and among these makes classes of objects that are alike in all that decides (sift.h, scan.h). The reference engine
// evaluates a small account, in which one object stands for each class (slice.h); what it says of that object is said of
// every member (expand.h). The result is the reference engine's on the whole account, byte for byte.
#pragma once

#include <functional>
#include <optional>

#include "interpreter/diagnostic/diagnostic.h"
#include "interpreter/engine/columnar/expand.h"
#include "interpreter/engine/columnar/index.h"
#include "interpreter/engine/columnar/pick.h"
#include "interpreter/engine/columnar/sift.h"
#include "interpreter/engine/request.h"
#include "interpreter/graph/graph.h"
#include "interpreter/snapshot/opening.h"
#include "interpreter/source/seekable.h"

namespace exeunt::engine::columnar {

struct Options {
  snapshot::ReadOptions read;
  uint32_t threads = 1;
  bool skips = false;      ///< see ScanOptions
  bool unordered = false;  ///< see write_plan; memory does not grow with the members of classes
  bool labels = true;      ///< the form that will be written has them
  std::function<void(uint64_t)> progress;  ///< told how many bytes of the file are read
};

/// The request's names resolved in an account that holds the objects that it names. No value: it was reported.
using Resolve = std::function<std::optional<Request>(const snapshot::Account&)>;

/// `opening` is the file's. No value: errors are in the sink, or in that of `resolve`. Every line is checked to be JSON,
/// unless `skips`; what can matter is held to the model, too. Time grows with the file; memory with the objects that can matter.
std::optional<ClassPlan> evaluate(const graph::Graph& graph, const source::Seekable& file,
                                  const snapshot::Opening& opening, const Named& named, const Resolve& resolve,
                                  const Options& options, diagnostic::Sink& sink);

/// The same plans, each in time by what it touches, of one event and as many who leave as there are.
class Planner {
 public:
  /// All outlive it; `index` is the file's. `has_transfers`: of all requests.
  Planner(const graph::Graph& graph, const source::Seekable& file, const Index& index, const snapshot::Opening& opening,
          bool has_transfers, const Options& options);

  /// No value: errors are in the sink, or in that of `resolve`.
  std::optional<ClassPlan> evaluate(const Named& named, const Resolve& resolve, diagnostic::Sink& sink);

 private:
  const graph::Graph& graph_;
  const source::Seekable& file_;
  const snapshot::Opening& opening_;
  const Options& options_;
  Interest interest_;
  Picker picker_;
};

}  // namespace exeunt::engine::columnar
