#include "interpreter/program/program.h"

#include <algorithm>

namespace exeunt::program {

const Event* Program::find_event(std::string_view name) const {
  const auto found = std::lower_bound(events.begin(), events.end(), name,
                                      [](const Event& event, std::string_view wanted) { return event.name < wanted; });
  return found != events.end() && found->name == name ? &*found : nullptr;
}

}  // namespace exeunt::program
