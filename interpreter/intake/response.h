// Reads one file of responses item by item: checks what the mapping says of the response, and hands its items on.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "interpreter/intake/documents.h"
#include "interpreter/intake/folder.h"
#include "interpreter/intake/item.h"
#include "interpreter/mapping/mapping.h"
#include "interpreter/snapshot/json_value.h"
#include "interpreter/snapshot/problems.h"

namespace exeunt::intake {

/// What one run shares, whatever file is read.
struct Reading {
  const mapping::Mapping& mapping;
  snapshot::Problems& problems;
  diagnostic::Sink& sink;
  uint64_t remaining_bytes;
  snapshot::JsonReader json{max_depth};
  ValueMaker values{};
  ItemActivation activation{};
};

/// What is done with an item.
class ItemTaker {
 public:
  virtual ~ItemTaker() = default;
  /// `activation` knows the item. `number` counts from 1 in the file.
  virtual void take(const snapshot::RawValue& item, uint64_t number, const diagnostic::Place& place) = 0;
};

/// Reads a file of `source`. False: an error was reported, and the rest of the file was not read.
bool read_file(Reading& reading, const mapping::Source& source, const ResponseFile& file, ItemTaker& taker);

}  // namespace exeunt::intake
