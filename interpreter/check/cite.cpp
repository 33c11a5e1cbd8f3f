#include "interpreter/check/cite.h"

#include <algorithm>

#include "interpreter/check/concept.h"
#include "interpreter/check/name.h"

namespace exeunt::check {

using diagnostic::Kind;

bool is_stated(const Context& context, const program::Fact& fact) {
  const std::vector<std::string>& chain = context.composition.chain;
  return fact.editions.empty() ||
         std::any_of(fact.editions.begin(), fact.editions.end(), [&](const std::string& edition) {
           return std::find(chain.begin(), chain.end(), edition) != chain.end();
         });
}

std::vector<std::string> resolve_cites(Context& context, const std::vector<ast::Name>& cites) {
  std::vector<std::string> ids;
  for (const ast::Name& cite : cites) {
    if (std::find(ids.begin(), ids.end(), cite.text) != ids.end()) {
      continue;
    }
    ids.push_back(cite.text);
    context.used.facts.insert(cite.text);
    if (!context.pack.facts) {
      continue;
    }
    const auto found = context.fact_index.find(cite.text);
    if (found == context.fact_index.end()) {
      auto report = context.sink.report<Kind::fact_unknown>(cite.span, cite.text);
      suggest(context.sink, report, cite.text, context.fact_index);
    } else if (const program::Fact& fact = context.pack.fact_list[found->second]; !is_stated(context, fact)) {
      context.sink.report<Kind::fact_of_other_edition>(cite.span, cite.text, context.composition.edition)
          .label(fact.declared, "stated by " + listed(fact.editions));
    }
  }
  return ids;
}

const ast::Concept* find_concept(Context& context, const ast::Name& name) {
  if (const auto* declared = context.find<ast::Concept>(name.text)) {
    return declared->body;
  }
  auto report = context.sink.report<Kind::concept_unknown>(name.span, name.text);
  suggest(context.sink, report, name.text, context.all<ast::Concept>());
  return nullptr;
}

std::string resolve_concept(Context& context, const std::optional<ast::Name>& name, const Classified& who) {
  const ast::Concept* declared = name ? find_concept(context, *name) : nullptr;
  if (declared == nullptr) {
    return "";
  }
  // A capability's concept changes no plan, so the digest does not know of it.
  if (who.kind != ConceptKind::capability) {
    context.used.concepts.insert(name->text);
  }
  const auto kind = concept_kind(*declared);
  if (!kind) {
    return "";  // reported where it is declared
  }
  if (*kind != who.kind) {
    context.sink
        .report<Kind::concept_of_other_kind>(name->span, name->text, plural_word(*kind), who.keyword, who.name)
        .label(declared->name.span, "declared here");
    return "";
  }
  return name->text;
}

}  // namespace exeunt::check
