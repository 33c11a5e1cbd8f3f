// What a scan would have caught, by looking at no more lines than an index names.
#pragma once

#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "interpreter/engine/columnar/gather.h"
#include "interpreter/engine/columnar/index.h"
#include "interpreter/engine/columnar/kept_lines.h"

namespace exeunt::engine::columnar {

struct PickOptions {
  std::string event;
  bool absent_is_null = false;
  uint32_t max_depth = 64;
  uint32_t threads = 1;
  bool unordered = false;  ///< see ScanOptions
  bool labels = true;      ///< members have theirs: their lines are read for them
};

/// One event's, for as many who leave as there are: what does not depend on them is read once.
class Picker {
 public:
  /// All but the options outlive it and its catches, whose finders ask the index.
  Picker(const source::Seekable& file, const Index& index, const model::Model& model, const Interest& interest,
         PickOptions options);

  /// No value: errors are in the sink. `named` outlives the catch.
  std::optional<Caught> pick(const Named& named, diagnostic::Sink& sink);

 private:
  /// Lines that are looked at whoever leaves. False: what went wrong was reported.
  bool read_residents(diagnostic::Sink& sink);
  /// Rows that are residents and do not refer to the leaver, whose rows these are; the others have a code of nobody.
  LeaverRows other_residents(const LeaverRows& rows) const;
  std::optional<source::LoadError> look_at(const std::vector<uint64_t>& offsets,
                                           const std::vector<std::unique_ptr<Gatherer>>& gatherers);

  const source::Seekable& file_;
  const Index& index_;
  const model::Model& model_;
  const Interest& interest_;
  PickOptions options_;
  std::optional<std::vector<uint64_t>> residents_;
  std::optional<LeaverRows> resident_rows_;
  KeptLines lines_;  ///< of residents, once they are looked at for the second time
  bool are_kept_ = false;
};

}  // namespace exeunt::engine::columnar
