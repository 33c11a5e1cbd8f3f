// Indexes of snapshots: made once, so that plans take time by what they touch.
#pragma once

#include <functional>
#include <memory>
#include <optional>
#include <string>

#include "interpreter/driver/session.h"
#include "interpreter/engine/columnar/index_build.h"

namespace exeunt::driver {

struct IndexRequest {
  std::string snapshot;
  std::string event;  ///< the only one that it will be used for; empty: all of the edition
  snapshot::ReadOptions read;
  uint32_t threads = 1;
  std::function<void(uint64_t done, uint64_t all)> progress;  ///< bytes of the file
};

/// `write` takes the index piece by piece; false: it reported what went wrong. No
/// value: errors are in the sink.
std::optional<engine::columnar::IndexSummary> make_index(Session& session,
                                                         const std::shared_ptr<const program::Program>& program,
                                                         const IndexRequest& request,
                                                         const std::function<bool(std::string_view)>& write);

/// Where the index of a snapshot is made, unless somebody says otherwise.
std::string index_path(const std::string& snapshot);

}  // namespace exeunt::driver
