#include "interpreter/cli/apply_report.h"

#include <fmt/format.h>

#include <algorithm>

#include "interpreter/diagnostic/visible.h"
#include "interpreter/plan/time.h"

namespace exeunt::cli {

namespace {

/// Long enough for a look; the plan has them all.
constexpr std::size_t max_listed = 20;

template <class Item, class Line>
std::string listed(const std::vector<Item>& items, Line line) {
  std::string text;
  for (std::size_t i = 0; i < std::min(items.size(), max_listed); ++i) {
    text += "  " + diagnostic::visible(line(items[i])) + "\n";
  }
  return items.size() > max_listed ? text + fmt::format("  … and {} more\n", items.size() - max_listed) : text;
}

std::string counted(uint64_t count, std::string_view one, std::string_view many) {
  return fmt::format("{} {}", count, count == 1 ? one : many);
}

}  // namespace

std::string report_in_text(const driver::Applied& applied, bool is_revert) {
  const apply::Report& report = applied.report;
  std::string text = fmt::format("{} {}", counted(report.changed, "object", "objects"),
                                 is_revert ? "changed back" : "changed");
  if (report.erased > 0) {
    text += fmt::format(", {} {}", report.erased, is_revert ? "no longer created" : "erased");
  }
  text += report.created > 0 ? fmt::format(", {} created\n", report.created) : "\n";
  if (!applied.called_off.empty()) {
    text += fmt::format("{} called off\n", counted(applied.called_off.size(), "change is", "changes are"));
    text += listed(applied.called_off, [](const driver::CalledOff& each) {
      return fmt::format("{}  due {}  {}", each.object, plan::people_time(each.due), each.rule);
    });
  }
  if (!is_revert && applied.to_come > 0) {
    text += fmt::format("{} still to come, from {} on\n", counted(applied.to_come, "change is", "changes are"),
                        diagnostic::visible(plan::people_time(applied.next_due)));
  }
  if (!report.remaining.empty()) {
    text += fmt::format("{} cannot be undone\n", counted(report.remaining.size(), "change", "changes"));
    text += listed(report.remaining, [](const apply::Remaining& each) {
      return fmt::format("{}  {}  {}", each.object, each.outcome, each.rule);
    });
  }
  return text;
}

}  // namespace exeunt::cli
