#include "interpreter/compare/report.h"

#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <utility>

#include "interpreter/compare/report_account.h"
#include "interpreter/compare/report_statements.h"
#include "interpreter/compare/words.h"
#include "interpreter/plan/wording.h"

namespace exeunt::compare {

namespace {

class Reporter {
 public:
  Reporter(const Comparison& comparison, const ReportOptions& options)
      : comparison_(comparison), options_(options), names_(short_names(comparison)) {}

  Report take() {
    head();
    if (comparison_.one_pack) {
      add(report_statements(comparison_, names_, options_));
    }
    ways();
    if (comparison_.account) {
      add(report_account(comparison_, names_, options_));
    }
    differences("Where they differ", comparison_.objects, "Object");
    one_sided(fmt::format("Said by {} only", some()), comparison_.objects);
    differences("What people can do", comparison_.capabilities, "Ability");
    one_sided(fmt::format("What people can do, said by {} only", some()), comparison_.capabilities);
    who_may();
    if (options_.all) {
      listed("The same", Difference::same);
      listed("Said by nobody", Difference::not_stated);
    }
    // Who asks for something by name wants to know of nothing else.
    if (comparison_.only_events.empty() && comparison_.only_concepts.empty()) {
      unmapped();
      if (options_.all) {
        unclaimed();
      }
    }
    return std::move(report_);
  }

 private:
  std::string some() const { return comparison_.contestants.size() == 2 ? "one" : "some"; }

  void add(Section section) {
    if (!section.blocks.empty()) {
      report_.sections.push_back(std::move(section));
    }
  }

  void head() {
    std::vector<std::string> names;
    for (const Contestant& contestant : comparison_.contestants) {
      names.push_back(name_of(contestant));
    }
    report_.title = plan::enumerate(names);
    const auto count = [this](Difference difference) {
      return comparison_.objects.counts[difference] + comparison_.capabilities.counts[difference];
    };
    const uint64_t differing = comparison_.objects.counts.differing() + comparison_.capabilities.counts.differing();
    const uint64_t compared = comparison_.objects.counts.compared() + comparison_.capabilities.counts.compared();
    if (comparison_.same()) {
      report_.summary = {fmt::format("{} compared", plan::count_noun(compared, "place")), "no difference"};
      return;
    }
    report_.summary = {fmt::format("{} compared", plan::count_noun(compared, "place")),
                       fmt::format("{} {}", differing, differing == 1 ? "differs" : "differ"),
                       fmt::format("{} said by {} only", count(Difference::one_sided), some()),
                       fmt::format("{} the same", count(Difference::same))};
    const uint64_t unmapped =
        comparison_.objects.unmapped_counts.compared() + comparison_.capabilities.unmapped_counts.compared();
    if (comparison_.one_pack) {
      report_.summary.push_back(
          fmt::format("{} not the same", plan::count_noun(comparison_.statements.size(), "statement")));
    }
    if (unmapped != 0) {
      report_.summary.push_back(fmt::format("{} of things without a common word", unmapped));
    }
  }

  /// Which of the contestants have which event.
  void ways() {
    Table table{"", names_, {}};
    for (const Event& event : comparison_.events) {
      Table::Row row{short_title(event.title), {}};
      for (const EventAnswer& answer : event.answers) {
        Lines lines;
        for (const VendorEvent& each : answer.events) {
          lines.push_back({Line::Kind::answer, each.named.title});
        }
        if (lines.empty()) {
          const bool is_denied = answer.answer == Answer::not_offered;
          lines.push_back({Line::Kind::absent, is_denied ? "does not offer it" : "says nothing of it"});
          if (!answer.explanation.empty()) {
            lines.push_back({Line::Kind::detail, answer.explanation});
          }
        }
        row.cells.push_back(std::move(lines));
      }
      table.rows.push_back(std::move(row));
    }
    if (!table.rows.empty()) {
      add({"Ways of leaving", "", {Block{"", std::move(table), {}}}});
    }
  }

  bool is_of_capability(const Matrix& matrix) const { return &matrix == &comparison_.capabilities; }

  std::string title_of(const Matrix& matrix, const RowId& id) const {
    const Concept& what = matrix.concepts[id.concept_index];
    return is_of_capability(matrix) ? what.title : what.plural;
  }

