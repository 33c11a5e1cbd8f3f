// The labels of a plan, for looking up the few that a difference mentions. Private to the room.
//
// Held as they stand in the file, and no more of them than a fixed amount of memory takes: an object whose label does not
// fit is shown without it. Labels that differ are found elsewhere, all of them.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "interpreter/plan/large.h"

namespace exeunt::diff {

class LabelIndex {
 public:
  explicit LabelIndex(plan::LargePlan& plan);

  /// O(log labels).
  std::optional<std::string> find(std::string_view object) const;

 private:
  static constexpr std::size_t most_bytes = std::size_t{48} << 20;

  struct Label {
    uint32_t begin = 0;  ///< of the object in `texts_`; the label follows it
    uint32_t object_size = 0;
    uint32_t label_size = 0;
  };
  std::string_view object(const Label& label) const { return {texts_.data() + label.begin, label.object_size}; }

  std::string texts_;
  std::vector<Label> labels_;  ///< by object, by bytes
};

}  // namespace exeunt::diff
