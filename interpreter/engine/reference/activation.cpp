#include "interpreter/engine/reference/activation.h"

#include <fmt/format.h>

#include "interpreter/engine/field.h"

namespace exeunt::engine::reference {
namespace {

namespace slot = program::slot;
using cel::Value;

/// `args` and `all` are objects to CEL; these handles are no object of any account.
constexpr cel::ObjectHandle arguments_handle{uint64_t{1} << 40};
constexpr cel::ObjectHandle all_handle{(uint64_t{1} << 40) + 1};

}  // namespace

Value Activation::variable(uint32_t number) const {
  const Request& request = world_.request;
  switch (number) {
    case slot::subject:
      return Value::object({request.subject});
    case slot::by:
      return request.by ? Value::object({*request.by}) : Value::unknown(attribute(request_object, request_by));
    case slot::at:
      return Value::timestamp(request.at);
    case slot::args:
      return Value::object(arguments_handle);
    case slot::account: {
      const auto [first, last] = world_.account.ranges[*world_.model.account];
      return first != last ? Value::object({first}) : Value::unknown(attribute(request_object, request_account));
    }
    case slot::object:
      return object_;
    case slot::all:
      return Value::object(all_handle);
    case slot::count:
      return count_;
    default:
      break;
  }
  return number >= slot::let ? world_.lookup(number - slot::let, {}) : parameters_[number - slot::parameter];
}

Value Activation::field(cel::ObjectHandle handle, std::string_view name, int32_t index) const {
  if (handle == arguments_handle) {
    return world_.request.arguments[static_cast<std::size_t>(index)];
  }
  if (handle == all_handle) {
    return world_.extent(*world_.model.find_entity(name));
  }
  const auto object = static_cast<ObjectIndex>(handle.id);
  const auto field = find_field(world_.model, world_.account.objects[object], name, index);
  if (!field) {
    return Value::error(fmt::format("`{}` has no field `{}`", world_.names.object(object), name));
  }
  return world_.state.field(object, *field);
}

std::string Activation::type_name(cel::ObjectHandle handle) const {
  if (handle == arguments_handle || handle == all_handle) {
    return "object";
  }
  return world_.model.entities[world_.account.objects[static_cast<ObjectIndex>(handle.id)].entity].name;
}

bool Activation::takes_unknown(uint32_t number) const { return number == slot::probe; }

Value Activation::call(uint32_t number, std::span<const Value> arguments) const {
  switch (number) {
    case slot::planned:  // its fields were rewritten to planned_field
      return arguments[0];
    case slot::planned_field: {
      if (arguments[0].kind() != cel::ValueKind::object) {
        return Value::error(fmt::format("nothing has no field `{}`", arguments[1].string_value()));
      }
      const auto object = static_cast<ObjectIndex>(arguments[0].object_value().id);
      const auto field = find_field(world_.model, world_.account.objects[object], arguments[1].string_value(), -1);
      return field ? world_.state.planned(object, *field)
                   : Value::error(fmt::format("`{}` has no field `{}`", world_.names.object(object),
                                              arguments[1].string_value()));
    }
    case slot::erased: {
      if (arguments[0].kind() != cel::ValueKind::object) {
        return Value::boolean(false);  // a reference to nothing: nothing is erased
      }
      const auto object = static_cast<ObjectIndex>(arguments[0].object_value().id);
      const Truth erased = world_.state.erased(object);
      if (world_.erased_reads && erased != Truth::yes) {
        world_.erased_reads->push_back(object);
      }
      return erased == Truth::unknown ? world_.state.erased_doubt(object).value() : Value::boolean(erased == Truth::yes);
    }
    case slot::probe:
      return world_.probe(static_cast<model::EntityIndex>(arguments[0].int64_value()),
                          static_cast<model::FieldIndex>(arguments[1].int64_value()), arguments[2]);
    default:
      return world_.lookup(number - slot::let, arguments);
  }
}

std::string Activation::render(const graph::Template& text) const {
  std::string out;
  for (const graph::TemplatePart& part : text) {
    out += part.text;
    if (part.expression) {
      out += world_.names.text(part.expression->program.evaluate(*this));
    }
  }
  return out;
}

}  // namespace exeunt::engine::reference
