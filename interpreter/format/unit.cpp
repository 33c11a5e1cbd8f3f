#include "interpreter/format/unit.h"

#include <algorithm>

namespace exeunt::format {

namespace {

using source::Span;

/// Visits every element of a file once: its span, and its CEL.
class Walk {
 public:
  Walk(const std::function<void(Span)>& span, const std::function<void(const ast::Expression&)>& expression)
      : span_(span), expression_(expression) {}

  void file(const ast::File& file) {
    all(file.pack, file.title, file.module);
    if (file.edition) {
      all(file.edition->name, file.edition->extends, file.edition->title);
    }
    visit(file.uses);
    for (const ast::Declaration& declaration : file.declarations) {
      span_(declaration.span);
      std::visit([this](const auto& body) { visit(body); }, declaration.body);
    }
  }

 private:
  template <class... Parts>
  void all(const Parts&... parts) {
    (visit(parts), ...);
  }
  template <class Part>
  void visit(const std::optional<Part>& part) {
    if (part) {
      visit(*part);
    }
  }
  template <class Part>
  void visit(const std::vector<Part>& parts) {
    for (const Part& part : parts) {
      visit(part);
    }
  }
  void visit(const ast::Name& name) { span_(name.span); }
  void visit(const ast::Text& text) { span_(text.span); }
  void visit(const ast::Expression& expression) {
    span_(expression.span);
    expression_(expression);
  }
  /// A piece whose inner CEL is part of the same line.
  void inner(const std::optional<ast::Expression>& expression) {
    if (expression) {
      expression_(*expression);
    }
  }

  void visit(const ast::Concept& body) { all(body.name, body.title, body.plural, body.of, body.fields); }
  void visit(const ast::Class& body) { all(body.name, body.title, body.severity, body.scheduled); }
  void visit(const ast::Lack& body) { all(body.name, body.why, body.cites); }
  void visit(const ast::EnumValue& value) { all(value.name, value.title); }
  void visit(const ast::Enum& body) { all(body.name, body.values); }
  void visit(const ast::Capability& body) { all(body.name, body.title, body.concept_name, body.cites); }
  void visit(const ast::Field& field) {
    span_(field.span);
    inner(field.is);
  }
  void visit(const ast::Entity& body) {
    all(body.name, body.title, body.plural, body.concept_name, body.where, body.fields);
  }
  void visit(const ast::Parameter& parameter) {
    span_(parameter.span);
    inner(parameter.default_value);
  }
  void visit(const ast::Write& write) {
    span_(write.span);
    all(write.target, write.value);
    for (const auto& [name, value] : write.fields) {
      all(name, value);
    }
  }
  void visit(const ast::Outcome& body) {
    all(body.name, body.parameters, body.title, body.class_name, body.writes, body.note);
  }
  void visit(const ast::OrderKey& key) { visit(key.key); }
  void visit(const ast::Lookup& lookup) { all(lookup.type, lookup.variable, lookup.where, lookup.by); }
  void visit(const ast::Let& body) {
    all(body.name, body.parameters);
    std::visit([this](const auto& value) { visit(value); }, body.value);
  }
  void visit(const ast::Argument& argument) {
    span_(argument.span);
    inner(argument.default_value);
  }
  void visit(const ast::Phase& phase) { all(phase.name, phase.title); }
  void visit(const ast::Guard& guard) {
    span_(guard.span);
    all(guard.name, guard.require, guard.otherwise, guard.unblock, guard.howto, guard.cites);
  }
  void visit(const ast::Inventory& inventory) {
    span_(inventory.span);
    all(inventory.title, inventory.cites);
  }
  void visit(const ast::Event& body) {
    all(body.name, body.title, body.subject_type, body.concept_name, body.arguments, body.phases, body.guards,
        body.inventory, body.cites);
  }
  void visit(const ast::SharedGuard& body) { all(body.name, body.events, body.guard); }
  void visit(const ast::Step& step) {
    span_(step.span);
    all(step.text, step.cites);
  }
  void visit(const ast::HowTo& body) { all(body.name, body.title, body.events, body.steps, body.cites); }
  void visit(const ast::Targets& targets) {
    span_(targets.span);
    all(targets.types, targets.alias);
  }
  void visit(const ast::Call& call) {
    span_(call.span);
    for (const ast::CallArgument& argument : call.arguments) {
      expression_(argument.value);
    }
  }
  void visit(const ast::Delay& delay) {
    span_(delay.span);
    inner(delay.expression);
  }
  void visit(const ast::Rule& body) {
    all(body.name, body.title, body.events, body.phase, body.targets, body.where, body.then, body.after, body.due,
        body.unless, body.overrides, body.note, body.cites);
  }
  void visit(const ast::Advice& body) {
    all(body.name, body.title, body.events, body.targets, body.where, body.note, body.cites);
  }
  void visit(const ast::DisplayText& form) { all(form.locale, form.text); }
  void visit(const ast::Display& body) {
    all(body.name, body.title, body.events, body.targets, body.where, body.field, body.texts, body.note, body.cites);
  }
  void visit(const ast::Drop& body) { all(body.kind, body.name); }

  const std::function<void(Span)>& span_;
  const std::function<void(const ast::Expression&)>& expression_;
};

}  // namespace

std::vector<Span> units(const ast::File& file) {
  std::vector<Span> spans;
  const std::function<void(Span)> add = [&spans](Span span) { spans.push_back(span); };
  const std::function<void(const ast::Expression&)> ignore = [](const ast::Expression&) {};
  Walk(add, ignore).file(file);
  std::sort(spans.begin(), spans.end(), [](const Span& a, const Span& b) {
    return a.begin != b.begin ? a.begin < b.begin : a.end < b.end;
  });
  spans.erase(std::unique(spans.begin(), spans.end(), [](const Span& a, const Span& b) { return a.begin == b.begin; }),
              spans.end());
  return spans;
}

void for_each_expression(const ast::File& file, const std::function<void(const ast::Expression&)>& visit) {
  const std::function<void(Span)> ignore = [](Span) {};
  Walk(ignore, visit).file(file);
}

}  // namespace exeunt::format
