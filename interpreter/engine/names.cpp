#include "interpreter/engine/names.h"

#include <fmt/format.h>

namespace exeunt::engine {

using cel::ValueKind;

cel::AttributeId attribute(snapshot::ObjectIndex object, model::FieldIndex field) {
  return (static_cast<cel::AttributeId>(object) << 32) | field;
}

AttributeParts parts(cel::AttributeId attribute) {
  return {static_cast<snapshot::ObjectIndex>(attribute >> 32), static_cast<model::FieldIndex>(attribute & 0xffffffff)};
}

plan::RuleKind kind_of(program::RuleKind kind) {
  switch (kind) {
    case program::RuleKind::rule:
      return plan::RuleKind::rule;
    case program::RuleKind::advice:
      return plan::RuleKind::advice;
    case program::RuleKind::display:
      return plan::RuleKind::display;
  }
  return plan::RuleKind::rule;
}

std::string Names::object(snapshot::ObjectIndex object) const {
  const snapshot::Object& found = account_.objects[object];
  return model_.entities[found.entity].name + ":" + found.id;
}

std::optional<std::string> Names::label(snapshot::ObjectIndex object) const {
  const snapshot::Object& found = account_.objects[object];
  const model::Entity& entity = model_.entities[found.entity];
  if (!found.present || !entity.label || !found.fields[*entity.label]) {
    return std::nullopt;
  }
  const cel::Value& value = *found.fields[*entity.label];
  if (value.kind() != ValueKind::string || value.string_value().empty()) {
    return std::nullopt;
  }
  return std::string(value.string_value());
}

std::string Names::labelled(snapshot::ObjectIndex object) const {
  const auto label = this->label(object);
  return label ? *label + " (" + this->object(object) + ")" : this->object(object);
}

plan::Value Names::value(const cel::Value& value) const {
  switch (value.kind()) {
    case ValueKind::boolean:
      return {value.boolean_value()};
    case ValueKind::int64:
      return {value.int64_value()};
    case ValueKind::uint64:
      return {value.uint64_value()};
    case ValueKind::float64:
      return {value.float64_value()};
    case ValueKind::string:
    case ValueKind::bytes:
      return {std::string(value.string_value())};
    case ValueKind::timestamp:
      return {cel::format_timestamp(value.timestamp_value())};
    case ValueKind::duration:
      return {cel::format_duration(value.duration_value())};
    case ValueKind::list: {
      plan::Value::List list;
      for (const cel::Value& element : value.list_value()) {
        list.push_back(this->value(element));
      }
      return {std::move(list)};
    }
    case ValueKind::map: {
      plan::Value::Members members;
      for (const auto& [key, element] : value.map_value()) {
        members.emplace_back(text(key), this->value(element));
      }
      return {std::move(members)};
    }
    case ValueKind::object:
      return {object(static_cast<snapshot::ObjectIndex>(value.object_value().id))};
    case ValueKind::optional:
      return value.optional_value() ? this->value(*value.optional_value()) : plan::Value{};
    case ValueKind::type:
    case ValueKind::opaque:
      return {value.text()};
    case ValueKind::null:
    case ValueKind::unknown:
    case ValueKind::error:
      break;
  }
  return {};
}

std::string Names::text(const cel::Value& value) const {
  switch (value.kind()) {
    case ValueKind::string:
      return std::string(value.string_value());
    case ValueKind::timestamp:
      return cel::format_timestamp(value.timestamp_value());
    case ValueKind::duration:
      return cel::format_duration(value.duration_value());
    case ValueKind::object:
      return labelled(static_cast<snapshot::ObjectIndex>(value.object_value().id));
    case ValueKind::list: {
      std::string joined;
      for (const cel::Value& element : value.list_value()) {
        joined += (joined.empty() ? "" : ", ") + text(element);
      }
      return joined.empty() ? "nobody and nothing" : joined;
    }
    case ValueKind::null:
      return "nothing";
    case ValueKind::unknown:
      return "(unknown)";
    case ValueKind::error:
      return "(no value: " + value.error_info().message + ")";
    default:
      return value.text();
  }
}

plan::MissingField Names::missing(cel::AttributeId attribute) const {
  const AttributeParts at = parts(attribute);
  if (at.object == request_object && at.field >= request_extent) {
    return {"account", "all." + model_.entities[at.field - request_extent].name};
  }
  if (at.object == request_object) {
    return at.field == request_by ? plan::MissingField{"request", "by"} : plan::MissingField{"account", "account"};
  }
  const model::Entity& entity = model_.entities[account_.objects[at.object].entity];
  const bool declared = at.field < entity.fields.size();
  return {object(at.object), declared ? entity.name + "." + entity.fields[at.field].name : entity.name};
}

std::vector<plan::MissingField> Names::missing(std::span<const cel::AttributeId> attributes) const {
  std::vector<plan::MissingField> fields;
  for (cel::AttributeId attribute : attributes) {
    fields.push_back(missing(attribute));
  }
  return fields;
}

}  // namespace exeunt::engine
