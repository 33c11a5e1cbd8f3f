// Small accounts: what becomes of each kind of value, of references, and of what is not known.
#include <catch2/catch.hpp>

#include "interpreter/snapshot/read.h"
#include "tests/unit/check/support.h"
#include "tests/unit/projection/support.h"

using namespace exeunt;

namespace {

const std::string common = R"(module std
concept account { name string }
concept user "User" { name string? label  joined timestamp?  pause duration  score double  age int  tools list<string> }
concept team { name string }
concept thing "Thing" {
  kind    enum(big, small, odd)
  owner   ref<user>?
  around  list<ref<user, thing, team>>
  near    ref<user, thing>?
  note    string?
  name    string?
}
)";

const std::string pack = R"(pack demo
entity account is std.account { name string is name }
entity person is std.user {
  call_name  string           is name
  joined     timestamp?       is joined
  pause      duration         is pause
  score      double           is score * 2.0
  grown_up   bool             is age >= 18
  tools      list<string>     is tools.map(t, t + '!')
  first      string           is tools[0]
  unsaid     string
}
entity box is std.thing where kind == 'big' {
  owner      ref<person>?     is owner
  around     list<ref<person, box, bag>>  is around
  near       ref<box, bag>?   is near
  near_name  string?          is near.name
  size       enum(huge)       is kind == 'big' ? 'huge' : null
}
entity bag is std.thing where kind == 'small' || note == 'both' {
  id_card    string           is id
  keeper     ref<person>      is owner
}
entity other { name string }
)";

struct Run {
  std::unique_ptr<test::Checked> checked;
  std::optional<snapshot::Account> neutral;
  std::optional<projection::Projected> projected;

  const program::Program& program() const { return *checked->program; }
  std::string objects() const { return test::lost_objects(program(), *neutral, *projected); }
  std::string fields() const { return test::lost_fields(program(), *neutral, *projected); }
};

Run run(const std::string& account, const std::string& policies = pack) {
  Run out;
  out.checked = test::check(policies, {"", false, {common}});
  INFO(out.checked->text());
  REQUIRE(out.checked->program);
  out.neutral = snapshot::read_text(account, "account", *out.program().neutral, out.checked->sink);
  INFO(out.checked->text());
  REQUIRE(out.neutral);
  out.projected = projection::project(out.program(), *out.neutral, out.checked->sink);
  INFO(out.checked->text());
  REQUIRE(out.projected);
  return out;
}

const std::string user_7 =
    R"({"type":"std.user","id":"7","name":"Sales Rep 7","joined":"2024-03-01T09:30:00.25Z","pause":"1h30m",)"
    R"("score":1.25,"age":18,"tools":["a","b"]})"
    "\n";
const std::string header = R"({"format":"exeunt.snapshot/1","incomplete":["other"]})"
                           "\n";

}  // namespace

TEST_CASE("values become what the pack says") {
  const Run it = run(user_7 + R"({"type":"std.account","id":"a","name":"Example \"Company\""})");
  CHECK(it.projected->text ==
        header + R"({"type":"account","id":"a","name":"Example \"Company\""})" + "\n" +
            R"({"type":"person","id":"7","call_name":"Sales Rep 7","joined":"2024-03-01T09:30:00.25Z","pause":"5400s",)"
            R"("score":2.5,"grown_up":true,"tools":["a!","b!"],"first":"a"})"
            "\n");
  CHECK(it.objects().empty());
  CHECK(it.fields().empty());
  const snapshot::Account& account = it.projected->account;
  REQUIRE(account.present_count == 2);
  CHECK(it.projected->became == std::vector<std::vector<snapshot::ObjectIndex>>{{0}, {1}});
  // Nothing becomes an `other`, which does not mean that there are none.
  CHECK(account.incomplete == std::vector<bool>{false, false, false, true, false});
}

TEST_CASE("nothing is made up") {
  const Run it = run(R"({"type":"std.user","id":"1","name":null,"joined":null,"age":3,"tools":[]})"
                     "\n"
                     R"({"type":"std.team","id":"1","name":"A team"})");
  CHECK(it.projected->text ==
        header + R"({"type":"person","id":"1","joined":null,"grown_up":false,"tools":[]})" + "\n");
  CHECK(it.objects() == "std.team:1: has no counterpart\n");
  CHECK(it.fields() ==
        "std.user:1 person.call_name: comes out empty, which it never is there\n"
        "std.user:1 person.pause: cannot be told: std.user:1.pause is not known\n"
        "std.user:1 person.score: cannot be told: std.user:1.score is not known\n"
        "std.user:1 person.first: cannot be worked out: index 0 is outside the list of 0\n");
  CHECK(it.projected->became == std::vector<std::vector<snapshot::ObjectIndex>>{{}, {0}});
}

