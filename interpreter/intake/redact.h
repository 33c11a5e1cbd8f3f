// Replaces personal text by pseudonyms: the same text by the same one, which nobody can make or undo without the key.
#pragma once

#include <optional>
#include <string>

#include "interpreter/diagnostic/diagnostic.h"
#include "interpreter/mapping/mapping.h"
#include "interpreter/snapshot/raw.h"

namespace exeunt::intake {

class Redactor {
 public:
  Redactor(const mapping::Mapping& mapping, std::string key) : mapping_(mapping), key_(std::move(key)) {}

  bool is_personal(const mapping::FieldName& field) const { return mapping_.personal.contains(field); }
  /// Where the field is personal. Null and empty text stay.
  void apply(const mapping::FieldName& field, snapshot::RawValue& value) const;

 private:
  std::string pseudonym(mapping::Personal kind, std::string_view text) const;

  const mapping::Mapping& mapping_;
  std::string key_;
};

/// The bytes of a key file. No value: it was reported.
std::optional<std::string> read_key(const std::string& path, diagnostic::Sink& sink);

}  // namespace exeunt::intake
