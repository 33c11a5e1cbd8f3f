#include "interpreter/mapping/member_tree.h"

#include <catch2/catch.hpp>

#include "interpreter/cel/parse.h"

namespace exeunt::mapping {
namespace {

/// The tree on one line: `owner{id!} x!`, `!` for what is known as a whole.
std::string dump(const MemberTree& tree) {
  std::string text;
  for (const auto& [name, below] : tree.members) {
    const std::string inside = dump(below);
    text += (text.empty() ? "" : " ") + name + (below.whole ? "!" : "") + (inside.empty() ? "" : "{" + inside + "}");
  }
  return text;
}

std::string reads(std::string_view expression) {
  cel::Issues issues;
  const auto ast = cel::parse(expression, issues);
  REQUIRE(ast);
  MemberTree tree;
  add_reads(*ast, "item", {}, tree);
  add_reads(*ast, "part", {"parts", "[]"}, tree);
  return (tree.whole ? "all " : "") + dump(tree);
}

TEST_CASE("what an expression reads of an item") {
  CHECK(reads("item.id") == "id!");
  CHECK(reads("item.owner.id == item.owner.team.id") == "owner{id! team{id!}}");
  CHECK(reads("has(item.a.b) && item.?c.orValue(null) == null") == "a{b!} c!");
  CHECK(reads("item['first-name'] + item.x[?'y'].orValue('')") == "first-name! x{y!}");
  CHECK(reads("item.list.exists(x, x.id == item.id)") == "id! list!");
  CHECK(reads("item.list[0].id") == "list!");
  CHECK(reads("size(item)") == "all ");
  CHECK(reads("item[item.key]") == "all key!");
  CHECK(reads("part.id + file") == "parts{[]{id!}}");
  CHECK(reads("other.item.id") == "");
}

TEST_CASE("what is known as a whole has everything in it known") {
  MemberTree tree;
  tree.add({"owner", "id"});
  tree.add({"hs_*"});
  tree.add({"links"});
  CHECK(tree.find("owner")->find("id")->find("anything") != nullptr);
  CHECK(tree.find("owner")->find("name") == nullptr);
  CHECK(tree.find("hs_created") != nullptr);
  CHECK(tree.find("links")->find("self") != nullptr);
  CHECK(tree.find("other") == nullptr);
  tree.add({"owner"});
  CHECK(tree.find("owner")->find("name") != nullptr);
}

TEST_CASE("paths") {
  CHECK(split_path("a.b.c") == std::vector<std::string>{"a", "b", "c"});
  CHECK(split_path("a") == std::vector<std::string>{"a"});
  for (const std::string_view bad : {"", ".", "a.", ".a", "a..b"}) {
    CHECK(split_path(bad).empty());
  }
}

}  // namespace
}  // namespace exeunt::mapping
