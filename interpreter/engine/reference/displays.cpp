#include "interpreter/engine/reference/run.h"

namespace exeunt::engine::reference {
namespace {

/// The text in the request's locale, or in the one that stands in for it.
const graph::Template& form(const graph::Display& display, const std::string& locale) {
  const auto found = display.texts.find(locale);
  return found != display.texts.end() ? found->second : display.texts.at(std::string(program::default_locale));
}

/// Fills the placeholders in. What cannot be known goes into the doubt.
void render(const Run& run, const graph::Template& text, const cel::Activation& activation, Shown& shown) {
  for (const graph::TemplatePart& part : text) {
    shown.text += part.text;
    if (part.expression) {
      const cel::Value value = part.expression->program.evaluate(activation);
      shown.doubt.add(doubt_of(value));
      shown.text += run.world.names.text(value);
    }
  }
}

}  // namespace

// Like advice, a display sees the account as it was: who is no longer named anywhere is still known here by name.
void evaluate_displays(Run& run) {
  for (std::size_t i = 0; i < run.graph.displays.size(); ++i) {
    const graph::Display& display = run.graph.displays[i];
    SeenRule* const seen = run.observation != nullptr ? &run.observation->displays[i] : nullptr;
    for (const ObjectIndex object : run.extent(display.entity, display.subject_only)) {
      const Activation activation(run.world, object);
      const Answer holds = display.where ? ask(*display.where, activation, seen != nullptr ? &seen->where : nullptr)
                                         : Answer{Truth::yes, {}};
      if (seen != nullptr) {
        note(*seen, holds.truth);
      }
      if (holds.truth == Truth::no) {
        continue;
      }
      Shown shown{&display, object, {}, holds.doubt};
      if (holds.truth == Truth::yes) {
        render(run, form(display, run.request.locale), activation, shown);
      }
      run.shown.push_back(std::move(shown));
    }
  }
}

}  // namespace exeunt::engine::reference
