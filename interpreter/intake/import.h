// Saved API responses to a snapshot: reads a folder by a pack's mapping and writes NDJSON.
//
// One item is held at a time, and of what was written a digest; see Objects. Whatever makes the snapshot wrong is an
// error and nothing is written; what is merely left out is counted in the report.
#pragma once

#include <cstdint>
#include <functional>
#include <optional>
#include <string>

#include "interpreter/diagnostic/diagnostic.h"
#include "interpreter/intake/report.h"
#include "interpreter/mapping/mapping.h"
#include "interpreter/model/model.h"

namespace exeunt::intake {

struct Progress {
  uint64_t files = 0;
  uint64_t all_files = 0;
  uint64_t items = 0;
};

struct Options {
  std::string folder;
  std::string output = "-";
  std::string extra;                 ///< the side file; empty: extra.yaml in the folder, if there is one
  std::string key_file;              ///< empty: nothing is redacted
  uint64_t max_bytes = 64ull << 30;  ///< of all responses, unpacked
  uint32_t max_errors = 20;
  std::function<void(const Progress&)> on_progress;
};

/// No value: errors are in the sink, and nothing was written.
std::optional<Report> import_responses(const mapping::Mapping& mapping, const model::Model& model,
                                       const Options& options, diagnostic::Sink& sink);

}  // namespace exeunt::intake
