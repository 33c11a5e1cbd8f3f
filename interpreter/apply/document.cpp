#include "interpreter/apply/document.h"

#include <algorithm>
#include <array>
#include <utility>
#include <vector>

#include "interpreter/diagnostic/load_error.h"
#include "interpreter/plan/change_text.h"
#include "interpreter/plan/entries.h"
#include "interpreter/plan/json.h"
#include "interpreter/plan/large.h"
#include "interpreter/plan/order.h"

namespace exeunt::apply {

/// Plans up to here are read as a whole: any order of lines will do, and mistakes are shown in the line where they
/// stand.
static constexpr uint64_t most_bytes_at_once = uint64_t{1} << 20;

/// What people read in a plan; it says nothing about the account afterwards.
static constexpr std::array<std::string_view, 8> lists_for_people = {
    "labels", "types", "capabilities", "advice", "displays", "undecided", "unaddressed", "dangling"};

Planned pack(plan::Plan plan) {
  Planned planned{std::move(plan), {}};
  const std::vector<plan::Change> changes = std::exchange(planned.plan.changes, {});
  planned.changes.set_phases(planned.plan.phases);
  planned.changes.reserve(changes.size());
  for (const plan::Change& change : changes) {
    planned.changes.add(change);
  }
  return planned;
}

/// As many as a plan counts, if its size bears it out.
static std::size_t expected_changes(const plan::Summary& summary, uint64_t bytes) {
  constexpr uint64_t least_bytes_a_change = 64;
  uint64_t counted = 0;
  for (const auto& [outcome, count] : summary.by_outcome) {
    counted += std::min(count, bytes);
  }
  return static_cast<std::size_t>(std::min(counted, bytes / least_bytes_a_change));
}

static void read_changes(plan::Entries& entries, Planned& planned) {
  plan::ChangeReader reader;
  plan::Plan one;
  while (entries.next()) {
    if (reader.read(entries.text())) {
      planned.changes.add(reader.change());
      continue;
    }
    if (!entries.read_into(one)) {
      return;
    }
    plan::sort(one.changes.back());
    planned.changes.add(one.changes.back());
    one.changes.clear();
  }
}

std::optional<Planned> read_large(source::Seekable input, diagnostic::Sink& sink) {
  const uint64_t bytes = input.size();
  auto file = plan::LargePlan::open(std::move(input), sink);
  if (!file) {
    return std::nullopt;
  }
  Planned planned;
  plan::Value::Members head;
  if (!file->read_head(head, planned.plan)) {
    return std::nullopt;
  }
  planned.changes.set_phases(planned.plan.phases);
  planned.changes.reserve(expected_changes(planned.plan.summary, bytes));
  for (const plan::List& list : plan::lists()) {
    plan::Entries entries(*file, list);
    if (list.member == "changes") {
      read_changes(entries, planned);
      continue;
    }
    const bool is_needed =
        std::find(lists_for_people.begin(), lists_for_people.end(), list.member) == lists_for_people.end();
    while (entries.next() && (is_needed ? entries.read_into(planned.plan) : entries.check())) {
    }
  }
  if (file->has_failed()) {
    return std::nullopt;
  }
  plan::sort(planned.plan);
  return planned;
}

static std::optional<Planned> read_whole(const source::Seekable& input, source::Manager& sources,
                                         diagnostic::Sink& sink) {
  std::string text(static_cast<std::size_t>(input.size()), '\0');
  for (std::size_t at = 0; at < text.size();) {
    const auto result = input.read(at, text.data() + at, text.size() - at);
    if (const auto* error = std::get_if<source::LoadError>(&result)) {
      diagnostic::report(sink, *error);
      return std::nullopt;
    }
    const std::size_t count = std::get<std::size_t>(result);
    text.resize(count == 0 ? at : text.size());
    at += count;
  }
  auto plan = plan::read_json(sources, sources.add(input.name(), std::move(text)), sink);
  return plan ? std::optional(pack(std::move(*plan))) : std::nullopt;
}

std::optional<Planned> read(const std::string& path, source::Manager& sources, diagnostic::Sink& sink) {
  auto input = source::Seekable::open(path);
  if (const auto* error = std::get_if<source::LoadError>(&input)) {
    diagnostic::report(sink, *error);
    return std::nullopt;
  }
  auto& opened = std::get<source::Seekable>(input);
  return opened.size() <= most_bytes_at_once ? read_whole(opened, sources, sink) : read_large(std::move(opened), sink);
}

}  // namespace exeunt::apply
