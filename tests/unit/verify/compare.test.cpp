#include "interpreter/verify/compare.h"

#include <array>
#include <catch2/catch.hpp>

#include "interpreter/diagnostic/diagnostic.h"
#include "interpreter/plan/json.h"
#include "interpreter/snapshot/read.h"
#include "interpreter/verify/write.h"

using namespace exeunt;
using plan::Op;
using plan::Value;
using verify::Fate;
using verify::Happened;

namespace {

model::FieldType type(model::FieldKind kind, bool nullable = false, std::vector<model::EntityIndex> targets = {}) {
  model::FieldType out;
  out.kind = kind;
  out.nullable = nullable;
  out.targets = std::move(targets);
  return out;
}

model::Field field(std::string name, model::FieldType field_type) {
  model::Field out;
  out.name = std::move(name);
  out.type = std::move(field_type);
  return out;
}

/// Notes about users and other notes.
model::Model sample_model() {
  model::Model out;
  model::Entity note;
  note.name = "note";
  note.title = "Note";
  note.plural = "Notes";
  note.fields.resize(5);
  note.fields[0] = field("text", type(model::FieldKind::string, true));
  note.fields[1] = field("about", type(model::FieldKind::reference, true, {1}));
  note.fields[2] = field("parent", type(model::FieldKind::reference, true, {0}));
  note.fields[3] = field("reads", type(model::FieldKind::int64, true));
  note.fields[3].derived = true;
  note.fields[4] = field("readers", type(model::FieldKind::list));
  note.fields[4].type.element = {type(model::FieldKind::reference, false, {1})};
  model::Entity user;
  user.name = "user";
  user.title = "User";
  user.plural = "Users";
  user.fields.resize(1);
  user.fields[0] = field("name", type(model::FieldKind::string));
  out.entities = {note, user};
  return out;
}

const std::string users =
    "{\"type\":\"user\",\"id\":\"1\",\"name\":\"A\"}\n{\"type\":\"user\",\"id\":\"7\",\"name\":\"B\"}\n";

struct Trial {
  model::Model model = sample_model();
  plan::Plan plan;

  void change(std::string object, std::string rule, plan::Write write) {
    plan::Change out;
    out.object = std::move(object);
    out.rule = std::move(rule);
    out.writes = {std::move(write)};
    plan.changes.push_back(std::move(out));
  }
  void create(const std::string& id) {
    change("user:7", "notes",
           {Op::create, "", {}, Value{Value::Members{{"type", Value{std::string("note")}}, {"id", Value{id}}}}});
  }
  void set(const std::string& object, const std::string& field) { change(object, "sets", {Op::set, field, {}, {}}); }

  snapshot::Account account(const std::string& text) const {
    diagnostic::Sink sink;
    auto read = snapshot::read_text(text, "account", model, sink);
    REQUIRE(read);
    return std::move(*read);
  }
  verify::Verification run(const std::string& before, const std::string& predicted, const std::string& after,
                           std::vector<Happened> happened = {}) const {
    happened.resize(plan.changes.size(), Happened::yes);
    return verify::compare(
        {plan, happened, model, account(users + before), account(users + predicted), account(users + after), ""});
  }
};

std::vector<std::string> told(const verify::Verification& found) {
  std::vector<std::string> out;
  for (const verify::Finding& each : found.findings) {
    out.push_back(std::string(name(each.fate)) + " " + each.object + (each.field.empty() ? "" : "." + each.field) +
                  " " + std::string(name(each.what)));
  }
  return out;
}

std::vector<std::string> lessons(const verify::Verification& found) {
  std::vector<std::string> out;
  for (const verify::Lesson& each : found.lessons) {
    out.push_back(std::string(name(each.kind)) + " " + each.rule + " " + std::to_string(each.count));
  }
  return out;
}

using Texts = std::vector<std::string>;

}  // namespace

