#include "interpreter/compare/build.h"

#include <algorithm>
#include <set>

#include "interpreter/compare/events.h"
#include "interpreter/compare/fates.h"
#include "interpreter/compare/matrix.h"
#include "interpreter/compare/selection.h"
#include "interpreter/compare/statements.h"
#include "interpreter/compare/view.h"

namespace exeunt::compare {

namespace {

/// Of the entity's fields, those that the neutral account fills; none where its concept has no fields.
const program::Projection* find_projection(const program::Program& program, model::EntityIndex entity) {
  const auto found = std::find_if(program.projections.begin(), program.projections.end(),
                                  [entity](const program::Projection& each) { return each.entity == entity; });
  return found == program.projections.end() ? nullptr : &*found;
}

Unmapped find_unmapped(const View& view) {
  const program::Program& program = view.program();
  Unmapped out;
  for (model::EntityIndex i = 0; i < program.model->entities.size(); ++i) {
    const model::Entity& entity = program.model->entities[i];
    if (view.key(entity).unmapped) {
      out.entities.push_back(view.named(i));
    }
    if (const program::Projection* const projection = find_projection(program, i)) {
      std::set<model::FieldIndex> mapped;
      for (const auto& [field, value] : projection->fields) {
        mapped.insert(field);
      }
      for (model::FieldIndex field = 0; field < entity.fields.size(); ++field) {
        if (!mapped.contains(field)) {
          out.fields.push_back({view.named(i), view.named(i, field)});
        }
      }
    }
  }
  for (const program::Event& event : program.events) {
    if (view.key(event).unmapped) {
      out.events.push_back(view.named(event));
    }
  }
  for (const program::Capability& capability : program.capabilities) {
    if (view.key(capability).unmapped) {
      out.capabilities.push_back(view.capability(capability.name));
    }
  }
  return out;
}

void note_cites(std::set<std::string>& to, const std::vector<std::string>& cites) {
  to.insert(cites.begin(), cites.end());
}

/// All that the comparison names.
std::vector<Fact> cited_facts(const Comparison& comparison, const View& view) {
  std::set<std::string> cited;
  for (const Event& event : comparison.events) {
    note_cites(cited, event.answers[view.index()].cites);
  }
  for (const Matrix* matrix : {&comparison.objects, &comparison.capabilities}) {
    for (const Concept& what : matrix->concepts) {
      for (const Own& own : what.own[view.index()]) {
        note_cites(cited, own.cites);
      }
      for (const Row& row : what.rows) {
        note_cites(cited, row.cells[view.index()].cites);
      }
    }
  }
  std::vector<Fact> facts;
  for (const program::Fact& fact : view.program().facts) {  // by id
    if (cited.contains(fact.id)) {
      facts.push_back({fact.id, on_one_line(fact.section), on_one_line(fact.text)});
    }
  }
  return facts;
}

}  // namespace

std::optional<Comparison> compare(const std::vector<Input>& inputs, const Options& options,
                                  const source::Manager& sources, diagnostic::Sink& sink) {
  std::vector<View> views;
  for (std::size_t i = 0; i < inputs.size(); ++i) {
    views.emplace_back(inputs[i], sources, i);
  }
  Comparison out;
  out.events = read_events(views);
  read_concepts(views, out.objects, out.capabilities);
  if (!select(options, out, sink)) {
    return std::nullopt;
  }
  fill(views, out.events, out.objects, out.capabilities);
  out.unclaimed = find_unclaimed(views);
  out.one_pack = std::all_of(inputs.begin(), inputs.end(),
                             [&](const Input& input) { return input.program->pack == inputs.front().program->pack; });
  if (out.one_pack) {
    compare_statements(views, out);
  }
  for (const View& view : views) {
    const program::Program& program = view.program();
    out.contestants.push_back({program.pack, on_one_line(program.title), program.edition,
                               on_one_line(view.input().edition_title), program.digest, cited_facts(out, view),
                               find_unmapped(view)});
  }
  return out;
}

}  // namespace exeunt::compare
