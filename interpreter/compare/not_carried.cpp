#include "interpreter/compare/not_carried.h"

#include <fmt/format.h>

#include <map>
#include <set>

#include "interpreter/plan/wording.h"

namespace exeunt::compare {

/// How much of a list of objects is told.
static constexpr std::size_t most_width = 160;

std::vector<Loss> find_unknown(const AccountRequest& request) {
  std::vector<Loss> losses;
  for (const auto& [type, count] : request.unknown_types) {
    losses.push_back({type, fmt::format("{}: no concept has this name", plan::count_noun(count, "object"))});
  }
  for (const auto& [field, count] : request.unknown_fields) {
    losses.push_back({field, fmt::format("{}: the concept has no such field", plan::count_noun(count, "object"))});
  }
  return losses;
}

std::vector<Loss> find_not_carried(const AccountFates& account, std::size_t contestant) {
  std::map<std::string, std::vector<std::string>> objects;
  std::map<std::string, std::set<std::string>> fields;
  std::map<std::string, std::map<std::string, std::size_t>> lost;
  for (const AccountObject& object : account.objects) {
    const Carried& carried = object.carried[contestant];
    if (carried.objects.empty()) {
      objects[carried.why_not].push_back(object.object);
    }
    fields[object.concept_key].insert(carried.left_out.begin(), carried.left_out.end());
    for (const LostField& field : carried.lost) {
      ++lost[field.field][field.why];
    }
  }
  std::vector<Loss> losses;
  for (const auto& [why, each] : objects) {
    losses.push_back(
        {plan::count_noun(each.size(), "object"),
         fmt::format("{}: {}", why.empty() ? "no counterpart" : why, plan::object_list(each, most_width))});
  }
  for (const auto& [key, each] : fields) {
    if (!each.empty()) {
      losses.push_back({key, fmt::format("without {}, which {} no place there", fmt::join(each, ", "),
                                         each.size() == 1 ? "has" : "have")});
    }
  }
  for (const auto& [field, reasons] : lost) {
    for (const auto& [why, count] : reasons) {
      losses.push_back({field, count == 1 ? why : fmt::format("{} (and {} more like it)", why, count - 1)});
    }
  }
  return losses;
}

}  // namespace exeunt::compare
