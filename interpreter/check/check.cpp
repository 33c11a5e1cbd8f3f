#include "interpreter/check/check.h"

#include <algorithm>

#include "interpreter/check/advice.h"
#include "interpreter/check/cite.h"
#include "interpreter/check/concept.h"
#include "interpreter/check/context.h"
#include "interpreter/check/display.h"
#include "interpreter/check/event.h"
#include "interpreter/check/howto.h"
#include "interpreter/check/lack.h"
#include "interpreter/check/let.h"
#include "interpreter/check/lint/lint.h"
#include "interpreter/check/meaning.h"
#include "interpreter/check/model.h"
#include "interpreter/check/outcome.h"
#include "interpreter/check/outcome_class.h"
#include "interpreter/check/projection.h"
#include "interpreter/check/rule.h"
#include "interpreter/check/text.h"

namespace exeunt::check {

namespace {

std::string title_of_pack(const Pack& pack) {
  for (const ast::File& file : pack.files) {
    if (file.title) {
      return file.title->value;
    }
  }
  return pack.name;
}

void add_facts(Context& context) {
  std::vector<program::Fact>& facts = context.program->facts;
  for (const program::Fact& fact : context.pack.fact_list) {
    if (is_stated(context, fact)) {
      facts.push_back(fact);
    }
  }
  std::sort(facts.begin(), facts.end(), [](const program::Fact& a, const program::Fact& b) { return a.id < b.id; });
}

}  // namespace

std::shared_ptr<const program::Program> check(const Pack& pack, const source::Manager&, diagnostic::Sink& sink,
                                              const CheckOptions& options) {
  if (!pack.complete) {
    return nullptr;
  }
  const std::size_t errors = sink.errors();
  auto composition = compose(pack, options.edition, sink);
  if (!composition) {
    return nullptr;
  }
  Context context(pack, sink, std::move(*composition));
  for (std::size_t i = 0; i < pack.fact_list.size(); ++i) {
    context.fact_index.emplace(pack.fact_list[i].id, i);
  }
  program::Program& program = *context.program;
  program.pack = pack.name;
  program.title = title_of_pack(pack);
  program.edition = context.composition.edition;
  add_facts(context);

  check_classes(context);
  check_model(context);
  check_concepts(context);
  check_projections(context);
  program.model = context.model;
  check_event_signatures(context);
  context.types = make_types(context);
  program.types = context.types;
  check_lets(context);
  make_event_scopes(context);
  check_event_bodies(context);
  check_capabilities(context);
  check_lacks(context);
  check_howtos(context);
  check_outcomes(context);
  list_rules(context);
  check_rules(context);
  check_advice(context);
  check_displays(context);
  if (sink.errors() != errors) {
    return nullptr;
  }
  program.digest = digest_of_meaning(context);
  if (options.lint) {
    lint(context);
  }
  return context.program;
}

}  // namespace exeunt::check
