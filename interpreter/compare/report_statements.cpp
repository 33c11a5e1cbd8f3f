#include "interpreter/compare/report_statements.h"

#include <fmt/format.h>

#include <algorithm>
#include <map>

#include "interpreter/plan/wording.h"

namespace exeunt::compare {

namespace {

std::string title_of(const Statement& statement) {
  const std::string head = fmt::format("{} {}", name(statement.kind), statement.name);
  return statement.title.empty() ? head : fmt::format("{}: {}", head, statement.title);
}

Block changed(const Statement& statement, const std::vector<std::string>& names) {
  Table table{"", names, {}};
  for (const Clause& clause : statement.clauses) {
    Table::Row row{clause.name, {}};
    for (std::size_t i = 0; i < clause.texts.size(); ++i) {
      const auto& text = clause.texts[i];
      row.cells.push_back({text                   ? Line{Line::Kind::answer, *text}
                           : statement.present[i] ? Line{Line::Kind::absent, "without it"}
                                                  : Line{Line::Kind::absent, "not there"}});
    }
    table.rows.push_back(std::move(row));
  }
  return {title_of(statement), std::move(table), {}};
}

std::string owners(const Statement& statement, const std::vector<std::string>& names) {
  std::vector<std::string> owners;
  for (std::size_t i = 0; i < names.size(); ++i) {
    if (statement.present[i]) {
      owners.push_back(names[i]);
    }
  }
  return plan::enumerate(owners);
}

/// A statement that some have and others have not: what it says, in short, or clause by clause.
void add(List& list, const Statement& statement, bool verbose) {
  list.items.push_back({fmt::format("{} {}", name(statement.kind), statement.name), statement.title});
  for (const Clause& clause : statement.clauses) {
    const auto text =
        std::find_if(clause.texts.begin(), clause.texts.end(), [](const auto& each) { return each.has_value(); });
    const bool is_core = clause.name == "where" || clause.name == "then" || clause.name == "after" ||
                         clause.name == "value" || clause.name == "require";
    if (text == clause.texts.end() || clause.name == "title" || (!verbose && !is_core)) {
      continue;
    }
    const std::string told = fmt::format("{} {}", clause.name, **text);
    if (list.items.back().text.empty()) {
      list.items.back().text = told;
    } else {
      list.items.push_back({"", told, Line::Kind::source});
    }
  }
}

}  // namespace

Section report_statements(const Comparison& comparison, const std::vector<std::string>& names,
                          const ReportOptions& options) {
  Section section{"Statement by statement", "", {}};
  std::map<std::string, List> only;
  std::size_t count = 0;
  for (const Statement& statement : comparison.statements) {
    if (statement.changed) {
      section.blocks.push_back(changed(statement, names));
      ++count;
    } else {
      List& list = only[owners(statement, names)];
      add(list, statement, options.verbose);
    }
  }
  for (auto& [owner, list] : only) {
    list.title = "Only in " + owner;
    section.blocks.push_back({"", std::nullopt, {std::move(list)}});
  }
  section.text = fmt::format("{} changed, {} in some editions only, {} the same", count,
                             comparison.statements.size() - count, comparison.same_statements);
  return section;
}

}  // namespace exeunt::compare
