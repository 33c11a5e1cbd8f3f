#include "interpreter/check/lint/lint.h"

namespace exeunt::check {

using diagnostic::Kind;

namespace {

class TextLint {
 public:
  explicit TextLint(Context& context) : context_(context) {}

  void look_at(const std::optional<ast::Text>& text, std::string_view what) {
    if (text) {
      look_at(*text, what);
    }
  }

  void look_at(const ast::Text& text, std::string_view what) {
    const std::size_t open = text.value.find('{');
    if (open != std::string::npos && text.value.find('}', open) != std::string::npos) {
      context_.sink.report<Kind::placeholder_unfilled>(text.span, what);
    }
  }

 private:
  Context& context_;
};

}  // namespace

void lint_texts(Context& context) {
  TextLint lint(context);
  for (const auto& [name, declared] : context.all<ast::Rule>()) {
    lint.look_at(declared.body->title, "the title of a rule");
    lint.look_at(declared.body->note, "a note");
  }
  for (const auto& [name, declared] : context.all<ast::Advice>()) {
    lint.look_at(declared.body->note, "a note");
  }
  for (const auto& [name, declared] : context.all<ast::Display>()) {
    lint.look_at(declared.body->title, "the title of a display");
    lint.look_at(declared.body->note, "a note");
  }
  for (const auto& [name, declared] : context.all<ast::Capability>()) {
    lint.look_at(declared.body->title, "the title of a capability");
  }
  for (const auto& [name, declared] : context.all<ast::Event>()) {
    lint.look_at(declared.body->title, "the title of an event");
    if (declared.body->inventory) {
      lint.look_at(declared.body->inventory->title, "the title of an inventory");
    }
  }
  for (const auto& [name, declared] : context.all<ast::HowTo>()) {
    lint.look_at(declared.body->title, "the title of a how-to");
    for (const ast::Step& step : declared.body->steps) {
      lint.look_at(step.text, "a step");
    }
  }
}

}  // namespace exeunt::check
