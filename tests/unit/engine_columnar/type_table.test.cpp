#include "interpreter/engine/columnar/type_table.h"

#include <catch2/catch.hpp>
#include <string>
#include <vector>

namespace exeunt::engine::columnar {
namespace {

model::Model model_of(const std::vector<std::string>& names) {
  model::Model model;
  for (const std::string& name : names) {
    model.entities.emplace_back().name = name;
  }
  return model;
}

void check(const std::vector<std::string>& names) {
  const model::Model model = model_of(names);
  const TypeTable types(model);
  for (model::EntityIndex i = 0; i < names.size(); ++i) {
    for (const std::string behind : {"", "\",\"id\":\"1\"}", "aaaaaaaa"}) {
      const std::string text = names[i] + behind + std::string(8, '\0');
      CHECK(types.find_in_text(std::string_view(text).substr(0, names[i].size())) == i);
    }
    CHECK(types.find(names[i]) == i);
    CHECK(types.find(names[i] + "x") == no_entity);
    CHECK(types.find("x" + names[i]) == no_entity);
  }
  CHECK(types.find("") == no_entity);
  CHECK(types.find("nothing_like_that") == no_entity);
}

TEST_CASE("types are found by their names, and nothing else is") {
  check({});
  check({"deal"});
  check({"deal", "deals", "a", "dashboard", "dashboard_public_link", "dashboar", "project", "project_task", "project_tasks"});
}

TEST_CASE("as many types as no model has are found") {
  std::vector<std::string> names;
  for (int i = 0; i < 3000; ++i) {
    names.push_back("type_number_" + std::to_string(i));
  }
  check(names);
}

}  // namespace
}  // namespace exeunt::engine::columnar
