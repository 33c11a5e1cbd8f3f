// One pass over an account file, after which plans take time by what they touch.
//
// What concerns an object is found by names: its line by its own, and the lines that refer to it by its. Besides, a plan looks
// at the lines that may matter whoever leaves: those which sift.h does not pass by although they refer to nobody who does.
#pragma once

#include <functional>
#include <memory>
#include <optional>
#include <vector>

#include "interpreter/diagnostic/diagnostic.h"
#include "interpreter/engine/columnar/index_format.h"
#include "interpreter/graph/graph.h"
#include "interpreter/snapshot/opening.h"

namespace exeunt::engine::columnar {

struct IndexOptions {
  snapshot::ReadOptions read;
  uint32_t threads = 1;
  std::function<void(uint64_t)> progress;  ///< told how many bytes of the file are read
};

/// What was made.
struct IndexSummary {
  uint64_t objects = 0;  ///< of types that the model has
  std::string digest;    ///< the snapshot's
  uint64_t bytes = 0;    ///< of the index
};

/// `graphs`: of every event of the edition. `write` takes the index piece by piece. No value: errors are in the sink. Every
/// line is checked to be a JSON object with a type and an id; values are held to the model by the plans that they concern.
std::optional<IndexSummary> build_index(const std::vector<std::shared_ptr<const graph::Graph>>& graphs,
                                        const source::Seekable& file, const snapshot::Opening& opening,
                                        const IndexOptions& options, const BlockWriter::Write& write, diagnostic::Sink& sink);

/// By whose rules the graph goes.
IndexPolicy index_policy(const program::Program& program);

}  // namespace exeunt::engine::columnar
