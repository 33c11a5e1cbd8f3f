// What a valid pack becomes.
#include <catch2/catch.hpp>

#include <algorithm>

#include "tests/unit/check/support.h"

using namespace exeunt;
namespace slot = program::slot;

namespace {

const std::string prelude = R"(pack demo "Demo"
class kept
class moved
capability sign-on
entity user { name string label  role enum(admin, regular) }
entity deal { title string label  owner ref<user>? ownership  closed bool }
entity lead { owner ref<user>? ownership }
outcome retain "stays" { class kept }
outcome transfer(to: ref<*>, field: field = ownership) "passes {field} to {to}" { class moved set field = to }
outcome put(field: field, to: value) "becomes {to}" { class moved set field = to }
outcome lose(what: capability) { class kept revoke what }
outcome erase { class kept erase }
event leave for user { phase one phase two }
event come for user { arg when timestamp = at }
)";

std::shared_ptr<const program::Program> program_of(const std::string& rest) {
  const auto checked = test::check(prelude + rest);
  INFO(checked->text());
  REQUIRE(checked->program);
  return checked->program;
}

std::vector<std::string> rules_of(const program::Program& program, std::string_view event) {
  std::vector<std::string> out;
  for (const program::RuleVariant& rule : program.find_event(event)->rules) {
    out.push_back(program.rules[rule.rule].name + " " + program.model->entities[rule.entity].name + " " +
                  std::to_string(rule.phase));
  }
  return out;
}

}  // namespace

TEST_CASE("a rule becomes one variant for each event and entity, by name, then entity") {
  const auto program = program_of(R"(
    rule b on leave, come for lead, deal as it where it.owner == subject then retain
    rule a on leave phase two for subject then lose(sign-on)
    advise c "Look at {count}" on come for lead, deal)");
  CHECK(rules_of(*program, "leave") == std::vector<std::string>{"a user 1", "b deal 0", "b lead 0"});
  CHECK(rules_of(*program, "come") == std::vector<std::string>{"b deal 0", "b lead 0"});
  CHECK(program->find_event("leave")->rules[0].subject_only);
  CHECK(program->find_event("leave")->phases == std::vector<std::string>{"one", "two"});
  CHECK(program->find_event("come")->phases == std::vector<std::string>{""});
  CHECK(program->find_event("come")->advice.size() == 2);
  CHECK(program->find_event("gone") == nullptr);
  CHECK(program->rules.size() == 3);
  CHECK(program->rules[2].kind == program::RuleKind::advice);
}

TEST_CASE("an outcome is bound to the entity's field and the call's values") {
  const auto program = program_of(R"(
    let chief = first user where user.role == 'admin'
    rule a on come for deal then transfer(chief), put(closed, true), lose(sign-on))");
  const program::RuleVariant& rule = program->find_event("come")->rules.at(0);
  REQUIRE(rule.outcomes.size() == 3);
  const program::Outcome& transfer = rule.outcomes[0];
  CHECK(transfer.class_name == "moved");
  CHECK(transfer.reversible);
  REQUIRE(transfer.writes.size() == 1);
  CHECK(transfer.writes[0].field == 1);
  CHECK(transfer.bindings[1].field == 1);
  CHECK(transfer.bindings[0].value->checked->info.at(transfer.bindings[0].value->checked->ast.root).slot ==
        static_cast<int32_t>(slot::let));
  const cel::CheckedExpression& written = *transfer.writes[0].value->checked;
  CHECK(written.info[written.ast.root].slot == static_cast<int32_t>(slot::parameter));
  REQUIRE(transfer.wording.size() == 4);
  CHECK(transfer.wording[0].text == "passes ");
  CHECK(rule.outcomes[1].writes[0].field == 2);
  CHECK(rule.outcomes[2].writes[0].capability == "sign-on");
}

TEST_CASE("an outcome that erases cannot be undone, unless it says so") {
  const auto program = program_of("rule a on come for deal then erase");
  CHECK_FALSE(program->find_event("come")->rules[0].outcomes[0].reversible);
}

