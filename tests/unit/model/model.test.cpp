#include "interpreter/model/model.h"

#include <algorithm>
#include <catch2/catch.hpp>

namespace exeunt::model {
namespace {

FieldType scalar(FieldKind kind, bool nullable = false) {
  FieldType type;
  type.kind = kind;
  type.nullable = nullable;
  return type;
}

FieldType enumeration(std::string name, std::vector<std::string> values, bool nullable = false) {
  FieldType type = scalar(FieldKind::enumeration, nullable);
  type.enum_name = std::move(name);
  type.values = std::move(values);
  return type;
}

FieldType reference(std::vector<EntityIndex> targets, bool nullable = false) {
  FieldType type = scalar(FieldKind::reference, nullable);
  type.targets = std::move(targets);
  return type;
}

FieldType list(FieldType element) {
  FieldType type = scalar(FieldKind::list);
  type.element.push_back(std::move(element));
  return type;
}

Entity entity(std::string name, std::vector<std::pair<std::string, FieldType>> fields) {
  Entity result;
  result.name = std::move(name);
  for (auto& [field_name, type] : fields) {
    Field field;
    field.name = field_name;
    field.type = type;
    result.fields.push_back(std::move(field));
  }
  return result;
}

enum : EntityIndex { deal, person, user };

std::shared_ptr<const Model> sample() {
  auto model = std::make_shared<Model>();
  model->entities = {
      entity("deal", {{"title", scalar(FieldKind::string)},
                      {"owner", reference({user})},
                      {"status", enumeration("deal.status", {"open", "won"})},
                      {"contact", reference({person})},
                      {"value", scalar(FieldKind::float64)}}),
      entity("person", {{"title", scalar(FieldKind::string, true)},
                        {"status", enumeration("person.status", {"won", "gone"})},
                        {"owner", reference({user})},
                        {"contact", reference({deal})},
                        {"value", scalar(FieldKind::int64)}}),
      entity("user", {{"title", scalar(FieldKind::string)}}),
  };
  return model;
}

TEST_CASE("lookups") {
  const auto model = sample();
  CHECK(model->find_entity("person") == person);
  CHECK(model->find_entity("people") == std::nullopt);
  CHECK(model->find_entity("") == std::nullopt);
  CHECK(model->entity_names() == std::vector<std::string>{"deal", "person", "user"});
  CHECK(model->entities[deal].find_field("owner") == 1u);
  CHECK(model->entities[deal].find_field("ownr") == std::nullopt);
}

TEST_CASE("roles") {
  CHECK(role_names() == std::vector<std::string>{"ownership", "authorship", "membership", "assignment", "trigger"});
  for (const std::string& role : role_names()) {
    CHECK(name(find_role(role).value()) == role);
  }
  CHECK(find_role("none") == std::nullopt);
  CHECK(find_role("owner") == std::nullopt);
}

TEST_CASE("types as an author writes them") {
  const auto model = sample();
  const auto written = [&](const FieldType& type) { return text(*model, type); };
  CHECK(written(scalar(FieldKind::boolean)) == "bool");
  CHECK(written(scalar(FieldKind::int64, true)) == "int?");
  CHECK(written(scalar(FieldKind::float64)) == "double");
  CHECK(written(scalar(FieldKind::string)) == "string");
  CHECK(written(scalar(FieldKind::timestamp)) == "timestamp");
  CHECK(written(scalar(FieldKind::duration)) == "duration");
  CHECK(written(enumeration("deal.status", {"open", "won"}, true)) == "enum(open, won)?");
  CHECK(written(enumeration("visibility", {"open", "won"})) == "visibility");
  CHECK(written(reference({deal, person}, true)) == "ref<deal, person>?");
  CHECK(written(list(reference({user}))) == "list<ref<user>>");
  FieldType any = reference({deal, person, user});
  any.any = true;
  CHECK(written(any) == "ref<*>");
}

TEST_CASE("types as CEL sees them") {
  const auto model = sample();
  const auto seen = [&](const FieldType& type) { return cel_type(*model, type); };
  CHECK(seen(scalar(FieldKind::int64, true)) == cel::Type::nullable(cel::Type::int64()));
  CHECK(seen(enumeration("v", {"a"})) == cel::Type::closed_string("v", {"a"}));
  CHECK(seen(reference({deal})) == cel::Type::object("deal"));
  CHECK(seen(reference({deal, person})) == cel::Type::object("deal|person"));
  CHECK(seen(reference({deal, person, user})) == cel::Type::object("*"));
  CHECK(seen(list(reference({user}))) == cel::Type::list(cel::Type::object("user")));
}

TEST_CASE("the checker sees entities, unions, everything, and all objects") {
  const auto types = type_provider(sample());
  for (const char* name : {"deal", "deal|person", "*", "@all"}) {
    CHECK(types->has_type(name));
  }
  for (const char* name : {"", "|", "deal|", "|deal", "deal|house", "house", "all", "@args:x"}) {
    CHECK_FALSE(types->has_type(name));
    CHECK_FALSE(types->find_field(name, "title"));
    CHECK(types->field_names(name).empty());
  }
}

TEST_CASE("fields of one entity") {
  const auto types = type_provider(sample());
  CHECK(types->find_field("deal", "owner")->type == cel::Type::object("user"));
  CHECK(types->find_field("deal", "owner")->index == 1);
  CHECK(types->find_field("deal", "id")->type == cel::Type::string());
  CHECK(types->find_field("deal", "id")->index == static_cast<int32_t>(id_field));
  CHECK(types->find_field("deal", "type")->index == static_cast<int32_t>(type_field));
  CHECK_FALSE(types->find_field("deal", "ownr"));
  CHECK(types->field_names("user") == std::vector<std::string>{"title", "id", "type"});
}

TEST_CASE("fields of a union are those that every member has") {
  const auto types = type_provider(sample());
  // In the same position on both, in different ones, of mixed nullability, enumerations, references.
  CHECK(types->find_field("deal|person", "title")->index == 0);
  CHECK(types->find_field("deal|person", "title")->type == cel::Type::nullable(cel::Type::string()));
  CHECK(types->find_field("deal|person", "owner")->index == -1);
  CHECK(types->find_field("deal|person", "owner")->type == cel::Type::object("user"));
  CHECK(types->find_field("deal|person", "status")->type ==
        cel::Type::closed_string("deal.status|person.status", {"open", "won", "gone"}));
  CHECK(types->find_field("deal|person", "contact")->type == cel::Type::object("deal|person"));
  CHECK_FALSE(types->find_field("deal|person", "value"));  // double here, int there
  CHECK_FALSE(types->find_field("deal|user", "owner"));
  CHECK(types->find_field("*", "title")->index == 0);
  CHECK(types->find_field("*", "id")->index == static_cast<int32_t>(id_field));
  CHECK(types->field_names("deal|person") ==
        std::vector<std::string>{"title", "owner", "status", "contact", "id", "type"});
  CHECK(types->field_names("*") == std::vector<std::string>{"title", "id", "type"});
}

TEST_CASE("all objects by type") {
  const auto types = type_provider(sample());
  CHECK(types->find_field("@all", "person")->type == cel::Type::list(cel::Type::object("person")));
  CHECK(types->find_field("@all", "person")->index == static_cast<int32_t>(person));
  CHECK_FALSE(types->find_field("@all", "id"));
  CHECK(types->field_names("@all") == std::vector<std::string>{"deal", "person", "user"});
}

TEST_CASE("a union stands for its members and the other way round") {
  const auto types = type_provider(sample(), {{"@args:delete", {}}});
  CHECK(types->is_assignable("deal", "deal"));
  CHECK(types->is_assignable("deal", "deal|person"));
  CHECK(types->is_assignable("deal|person", "person"));
  CHECK(types->is_assignable("deal|person", "person|user"));
  CHECK(types->is_assignable("*", "user"));
  CHECK_FALSE(types->is_assignable("deal", "person"));
  CHECK_FALSE(types->is_assignable("deal|person", "user"));
  CHECK_FALSE(types->is_assignable("@all", "*"));
  CHECK_FALSE(types->is_assignable("@args:delete", "*"));
  CHECK(types->is_assignable("@args:delete", "@args:delete"));
}

TEST_CASE("a caller's own types") {
  const auto types =
      type_provider(sample(), {{"@args:delete", {{"reason", cel::Type::string()}, {"to", cel::Type::object("user")}}}});
  CHECK(types->has_type("@args:delete"));
  CHECK(types->find_field("@args:delete", "to")->index == 1);
  CHECK(types->find_field("@args:delete", "to")->type == cel::Type::object("user"));
  CHECK_FALSE(types->find_field("@args:delete", "id"));
  CHECK(types->field_names("@args:delete") == std::vector<std::string>{"reason", "to"});
}

TEST_CASE("ids in the order people expect") {
  std::vector<std::string> ids = {"b", "10", "a", "9", "", "007", "7", "a1", "18446744073709551617", "-5", "B"};
  std::sort(ids.begin(), ids.end(), [](const auto& a, const auto& b) { return compare_ids(a, b) < 0; });
  CHECK(ids == std::vector<std::string>{"007", "7", "9", "10", "18446744073709551617", "", "-5", "B", "a", "a1", "b"});
  for (const std::string& a : ids) {
    for (const std::string& b : ids) {
      CHECK(compare_ids(a, b) == -compare_ids(b, a));
      CHECK((compare_ids(a, b) == 0) == (a == b));
    }
  }
}

}  // namespace
}  // namespace exeunt::model
