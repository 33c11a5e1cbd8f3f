#include "interpreter/check/write.h"

#include <algorithm>

#include "interpreter/check/outcome.h"
#include "interpreter/check/text.h"

namespace exeunt::check {

using ast::Parameter;
using ast::Write;
using cel::Environment;
using cel::Type;
using diagnostic::Kind;
namespace slot = program::slot;

namespace {

class Binder {
 public:
  Binder(Context& context, const PlacedCall& placed, EventIndex event, const Environment& rule_scope)
      : context_(context),
        placed_(placed),
        outcome_(*placed.matched->outcome),
        rule_scope_(rule_scope),
        default_scope_(outcome_scope(context, event, placed.entity)),
        scope_(default_scope_) {}

  std::optional<program::Outcome> run() {
    out_.name = outcome_.name.text;
    out_.class_name = outcome_.class_name ? outcome_.class_name->text : "";
    const bool erases = std::any_of(outcome_.writes.begin(), outcome_.writes.end(),
                                    [](const Write& write) { return write.op == Write::Op::erase; });
    out_.reversible = outcome_.reversible.value_or(!erases);
    out_.used = placed_.matched->call->span;
    out_.bindings = placed_.bindings;
    out_.writes = placed_.writes;
    find_flows();
    for (uint32_t i = 0; i < outcome_.parameters.size(); ++i) {
      bind_parameter(i);
    }
    if (!good_) {
      return std::nullopt;
    }
    for (std::size_t i = 0; i < outcome_.writes.size(); ++i) {
      bind_write(outcome_.writes[i], out_.writes[i]);
    }
    out_.wording = check_text(context_, outcome_.title, scope_);
    return good_ ? std::optional(std::move(out_)) : std::nullopt;
  }

 private:
  /// The types of the places that take a parameter just as it is; the first decides.
  void find_flows() {
    flows_.resize(outcome_.parameters.size());
    for (std::size_t i = 0; i < outcome_.writes.size(); ++i) {
      const Write& write = outcome_.writes[i];
      if (write.value) {
        note_flow(*write.value, wanted(out_.writes[i]));
      }
      for (std::size_t j = 0; j < write.fields.size(); ++j) {
        note_flow(write.fields[j].second, created_type(out_.writes[i], j));
      }
    }
  }

  void note_flow(const ast::Expression& expression, Type type) {
    if (const auto parameter = bare_parameter(context_, outcome_, expression); parameter && !flows_[*parameter]) {
      flows_[*parameter] = std::move(type);
    }
  }

  const model::Field& field(const program::Write& write) const {
    return context_.model->entities[placed_.entity].fields[write.field];
  }

  /// What a set, add or remove writes.
  Type wanted(const program::Write& write) const {
    const model::FieldType& type = field(write).type;
    return model::cel_type(*context_.model, write.op == Write::Op::set ? type : type.element.front());
  }

  Type created_type(const program::Write& write, std::size_t position) const {
    const model::Entity& entity = context_.model->entities[write.entity];
    return model::cel_type(*context_.model, entity.fields[write.fields[position].first].type);
  }

  void bind_parameter(uint32_t index) {
    const Parameter& parameter = outcome_.parameters[index];
    if (parameter.kind == Parameter::Kind::field || parameter.kind == Parameter::Kind::capability) {
      scope_.declare_variable(parameter.name.text, Type::string(), slot::parameter + index);
      return;
    }
    const ast::CallArgument* argument = placed_.matched->arguments[index];
    const ast::Expression& expression = argument != nullptr ? argument->value : *parameter.default_value;
    const Environment& environment = argument != nullptr ? rule_scope_ : default_scope_;

    std::optional<Type> declared;
    if (const auto& type = context_.outcome_parameters.at(outcome_.name.text)[index]) {
      declared = model::cel_type(*context_.model, *type);
    }
    std::optional<Type>& flow = flows_[index];
    auto value = check_value(context_, expression, environment, declared ? declared : flow);
    if (value && declared && flow && !(*declared == *flow)) {
      value = check_value(context_, expression, environment, flow);
    }
    if (!value) {
      good_ = false;
      return;
    }
    scope_.declare_variable(parameter.name.text, type_in_outcome(value->checked->type(), declared, flow),
                            slot::parameter + index);
    out_.bindings[index].value = std::move(value);
  }

  /// A parameter has its declared type, but for two cases: one that is written as it is has been held to the field's
  /// type, and of a reference the argument may tell more than the parameter (`ref<*>`).
  static Type type_in_outcome(const Type& actual, const std::optional<Type>& declared, const std::optional<Type>& flow) {
    if (flow) {
      return *flow;
    }
    const bool reference = actual.without_null().kind() == cel::TypeKind::object;
    return declared && !reference ? *declared : actual;
  }

  void bind_write(const Write& write, program::Write& out) {
    if (write.value) {
      out.value = value(*write.value, wanted(out));
    }
    for (std::size_t i = 0; i < write.fields.size(); ++i) {
      if (auto checked = value(write.fields[i].second, created_type(out, i))) {
        out.fields[i].second = std::move(*checked);
      }
    }
  }

  std::optional<program::Expression> value(const ast::Expression& expression, Type type) {
    cel::Issues issues;
    auto checked = check_value_quietly(context_, expression, scope_, std::move(type), issues);
    if (checked) {
      return checked;
    }
    good_ = false;
    const ast::Call& call = *placed_.matched->call;
    if (!issues.empty() &&
        is_new(context_, expression, Kind::outcome_does_not_fit, call.span.begin, placed_.entity)) {
      const cel::Issue& issue = issues.front();
      context_.sink
          .report<Kind::outcome_does_not_fit>(call.span, outcome_.name.text,
                                              context_.model->entities[placed_.entity].name, issue.message)
          .label(expression.locate(issue.begin, issue.end), "in the outcome");
    }
    return std::nullopt;
  }

  Context& context_;
  const PlacedCall& placed_;
  const ast::Outcome& outcome_;
  const Environment& rule_scope_;
  const Environment default_scope_;
  Environment scope_;
  std::vector<std::optional<Type>> flows_;
  program::Outcome out_;
  bool good_ = true;
};

}  // namespace

std::optional<program::Outcome> bind_call(Context& context, const PlacedCall& placed, EventIndex event,
                                          const Environment& rule_scope) {
  return Binder(context, placed, event, rule_scope).run();
}

}  // namespace exeunt::check
