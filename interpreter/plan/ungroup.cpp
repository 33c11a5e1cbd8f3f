#include "interpreter/plan/ungroup.h"

#include <algorithm>
#include <numeric>
#include <utility>

#include "interpreter/plan/order.h"
#include "interpreter/plan/recognise.h"

namespace exeunt::plan {

using diagnostic::Kind;

static Value* find(Value::Members& members, std::string_view key) {
  const auto found = std::find_if(members.begin(), members.end(), [&](const auto& m) { return m.first == key; });
  return found == members.end() ? nullptr : &found->second;
}

std::string read_group_type(ReadContext& context, Value::Members& record) {
  const Value* const value = find(record, "type");
  if (value == nullptr) {
    context.missing("type");
    return {};
  }
  context.path.emplace_back(std::string("type"));
  const auto* const type = std::get_if<std::string>(&value->data);
  if (type == nullptr) {
    context.wrong_kind(*value, "text");
  } else if (type->find(':') != std::string::npos) {
    context.wrong_kind("text with a colon", "the name of a type");
  }
  context.path.pop_back();
  return type == nullptr ? std::string() : *type;
}

/// Texts of `value`, which is moved from.
static std::vector<std::string> take_ids(ReadContext& context, Value& value) {
  std::vector<std::string> ids;
  auto* const list = std::get_if<Value::List>(&value.data);
  if (list == nullptr) {
    context.wrong_kind(value, "a list");
    return ids;
  }
  if (list->empty()) {
    context.wrong_kind("an empty list", "at least one id");
  }
  ids.reserve(list->size());
  for (std::size_t i = 0; i < list->size() && !context.is_full(); ++i) {
    auto* const id = std::get_if<std::string>(&(*list)[i].data);
    if (id == nullptr) {
      context.path.emplace_back(i);
      context.wrong_kind((*list)[i], "text");
      context.path.pop_back();
    }
    ids.push_back(id == nullptr ? std::string() : std::move(*id));
  }
  return ids;
}

static void report_id_twice(ReadContext& context, std::size_t index, const std::string& object) {
  if (context.count_error()) {
    context.path.emplace_back(index);
    context.sink.report<Kind::plan_member_twice>(context.here(), excerpt(object)).help(id_twice_help);
    context.path.pop_back();
  }
}

static void check_ids(ReadContext& context, const GroupNames& names) {
  const std::vector<std::string>& ids = names.ids;
  std::vector<std::size_t> order(ids.size());
  std::iota(order.begin(), order.end(), std::size_t{0});
  const auto before = [&](std::size_t a, std::size_t b) {
    const int found = compare_ids(ids[a], ids[b]);
    return found != 0 ? found < 0 : a < b;
  };
  if (!std::is_sorted(order.begin(), order.end(), before)) {
    std::sort(order.begin(), order.end(), before);
  }
  std::vector<std::size_t> repeated;
  for (std::size_t i = 1; i < order.size(); ++i) {
    if (ids[order[i]] == ids[order[i - 1]]) {
      repeated.push_back(order[i]);
    }
  }
  std::sort(repeated.begin(), repeated.end());
  for (std::size_t i = 0; i < repeated.size() && !context.is_full(); ++i) {
    report_id_twice(context, repeated[i], names.object(repeated[i]));
  }
}

GroupNames read_group_names(ReadContext& context, Value::Members& record) {
  const std::size_t errors = context.errors;
  GroupNames names;
  names.type = read_group_type(context, record);
  Value* const ids = find(record, "ids");
  if (ids == nullptr) {
    context.missing("ids");
    return names;
  }
  context.path.emplace_back(std::string("ids"));
  names.ids = take_ids(context, *ids);
  if (context.errors == errors) {
    check_ids(context, names);
  }
  context.path.pop_back();
  return names;
}

void open_group(Value::Members& record, bool has_missing) {
  record.erase(
      std::remove_if(record.begin(), record.end(),
                     [](const auto& m) { return m.first == "ids" || m.first == "type" || m.first == "object"; }),
      record.end());
  const auto behind_record =
      std::find_if(record.begin(), record.end(), [](const auto& m) { return m.first != "record"; });
  record.emplace(behind_record, "object", Value{std::string()});
  Value* const missing = has_missing ? find(record, "missing") : nullptr;
  auto* const fields = missing == nullptr ? nullptr : std::get_if<Value::List>(&missing->data);
  if (fields == nullptr) {
    return;
  }
  for (Value& field : *fields) {
    auto* const members = std::get_if<Value::Members>(&field.data);
    if (members != nullptr && find(*members, "object") == nullptr) {
      members->emplace(members->begin(), "object", Value{std::string()});
    }
  }
}

void open_objects(ReadContext& context, Value::Members& record) {
  Value* const objects = find(record, "objects");
  auto* const by_type = objects == nullptr ? nullptr : std::get_if<Value::Members>(&objects->data);
  if (by_type == nullptr) {
    return;
  }
  Value::List names;
  context.path.emplace_back(std::string("objects"));
  for (auto& [type, ids] : *by_type) {
    context.path.emplace_back(type);
    for (const std::string& id : take_ids(context, ids)) {
      names.push_back(Value{type + ":" + id});
    }
    context.path.pop_back();
    if (context.is_full()) {
      break;
    }
  }
  context.path.pop_back();
  objects->data = std::move(names);
}

}  // namespace exeunt::plan
