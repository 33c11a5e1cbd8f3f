#include "interpreter/engine/reference/rules.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

namespace exeunt::engine::reference {
namespace {

using cel::Value;
using Op = ast::Write::Op;

constexpr int32_t nanos_per_second = 1'000'000'000;

/// What a value is that no field of the type can hold; empty: it can. An expression may come to any type where it says
/// `dyn`, and in CEL dividing a `double` by zero, or its overflow, is no error.
std::string misfit(const model::Model& model, const snapshot::Account& account, const model::FieldType& type,
                   const Value& value) {
  using model::FieldKind;
  const auto entity_of = [&](const Value& object) {
    return account.objects[static_cast<ObjectIndex>(object.object_value().id)].entity;
  };
  const auto fits = [&] {
    switch (type.kind) {
      case FieldKind::boolean:
        return value.kind() == cel::ValueKind::boolean;
      case FieldKind::int64:
        return value.kind() == cel::ValueKind::int64;
      case FieldKind::float64:
        return value.kind() == cel::ValueKind::float64 && std::isfinite(value.float64_value());
      case FieldKind::string:
        return value.kind() == cel::ValueKind::string;
      case FieldKind::enumeration:
        return value.kind() == cel::ValueKind::string &&
               std::find(type.values.begin(), type.values.end(), value.string_value()) != type.values.end();
      case FieldKind::timestamp:
        return value.kind() == cel::ValueKind::timestamp;
      case FieldKind::duration:
        return value.kind() == cel::ValueKind::duration;
      case FieldKind::reference:
        return value.kind() == cel::ValueKind::object &&
               std::binary_search(type.targets.begin(), type.targets.end(), entity_of(value));
      case FieldKind::list:
        return value.kind() == cel::ValueKind::list;
    }
    return false;
  };
  if (value.is_null()) {
    return type.nullable ? "" : "null";
  }
  if (fits()) {
    if (type.kind == FieldKind::list) {
      for (const Value& element : value.list_value()) {
        if (std::string what = misfit(model, account, type.element[0], element); !what.empty()) {
          return what;
        }
      }
    }
    return {};
  }
  if (value.kind() == cel::ValueKind::float64 && !std::isfinite(value.float64_value())) {
    return std::isnan(value.float64_value()) ? "NaN" : value.float64_value() < 0 ? "-Infinity" : "Infinity";
  }
  if (value.kind() == cel::ValueKind::string && type.kind == FieldKind::enumeration) {
    return "a text that is none of its values";
  }
  const bool is_object = value.kind() == cel::ValueKind::object;
  return "a value of type `" + (is_object ? model.entities[entity_of(value)].name : cel::type_of(value).text()) + "`";
}

/// Evaluates what a firing does. Stops at the first value that is not known: the firing is then undecided.
class Performance {
 public:
  Performance(const World& world, const graph::Node& node, Firing& firing)
      : world_(world), node_(node), firing_(firing), entity_(world.model.entities[node.entity]),
        object_(world, firing.object) {}

  void run() {
    schedule();
    for (const graph::Outcome& outcome : node_.outcomes) {
      firing_.outcomes.push_back(perform(outcome));
    }
  }

 private:
  /// The value, or null after taking note of the doubt.
  Value known(const graph::Expression& expression, const cel::Activation& activation) {
    Value value = expression.program.evaluate(activation);
    if (value.is_unknown() || value.is_error()) {
      firing_.fires = Truth::unknown;
      firing_.doubt.add(doubt_of(value));
      return Value::null();
    }
    return value;
  }

  void fail(std::string message) {
    firing_.fires = Truth::unknown;
    firing_.doubt.add({{}, std::move(message)});
  }

  void schedule() {
    firing_.due = world_.request.at;
    if (node_.due) {
      const Value due = known(*node_.due, object_);
      if (due.kind() == cel::ValueKind::timestamp) {
        firing_.due = std::max(due.timestamp_value(), world_.request.at);  // what is overdue happens at the event
      }
    } else if (node_.after) {
      cel::Duration delay{node_.after->seconds.value_or(0), 0};
      if (node_.after->expression) {
        const Value value = known(*node_.after->expression, object_);
        if (value.kind() == cel::ValueKind::duration) {
          delay = value.duration_value();
        }
      }
      firing_.due = std::max(later(world_.request.at, delay), world_.request.at);
    }
  }

  cel::Timestamp later(cel::Timestamp time, cel::Duration delay) {
    constexpr int64_t last_second = 253402300799;  // 9999-12-31T23:59:59Z
    time.seconds += delay.seconds;
    time.nanos += delay.nanos;
    if (time.nanos < 0) {
      time.nanos += nanos_per_second;
      --time.seconds;
    } else if (time.nanos >= nanos_per_second) {
      time.nanos -= nanos_per_second;
      ++time.seconds;
    }
    if (time.seconds > last_second) {
      fail("the due time lies after the year 9999");
      return world_.request.at;
    }
    return time;
  }