TEST_CASE("the digest is that of the meaning") {
  const auto digest = [](const std::vector<std::string>& files) {
    const auto checked = test::check(files);
    INFO(checked->text());
    REQUIRE(checked->program);
    return checked->program->digest;
  };
  const std::string a =
      "rule a on leave, come for deal, lead as it where it.owner==subject then retain cite x.y, x.z\n";
  const std::string b = "rule b on come for user then lose(sign-on)\n";
  const std::string whole = digest({prelude + a + b});
  CHECK(whole.starts_with("sha256:"));
  CHECK(whole.size() == 71);
  CHECK(digest({prelude + "// a comment\n" + b + "\n\n" + a}) == whole);
  CHECK(digest({"pack demo\n" + b, prelude, "pack demo\n" + a}) == whole);
  CHECK(digest({prelude + b +
                "rule a on come, leave for lead, deal as it where  it.owner  ==\n subject // here\n then retain() cite "
                "x.z, x.y"}) == whole);
  CHECK(digest({prelude + b}) != whole);
  CHECK(digest({prelude + b +
                "rule a on leave, come for deal, lead as it where it.owner!=subject then retain cite x.y, x.z"}) !=
        whole);
}

TEST_CASE("modules count for what is used of them") {
  const std::string pack =
      "pack demo\nuse lib.words\nentity user { name string }\nevent go for user {}\n"
      "rule a on go for user then keep\n";
  const auto digest = [&](const std::string& module) {
    const auto checked = test::check(std::vector<std::string>{pack}, {"", false, {module}});
    INFO(checked->text());
    REQUIRE(checked->program);
    return checked->program->digest;
  };
  const std::string module = "module lib.words\nclass kept\nclass gone\noutcome keep { class kept }\n";
  CHECK(digest(module) == digest(module + "outcome erase { class gone erase }\nconcept thing\n"));
  CHECK(digest(module) != digest("module lib.words\nclass kept\noutcome keep \"stays\" { class kept }\n"));
}

TEST_CASE("an edition sees the common files, what it extends, and itself") {
  const std::vector<std::string> files = {
      prelude + "rule a on come for deal then retain\nrule b on come for lead then retain\n",
      "pack demo\nedition \"2023-01-01\"\nreplace rule a on come for lead then retain\n",
      "pack demo\nedition \"2024-01-01\" extends \"2023-01-01\"\ndrop rule b\nrule c on come for user then retain\n",
      "pack demo\nedition \"draft\"\nrule d on come for user then retain\n"};
  const auto rules = [&](const std::string& edition) {
    return rules_of(*test::check(files, {edition, false, {}})->program, "come");
  };
  CHECK(rules("2023-01-01") == std::vector<std::string>{"a lead 0", "b lead 0"});
  CHECK(rules("2024-01-01") == std::vector<std::string>{"a lead 0", "c user 0"});
  CHECK(rules("") == rules("2024-01-01"));
  CHECK(rules("draft") == std::vector<std::string>{"a deal 0", "b lead 0", "d user 0"});
}

TEST_CASE("a pack that could not be read in full is not checked") {
  const auto checked = test::check("pack demo\nentity user {\nrule a on b for c then d\n");
  CHECK(checked->program == nullptr);
  for (const std::string& message : checked->messages()) {
    CHECK(message.substr(0, 3) == "E01");
  }
}

namespace {

const std::vector<std::string> common = {R"(module std
class erased "Is erased" severity 100 scheduled erased-later
class erased-later severity 90
concept user { name string label  status enum(active, gone)  boss ref<user>? }
concept leave "Leave" of event
concept team
)",
                                         R"(module lib.box
concept parcel "Parcel" plural "Post" { sender ref<user>?  kind enum(letter, box) }
)"};

/// Field names with the source of what they say.
std::vector<std::string> sources_of(const program::Program& program, const program::Projection& projection) {
  std::vector<std::string> out;
  for (const auto& [field, value] : projection.fields) {
    out.push_back(program.model->entities[projection.entity].fields[field].name + ": " + value.source.text);
  }
  return out;
}

}  // namespace

