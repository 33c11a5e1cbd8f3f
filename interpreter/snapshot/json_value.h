// One JSON value to its raw form. simdjson reads; this room's rules about depth and size are added.
#pragma once

#include <memory>
#include <optional>
#include <string_view>

#include "interpreter/snapshot/document.h"
#include "interpreter/snapshot/malformed.h"
#include "interpreter/snapshot/raw.h"

namespace exeunt::snapshot {

/// Holds simdjson's buffers, which are reused from text to text.
class JsonReader {
 public:
  explicit JsonReader(uint32_t max_depth);
  ~JsonReader();

  /// All of `text` as one value into `value`. `text` is followed by Reader::padding readable bytes.
  std::optional<Malformed> read_value(std::string_view text, RawValue& value);
  /// A list, or an object with a list `objects`, entry by entry. Anything else is handed over as one object.
  std::optional<Malformed> read_document(std::string_view text, DocumentVisitor& visitor);

 private:
  struct Parser;
  std::unique_ptr<Parser> parser_;
  uint32_t max_depth_;
};

}  // namespace exeunt::snapshot