  Performed perform(const graph::Outcome& outcome) {
    Performed done;
    done.outcome = &outcome;
    std::vector<Value> parameters;
    for (const graph::Binding& binding : outcome.bindings) {
      parameters.push_back(binding.value ? known(*binding.value, object_) : Value::null());
      if (binding.value) {
        done.arguments.emplace_back(binding.parameter, parameters.back());
      } else if (binding.kind == ast::Parameter::Kind::field) {
        const model::Field& field = entity_.fields[binding.field];
        parameters.back() = Value::string(field.title.empty() ? field.name : field.title);
      } else {
        parameters.back() = Value::string(capability_title(binding.capability));
      }
    }
    Activation inside(world_, firing_.object);
    inside.set_parameters(parameters);
    for (const graph::Write& write : outcome.writes) {
      done.writes.push_back(perform(write, inside));
    }
    done.text = inside.render(outcome.wording);
    return done;
  }

  const std::string& capability_title(const std::string& name) const {
    for (const program::Capability& capability : world_.graph.program->capabilities) {
      if (capability.name == name && !capability.title.empty()) {
        return capability.title;
      }
    }
    return name;
  }

  PerformedWrite perform(const graph::Write& write, const Activation& inside) {
    PerformedWrite done;
    done.write = &write;
    if (write.value) {
      done.value = known(*write.value, inside);
    }
    const bool to_field = write.op == Op::set || write.op == Op::clear || write.op == Op::add || write.op == Op::remove;
    if (to_field) {
      done.from = world_.state.field(firing_.object, write.field);
      const model::Field& field = entity_.fields[write.field];
      if (write.op == Op::set) {
        hold(entity_, field, field.type, done.value);
      } else if (write.op == Op::add) {
        hold(entity_, field, field.type.element[0], done.value);
      }
    }
    for (const auto& [field, value] : write.fields) {
      done.fields.emplace_back(field, known(value, inside));
      const model::Entity& created = world_.model.entities[write.entity];
      hold(created, created.fields[field], created.fields[field].type, done.fields.back().second);
    }
    return done;
  }

  /// What the model does not allow is not written. `type`: the field's, or its elements'.
  void hold(const model::Entity& entity, const model::Field& field, const model::FieldType& type, const Value& value) {
    if (firing_.fires != Truth::yes) {
      return;  // a value that is not known stands as null here
    }
    if (const std::string what = misfit(world_.model, world_.account, type, value); !what.empty()) {
      fail(fmt::format("`{}.{}` cannot hold {}, its type is `{}`", entity.name, field.name, what,
                       model::text(world_.model, field.type)));
    }
  }

  const World& world_;
  const graph::Node& node_;
  Firing& firing_;
  const model::Entity& entity_;
  Activation object_;
};

}  // namespace

Doubt doubt_of(const Value& value) {
  if (value.is_unknown()) {
    return {{value.attributes().begin(), value.attributes().end()}, {}};
  }
  return {{}, value.is_error() ? value.error_info().message : std::string()};
}

Answer ask(const graph::Expression& expression, const cel::Activation& activation, SeenCondition* seen) {
  const Value value = evaluate(expression, activation, seen);
  if (value.is_true()) {
    return {Truth::yes, {}};
  }
  if (value.is_false()) {
    return {Truth::no, {}};
  }
  Doubt doubt = doubt_of(value);
  if (doubt.attributes.empty() && doubt.error.empty()) {
    // Its type, not its value: objects have no names here.
    doubt.error = "the condition is neither true nor false, but a `" + cel::type_of(value).text() + "`";
  }
  return {Truth::unknown, std::move(doubt)};
}

Answer condition(const World& world, const graph::Node& node, ObjectIndex object) {
  if (!node.where) {
    return {Truth::yes, {}};
  }
  return ask(*node.where, Activation(world, object));
}

Firing evaluate(const World& world, graph::NodeIndex index, ObjectIndex object,
                const std::vector<const Firing*>& overriding) {
  const graph::Node& node = world.graph.nodes[index];
  Firing firing;
  firing.node = index;
  firing.object = object;
  const Answer holds = condition(world, node, object);
  firing.fires = holds.truth;
  firing.doubt = holds.doubt;
  if (firing.fires == Truth::no) {
    return firing;
  }
  for (const Firing* other : overriding) {
    if (other->fires == Truth::yes) {
      firing.fires = Truth::no;
      firing.doubt = {};
      firing.overridden_by = other->node;
      return firing;
    }
    if (other->fires == Truth::unknown) {
      firing.fires = Truth::unknown;
      firing.doubt.add(other->doubt);
    }
  }
  if (firing.fires == Truth::yes) {
    Performance(world, node, firing).run();
  }
  // What happens at the event is called off now; what is scheduled, when it is due.
  if (node.unless && firing.fires == Truth::yes && firing.due == world.request.at) {
    const Answer off = ask(*node.unless, Activation(world, object));
    if (off.truth == Truth::yes) {
      firing.fires = Truth::no;
    } else if (off.truth == Truth::unknown) {
      firing.fires = Truth::unknown;
      firing.doubt.add(off.doubt);
    }
  }
  if (firing.fires != Truth::yes) {
    firing.outcomes.clear();
  }
  return firing;
}

}  // namespace exeunt::engine::reference
