#include <algorithm>

#include "interpreter/diff/difference.h"

namespace exeunt::diff {

std::vector<std::string> ignorable_names() {
  std::vector<std::string> names(section_names.begin(), section_names.end());
  names.insert(names.end(), aspect_names.begin() + 1, aspect_names.end());  // without `other`
  return names;
}

bool ignore(Options& options, std::string_view name) {
  if (const auto found = std::find(section_names.begin(), section_names.end(), name); found != section_names.end()) {
    options.ignored_sections.set(static_cast<std::size_t>(found - section_names.begin()));
    return true;
  }
  const auto found = std::find(aspect_names.begin() + 1, aspect_names.end(), name);
  if (found == aspect_names.end()) {
    return false;
  }
  options.ignored_aspects.set(static_cast<std::size_t>(found - aspect_names.begin()));
  return true;
}

std::vector<std::string> ignored_names(const Options& options) {
  std::vector<std::string> names;
  for (std::size_t i = 0; i < section_names.size(); ++i) {
    if (options.ignored_sections[i]) {
      names.emplace_back(section_names[i]);
    }
  }
  for (std::size_t i = 1; i < aspect_names.size(); ++i) {
    if (options.ignored_aspects[i]) {
      names.emplace_back(aspect_names[i]);
    }
  }
  return names;
}

uint64_t Totals::all() const {
  uint64_t sum = 0;
  for (const Counts& counts : sections) {
    sum += counts.all();
  }
  return sum;
}

}  // namespace exeunt::diff
