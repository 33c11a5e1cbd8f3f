// An account as its file has it: objects in their order, found by name.
#pragma once

#include <optional>
#include <string>
#include <unordered_map>
#include <vector>

#include "interpreter/apply/object.h"
#include "interpreter/plan/plan.h"

namespace exeunt::apply {

class Account {
 public:
  Account() = default;
  /// Values that have no name (a header, what is not an object) stay where they are and are never changed.
  explicit Account(std::vector<plan::Value> objects);

  /// "email:12"; null where there is no such object, or no longer. O(1).
  const plan::Value* find(const std::string& name) const;
  /// Those that are there, in the order of the file, created ones after them in the order of their creation.
  std::vector<plan::Value> objects() const;

  /// False: there is no such object (any more), and nothing happens. An object is created where none of its name is.
  bool carry_out(const plan::Change& change);

 private:
  void create(plan::Value object);

  std::vector<std::optional<plan::Value>> objects_;  ///< none: erased
  std::unordered_map<std::string, std::size_t> positions_;
};

}  // namespace exeunt::apply
