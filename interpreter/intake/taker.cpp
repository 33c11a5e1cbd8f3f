#include "interpreter/intake/taker.h"

#include <fmt/format.h>

namespace exeunt::intake {

using cel::Value;
using diagnostic::Kind;
using diagnostic::Place;
using snapshot::RawValue;

void AliasTaker::take(const RawValue&, uint64_t number, const Place& place) {
  for (const mapping::Alias& alias : source_.aliases) {
    const auto key = to_id(reading_.activation.evaluate(alias.key));
    const auto id = to_id(reading_.activation.evaluate(alias.id));
    if (!key || !id) {
      continue;  // not every owner is a user
    }
    const std::string object = model_.entities[alias.entity].name + ":" + *id;
    const auto [known, is_new] = table_[alias.name.text].emplace(*key, object);
    if (!is_new && known->second != object) {
      problems_.report<Kind::import_alias_differs>(place, number, snapshot::clip(*key), alias.name.text,
                                                   snapshot::clip(object), snapshot::clip(known->second));
    }
  }
}

void ObjectTaker::take(const RawValue& item, uint64_t number, const Place& place) {
  unread_.count(item, source_.members);
  ++report_.sources[index_].items;
  number_ = number;
  place_ = place;
  made_.clear();
  left_out_.clear();
  for (std::size_t i = 0; i < source_.objects.size(); ++i) {
    if (source_.objects[i].each) {
      make_each(i);
    } else {
      make(i);
    }
  }
  objects_.finish_item();
  for (const model::EntityIndex entity : left_out_) {
    // What one entry leaves out another one may have made.
    if (!made_.contains(entity)) {
      ++report_.left_out[model_.entities[entity].name];
    }
  }
  if (tick_) {
    tick_();
  }
}

std::string ObjectTaker::not_given(const Value& value, std::string_view otherwise) const {
  const bool is_known = !value.is_error() && !value.is_unknown();
  return (is_known ? std::string(otherwise) : "cannot be told: ") + why(value, reading_.activation);
}

void ObjectTaker::make_each(std::size_t index) {
  const mapping::ObjectRule& rule = source_.objects[index];
  const Value list = evaluate(*rule.each);
  if (list.is_unknown() || list.is_null()) {
    return;
  }
  if (list.kind() != cel::ValueKind::list) {
    reading_.problems.report<Kind::import_not_elements>(place_, number_, model_.entities[rule.entity].name,
                                                        not_given(list, "are not a list: "));
    return;
  }
  int64_t position = 0;
  for (const Value& part : list.list_value()) {
    reading_.activation.set(mapping::slot::part, part);
    reading_.activation.set(mapping::slot::index, Value::int64(position++));
    make(index);
  }
}

bool ObjectTaker::is_wanted(const mapping::ObjectRule& rule) {
  if (!rule.when) {
    return true;
  }
  const std::string& entity = model_.entities[rule.entity].name;
  const Value value = evaluate(*rule.when);
  if (value.is_false()) {
    left_out_.insert(rule.entity);
  } else if (!value.is_true()) {
    reading_.problems.report<Kind::import_undecided>(place_, number_, entity, why(value, reading_.activation));
  }
  return value.is_true();
}

void ObjectTaker::make(std::size_t index) {
  const mapping::ObjectRule& rule = source_.objects[index];
  if (!is_wanted(rule)) {
    return;
  }
  const model::Entity& entity = model_.entities[rule.entity];
  const Value id_value = evaluate(rule.id);
  const auto id = to_id(id_value);
  if (!id) {
    reading_.problems.report<Kind::import_no_id>(place_, number_, entity.name, not_given(id_value, "is no id: "));
    return;
  }
  Fields fields(entity.fields.size());
  for (const mapping::FieldRule& field : rule.fields) {
    Converted converted = make_field(field, entity.fields[field.field].type);
    if (!converted.value) {
      count({rule.entity, field.field}, converted);
    }
    fields[field.field] = std::move(converted.value);
  }
  made_.insert(rule.entity);
  objects_.add({index_, index}, *id, std::move(fields), place_);
}

Converted ObjectTaker::make_field(const mapping::FieldRule& rule, const model::FieldType& type) {
  const Value value = evaluate(rule.from);
  if (value.is_error()) {
    return {std::nullopt, Omission::failed, value.error_info().message};
  }
  if (value.is_unknown()) {
    return {std::nullopt, Omission::missing, {}};
  }
  return convert(value, rule, type, model_, aliases_);
}

void ObjectTaker::count(const mapping::FieldName& field, const Converted& converted) {
  if (converted.omission == Omission::dropped) {
    return;
  }
  // What is to be replaced must not come out in a message instead.
  const bool is_secret = redactor_ != nullptr && redactor_->is_personal(field);
  const bool is_untranslated = converted.omission == Omission::untranslated;
  const model::Entity& entity = model_.entities[field.entity];
  FieldKey key{entity.name + "." + entity.fields[field.field].name, converted.omission,
               is_untranslated && !is_secret ? converted.detail : ""};
  FieldReport& report = report_.fields[std::move(key)];
  if (report.count++ == 0) {
    report.first = fmt::format("item {} of `{}`", number_, place_.file);
    if (!converted.detail.empty() && !is_secret && !is_untranslated) {
      report.first += ": " + converted.detail;
    }
  }
}

}  // namespace exeunt::intake