TEST_CASE("what packs have in common is the same for all of them") {
  const auto of = [](const std::string& text) {
    const auto checked = test::check(text, {"", false, common});
    INFO(checked->text());
    REQUIRE(checked->program);
    return checked->program;
  };
  const auto one = of("pack one entity user is std.user { }");
  const auto two = of("pack two use lib.box concept own \"Own\" entity letter is box.parcel { }");
  for (const auto& program : {one, two}) {
    CHECK(program->neutral->entity_names() == std::vector<std::string>{"box.parcel", "std.user"});
    const program::Concept* parcel = program->find_concept("box.parcel");
    REQUIRE(parcel);
    CHECK(parcel->plural == "Post");
    CHECK(parcel->entity == model::EntityIndex{0});
    CHECK(program->find_concept("std.leave")->kind == program::Concept::Kind::event);
    CHECK(program->find_concept("std.team")->entity == std::nullopt);
    CHECK(program->find_concept("std.team")->plural == "Teams");
    CHECK(program->neutral->entities[0].fields[0].type.targets == std::vector<model::EntityIndex>{1});
  }
  CHECK(one->find_concept("own") == nullptr);
  CHECK(two->find_concept("own")->title == "Own");
  REQUIRE(one->find_class("erased"));
  CHECK(one->find_class("erased")->severity == 100);
  CHECK(one->find_class("erased")->scheduled == "erased-later");
  CHECK(one->find_class("erased-later")->title == "erased-later");
  CHECK(one->find_class("nothing") == nullptr);
}

TEST_CASE("an entity says which objects of its concept it is, and its fields what they are") {
  const auto checked = test::check(R"(pack demo use lib.box
    entity user is std.user { id_card string is id  boss ref<user>? is boss  note string? }
    entity letter "Letter" is box.parcel where kind == 'letter' {
      from    ref<user>? is sender
      size    enum(small, large)? is kind == 'box' ? 'large' : null
      status  enum(active, gone, lost)? is sender != null ? sender.status : null
    }
    entity other { }
    lacks std.team "there are none")",
                                   {"", false, common});
  INFO(checked->text());
  REQUIRE(checked->program);
  const program::Program& program = *checked->program;
  REQUIRE(program.projections.size() == 2);
  const program::Projection& letter = program.projections[0];
  CHECK(program.model->entities[letter.entity].name == "letter");
  CHECK(letter.concept_name == "box.parcel");
  REQUIRE(letter.where);
  CHECK(letter.where->source.text == "kind == 'letter'");
  const cel::CheckedExpression& from = *letter.fields[0].second.checked;
  CHECK(from.info[from.ast.root].slot == static_cast<int32_t>(program::neutral_slot::field));
  CHECK(sources_of(program, program.projections[1]) == std::vector<std::string>{"id_card: id", "boss: boss"});
  const cel::CheckedExpression& id = *program.projections[1].fields[0].second.checked;
  CHECK(id.info[id.ast.root].slot == static_cast<int32_t>(program::neutral_slot::id));
  REQUIRE(program.lacks.size() == 1);
  CHECK(program.lacks[0].concept_name == "std.team");
  CHECK(program.lacks[0].why == "there are none");
}

TEST_CASE("the digest knows nothing of what packs are compared by") {
  const auto digest = [](const std::string& pack, const std::vector<std::string>& modules) {
    const auto checked = test::check(pack, {"", false, modules});
    INFO(checked->text());
    REQUIRE(checked->program);
    return checked->program->digest;
  };
  const std::string end = " outcome erase { class erased erase } event go for user { } rule r on go for user then erase";
  const std::string plain = digest("pack demo capability fly entity user is std.user { name string }" + end,
                                   {"module std class erased \"Is erased\" concept user concept team"});
  CHECK(digest("pack demo use std.abilities capability fly is abilities.fly lacks std.team \"none\"\n"
               "entity user is std.user where status == 'active' { name string is name }" + end,
               {common[0], "module std.abilities concept fly of capability"}) == plain);
}

TEST_CASE("an edition can say that it has what the one before lacked") {
  const std::vector<std::string> files = {"pack demo lacks std.team", "pack demo edition \"b\" drop lacks std.team",
                                          "pack demo edition \"c\" replace lacks std.team \"none at all\""};
  const auto lacks = [&](const std::string& edition) {
    const auto checked = test::check(files, {edition, false, common});
    INFO(checked->text());
    REQUIRE(checked->program);
    return checked->program->lacks;
  };
  CHECK(lacks("b").empty());
  REQUIRE(lacks("c").size() == 1);
  CHECK(lacks("c")[0].why == "none at all");
}