TEST_CASE("A write comes out in one of five ways") {
  Trial trial;
  for (const char* note : {"note:1", "note:2", "note:3", "note:5", "note:6"}) {
    trial.set(note, "text");
  }
  const auto notes = [](const std::string& one, const std::string& rest) {
    std::string out;
    for (const char* id : {"1", "2", "3", "5"}) {
      out += R"({"type":"note","id":")" + std::string(id) + R"(",)" + one + "}\n";
    }
    return out + rest;
  };
  const std::string four = R"({"type":"note","id":"4","text":"old"})"
                           "\n";
  const std::string six = R"({"type":"note","id":"6","text":"old"})"
                          "\n";
  const auto found = trial.run(notes(R"("text":"old")", four + six),
                               notes(R"("text":"new")", four + R"({"type":"note","id":"6","text":"new"})"),
                               R"({"type":"note","id":"1","text":"new"})"
                               "\n"
                               R"({"type":"note","id":"2","text":"old"})"
                               "\n"
                               R"({"type":"note","id":"3","text":"other"})"
                               "\n"
                               R"({"type":"note","id":"4","text":"new"})"
                               "\n"
                               R"({"type":"note","id":"5"})"
                               "\n");
  CHECK(told(found) == Texts{"missed note:2.text field", "wrong note:3.text field", "extra note:4.text field",
                             "unchecked note:5.text field", "wrong note:6.text field"});
  CHECK(found.findings[4].is_gone);
  CHECK(found.total[Fate::exact] == 1);
  CHECK(*found.total.precision() == Approx(0.25));
  CHECK(*found.total.recall() == Approx(0.25));
  CHECK(found.by_rule.at("sets")[Fate::extra] == 1);
  CHECK(lessons(found) ==
        Texts{"too_wide sets 1", "other_value sets 1", "gone sets 1", "too_narrow sets 1", "unchecked sets 1"});
  CHECK(!found.is_exact());
}

TEST_CASE("What is created is found without its id") {
  Trial trial;
  trial.create("new/1");
  trial.create("new/2");
  trial.create("new/3");
  const std::string predicted = R"({"type":"note","id":"new/1","text":"same","about":"user:7"})"
                                "\n"
                                R"({"type":"note","id":"new/2","text":"same","about":"user:1","parent":"note:new/1"})"
                                "\n"
                                R"({"type":"note","id":"new/3","text":"another","about":"user:1"})"
                                "\n";
  // In another order, with what the system adds, and a reference by the system's own id.
  const auto found =
      trial.run("", predicted,
                R"({"type":"note","id":"93","text":"another","about":"user:1","reads":4})"
                "\n"
                R"({"type":"note","id":"91","text":"same","about":"user:1","parent":"note:92","reads":1})"
                "\n"
                R"({"type":"note","id":"92","text":"same","about":"user:7","parent":null})"
                "\n");
  CHECK(told(found) == Texts{});
  CHECK(found.total[Fate::exact] == 3);
  CHECK(found.is_exact());

  const auto other = trial.run("", predicted,
                               R"({"type":"note","id":"1","text":"same","about":"user:1","parent":"note:3"})"
                               "\n"
                               R"({"type":"note","id":"2","text":"unlike","about":"user:1"})"
                               "\n"
                               R"({"type":"note","id":"3","text":"strange","about":null})"
                               "\n");
  // new/2 is note:1 but for its parent, new/3 is note:2 but for its text; new/1 is none of them.
  CHECK(told(other) == Texts{"wrong note:1.parent field", "wrong note:2.text field", "extra note:3 created",
                             "missed note:new/1 created"});
}

