// An account snapshot in memory, typed by a model: what the reference engine evaluates against.
//
// Objects lie in canonical order (entity name, then id), whatever order the file had. A reference is a handle to an
// object; one that points to nothing in the file gets a handle to an absent object (`present == false`) whose fields
// are all unknown. A field that the file does not give is unset, which is not null.
#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "interpreter/cel/value.h"
#include "interpreter/model/model.h"

namespace exeunt::snapshot {

using ObjectIndex = uint32_t;

struct Object {
  model::EntityIndex entity = 0;
  std::string id;
  /// By model::FieldIndex. nullopt: the file does not say. References are Value::object(ObjectHandle{ObjectIndex}).
  std::vector<std::optional<cel::Value>> fields;
  bool present = true;
  uint32_t line = 0;  ///< of the file (NDJSON), or 1-based position in the list; 0: nobody has counted
  /// How many objects of the file it stands for, which differ from it in nothing that matters but their names.
  uint64_t weight = 1;
};

struct Account {
  std::vector<Object> objects;  ///< present ones first, in canonical order; then the absent ones, likewise
  uint32_t present_count = 0;
  /// Objects of one entity are a contiguous range [first, last) of the present ones.
  std::vector<std::pair<ObjectIndex, ObjectIndex>> ranges;  ///< by EntityIndex
  uint64_t object_count = 0;  ///< of the file: all of its objects that the model has a type for
  std::string digest;  ///< "xxh3:…", which tells it from others: README.md
  bool absent_is_null = false;
  /// By EntityIndex: the file says that it does not hold every object of the type, so nobody knows that there are no
  /// others.
  std::vector<bool> incomplete;
  /// By EntityIndex: only some of the file's objects of the type are here, or some that stand for others. Empty: all are.
  std::vector<bool> thinned;
  std::map<std::string, uint64_t> unmodelled_types;   ///< objects by type that the model does not have
  std::map<std::string, uint64_t> unmodelled_fields;  ///< "deal.colour" -> how many objects have it
  uint64_t dangling_references = 0;                   ///< references to objects that are not in the file

  std::optional<ObjectIndex> find(model::EntityIndex entity, std::string_view id) const;  ///< present ones; O(log n)
};

}  // namespace exeunt::snapshot
