// Reads account snapshots: NDJSON (one object a line), a JSON array, or a YAML list of the same objects.
//
//   {"type":"deal","id":"1","owner":"user:7","value":1200.5}
//
// An optional first NDJSON line `{"format":"exeunt.snapshot/1","absent":"null"}` states that absent fields are null; in
// JSON and YAML a mapping with `format`, `absent` and `objects` does. `"incomplete":["seat"]` there names types of which the
// file does not hold every object: what is asked about all of them is then not known.
#pragma once

#include <memory>
#include <optional>
#include <string>

#include "interpreter/diagnostic/diagnostic.h"
#include "interpreter/model/model.h"
#include "interpreter/snapshot/account.h"

namespace exeunt::snapshot {

struct ReadOptions {
  bool strict = false;          ///< unmodelled types and fields and dangling references are errors
  bool absent_is_null = false;  ///< `--absent null`
  uint64_t max_bytes = 16ull << 30;
  uint64_t max_yaml_bytes = 8ull << 20;  ///< YAML is for accounts written by hand, and slow to read
  uint32_t max_depth = 64;
  uint32_t max_errors = 20;  ///< stop after so many, saying so
};

/// `path`: "-" is standard input. The format is told by the content, not by the name. No value: errors are in the sink,
/// each with line and object.
std::optional<Account> read(const std::string& path, const model::Model& model, diagnostic::Sink& sink,
                            const ReadOptions& options = {});
/// The same from memory; `name` is used in messages.
std::optional<Account> read_text(std::string_view text, const std::string& name, const model::Model& model,
                                 diagnostic::Sink& sink, const ReadOptions& options = {});

}  // namespace exeunt::snapshot
