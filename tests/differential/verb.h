// Outcomes as those see them who use them: what has to be said, and which fields fit. Read off the standard library's own
// text, so that an outcome more there is one more here.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "interpreter/ast/ast.h"
#include "tests/differential/expression.h"

namespace exeunt::differential {

struct Verb {
  ast::Outcome outcome;
  std::string entity;  ///< the only one that it is for; empty: any that fits
  bool erases = false;
  bool is_late = false;             ///< of one that is for one entity: what it writes is late
  std::vector<std::string> fields;  ///< that it writes whoever uses it
};

/// Of every module.
std::vector<Verb> verbs_of(const std::vector<ast::File>& modules);

/// Where a verb is used.
struct Use {
  const Shape* shape = nullptr;
  std::vector<std::size_t> entities;       ///< of the rule
  std::vector<std::string> capabilities;
  bool writes_late = false;                ///< the rule looks at the plan
  std::vector<std::string>* written = nullptr;  ///< fields that the rule writes already, of which it adds its own
};

/// `transfer(first_admin, owner)`. No value: it does not fit there.
std::optional<std::string> use_verb(const Verb& verb, const Use& use, Random& random, Expressions& expressions);

}  // namespace exeunt::differential
