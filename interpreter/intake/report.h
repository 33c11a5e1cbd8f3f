// What an import found besides objects: counted, and named by example.
#pragma once

#include <cstdint>
#include <map>
#include <string>
#include <utility>
#include <vector>

#include "interpreter/intake/convert.h"

namespace exeunt::intake {

struct SourceReport {
  std::string name;
  std::string endpoint;
  uint64_t files = 0;
  uint64_t items = 0;
  std::map<std::string, uint64_t> unread;  ///< members of items that nothing reads
};

/// A field that objects lack.
struct FieldReport {
  uint64_t count = 0;
  std::string first;  ///< "item 3 of `deals.json`: text is wanted, this is a list"
};
/// By field ("deal.owner"), why, and the value where it was not translated.
struct FieldKey {
  std::string field;
  Omission omission = Omission::missing;
  std::string value;
  friend auto operator<=>(const FieldKey&, const FieldKey&) = default;
};

struct DanglingReport {
  std::string to;  ///< "user:9"
  uint64_t count = 0;
  std::string from;  ///< the first that points there: "`deal:5`, `owner`"
};

struct Report {
  std::string pack;
  std::vector<SourceReport> sources;           ///< all of the mapping, in its order
  std::map<std::string, uint64_t> objects;     ///< by type
  std::map<std::string, uint64_t> duplicates;  ///< by type: objects that came more than once
  std::map<std::string, uint64_t> left_out;    ///< by type: `when` is false
  std::map<FieldKey, FieldReport> fields;
  std::vector<DanglingReport> dangling;  ///< the first few, in order
  uint64_t dangling_count = 0;           ///< references
  std::vector<std::string> unread_files;
  std::vector<std::string> incomplete;  ///< types of which not every object is known
  uint64_t extra_objects = 0;
  uint64_t extra_fields = 0;
  bool redacted = false;

  uint64_t object_count() const;
  uint64_t file_count() const;
};

}  // namespace exeunt::intake
