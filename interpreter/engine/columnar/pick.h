// What a scan would have caught, by looking at no more lines than an index names.
#pragma once

#include <optional>
#include <string>

#include "interpreter/engine/columnar/gather.h"
#include "interpreter/engine/columnar/index.h"

namespace exeunt::engine::columnar {

struct PickOptions {
  std::string event;
  bool absent_is_null = false;
  uint32_t max_depth = 64;
  uint32_t threads = 1;
  bool unordered = false;  ///< see ScanOptions
  bool labels = true;      ///< members have theirs: their lines are read for them
};

/// All but the options outlive the catch, whose finder asks the index. No value: errors are in the sink.
std::optional<Catch> pick(const source::Seekable& file, const Index& index, const model::Model& model,
                          const Interest& interest, const Named& named, const PickOptions& options,
                          diagnostic::Sink& sink);

}  // namespace exeunt::engine::columnar
