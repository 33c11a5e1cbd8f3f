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
        event_(event),
        outcome_(*placed.matched->outcome),
        rule_scope_(rule_scope) {}

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
    if (good_) {
      bind_body();
    }
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

  /// Many rules use an outcome in the same way; what they share is checked once.
  void bind_body() {
    const std::string key = use();
    if (const auto found = context_.bound_outcomes.find(key); found != context_.bound_outcomes.end()) {
      const BoundOutcome& bound = found->second;
      for (std::size_t i = 0; i < out_.writes.size(); ++i) {
        out_.writes[i].value = bound.writes[i].value;
        out_.writes[i].fields = bound.writes[i].fields;
      }
      out_.wording = bound.wording;
      return;
    }
    const Environment scope = body_scope();
    for (std::size_t i = 0; i < outcome_.writes.size(); ++i) {
      bind_write(outcome_.writes[i], out_.writes[i], scope);
    }
    out_.wording = check_text(context_, outcome_.title, scope);
    if (good_) {
      context_.bound_outcomes.emplace(key, BoundOutcome{out_.writes, out_.wording});
    }
  }

  /// All that the types inside the outcome depend on.
  std::string use() const {
    std::string key = outcome_.name.text + " " + std::to_string(placed_.entity) + " " +
                      std::to_string(context_.program->events[event_].subject);
    for (std::size_t i = 0; i < types_.size(); ++i) {
      key += " " + std::to_string(placed_.bindings[i].field) + " " + types_[i].text();
    }
    return key;
  }

  Environment body_scope() const {
    Environment scope = outcome_scope(context_, event_, placed_.entity);
    for (uint32_t i = 0; i < types_.size(); ++i) {
      scope.declare_variable(outcome_.parameters[i].name.text, types_[i], slot::parameter + i);
    }
    return scope;
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
      types_.push_back(Type::string());
      return;
    }
    const ast::CallArgument* argument = placed_.matched->arguments[index];

    std::optional<Type> declared;
    if (const auto& type = context_.outcome_parameters.at(outcome_.name.text)[index]) {
      declared = model::cel_type(*context_.model, *type);
    }
    std::optional<Type>& flow = flows_[index];
    const auto hold_to = [&](const std::optional<Type>& wanted) {
      if (argument != nullptr) {
        return check_value(context_, argument->value, rule_scope_, wanted);
      }
      return check_value(context_, *parameter.default_value, outcome_scope(context_, event_, placed_.entity), wanted);
    };
    auto value = hold_to(declared ? declared : flow);
    if (value && declared && flow && !(*declared == *flow)) {
      value = hold_to(flow);
    }
    if (!value) {
      good_ = false;
      return;
    }
    types_.push_back(type_in_outcome(value->checked->type(), declared, flow));
    out_.bindings[index].value = std::move(value);
  }

  /// A parameter has its declared type, but for two cases: one that is written as it is has been held to the field's
  /// type, and of a reference the argument may tell more than the parameter (`ref<*>`).
  static Type type_in_outcome(const Type& actual, const std::optional<Type>& declared,
                              const std::optional<Type>& flow) {
    if (flow) {
      return *flow;
    }
    const bool reference = actual.without_null().kind() == cel::TypeKind::object;
    return declared && !reference ? *declared : actual;
  }

  void bind_write(const Write& write, program::Write& out, const Environment& scope) {
    if (write.value) {
      out.value = value(*write.value, wanted(out), scope);
    }
    for (std::size_t i = 0; i < write.fields.size(); ++i) {
      if (auto checked = value(write.fields[i].second, created_type(out, i), scope)) {
        out.fields[i].second = std::move(*checked);
      }
    }
  }

  std::optional<program::Expression> value(const ast::Expression& expression, Type type, const Environment& scope) {
    cel::Issues issues;
    auto checked = check_value_quietly(context_, expression, scope, std::move(type), issues);
    if (checked) {
      return checked;
    }
    good_ = false;
    const ast::Call& call = *placed_.matched->call;
    if (!issues.empty() && is_new(context_, expression, Kind::outcome_does_not_fit, call.span.begin, placed_.entity)) {
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
  const EventIndex event_;
  const ast::Outcome& outcome_;
  const Environment& rule_scope_;
  std::vector<std::optional<Type>> flows_;
  std::vector<Type> types_;  // of the parameters, inside the outcome
  program::Outcome out_;
  bool good_ = true;
};

}  // namespace

std::optional<program::Outcome> bind_call(Context& context, const PlacedCall& placed, EventIndex event,
                                          const Environment& rule_scope) {
  return Binder(context, placed, event, rule_scope).run();
}

}  // namespace exeunt::check
