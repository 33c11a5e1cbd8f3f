#include "interpreter/plan/concise.h"

#include <fmt/format.h>

#include <algorithm>

#include "interpreter/diagnostic/visible.h"
#include "interpreter/plan/layout.h"
#include "interpreter/plan/order.h"
#include "interpreter/plan/story.h"
#include "interpreter/plan/wording.h"

namespace exeunt::plan {

using diagnostic::visible;

/// `symbol object  what  rule`, aligned, nothing wrapped.
class ConciseLines {
 public:
  void add(std::string symbol, const std::string& object, std::string what, const std::string& rule) {
    lines_.push_back({std::move(symbol), visible(object), std::move(what), visible(rule)});
  }

  std::string take() const {
    std::size_t object_width = 0;
    for (const Line& line : lines_) {
      object_width = std::max(object_width, std::min<std::size_t>(columns(line.object), 32));
    }
    std::string out;
    for (const Line& line : lines_) {
      const std::size_t used = columns(line.object);
      out += fmt::format("{} {}{:{}}  {}", line.symbol, line.object, "", object_width - std::min(object_width, used),
                         line.what);
      out += line.rule.empty() ? "\n" : "  " + line.rule + "\n";
    }
    return out;
  }

 private:
  struct Line {
    std::string symbol;
    std::string object;
    std::string what;
    std::string rule;
  };
  std::vector<Line> lines_;
};

std::string write_concise(const Plan& plan, const TextOptions& options) {
  const Wording words{plan.labels, plan.types, plan.request};
  ConciseLines lines;
  for (const Guard& guard : plan.guards) {
    if (guard.holds != Outcome3::yes) {
      lines.add(guard.holds == Outcome3::no ? "!" : "?", plan.request.subject, "blocked: " + guard_text(guard),
                guard.name);
    }
  }
  for (const Change& change : plan.changes) {
    if (options.verbose || !is_unchanged(plan, change)) {
      lines.add(symbol(plan, change), change.object, what_happens(words, change), change.rule);
    }
  }
  for (const Display& display : plan.displays) {
    lines.add("~", display.object, display_text(display), display.rule);
  }
  for (const Conflict& conflict : plan.conflicts) {
    lines.add("x", conflict.object, "in conflict: " + conflict_text(words, conflict), "");
  }
  for (const Undecided& undecided : plan.undecided) {
    const std::string why =
        undecided.error.empty() ? "needs " + missing_fields(undecided.missing) : visible(undecided.error);
    lines.add("?", undecided.object, "undecided: " + why, undecided.rule);
  }
  for (const Unaddressed& unaddressed : plan.unaddressed) {
    lines.add("?", unaddressed.object, visible(fmt::format("unaddressed: {}", fmt::join(unaddressed.fields, ", "))),
              "");
  }
  for (const Dangling& dangling : plan.dangling) {
    lines.add("!", dangling.object, visible(fmt::format("dangling: {} → {}", dangling.field, dangling.to)), "");
  }
  return fmt::format("{}\n{}", fmt::join(verdict_parts(words, plan), " · "), lines.take());
}

}  // namespace exeunt::plan
