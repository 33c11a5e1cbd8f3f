#include "tests/differential/account.h"

#include <algorithm>
#include <set>

#include "tests/differential/pools.h"

namespace exeunt::differential {

namespace {

using model::EntityIndex;
using model::FieldKind;
using model::FieldType;
using plan::Value;

class Maker {
 public:
  Maker(Random& random, const model::Model& model, EntityIndex leavers)
      : random_(random), model_(model), leavers_(leavers) {}

  Account run() {
    is_complete_ = random_.one_in(3);
    is_wrong_ = random_.one_in(24);
    one_in_missing_ = random_.one_in(4) ? 4 : 25;
    choose_ids();
    for (EntityIndex entity = 0; entity < model_.entities.size(); ++entity) {
      for (const std::string& id : ids_[entity]) {
        out_.objects.push_back(object(entity, id));
      }
    }
    if (random_.one_in(8)) {
      unmodelled();
    }
    // Many that are alike but for their names.
    if (random_.one_in(10) && !out_.objects.empty()) {
      multiply();
    }
    shuffle();
    out_.absent_is_null = random_.one_in(5);
    for (const model::Entity& entity : model_.entities) {
      if (random_.one_in(25)) {
        out_.incomplete.push_back(entity.name);
      }
    }
    return std::move(out_);
  }

 private:
  void choose_ids() {
    ids_.resize(model_.entities.size());
    for (EntityIndex entity = 0; entity < model_.entities.size(); ++entity) {
      std::set<std::string> chosen;
      std::size_t count = random_.one_in(6) ? 0 : 1 + random_.below(random_.one_in(5) ? 24 : 6);
      if (model_.account == entity) {
        count = random_.one_in(5) ? 0 : 1;
      } else if (entity == leavers_) {
        chosen.insert("7");
        count += 1;
      }
      for (std::size_t i = 0; i < count; ++i) {
        chosen.insert(pools::id(random_, i + 1));
      }
      ids_[entity].assign(chosen.begin(), chosen.end());
    }
  }

  Value object(EntityIndex entity, const std::string& id) {
    const model::Entity& type = model_.entities[entity];
    Value::Members members;
    members.emplace_back("type", Value{type.name});
    members.emplace_back("id", Value{id});
    for (const model::Field& field : type.fields) {
      if (!is_complete_ && random_.one_in(one_in_missing_)) {
        continue;
      }
      members.emplace_back(field.name, field.type.nullable && random_.one_in(5) ? Value{} : value(field.type));
    }
    if (is_wrong_ && random_.one_in(6)) {
      spoil(members);
    }
    return Value{std::move(members)};
  }

  Value value(const FieldType& type) {
    switch (type.kind) {
      case FieldKind::boolean:
        return Value{random_.one_in(2)};
      case FieldKind::int64:
        return Value{pools::whole(random_)};
      case FieldKind::float64:
        return random_.one_in(4) ? Value{static_cast<int64_t>(random_.below(3))} : Value{pools::real(random_)};
      case FieldKind::string:
        return Value{pools::text(random_)};
      case FieldKind::timestamp:
        return Value{random_.one_in(8) ? std::string("2024-03-01") : pools::time(random_)};
      case FieldKind::duration:
        return Value{pools::span(random_)};
      case FieldKind::enumeration:
        return Value{random_.pick(type.values)};
      case FieldKind::reference:
        return Value{reference(type)};
      case FieldKind::list: {
        Value::List list;
        static const std::size_t sizes[] = {0, 0, 1, 1, 2, 3, 5};
        for (std::size_t i = random_.pick(sizes); i > 0; --i) {
          list.push_back(value(type.element[0]));
        }
        return Value{std::move(list)};
      }
    }
    return Value{};
  }

