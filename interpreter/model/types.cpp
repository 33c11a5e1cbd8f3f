#include <fmt/format.h>
#include <fmt/ranges.h>

#include "interpreter/model/model.h"

namespace exeunt::model {

namespace {

std::string text_without_null(const Model& model, const FieldType& type) {
  switch (type.kind) {
    case FieldKind::boolean:
      return "bool";
    case FieldKind::int64:
      return "int";
    case FieldKind::float64:
      return "double";
    case FieldKind::string:
      return "string";
    case FieldKind::timestamp:
      return "timestamp";
    case FieldKind::duration:
      return "duration";
    case FieldKind::enumeration: {
      // A dot in the name says that the author wrote the values in place.
      const bool is_named = !type.enum_name.empty() && type.enum_name.find('.') == std::string::npos;
      return is_named ? type.enum_name : fmt::format("enum({})", fmt::join(type.values, ", "));
    }
    case FieldKind::reference: {
      if (type.any) {
        return "ref<*>";
      }
      std::vector<std::string_view> names;
      for (const EntityIndex target : type.targets) {
        names.push_back(model.entities[target].name);
      }
      return fmt::format("ref<{}>", fmt::join(names, ", "));
    }
    case FieldKind::list:
      break;
  }
  return fmt::format("list<{}>", text(model, type.element[0]));
}

cel::Type cel_type_without_null(const Model& model, const FieldType& type) {
  switch (type.kind) {
    case FieldKind::boolean:
      return cel::Type::boolean();
    case FieldKind::int64:
      return cel::Type::int64();
    case FieldKind::float64:
      return cel::Type::float64();
    case FieldKind::string:
      return cel::Type::string();
    case FieldKind::timestamp:
      return cel::Type::timestamp();
    case FieldKind::duration:
      return cel::Type::duration();
    case FieldKind::enumeration:
      return cel::Type::closed_string(type.enum_name, type.values);
    case FieldKind::reference:
      return cel::Type::object(object_type_name(model, type.targets));
    case FieldKind::list:
      break;
  }
  return cel::Type::list(cel_type(model, type.element[0]));
}

}  // namespace

std::string text(const Model& model, const FieldType& type) {
  return text_without_null(model, type) + (type.nullable ? "?" : "");
}

std::string object_type_name(const Model& model, const std::vector<EntityIndex>& targets) {
  if (targets.size() > 1 && targets.size() == model.entities.size()) {
    return "*";
  }
  std::string name;
  for (const EntityIndex target : targets) {
    name += name.empty() ? "" : "|";
    name += model.entities[target].name;
  }
  return name;
}

cel::Type cel_type(const Model& model, const FieldType& type) {
  cel::Type result = cel_type_without_null(model, type);
  return type.nullable ? cel::Type::nullable(std::move(result)) : result;
}

std::vector<EntityIndex> entities_of(const cel::Type& type, const Model& model) {
  std::vector<EntityIndex> entities;
  const cel::Type bare = type.without_null();
  const bool every = bare.kind() == cel::TypeKind::dyn || (bare.kind() == cel::TypeKind::object && bare.name() == "*");
  if (every) {
    for (EntityIndex entity = 0; entity < model.entities.size(); ++entity) {
      entities.push_back(entity);
    }
  } else if (bare.kind() == cel::TypeKind::object) {
    const std::string& names = bare.name();
    for (std::size_t begin = 0; begin <= names.size();) {
      const std::size_t end = std::min(names.find('|', begin), names.size());
      if (const auto entity = model.find_entity(std::string_view(names).substr(begin, end - begin))) {
        entities.push_back(*entity);
      }
      begin = end + 1;
    }
  }
  return entities;
}

}  // namespace exeunt::model
