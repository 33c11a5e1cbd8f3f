#include "interpreter/projection/activation.h"

#include <fmt/format.h>

#include <algorithm>

#include "interpreter/program/program.h"

namespace exeunt::projection {

namespace slot = program::neutral_slot;
using cel::Value;

namespace {

/// An attribute is a field of an object.
constexpr uint32_t field_bits = 32;

cel::AttributeId attribute(snapshot::ObjectIndex object, model::FieldIndex field) {
  return (static_cast<cel::AttributeId>(object) << field_bits) | field;
}

}  // namespace

std::string object_name(const model::Model& model, const snapshot::Object& object) {
  return model.entities[object.entity].name + ":" + object.id;
}

Value Activation::variable(uint32_t variable) const {
  return read(object_, variable == slot::id ? model::id_field : variable - slot::field);
}

Value Activation::field(cel::ObjectHandle handle, std::string_view name, int32_t index) const {
  const auto object = static_cast<snapshot::ObjectIndex>(handle.id);
  if (index >= 0) {
    return read(object, static_cast<model::FieldIndex>(index));
  }
  // One of several entities, which have the field in different places.
  const model::Entity& entity = model_.entities[account_.objects[object].entity];
  const auto found = entity.find_field(name);
  return found ? read(object, *found) : Value::error(fmt::format("`{}` has no field `{}`", entity.name, name));
}

Value Activation::read(snapshot::ObjectIndex index, model::FieldIndex field) const {
  const snapshot::Object& object = account_.objects[index];
  if (field == model::id_field) {
    return Value::string(object.id);
  }
  if (field == model::type_field) {
    return Value::string(model_.entities[object.entity].name);
  }
  if (object.present && object.fields[field]) {
    return Value::borrow(*object.fields[field]);
  }
  return Value::unknown(attribute(index, field));
}

std::string Activation::type_name(cel::ObjectHandle handle) const {
  return model_.entities[account_.objects[static_cast<std::size_t>(handle.id)].entity].name;
}

std::vector<std::string> Activation::names(const Value& unknown) const {
  std::vector<std::string> out;
  for (const cel::AttributeId id : unknown.attributes()) {
    const snapshot::Object& object = account_.objects[static_cast<std::size_t>(id >> field_bits)];
    const auto field = static_cast<model::FieldIndex>(id & UINT32_MAX);
    out.push_back(object_name(model_, object) + "." + model_.entities[object.entity].fields[field].name);
  }
  std::sort(out.begin(), out.end());
  return out;
}

}  // namespace exeunt::projection
