#include "interpreter/engine/field.h"

#include "interpreter/engine/names.h"

namespace exeunt::engine {

std::optional<model::FieldIndex> find_field(const model::Model& model, const snapshot::Object& object, std::string_view name,
                                            int32_t index) {
  if (index >= 0) {
    return static_cast<model::FieldIndex>(index);
  }
  if (name == "id") {
    return model::id_field;
  }
  if (name == "type") {
    return model::type_field;
  }
  return model.entities[object.entity].find_field(name);
}

cel::Value field_value(const model::Model& model, const snapshot::Account& account, snapshot::ObjectIndex object,
                       model::FieldIndex field) {
  const snapshot::Object& found = account.objects[object];
  if (field == model::id_field) {
    return cel::Value::string(found.id);
  }
  if (field == model::type_field) {
    return cel::Value::string(model.entities[found.entity].name);
  }
  const bool known = found.present && field < found.fields.size() && found.fields[field];
  return known ? *found.fields[field] : cel::Value::unknown(attribute(object, field));
}

}  // namespace exeunt::engine
