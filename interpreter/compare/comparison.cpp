#include "interpreter/compare/comparison.h"

#include <algorithm>

namespace exeunt::compare {

namespace {

template <class Rows>
bool all_same(const Rows& rows) {
  return std::all_of(rows.begin(), rows.end(), [](const auto& row) {
    return row.difference == Difference::same || row.difference == Difference::not_stated;
  });
}

template <class Things>
bool all_rows_same(const Things& things) {
  return std::all_of(things.begin(), things.end(), [](const auto& thing) { return all_same(thing.rows); });
}

}  // namespace

bool Comparison::same() const {
  return all_same(events) && all_rows_same(objects.concepts) && all_rows_same(capabilities.concepts) &&
         statements.empty() && (!account || all_rows_same(account->objects));
}

bool counts(const Fate& fate, const Cell& cell) {
  const auto is_of_object = [](const Fate& each) { return !each.open && each.capability.name.empty(); };
  return is_of_object(fate) ||
         (!fate.open && std::none_of(cell.fates.begin(), cell.fates.end(), is_of_object) && cell.displays.empty());
}

bool counts(const AccountChange& change, const AccountCell& cell) {
  const auto is_of_object = [](const AccountChange& each) { return !each.open && each.capability.name.empty(); };
  return is_of_object(change) || (!change.open && cell.displays.empty() &&
                                  std::none_of(cell.changes.begin(), cell.changes.end(), is_of_object));
}

const Fact* find_fact(const Comparison& comparison, std::size_t contestant, std::string_view id) {
  const std::vector<Fact>& facts = comparison.contestants[contestant].facts;
  const auto found = std::lower_bound(facts.begin(), facts.end(), id,
                                      [](const Fact& fact, std::string_view wanted) { return fact.id < wanted; });
  return found != facts.end() && found->id == id ? &*found : nullptr;
}

}  // namespace exeunt::compare
