#include "interpreter/compare/report_account.h"

#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <utility>

#include "interpreter/compare/not_carried.h"
#include "interpreter/compare/words.h"
#include "interpreter/plan/time.h"
#include "interpreter/plan/wording.h"

namespace exeunt::compare {

namespace {

std::string person(const std::string& label, const std::string& object) {
  return label.empty() ? object : fmt::format("{} ({})", label, object);
}

std::string due_text(const AccountChange& change, const std::string& at) {
  return change.due.empty() ? change.text : fmt::format("{} on {}", change.text, plan::people_due(change.due, at));
}

class AccountReporter {
 public:
  AccountReporter(const Comparison& comparison, const std::vector<std::string>& names, const ReportOptions& options)
      : comparison_(comparison), account_(*comparison.account), names_(names), options_(options) {}

  Section take() {
    const AccountRequest& request = account_.request;
    Section section{"With this account", {}, {}};
    section.text = fmt::format("{}: {} leaves{} · {}", request.account, person(request.subject_label, request.subject),
                               request.by.empty() ? "" : " · by " + person(request.by_label, request.by),
                               plan::people_time(request.at));
    for (std::size_t event = 0; event < comparison_.events.size(); ++event) {
      add_event(section, event);
    }
    add_not_carried(section);
    return section;
  }

 private:
  std::string title_of(const AccountObject& object) const {
    return object.label.empty() ? object.object : fmt::format("{} \"{}\"", object.object, object.label);
  }

  /// "HubSpot: blocked: an active user cannot be removed".
  void add_runs(Block& block, std::size_t event) const {
    List list;
    for (const Run& run : account_.runs) {
      if (run.event_index != event) {
        continue;
      }
      const std::string lead = fmt::format("{}: {}", names_[run.contestant], run.event.title);
      if (run.plan == nullptr) {
        list.items.push_back({lead, run.refused, Line::Kind::absent});
      } else if (run.plan->verdict != plan::Verdict::ready) {
        list.items.push_back(
            {lead, verdict_text(*run.plan) + (has_ready(run) ? "" : "; this is what it would do"), Line::Kind::grave});
      }
    }
    if (!list.items.empty()) {
      block.lists.push_back(std::move(list));
    }
  }

  /// Another event of the concept can happen, so that only this one's changes are told.
  bool has_ready(const Run& run) const {
    return std::any_of(account_.runs.begin(), account_.runs.end(), [&run](const Run& each) {
      return each.contestant == run.contestant && each.event_index == run.event_index && each.plan != nullptr &&
             each.plan->verdict == plan::Verdict::ready;
    });
  }

  static std::string verdict_text(const plan::Plan& plan) {
    if (plan.verdict == plan::Verdict::conflicted) {
      return fmt::format("conflicted: {}", plan::count_noun(plan.conflicts.size(), "conflict"));
    }
    std::vector<std::string> messages;
    for (const plan::Guard& guard : plan.guards) {
      if (guard.holds == plan::Outcome3::no) {
        messages.push_back(guard.message.empty() ? guard.name : guard.message);
      } else if (guard.holds == plan::Outcome3::unknown) {
        const std::string missing = plan::missing_fields(guard.missing);
        messages.push_back(fmt::format("whether `{}` holds cannot be told{}{}", guard.name,
                                       missing.empty() ? "" : " without ", missing));
      }
    }
    return fmt::format("blocked: {}", fmt::join(messages, "; "));
  }

  /// Objects of one concept with which the same happens everywhere share a row.
  void add_event(Section& section, std::size_t event) const {
    // What stands in its way is read before what it would do.
    Block runs{comparison_.events[event].title, std::nullopt, {}};
    add_runs(runs, event);
    Table table{"", names_, {}};
    std::map<std::pair<std::string, std::vector<Lines>>, std::size_t> places;
    std::vector<std::vector<std::string>> objects;
    std::vector<std::string> concepts;
    for (const AccountRowId& id : account_.order) {
      const AccountObject& object = account_.objects[id.object_index];
      if (id.event_index != event || !is_told(object.rows[event])) {
        continue;
      }
      std::vector<Lines> cells;
      for (std::size_t i = 0; i < names_.size(); ++i) {
        cells.push_back(lines_of(object.rows[event].cells[i], object.carried[i], account_.request.at, options_));
      }
      const auto [place, is_new] = places.emplace(std::pair(object.concept_key, cells), table.rows.size());
      if (is_new) {
        table.rows.push_back({"", std::move(cells)});
        objects.emplace_back();
        concepts.push_back(object.concept_key);
      }
      objects[place->second].push_back(title_of(object));
    }
    for (std::size_t i = 0; i < table.rows.size(); ++i) {
      table.rows[i].lead = lead_of(objects[i], concepts[i]);
    }
    Block block{runs.lists.empty() ? runs.title : "", std::nullopt, {}};
    if (!runs.lists.empty()) {
      section.blocks.push_back(std::move(runs));
    }
    if (!table.rows.empty()) {
      block.table = std::move(table);
      section.blocks.push_back(std::move(block));
    }
  }

