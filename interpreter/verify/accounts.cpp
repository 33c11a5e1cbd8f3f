#include "interpreter/verify/accounts.h"

#include <algorithm>
#include <map>

#include "interpreter/plan/json.h"

namespace exeunt::verify {

using cel::ValueKind;
using snapshot::ObjectIndex;

static ObjectIndex index_of(const cel::Value& reference) {
  return static_cast<ObjectIndex>(reference.object_value().id);
}

const cel::Value* Side::value(ObjectIndex index, model::FieldIndex field) const {
  const auto& value = object(index).fields[field];
  return value && value->is_known() ? &*value : nullptr;
}

static std::vector<ObjectIndex> objects_without(const Side& side, const Side& before) {
  std::vector<ObjectIndex> found;
  for (ObjectIndex index = 0; index < side.account.present_count; ++index) {
    if (!before.counterpart(side.object(index))) {
      found.push_back(index);
    }
  }
  return found;
}

/// The fields as one text. Of objects that are created themselves only the type counts: nobody knows their names yet.
std::string Matches::signature(const Side& side, bool is_predicted, ObjectIndex index, const Fields& fields) const {
  const snapshot::Object& object = side.object(index);
  const model::Entity& entity = side.model.entities[object.entity];
  const std::vector<bool>& created = is_created_[is_predicted ? 0 : 1];
  const auto name = [&](const cel::Value& value) {
    if (value.kind() == ValueKind::object && created[index_of(value)]) {
      return "new " + side.model.entities[side.object(index_of(value)).entity].name;
    }
    return plan::write_value(side.names.value(value));
  };
  std::string text;
  for (const model::FieldIndex field : fields) {
    text += '\n';
    const cel::Value* value = side.value(index, field);
    if (value == nullptr || value->is_null()) {
      continue;  // null afterwards is often left out
    }
    if (value->kind() != ValueKind::list) {
      text += name(*value);
      continue;
    }
    std::vector<std::string> elements;
    for (const cel::Value& element : value->list_value()) {
      elements.push_back(name(element));
    }
    if (entity.fields[field].type.is_reference_list()) {
      std::sort(elements.begin(), elements.end());
    }
    for (const std::string& element : elements) {
      text += element + ",";
    }
  }
  return text;
}

void Matches::match(const Side& predicted, const std::vector<ObjectIndex>& alike, const Side& actual,
                    const Fields& fields) {
  const model::EntityIndex entity = predicted.object(alike.front()).entity;
  std::map<std::string, std::vector<ObjectIndex>> open;
  for (auto index = actual_.rbegin(); index != actual_.rend(); ++index) {
    if (actual.object(*index).entity == entity && !is_taken_[*index]) {
      open[signature(actual, false, *index, fields)].push_back(*index);
    }
  }
  for (const ObjectIndex index : alike) {
    const auto found =
        to_actual_[index] || open.empty() ? open.end() : open.find(signature(predicted, true, index, fields));
    if (found != open.end() && !found->second.empty()) {
      to_actual_[index] = found->second.back();
      is_taken_[found->second.back()] = true;
      found->second.pop_back();
    }
  }
}

/// What the plan says about a new object, but for what the system computes.
static std::vector<model::FieldIndex> given_fields(const Side& predicted, ObjectIndex index) {
  const auto& fields = predicted.model.entities[predicted.object(index).entity].fields;
  std::vector<model::FieldIndex> given;
  for (model::FieldIndex field = 0; field < fields.size(); ++field) {
    if (!fields[field].derived && predicted.value(index, field) != nullptr) {
      given.push_back(field);
    }
  }
  return given;
}

Matches::Matches(const Side& before, const Side& predicted, const Side& actual)
    : predicted_(objects_without(predicted, before)),
      actual_(objects_without(actual, before)),
      to_actual_(predicted.account.objects.size()),
      is_taken_(actual.account.objects.size()) {
  is_created_[0].resize(predicted.account.objects.size());
  is_created_[1].resize(actual.account.objects.size());
  std::map<std::pair<model::EntityIndex, Fields>, std::vector<ObjectIndex>> alike;
  for (const ObjectIndex index : predicted_) {
    is_created_[0][index] = true;
    alike[{predicted.object(index).entity, given_fields(predicted, index)}].push_back(index);
  }
  for (const ObjectIndex index : actual_) {
    is_created_[1][index] = true;
  }
  for (const auto& [key, objects] : alike) {
    match(predicted, objects, actual, key.second);
  }
  for (const auto& [key, objects] : alike) {
    Fields references;
    for (const model::FieldIndex field : key.second) {
      Fields others = key.second;
      others.erase(std::find(others.begin(), others.end(), field));
      if (!others.empty()) {
        match(predicted, objects, actual, others);
      }
      const model::FieldType& type = predicted.model.entities[key.first].fields[field].type;
      if (type.is_reference() || type.is_reference_list()) {
        references.push_back(field);
      }
    }
    if (!references.empty()) {
      match(predicted, objects, actual, references);
    }
  }
}

std::optional<ObjectIndex> Matches::actual_of(ObjectIndex predicted) const {
  return to_actual_[predicted];
}

bool Matches::is_matched(ObjectIndex actual) const {
  return is_taken_[actual];
}

static bool same_object(const Side& a, ObjectIndex index_a, const Side& b, ObjectIndex index_b,
                        const Matches* matches) {
  if (matches != nullptr) {
    if (const auto match = matches->actual_of(index_a)) {
      return *match == index_b;
    }
  }
  const snapshot::Object& object_a = a.object(index_a);
  const snapshot::Object& object_b = b.object(index_b);
  return object_a.entity == object_b.entity && object_a.id == object_b.id;
}

/// An object by a name that both accounts use for it.
static std::string common_name(const Side& a, ObjectIndex index, const Side& b, const Matches* matches) {
  const auto match = matches == nullptr ? std::nullopt : matches->actual_of(index);
  return match ? b.names.object(*match) : a.names.object(index);
}

bool same(const Side& a, const cel::Value& value_a, const Side& b, const cel::Value& value_b, const Matches* matches) {
  if (value_a.kind() != value_b.kind()) {
    return cel::Value::compare(value_a, value_b) == 0;
  }
  if (value_a.kind() == ValueKind::object) {
    return same_object(a, index_of(value_a), b, index_of(value_b), matches);
  }
  if (value_a.kind() != ValueKind::list) {
    return cel::Value::compare(value_a, value_b) == 0;
  }
  const auto list_a = value_a.list_value();
  const auto list_b = value_b.list_value();
  if (list_a.size() != list_b.size()) {
    return false;
  }
  const auto is_reference = [](const cel::Value& value) { return value.kind() == ValueKind::object; };
  if (!std::all_of(list_a.begin(), list_a.end(), is_reference) ||
      !std::all_of(list_b.begin(), list_b.end(), is_reference)) {
    return std::equal(list_a.begin(), list_a.end(), list_b.begin(),
                      [&](const cel::Value& x, const cel::Value& y) { return same(a, x, b, y, matches); });
  }
  std::vector<std::string> names_a;
  std::vector<std::string> names_b;
  for (std::size_t i = 0; i < list_a.size(); ++i) {
    names_a.push_back(common_name(a, index_of(list_a[i]), b, matches));
    names_b.push_back(b.names.object(index_of(list_b[i])));
  }
  std::sort(names_a.begin(), names_a.end());
  std::sort(names_b.begin(), names_b.end());
  return names_a == names_b;
}

}  // namespace exeunt::verify
