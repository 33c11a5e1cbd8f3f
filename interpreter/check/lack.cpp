#include "interpreter/check/lack.h"

#include <map>

#include "interpreter/check/cite.h"
#include "interpreter/check/concept.h"
#include "interpreter/check/text.h"

namespace exeunt::check {

using diagnostic::Kind;

namespace {

/// Something of the pack that is of a concept: the first by name.
struct Holder {
  std::string_view keyword;
  std::string name;
  source::Span stated;
};
using Holders = std::map<std::pair<ConceptKind, std::string>, Holder>;

template <class Body>
void add_holders(const Context& context, ConceptKind kind, std::string_view keyword, Holders& holders) {
  for (const auto& [name, declared] : context.all<Body>()) {
    if (const std::optional<ast::Name>& is = declared.body->concept_name) {
      holders.try_emplace({kind, is->text}, Holder{keyword, name, is->span});
    }
  }
}

}  // namespace

void check_lacks(Context& context) {
  Holders holders;
  if (!context.all<ast::Lack>().empty()) {
    add_holders<ast::Entity>(context, ConceptKind::object, "entity", holders);
    add_holders<ast::Event>(context, ConceptKind::event, "event", holders);
    add_holders<ast::Capability>(context, ConceptKind::capability, "capability", holders);
  }
  for (const auto& [name, declared] : context.all<ast::Lack>()) {
    const ast::Lack& written = *declared.body;
    std::vector<std::string> cites = resolve_cites(context, written.cites);
    const ast::Concept* lacked = find_concept(context, written.name);
    const auto kind = lacked != nullptr ? concept_kind(*lacked) : std::nullopt;
    if (!kind) {
      continue;  // reported
    }
    if (const auto holder = holders.find({*kind, name}); holder != holders.end()) {
      context.sink
          .report<Kind::lack_contradicted>(written.name.span, context.pack.name, name, holder->second.keyword,
                                           holder->second.name)
          .label(holder->second.stated, "stated here")
          .help("an edition leaves out what the one it extends lacks with `drop lacks " + name + "`");
    }
    context.program->lacks.push_back({name, plain(written.why), std::move(cites), written.name.span});
  }
}

}  // namespace exeunt::check
