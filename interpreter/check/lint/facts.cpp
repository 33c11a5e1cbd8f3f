#include <algorithm>

#include "interpreter/check/lint/lint.h"

namespace exeunt::check {

using diagnostic::Kind;

void lint_facts(Context& context) {
  const std::string& edition = context.composition.edition;
  for (const program::Fact& fact : context.program->facts) {
    // What only an edition extended states need not be repeated by the one that extends it.
    const bool own =
        fact.editions.empty() || std::find(fact.editions.begin(), fact.editions.end(), edition) != fact.editions.end();
    if (own && !context.used.facts.contains(fact.id)) {
      context.sink.report<Kind::fact_uncited>(fact.declared, fact.id);
    }
  }
}

}  // namespace exeunt::check
