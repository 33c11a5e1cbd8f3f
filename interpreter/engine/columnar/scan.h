// One pass over the lines of an account file: which objects can matter, and what a plan says of the file as a whole.
//
// Memory grows with the objects that can matter, not with the file; what is needed to find others later (objects that may be
// asked about, references to look-ups' objects) waits in a file without a name.
#pragma once

#include <cstdint>
#include <functional>
#include <variant>

#include "interpreter/engine/columnar/gather.h"
#include "interpreter/snapshot/opening.h"
#include "interpreter/source/seekable.h"

namespace exeunt::engine::columnar {

struct ScanOptions {
  snapshot::Opening opening;  ///< the file's
  bool absent_is_null = false;
  uint32_t max_depth = 64;
  uint32_t threads = 1;
  bool unordered = false;  ///< members are kept in the order of the file, and not in memory
  bool skips = false;  ///< lines that cannot matter are not checked, and what the model does not know is not counted there
  bool labels = true;  ///< members have theirs
  std::function<void(uint64_t)> progress;  ///< told how many bytes are done, by one thread at a time
};

/// No value: the file could not be read, or what has to wait could not be written; the error says which.
std::variant<Caught, source::LoadError> scan(const source::Seekable& file, const model::Model& model,
                                            const Interest& interest, const Named& named, const ScanOptions& options);

}  // namespace exeunt::engine::columnar
