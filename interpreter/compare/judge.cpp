#include "interpreter/compare/judge.h"

#include <algorithm>
#include <cstdlib>

#include "interpreter/compare/fates.h"

namespace exeunt::compare {

namespace {

bool overlap(const std::vector<Mark>& a, const std::vector<Mark>& b) {
  return std::any_of(a.begin(), a.end(),
                     [&b](const Mark& mark) { return std::binary_search(b.begin(), b.end(), mark); });
}

int gap(const Stand& a, const Stand& b) {
  const int between = std::abs(a.worst - b.worst);
  return between == 0 && a.irreversible != b.irreversible ? 1 : between;
}

/// Of those that state something; at least one does.
Judgement judge_stated(const std::vector<Stand>& stated) {
  Judgement judgement;
  judgement.difference = Difference::same;
  for (std::size_t i = 0; i < stated.size(); ++i) {
    judgement.worst = std::max(judgement.worst, stated[i].worst);
    judgement.irreversible = judgement.irreversible || stated[i].irreversible;
    for (std::size_t j = 0; j < i; ++j) {
      if (stated[i].marks == stated[j].marks) {
        continue;
      }
      judgement.cost = std::max(judgement.cost, gap(stated[i], stated[j]));
      if (!overlap(stated[i].marks, stated[j].marks)) {
        judgement.difference = Difference::different;
      } else if (judgement.difference == Difference::same) {
        judgement.difference = Difference::partly;
      }
    }
  }
  return judgement;
}

}  // namespace

Judgement judge(std::vector<Stand> stands) {
  const std::size_t all = stands.size();
  const bool is_offered =
      std::any_of(stands.begin(), stands.end(), [](const Stand& stand) { return !stand.is_not_offered; });
  std::erase_if(stands, [](const Stand& stand) { return !stand.is_stated; });
  if (stands.empty()) {
    return {is_offered ? Difference::not_stated : Difference::same, 0, 0, false};
  }
  for (Stand& stand : stands) {
    std::sort(stand.marks.begin(), stand.marks.end());
    stand.marks.erase(std::unique(stand.marks.begin(), stand.marks.end()), stand.marks.end());
  }
  Judgement judgement = judge_stated(stands);
  if (judgement.difference == Difference::same && stands.size() < all) {
    judgement.difference = Difference::one_sided;
  }
  return judgement;
}

void judge(Row& row) {
  std::vector<Stand> stands;
  for (const Cell& cell : row.cells) {
    Stand stand;
    stand.is_stated = cell.answer == Answer::stated;
    stand.is_not_offered = cell.answer == Answer::not_offered;
    for (const Fate& fate : cell.fates) {
      if (counts(fate, cell)) {
        stand.marks.push_back({fate.outcome_class.name, fate.delay.kind, fate.delay.seconds, fate.reversible});
      }
    }
    if (!cell.displays.empty()) {
      stand.marks.push_back({std::string(display_class), Delay::Kind::none, std::nullopt, true});
    }
    stand.worst = cell.worst ? cell.worst->severity : 0;
    stand.irreversible = cell.irreversible;
    stands.push_back(std::move(stand));
  }
  const Judgement judgement = judge(std::move(stands));
  row.difference = judgement.difference;
  row.cost = judgement.cost;
  row.worst = judgement.worst;
  row.irreversible = judgement.irreversible;
}

Rank rank(Difference difference, int cost, int worst) {
  const int group = differs(difference)                   ? 0
                    : difference == Difference::one_sided ? 1
                    : difference == Difference::same      ? 2
                                                          : 3;
  return {group, -cost, -worst};
}

}  // namespace exeunt::compare