  std::string reference(const FieldType& type) {
    const std::size_t chance = random_.below(100);
    const bool may_leave = std::binary_search(type.targets.begin(), type.targets.end(), leavers_);
    if (may_leave && chance < 40) {
      return model_.entities[leavers_].name + ":7";
    }
    if (type.any && chance > 97) {
      return "parrot:1";
    }
    const EntityIndex target = random_.pick(type.targets);
    const std::vector<std::string>& ids = ids_[target];
    const std::string& name = model_.entities[target].name;
    if (ids.empty() || (!is_complete_ && chance > 93)) {
      return name + ":404";
    }
    // The first few are referred to by many.
    const std::size_t few = std::min<std::size_t>(ids.size(), 3);
    return name + ":" + (chance < 70 ? ids[random_.below(few)] : random_.pick(ids));
  }

  /// What no reader should take.
  void spoil(Value::Members& members) {
    const std::size_t at = random_.below(members.size());
    static const std::vector<Value> others = {Value{}, Value{std::string("parrot:1")}, Value{int64_t{5}}, Value{true},
                                              Value{0.5}, Value{Value::List{}}, Value{Value::Members{}}};
    if (random_.one_in(5)) {
      members.push_back(members[at]);  // it stands twice
    } else {
      members[at].second = random_.pick(others);
    }
  }

  void unmodelled() {
    for (Value& object : out_.objects) {
      if (random_.one_in(5)) {
        std::get<Value::Members>(object.data).emplace_back("colour", Value{Value::List{Value{Value::Members{}}, Value{}}});
      }
    }
    for (std::size_t i = 1 + random_.below(3); i > 0; --i) {
      Value::Members parrot;
      parrot.emplace_back("type", Value{std::string(random_.one_in(2) ? "parrot" : "user ")});
      parrot.emplace_back("id", Value{std::to_string(i)});
      parrot.emplace_back("owner", Value{std::string("user:7")});
      out_.objects.push_back(Value{std::move(parrot)});
    }
  }

  void multiply() {
    const Value model = random_.pick(out_.objects);
    if (model_.account && name_of(model).starts_with("account:")) {
      return;
    }
    for (std::size_t i = 20 + random_.below(60); i > 0; --i) {
      Value copy = model;
      std::get<Value::Members>(copy.data)[1].second = Value{std::to_string(1000 + i)};
      vary(copy);
      out_.objects.push_back(std::move(copy));
    }
  }

  /// In one field, which may be one that nothing asks about.
  void vary(Value& copy) {
    const std::string name = name_of(copy);
    const auto entity = model_.find_entity(std::string_view(name).substr(0, name.find(':')));
    auto& members = std::get<Value::Members>(copy.data);
    if (!entity || members.size() < 3 || random_.one_in(2)) {
      return;
    }
    auto& [key, now] = members[2 + random_.below(members.size() - 2)];
    if (const auto field = model_.entities[*entity].find_field(key)) {
      const FieldType& type = model_.entities[*entity].fields[*field].type;
      now = type.nullable && random_.one_in(5) ? Value{} : value(type);
    }
  }

  void shuffle() {
    for (std::size_t i = out_.objects.size(); i > 1; --i) {
      std::swap(out_.objects[i - 1], out_.objects[random_.below(i)]);
    }
  }

  Random& random_;
  const model::Model& model_;
  EntityIndex leavers_;
  bool is_complete_ = false;
  bool is_wrong_ = false;
  std::size_t one_in_missing_ = 1;
  std::vector<std::vector<std::string>> ids_;
  Account out_;
};

}  // namespace

Account make_account(Random& random, const model::Model& model, EntityIndex leavers) {
  return Maker(random, model, leavers).run();
}

const Value* member(const Value& object, std::string_view name) {
  const auto* const members = std::get_if<Value::Members>(&object.data);
  if (members != nullptr) {
    for (const auto& [key, value] : *members) {
      if (key == name) {
        return &value;
      }
    }
  }
  return nullptr;
}

std::string name_of(const Value& object) {
  const Value* const type = member(object, "type");
  const Value* const id = member(object, "id");
  const auto* const type_text = type == nullptr ? nullptr : std::get_if<std::string>(&type->data);
  const auto* const id_text = id == nullptr ? nullptr : std::get_if<std::string>(&id->data);
  return type_text == nullptr || id_text == nullptr ? "" : *type_text + ":" + *id_text;
}

}  // namespace exeunt::differential
