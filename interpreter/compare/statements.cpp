#include "interpreter/compare/statements.h"

#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <set>
#include <utility>

#include "interpreter/compare/describe.h"

namespace exeunt::compare {

namespace {

/// In the order in which people read a rule; anything else follows by name.
std::size_t place_of(const std::string& clause) {
  static constexpr std::string_view order[] = {"title",   "is",   "on",      "for",    "arguments", "phases", "phase",
                                               "require", "else", "unblock", "how-to", "where",     "then",   "class",
                                               "after",   "due",  "unless",  "value",  "inventory", "steps",  "shows"};
  const auto found = std::find(std::begin(order), std::end(order), clause);
  constexpr std::string_view last[] = {"note", "why", "overrides", "cite"};
  const auto late = std::find(std::begin(last), std::end(last), clause);
  const bool is_last = late != std::end(last);
  return static_cast<std::size_t>(found - std::begin(order)) +
         (is_last ? static_cast<std::size_t>(late - std::begin(last)) + 1 : 0);
}

using Texts = std::vector<std::optional<std::string>>;

bool all_equal(const Texts& texts, const std::vector<bool>& present) {
  const std::optional<std::string>* first = nullptr;
  for (std::size_t i = 0; i < texts.size(); ++i) {
    if (present[i] && first == nullptr) {
      first = &texts[i];
    } else if (present[i] && *first != texts[i]) {
      return false;
    }
  }
  return true;
}

/// No value: it is the same everywhere.
std::optional<Statement> compare(const StatementId& id, const std::vector<const Described*>& described) {
  Statement statement;
  statement.kind = id.kind;
  statement.name = id.name;
  std::set<std::pair<std::size_t, std::string>> clauses;
  std::set<std::string> titles;
  for (const Described* each : described) {
    statement.present.push_back(each != nullptr);
    if (each == nullptr) {
      continue;
    }
    for (const auto& [clause, text] : *each) {
      clauses.emplace(place_of(clause), clause);
    }
    const auto title = each->find("title");
    titles.insert(title == each->end() ? "" : title->second);
  }
  statement.title = titles.size() == 1 ? *titles.begin() : "";
  const auto having = std::count(statement.present.begin(), statement.present.end(), true);
  for (const auto& [place, clause] : clauses) {
    Texts texts;
    for (const Described* each : described) {
      const bool has = each != nullptr && each->contains(clause);
      texts.push_back(has ? std::optional(each->at(clause)) : std::nullopt);
    }
    const bool differs = having > 1 && !all_equal(texts, statement.present);
    statement.changed = statement.changed || differs;
    if (differs || having == 1) {
      statement.clauses.push_back({clause, std::move(texts)});
    }
  }
  const bool is_everywhere = having == static_cast<std::ptrdiff_t>(described.size());
  return is_everywhere && !statement.changed ? std::nullopt : std::optional(std::move(statement));
}

}  // namespace

void compare_statements(const std::vector<View>& views, Comparison& comparison) {
  const Selection selection(comparison);
  std::vector<Statements> described;
  std::set<StatementId> ids;
  for (const View& view : views) {
    described.push_back(describe(view, selection));
    for (const auto& [id, clauses] : described.back()) {
      ids.insert(id);
    }
  }
  for (const StatementId& id : ids) {
    std::vector<const Described*> each;
    for (const Statements& statements : described) {
      const auto found = statements.find(id);
      each.push_back(found == statements.end() ? nullptr : &found->second);
    }
    if (auto statement = compare(id, each)) {
      comparison.statements.push_back(std::move(*statement));
    } else {
      ++comparison.same_statements;
    }
  }
}

}  // namespace exeunt::compare