TEST_CASE("references lead to what their objects have become") {
  const Run it = run(user_7 +
                     R"({"type":"std.team","id":"1","name":"A team"})"
                     "\n"
                     R"({"type":"std.thing","id":"1","kind":"big","owner":"std.user:7","note":null,)"
                     R"("around":["std.user:7","std.thing:2","std.thing:3","std.team:1","std.user:8"],"near":"std.user:7"})"
                     "\n"
                     R"({"type":"std.thing","id":"2","kind":"small","owner":null,"note":null,"around":[],"near":null,"name":"Thing 2"})"
                     "\n"
                     R"({"type":"std.thing","id":"3","kind":"odd","owner":"std.user:7","note":"x","around":[],"near":null})"
                     "\n"
                     R"({"type":"std.thing","id":"4","kind":"big","owner":"std.user:8","note":"both","around":[],)"
                     R"("near":"std.thing:2","name":null})"
                     "\n"
                     R"({"type":"std.thing","id":"5","kind":"big","owner":null,"note":null,"around":["std.thing:1"],)"
                     R"("near":"std.thing:4"})");
  CHECK(it.projected->text ==
        header + R"({"type":"bag","id":"2","id_card":"2"})" + "\n" + R"({"type":"bag","id":"4","id_card":"4"})" + "\n" +
            R"({"type":"box","id":"1","owner":"person:7","around":["person:7","bag:2"],"near_name":"Sales Rep 7","size":"huge"})"
            "\n"
            R"({"type":"box","id":"4","around":[],"near":"bag:2","near_name":"Thing 2","size":"huge"})"
            "\n"
            R"({"type":"box","id":"5","owner":null,"around":["box:1"],"near_name":null,"size":"huge"})"
            "\n"
            R"({"type":"person","id":"7","call_name":"Sales Rep 7","joined":"2024-03-01T09:30:00.25Z","pause":"5400s",)"
            R"("score":2.5,"grown_up":true,"tools":["a!","b!"],"first":"a"})"
            "\n");
  CHECK(it.objects() ==
        "std.team:1: has no counterpart\n"
        "std.thing:3: is of a kind that has no counterpart\n");
  CHECK(it.fields() ==
        "std.thing:1 box.around (in part): refers to std.team:1, std.thing:3, std.user:8, which becomes nothing that "
        "it may refer to\n"
        "std.thing:1 box.near: refers to std.user:7, which becomes nothing that it may refer to\n"
        "std.thing:2 bag.keeper: comes out empty, which it never is there\n"
        "std.thing:4 bag.keeper: refers to std.user:8, which becomes nothing that it may refer to\n"
        "std.thing:4 box.owner: refers to std.user:8, which becomes nothing that it may refer to\n"
        "std.thing:5 box.near: refers to std.thing:4, which becomes several things that it may refer to\n");
  CHECK(it.projected->became[4] == std::vector<snapshot::ObjectIndex>{1, 3});  // a bag and a box
  CHECK(it.projected->account.dangling_references == 0);
}

TEST_CASE("whether an object is carried over may be open") {
  const Run it = run(R"({"format":"exeunt.snapshot/1","incomplete":["std.user"]})"
                     "\n"
                     R"({"type":"std.thing","id":"1"})"
                     "\n"
                     R"({"type":"std.thing","id":"2","kind":"small"})");
  CHECK(it.projected->text == R"({"format":"exeunt.snapshot/1","incomplete":["bag","box","other","person"]})"
                              "\n"
                              R"({"type":"bag","id":"2","id_card":"2"})"
                              "\n");
  CHECK(it.objects() ==
        "std.thing:1 as bag: may have a counterpart or not: std.thing:1.kind, std.thing:1.note is not known\n"
        "std.thing:1 as box: may have a counterpart or not: std.thing:1.kind is not known\n");
  CHECK(it.projected->became[0].empty());
}

TEST_CASE("what the vendor has no place for is counted") {
  const Run it = run(user_7 + R"({"type":"std.thing","id":"1","kind":"big","note":"x","around":["std.user:7"]})"
                              "\n"
                              R"({"type":"std.thing","id":"2","kind":"odd","note":"x"})",
                     R"(pack demo
                       entity person is std.user { name string is name != null ? name : 'nobody' }
                       entity box is std.thing where kind == 'big' { })");
  CHECK(test::without_place(it.program(), *it.projected) ==
        "std.thing.around: 1\nstd.thing.note: 1\nstd.user.joined: 1\nstd.user.pause: 1\nstd.user.score: 1\n"
        "std.user.age: 1\nstd.user.tools: 1\n");
}

TEST_CASE("what no snapshot can hold is left out") {
  const Run it = run(R"({"type":"std.user","id":"1","name":"\u0001\"\\","joined":null,"age":3,"pause":"0s",)"
                     R"("score":1e308,"tools":["a"]})");
  CHECK(it.projected->text == header + R"({"type":"person","id":"1","call_name":"\u0001\"\\","joined":null,"pause":"0s",)"
                                       R"("grown_up":false,"tools":["a!"],"first":"a"})"
                                       "\n");
  CHECK(it.fields() ==
        "std.user:1 person.score: cannot be worked out: a number beyond all bounds is no value of the field\n");
}

TEST_CASE("a vendor's one account comes from one object") {
  const auto checked = test::check("pack demo entity account is std.team { name string is name }", {"", false, {common}});
  REQUIRE(checked->program);
  const auto neutral = snapshot::read_text(R"([{"type":"std.team","id":"1","name":"a"},{"type":"std.team","id":"2","name":"b"}])",
                                           "account", *checked->program->neutral, checked->sink);
  REQUIRE(neutral);
  CHECK_FALSE(projection::project(*checked->program, *neutral, checked->sink));
  CHECK(checked->text().find("E0") != std::string::npos);
}

TEST_CASE("absent means null where the account says so") {
  const Run it = run(R"({"format":"exeunt.snapshot/1","absent":"null"})"
                     "\n"
                     R"({"type":"std.user","id":"1","age":3,"pause":"0s","score":0,"tools":["a"]})");
  CHECK(it.fields() == "std.user:1 person.call_name: comes out empty, which it never is there\n");
}

TEST_CASE("an empty account, and a pack that says nothing of concepts") {
  CHECK(run(R"({"format":"exeunt.snapshot/1"})").projected->text == header);
  const Run it = run(user_7, "pack demo entity person { name string }");
  CHECK(it.projected->text == R"({"format":"exeunt.snapshot/1","incomplete":["person"]})"
                              "\n");
  CHECK(it.objects() == "std.user:7: has no counterpart\n");
}