TEST_CASE("References among new objects go by what they refer to") {
  Trial trial;
  for (const char* id : {"new/1", "new/2", "new/3"}) {
    trial.create(id);
  }
  const std::string predicted = R"({"type":"user","id":"new/u","name":"C"})"
                                "\n"
                                R"({"type":"note","id":"new/1","text":"root"})"
                                "\n"
                                R"({"type":"note","id":"new/2","text":"a","about":"user:new/u","parent":"note:new/1"})"
                                "\n";
  const std::string after = R"({"type":"note","id":"4","text":"a","about":"user:9","parent":"note:5"})"
                            "\n"
                            R"({"type":"note","id":"5","text":"root"})"
                            "\n"
                            R"({"type":"user","id":"9","name":"C"})"
                            "\n";
  CHECK(told(trial.run("", predicted, after)) == Texts{});
}

TEST_CASE("The order of references means nothing") {
  for (const char* order : {R"(["user:1","user:7"])", R"(["user:7","user:1"])"}) {
    Trial trial;
    trial.set("note:1", "readers");
    const std::string note = R"({"type":"note","id":"1","readers":)";
    const auto found = trial.run(note + "[]}", note + order + "}", note + R"(["user:7","user:1"]})");
    CHECK(found.is_exact());
  }
}

TEST_CASE("Derived fields stand apart") {
  Trial trial;
  const auto found =
      trial.run(R"({"type":"note","id":"1","text":"a","reads":1})", R"({"type":"note","id":"1","text":"a","reads":1})",
                R"({"type":"note","id":"1","text":"a","reads":2})");
  CHECK(found.is_exact());
  CHECK(found.derived[Fate::extra] == 1);
  CHECK(found.derived_findings.size() == 1);
  CHECK(found.by_type.empty());
}

TEST_CASE("What only one snapshot says decides nothing") {
  Trial trial;
  const auto found = trial.run(R"({"type":"note","id":"1","text":"a"})", R"({"type":"note","id":"1","text":"a"})",
                               R"({"type":"note","id":"1","about":"user:7"})");
  CHECK(found.is_exact());
  CHECK(found.not_compared == std::map<std::string, uint64_t>{{"note.about", 1}, {"note.text", 1}});
}

TEST_CASE("What did not happen yet, and what was called off, is told from what nobody foresaw") {
  Trial trial;
  const Value after{std::string("new")};
  trial.change("note:1", "later", {Op::set, "text", {}, after});
  trial.change("note:2", "off", {Op::erase, "", {}, {}});
  const std::string before = R"({"type":"note","id":"1","text":"old"})"
                             "\n"
                             R"({"type":"note","id":"2","text":"old"})"
                             "\n";
  const std::string now = R"({"type":"note","id":"1","text":"new"})";
  CHECK(lessons(trial.run(before, before, now, {Happened::not_yet, Happened::called_off})) ==
        Texts{"due_later later 1", "called_off off 1"});
  CHECK(lessons(trial.run(before, before, now, {Happened::blocked, Happened::blocked})) ==
        Texts{"blocked later 1", "blocked off 1"});
}

TEST_CASE("Conditions are told apart by what objects had before") {
  Trial trial;
  for (const char* note : {"note:1", "note:2", "note:3"}) {
    trial.set(note, "text");
  }
  const std::string_view about[] = {"\"user:1\"", "\"user:7\"", "\"user:7\""};
  const auto notes = [&](std::array<const char*, 3> texts) {
    std::string out;
    for (std::size_t i = 0; i < 3; ++i) {
      out += R"({"type":"note","id":")" + std::to_string(i + 1) + R"(","text":")" + texts[i] + R"(","about":)" +
             std::string(about[i]) + "}\n";
    }
    return out;
  };
  const auto found = trial.run(notes({"a", "a", "a"}), notes({"b", "b", "b"}), notes({"b", "a", "a"}));
  REQUIRE(found.lessons.size() == 1);
  REQUIRE(found.lessons[0].marks.size() == 1);
  CHECK(found.lessons[0].marks[0].field == "about");
  CHECK(found.lessons[0].marks[0].value == Value{std::string("user:7")});
  const std::string text = verify::write_text(found, {});
  CHECK(text.find("before the event `note.about` is user:7 for all of these") != std::string::npos);
}
