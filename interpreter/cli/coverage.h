// Which facts of a pack's edition its policies cite.
#pragma once

#include <string>
#include <vector>

#include "interpreter/program/program.h"

namespace exeunt::cli {

struct Coverage {
  std::size_t facts = 0;
  std::vector<std::string> uncited;  ///< ids, sorted
};

Coverage measure_coverage(const program::Program& program);

}  // namespace exeunt::cli
