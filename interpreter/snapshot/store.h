// The objects read so far, in the order of the file, and everything that references name, whether read yet or not.
//
// While the file is read, a reference is a slot: a number for one type and id. `assemble` puts the objects in canonical
// order and turns slots into ObjectIndex values.
#pragma once

#include <cstdint>
#include <functional>
#include <limits>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "interpreter/snapshot/account.h"

namespace exeunt::snapshot {

using SlotIndex = uint32_t;

struct Slot {
  static constexpr uint32_t none = std::numeric_limits<uint32_t>::max();

  model::EntityIndex entity = 0;
  uint32_t object = none;  ///< position in Store::objects; none while no such object has been read
};

struct IdHash {
  using is_transparent = void;
  std::size_t operator()(std::string_view id) const { return std::hash<std::string_view>()(id); }
};

struct Store {
  explicit Store(std::size_t entity_count) : slots_by_id(entity_count) {}

  /// The slot for that type and id, made where there is none yet.
  SlotIndex slot(model::EntityIndex entity, std::string_view id);

  std::vector<Object> objects;  ///< ids are empty: `slots_by_id` holds them until `assemble`
  std::vector<uint32_t> lines;  ///< parallel to `objects`: the line of the file
  std::vector<Slot> slots;
  std::vector<std::unordered_map<std::string, SlotIndex, IdHash, std::equal_to<>>> slots_by_id;  ///< by EntityIndex
};

/// A reference that points to nothing in the file.
struct Dangling {
  ObjectIndex from;
  std::string field;  ///< "owner", "linked_to[2]"
  ObjectIndex to;
  uint32_t line;  ///< of the file
};

struct Assembled {
  Account account;                 ///< without digest and findings
  std::vector<Dangling> dangling;  ///< the first few, in canonical order
};

/// O(n log n). Takes the store apart.
Assembled assemble(Store store, const model::Model& model, std::size_t max_dangling);

}  // namespace exeunt::snapshot