  /// Things of which everybody says the same share a row.
  Table table_of(const Matrix& matrix, const std::vector<RowId>& rows, const std::string& lead) const {
    Table table{lead, names_, {}};
    std::map<std::vector<Lines>, std::size_t> places;
    for (const RowId& id : rows) {
      Table::Row row{title_of(matrix, id), {}};
      for (const Cell& cell : matrix.at(id).cells) {
        row.cells.push_back(lines_of(cell, options_.verbose ? Detail::full : Detail::cases, is_of_capability(matrix)));
      }
      const auto [place, is_new] = places.emplace(row.cells, table.rows.size());
      if (is_new) {
        table.rows.push_back(std::move(row));
      } else {
        table.rows[place->second].lead += ", " + row.lead;
      }
    }
    return table;
  }

  /// The rows of one event that `choose` picks, in their order.
  template <class Choose>
  std::vector<RowId> rows_of(const Matrix& matrix, std::size_t event, Choose choose) const {
    std::vector<RowId> rows;
    std::copy_if(matrix.order.begin(), matrix.order.end(), std::back_inserter(rows),
                 [&](const RowId& id) { return id.event_index == event && choose(matrix.at(id)); });
    return rows;
  }

  void differences(const std::string& title, const Matrix& matrix, const std::string& lead) {
    Section section{title, "", {}};
    for (std::size_t i = 0; i < comparison_.events.size(); ++i) {
      const auto rows = rows_of(matrix, i, [](const Row& row) { return differs(row.difference); });
      if (!rows.empty()) {
        section.blocks.push_back({comparison_.events[i].title, table_of(matrix, rows, lead), {}});
      }
    }
    add(std::move(section));
  }

  /// "Only Pipedrive; HubSpot speaks of no such thing".
  std::string sides(const Row& row, bool is_ability) const {
    std::vector<std::string> having;
    std::vector<std::string> others;
    for (std::size_t i = 0; i < row.cells.size(); ++i) {
      const Cell& cell = row.cells[i];
      if (cell.answer == Answer::stated) {
        having.push_back(names_[i]);
      } else {
        others.push_back(fmt::format("{} {}", names_[i], silence(cell, is_ability)));
      }
    }
    return fmt::format("Only {}; {}", plan::enumerate(having), plan::enumerate(others));
  }

  /// Things of which the same is said share a line.
  std::vector<List> gather(const Matrix& matrix, const std::vector<RowId>& rows) const {
    std::map<std::string, std::size_t> places;
    std::vector<List> lists;
    for (const RowId& id : rows) {
      const Row& row = matrix.at(id);
      const auto [list, is_new] = places.emplace(sides(row, is_of_capability(matrix)), lists.size());
      if (is_new) {
        lists.push_back({list->first, {}});
      }
      const auto stated = std::find_if(row.cells.begin(), row.cells.end(),
                                       [](const Cell& cell) { return cell.answer == Answer::stated; });
      add(lists[list->second], line_of(*stated, is_of_capability(matrix)), title_of(matrix, id), row.irreversible,
          is_of_capability(matrix) ? "; " : ", ");
    }
    return lists;
  }

  static void add(List& list, const std::string& lead, const std::string& text, bool is_grave,
                  const char* separator = ", ") {
    const auto found = std::find_if(list.items.begin(), list.items.end(),
                                    [&lead](const List::Item& item) { return item.lead == lead; });
    if (found == list.items.end()) {
      list.items.push_back({lead, text, is_grave ? Line::Kind::grave : Line::Kind::answer});
    } else {
      found->text += separator + text;
    }
  }

  void one_sided(const std::string& title, const Matrix& matrix) {
    Section section{title, "", {}};
    for (std::size_t i = 0; i < comparison_.events.size(); ++i) {
      const auto rows = rows_of(matrix, i, [](const Row& row) { return row.difference == Difference::one_sided; });
      if (options_.verbose && !rows.empty()) {
        section.blocks.push_back({comparison_.events[i].title, table_of(matrix, rows, ""), {}});
      } else if (!rows.empty()) {
        section.blocks.push_back({comparison_.events[i].title, std::nullopt, gather(matrix, rows)});
      }
    }
    add(std::move(section));
  }

  /// The guards that say who may do it.
  void who_may() {
    Table table{"", names_, {}};
    for (const Event& event : comparison_.events) {
      Table::Row row{short_title(event.title), {}};
      bool is_said = false;
      for (const EventAnswer& answer : event.answers) {
        Lines lines;
        for (const VendorEvent& each : answer.events) {
          add_guards(lines, each, answer.events.size() > 1);
        }
        is_said = is_said || !lines.empty();
        if (lines.empty()) {
          lines.push_back({Line::Kind::absent, answer.events.empty() ? "speaks of no such event" : "does not say"});
        }
        row.cells.push_back(std::move(lines));
      }
      if (is_said) {
        table.rows.push_back(std::move(row));
      }
    }
    if (!table.rows.empty()) {
      add({"Who may do it", "What is said to anybody else.", {Block{"", std::move(table), {}}}});
    }
  }

