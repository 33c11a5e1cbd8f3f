#include "interpreter/snapshot/account.h"

#include <algorithm>

namespace exeunt::snapshot {

std::optional<ObjectIndex> Account::find(model::EntityIndex entity, std::string_view id) const {
  const auto [first, last] = ranges[entity];
  const auto begin = objects.begin() + first;
  const auto end = objects.begin() + last;
  const auto found = std::lower_bound(begin, end, id, [](const Object& object, std::string_view wanted) {
    return model::compare_ids(object.id, wanted) < 0;
  });
  if (found == end || found->id != id) {
    return std::nullopt;
  }
  return static_cast<ObjectIndex>(found - objects.begin());
}

}  // namespace exeunt::snapshot
