#include "interpreter/check/lack.h"

#include "interpreter/check/cite.h"
#include "interpreter/check/concept.h"
#include "interpreter/check/text.h"

namespace exeunt::check {

using diagnostic::Kind;

namespace {

/// The declaration of this kind that is of the concept, reported.
template <class Body>
void report_contradiction(Context& context, const ast::Name& lacked, std::string_view keyword) {
  for (const auto& [name, declared] : context.all<Body>()) {
    const std::optional<ast::Name>& concept_name = declared.body->concept_name;
    if (concept_name && concept_name->text == lacked.text) {
      context.sink.report<Kind::lack_contradicted>(lacked.span, context.pack.name, lacked.text, keyword, name)
          .label(concept_name->span, "stated here")
          .help("an edition leaves out what the one it extends lacks with `drop lacks " + lacked.text + "`");
      return;
    }
  }
}

}  // namespace

void check_lacks(Context& context) {
  for (const auto& [name, declared] : context.all<ast::Lack>()) {
    const ast::Lack& written = *declared.body;
    std::vector<std::string> cites = resolve_cites(context, written.cites);
    const ast::Concept* lacked = find_concept(context, written.name);
    if (lacked == nullptr) {
      continue;
    }
    switch (concept_kind(*lacked).value_or(ConceptKind::object)) {
      case ConceptKind::object:
        report_contradiction<ast::Entity>(context, written.name, "entity");
        break;
      case ConceptKind::event:
        report_contradiction<ast::Event>(context, written.name, "event");
        break;
      case ConceptKind::capability:
        report_contradiction<ast::Capability>(context, written.name, "capability");
        break;
    }
    context.program->lacks.push_back({name, plain(written.why), std::move(cites), written.name.span});
  }
}

}  // namespace exeunt::check
