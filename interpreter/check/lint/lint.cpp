#include "interpreter/check/lint/lint.h"

namespace exeunt::check {

void lint(Context& context) {
  lint_provenance(context);
  lint_facts(context);
  lint_unused(context);
  lint_conditions(context);
  lint_texts(context);
  lint_locales(context);
  lint_projections(context);
  lint_conflicts(context);
}

}  // namespace exeunt::check
