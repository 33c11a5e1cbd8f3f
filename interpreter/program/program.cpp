#include "interpreter/program/program.h"

#include <algorithm>

namespace exeunt::program {

namespace {

/// In a list sorted by name.
template <class Item>
const Item* find(const std::vector<Item>& items, std::string_view name) {
  const auto found = std::lower_bound(items.begin(), items.end(), name,
                                      [](const Item& item, std::string_view wanted) { return item.name < wanted; });
  return found != items.end() && found->name == name ? &*found : nullptr;
}

}  // namespace

const Event* Program::find_event(std::string_view name) const {
  return find(events, name);
}

const Concept* Program::find_concept(std::string_view name) const {
  return find(concepts, name);
}

const OutcomeClass* Program::find_class(std::string_view name) const {
  return find(outcome_classes, name);
}

}  // namespace exeunt::program
