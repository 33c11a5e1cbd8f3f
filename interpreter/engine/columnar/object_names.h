// "deal:5", put together from type and id for one object after the other.
#pragma once

#include <algorithm>
#include <string>
#include <string_view>
#include <vector>

#include "interpreter/engine/columnar/sift.h"
#include "interpreter/model/model.h"

namespace exeunt::engine::columnar {

/// One thread's.
class ObjectNames {
 public:
  explicit ObjectNames(const model::Model& model) {
    for (const model::Entity& entity : model.entities) {
      leads_.push_back(entity.name + ":");
    }
  }

  /// Valid until the next call.
  std::string_view name(const Sighting& seen) {
    const std::string& lead = leads_[seen.entity];
    const std::size_t size = lead.size() + seen.id.size();
    name_.resize(std::max(name_.size(), size));
    std::copy(seen.id.begin(), seen.id.end(), std::copy(lead.begin(), lead.end(), name_.begin()));
    return std::string_view(name_).substr(0, size);
  }

 private:
  std::vector<std::string> leads_;  ///< by entity: "deal:"
  std::string name_;                ///< and what is left of longer ones
};

}  // namespace exeunt::engine::columnar
