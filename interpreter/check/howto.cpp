#include "interpreter/check/howto.h"

#include "interpreter/check/cite.h"
#include "interpreter/check/event.h"
#include "interpreter/check/text.h"

namespace exeunt::check {

void check_howtos(Context& context) {
  for (const auto& [name, declared] : context.all<ast::HowTo>()) {
    const ast::HowTo& written = *declared.body;
    program::HowTo out;
    out.name = name;
    out.title = plain(written.title);
    for (EventIndex event : resolve_events(context, written.events)) {
      out.events.push_back(context.program->events[event].name);
    }
    for (const ast::Step& step : written.steps) {
      out.steps.push_back({step.text.value, resolve_cites(context, step.cites)});
    }
    out.cites = resolve_cites(context, written.cites);
    out.declared = written.name.span;
    context.program->howtos.push_back(std::move(out));
  }
}

void check_capabilities(Context& context) {
  for (const auto& [name, declared] : context.all<ast::Capability>()) {
    const ast::Capability& written = *declared.body;
    context.program->capabilities.push_back(
        {name, plain(written.title),
         resolve_concept(context, written.concept_name, {ConceptKind::capability, "capability", name}),
         resolve_cites(context, written.cites), written.name.span});
  }
}

}  // namespace exeunt::check