  bool is_told(const AccountRow& row) const {
    return options_.all ? row.difference != Difference::not_stated || has_doubt(row)
                        : differs(row.difference) || row.difference == Difference::one_sided || has_doubt(row);
  }

  static bool has_doubt(const AccountRow& row) {
    return std::any_of(row.cells.begin(), row.cells.end(), [](const AccountCell& cell) {
      return cell.answer == AccountAnswer::undecided || cell.answer == AccountAnswer::unaddressed;
    });
  }

  std::string lead_of(const std::vector<std::string>& objects, const std::string& key) const {
    if (objects.size() == 1) {
      return objects.front();
    }
    const auto& concepts = comparison_.objects.concepts;
    const auto what =
        std::find_if(concepts.begin(), concepts.end(), [&key](const Concept& each) { return each.key == key; });
    return fmt::format("{} {}", objects.size(), what == concepts.end() ? key : what->plural);
  }

  static void add_losses(Block& block, std::string title, const std::vector<Loss>& losses) {
    if (losses.empty()) {
      return;
    }
    List list{std::move(title), {}};
    for (const Loss& each : losses) {
      list.items.push_back({each.what, each.text});
    }
    block.lists.push_back(std::move(list));
  }

  void add_not_carried(Section& section) const {
    Block block{"What is not carried over", std::nullopt, {}};
    add_losses(block, "the account says more than there are concepts for", find_unknown(account_.request));
    for (std::size_t i = 0; i < names_.size(); ++i) {
      add_losses(block, names_[i], find_not_carried(account_, i));
    }
    if (!block.lists.empty()) {
      section.blocks.push_back(std::move(block));
    }
  }

  const Comparison& comparison_;
  const AccountFates& account_;
  const std::vector<std::string>& names_;
  const ReportOptions& options_;
};

/// What is said where nothing happens.
Line silent_line(const AccountCell& cell, const Carried& carried) {
  switch (cell.answer) {
    case AccountAnswer::no_event:
      return {Line::Kind::absent, "speaks of no such event"};
    case AccountAnswer::not_carried:
      return {Line::Kind::absent, carried.why_not.empty() ? "speaks of no such thing" : carried.why_not};
    case AccountAnswer::blocked:
      return {Line::Kind::absent, "could not be planned"};
    case AccountAnswer::unaddressed:
      return {Line::Kind::absent, fmt::format("no rule speaks of it, though it refers to the leaver ({})",
                                              fmt::join(cell.unaddressed, ", "))};
    case AccountAnswer::changes:
    case AccountAnswer::undecided:
    case AccountAnswer::untouched:
      break;
  }
  return {Line::Kind::absent, "nothing happens to it"};
}

}  // namespace

Lines lines_of(const AccountCell& cell, const Carried& carried, const std::string& at, const ReportOptions& options) {
  Lines lines;
  for (const AccountChange& change : cell.changes) {
    const auto kind = change.open ? Line::Kind::absent : change.reversible ? Line::Kind::answer : Line::Kind::grave;
    // As in the cells of the matrix: what people can do is told where nothing else is.
    if (!change.open && !counts(change, cell) && !options.verbose) {
      continue;
    }
    lines.push_back({kind, due_text(change, at)});
    if (options.verbose) {
      lines.push_back({Line::Kind::detail, change.title.empty() ? change.rule : change.title});
      lines.push_back({Line::Kind::source, fmt::format("{}", fmt::join(change.cites, ", "))});
    }
  }
  for (const AccountDisplay& display : cell.displays) {
    const std::string shown = display.text.empty() ? "is not shown" : fmt::format("is shown as \"{}\"", display.text);
    lines.push_back({Line::Kind::answer, display.field.empty() ? shown : fmt::format("{} {}", display.field, shown)});
  }
  for (const AccountUndecided& undecided : cell.undecided) {
    lines.push_back(
        {Line::Kind::absent,
         undecided.error.empty()
             ? fmt::format("cannot be decided without {}: {}", fmt::join(undecided.missing, ", "), undecided.rule)
             : fmt::format("cannot be decided: {}: {}", undecided.rule, undecided.error)});
  }
  if (lines.empty()) {
    lines.push_back(silent_line(cell, carried));
  }
  return lines;
}

Section report_account(const Comparison& comparison, const std::vector<std::string>& names,
                       const ReportOptions& options) {
  return AccountReporter(comparison, names, options).take();
}

}  // namespace exeunt::compare
