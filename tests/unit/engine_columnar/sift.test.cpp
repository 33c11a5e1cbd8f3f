#include "interpreter/engine/columnar/sift.h"

#include <catch2/catch.hpp>
#include <string>

namespace exeunt::engine::columnar {
namespace {

constexpr model::EntityIndex deal = 0;
constexpr model::EntityIndex user = 1;
constexpr model::FieldIndex owner = 0;
constexpr model::FieldIndex parent = 1;

model::Model deals_and_users() {
  model::Model model;
  model.entities.resize(2);
  model.entities[deal].name = "deal";
  model.entities[user].name = "user";
  const auto add = [&](const char* name, model::EntityIndex target) {
    model::Field& field = model.entities[deal].fields.emplace_back();
    field.name = name;
    field.type.kind = model::FieldKind::reference;
    field.type.targets = {target};
  };
  add("owner", user);
  add("parent", deal);
  return model;
}

TEST_CASE("an object that is passed by has none of the fields of the one before") {
  const model::Model model = deals_and_users();
  Interest interest;
  interest.entities.resize(model.entities.size());
  interest.entities[deal].driven = true;
  interest.entities[deal].references = {owner};
  interest.entities[deal].anchors = {owner};
  const Named named{"user:9", {}, false};
  Sift sift(model, interest, named, false);

  // The first teaches what to expect; of the others the last one lacks its parent.
  std::string text = R"({"type":"deal","id":"1","owner":"user:1","parent":"deal:7"}
{"type":"deal","id":"2","owner":"user:1","parent":"deal:7"}
{"type":"deal","id":"3","owner":"user:1"}
)";
  const std::size_t size = text.size();
  text.append(JsonLines::padding, '\0');
  constexpr uint32_t depth = 64;
  JsonLines lines(depth);
  REQUIRE(lines.begin({text.data(), size}));
  std::string_view line;
  Sighting seen;
  for (const bool has_parent : {true, true, false}) {
    REQUIRE(sift.next(lines, line, seen));
    CHECK(seen.fate == Fate::passed_by);
    int references = 0;
    sift.for_each_reference(parent, [&](std::string_view to) {
      CHECK(to == "deal:7");
      ++references;
    });
    CHECK(references == (has_parent ? 1 : 0));
  }
  CHECK_FALSE(sift.next(lines, line, seen));
}

}  // namespace
}  // namespace exeunt::engine::columnar