  void add_guards(Lines& lines, const VendorEvent& event, bool name_event) const {
    for (const Guard& guard : event.guards) {
      if (!guard.says_who) {
        continue;
      }
      const std::string text = guard.otherwise.empty() ? guard.name : guard.otherwise;
      lines.push_back({Line::Kind::answer, name_event ? fmt::format("{}: {}", event.named.title, text) : text});
      if (options_.verbose) {
        lines.push_back({Line::Kind::source, guard.require});
        lines.push_back({Line::Kind::source, fmt::format("{}", fmt::join(guard.cites, ", "))});
      }
    }
  }

  static std::string titles(const std::vector<Named>& things, const char* separator = ", ") {
    std::vector<std::string> out;
    std::transform(things.begin(), things.end(), std::back_inserter(out), [](const Named& each) { return each.title; });
    return fmt::format("{}", fmt::join(out, separator));
  }

  void unmapped() {
    Section section{"Without a common word",
                    "No concept stands for these, so that nothing of the others' can be put beside them.",
                    {}};
    for (std::size_t i = 0; i < comparison_.contestants.size(); ++i) {
      const Unmapped& found = comparison_.contestants[i].unmapped;
      List list{names_[i], {}};
      const auto add_items = [&list](const char* lead, const std::string& text) {
        if (!text.empty()) {
          list.items.push_back({lead, text});
        }
      };
      add_items("Events", titles(found.events));
      add_items("Objects", titles(found.entities));
      add_items("Abilities", titles(found.capabilities, "; "));
      add_items("Fields", fields(found.fields));
      if (!list.items.empty()) {
        section.blocks.push_back({"", std::nullopt, {std::move(list)}});
      }
    }
    add(std::move(section));
  }

  /// By name only with `all`: there are many, and they matter to who writes packs.
  std::string fields(const std::vector<UnmappedField>& fields) const {
    if (!options_.all || fields.empty()) {
      return fields.empty() ? "" : fmt::format("{} that no neutral account fills", fields.size());
    }
    std::vector<std::string> names;
    for (const UnmappedField& each : fields) {
      names.push_back(each.entity.name + "." + each.field.name);
    }
    return fmt::format("{}", fmt::join(names, ", "));
  }

  void listed(const std::string& title, Difference wanted) {
    Section section{title, "", {}};
    for (std::size_t i = 0; i < comparison_.events.size(); ++i) {
      List list;
      for (const Matrix* matrix : {&comparison_.objects, &comparison_.capabilities}) {
        for (const RowId& id : rows_of(*matrix, i, [wanted](const Row& row) { return row.difference == wanted; })) {
          const Row& row = matrix->at(id);
          add(list,
              wanted == Difference::same ? line_of(row.cells.front(), is_of_capability(*matrix))
                                         : nobody(row, is_of_capability(*matrix)),
              title_of(*matrix, id), row.irreversible);
        }
      }
      if (!list.items.empty()) {
        section.blocks.push_back({comparison_.events[i].title, std::nullopt, {std::move(list)}});
      }
    }
    add(std::move(section));
  }

  /// "Pipedrive speaks of no such thing, HubSpot says nothing".
  std::string nobody(const Row& row, bool is_ability) const {
    std::vector<std::string> parts;
    for (std::size_t i = 0; i < row.cells.size(); ++i) {
      parts.push_back(fmt::format("{} {}", names_[i], silence(row.cells[i], is_ability)));
    }
    return fmt::format("{}", fmt::join(parts, ", "));
  }

  void unclaimed() {
    List list;
    for (const Unclaimed& each : comparison_.unclaimed) {
      constexpr const char* kinds[] = {"Objects", "Events", "Abilities"};
      add(list, kinds[static_cast<std::size_t>(each.kind)], short_title(each.title), false);
    }
    if (!list.items.empty()) {
      add({"Concepts that none of them has anything for", "", {Block{"", std::nullopt, {std::move(list)}}}});
    }
  }

  const Comparison& comparison_;
  const ReportOptions& options_;
  std::vector<std::string> names_;
  Report report_;
};

}  // namespace

Report report(const Comparison& comparison, const ReportOptions& options) {
  return Reporter(comparison, options).take();
}

}  // namespace exeunt::compare
