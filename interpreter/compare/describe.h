// The statements of a program, clause by clause, as text that can be compared: layout, order and spelling (DSL, YAML)
// make no difference. Private to the room.
#pragma once

#include <map>
#include <set>
#include <string>

#include "interpreter/compare/comparison.h"
#include "interpreter/compare/view.h"

namespace exeunt::compare {

struct StatementId {
  Statement::Kind kind = Statement::Kind::rule;
  std::string name;
  friend auto operator<=>(const StatementId&, const StatementId&) = default;
};

/// Clause to text; clauses that are not there are left out.
using Described = std::map<std::string, std::string>;
using Statements = std::map<StatementId, Described>;

/// What was asked for by name.
class Selection {
 public:
  explicit Selection(const Comparison& comparison)
      : events_(comparison.only_events.begin(), comparison.only_events.end()),
        concepts_(comparison.only_concepts.begin(), comparison.only_concepts.end()) {}

  bool has_event(const Key& key) const { return events_.empty() || events_.contains(key.text); }
  bool has_concept(const Key& key) const { return concepts_.empty() || concepts_.contains(key.text); }
  bool has_all_events() const { return events_.empty(); }
  bool has_all_concepts() const { return concepts_.empty(); }

 private:
  std::set<std::string> events_;
  std::set<std::string> concepts_;
};

/// Those that are about an event and a concept that were asked for; everything, where nothing was.
Statements describe(const View& view, const Selection& selection);

}  // namespace exeunt::compare
