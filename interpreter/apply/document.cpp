#include "interpreter/apply/document.h"

#include <algorithm>
#include <utility>
#include <vector>

#include "interpreter/diagnostic/load_error.h"
#include "interpreter/plan/json.h"
#include "interpreter/plan/pieces.h"
#include "interpreter/source/input.h"

namespace exeunt::apply {

/// Plans grow with the account, not with what people write.
static constexpr uint64_t max_plan_bytes = uint64_t{2} << 30;

Planned pack(plan::Plan plan) {
  Planned planned{std::move(plan), {}};
  const std::vector<plan::Change> changes = std::exchange(planned.plan.changes, {});
  planned.changes.set_phases(planned.plan.phases);
  for (const plan::Change& change : changes) {
    planned.changes.add(change);
  }
  return planned;
}

/// Without a word: whoever reads it again in full finds the words.
static std::optional<Planned> read_in_pieces(plan::Pieces& pieces) {
  Planned planned;
  const auto rest = pieces.read([&planned](plan::Change change) { planned.changes.add(change); });
  if (!rest) {
    return std::nullopt;
  }
  source::Manager sources;
  diagnostic::Sink unheard;
  auto head = plan::read_json(sources, sources.add("", *rest), unheard);
  if (!head) {
    return std::nullopt;
  }
  planned.plan = std::move(*head);
  planned.changes.set_phases(planned.plan.phases);
  return planned;
}

static std::optional<Planned> read_whole(source::FileId file, const source::Manager& sources, diagnostic::Sink& sink) {
  auto plan = plan::read_json(sources, file, sink);
  return plan ? std::optional(pack(std::move(*plan))) : std::nullopt;
}

std::optional<Planned> read(const std::string& path, source::Manager& sources, diagnostic::Sink& sink) {
  if (path != "-") {
    auto input = source::Input::open(path);
    if (const auto* error = std::get_if<source::LoadError>(&input)) {
      diagnostic::report(sink, *error);
      return std::nullopt;
    }
    plan::Pieces pieces(std::move(std::get<source::Input>(input)));
    if (auto planned = read_in_pieces(pieces)) {
      return planned;
    }
  }
  const auto file = sources.load(path, {.max_bytes = max_plan_bytes});
  if (const auto* error = std::get_if<source::LoadError>(&file)) {
    diagnostic::report(sink, *error);
    return std::nullopt;
  }
  return read_whole(std::get<source::FileId>(file), sources, sink);
}

}  // namespace exeunt::apply
