#include "interpreter/intake/report.h"

#include <numeric>

namespace exeunt::intake {

uint64_t Report::object_count() const {
  return std::accumulate(objects.begin(), objects.end(), uint64_t{0},
                         [](uint64_t sum, const auto& each) { return sum + each.second; });
}

uint64_t Report::file_count() const {
  return std::accumulate(sources.begin(), sources.end(), uint64_t{0},
                         [](uint64_t sum, const SourceReport& source) { return sum + source.files; });
}

}  // namespace exeunt::intake
