#include <catch2/catch.hpp>

#include <stdexcept>
#include <thread>

#include "interpreter/cel/cel.h"

namespace exeunt::cel::test {

struct Team {
  std::string name;
};

struct Person {
  std::string name;
  int age = 0;
  std::optional<double> score;
  const Person* manager = nullptr;
  std::vector<std::string> tags;
  Team team;
  std::vector<Person> reports;

  size_t tag_count() const { return tags.size(); }
};

class Money : public Opaque {
 public:
  explicit Money(int64_t amount) : cents(amount) {}
  Type type() const override;
  int compare(const Opaque& other) const override {
    const int64_t theirs = static_cast<const Money&>(other).cents;
    return cents < theirs ? -1 : cents > theirs ? 1 : 0;
  }
  std::string text() const override { return "money(" + std::to_string(cents) + ")"; }

  const int64_t cents;
};

}  // namespace exeunt::cel::test

template <>
inline constexpr std::string_view exeunt::cel::name_of<exeunt::cel::test::Team> = "team";
template <>
inline constexpr std::string_view exeunt::cel::name_of<exeunt::cel::test::Person> = "person";
template <>
inline constexpr std::string_view exeunt::cel::name_of<exeunt::cel::test::Money> = "money.Amount";

namespace exeunt::cel::test {

Type Money::type() const { return Native<Money>::type(); }

static int64_t doubled(int64_t number) { return 2 * number; }

namespace {

/// One of everything.
struct World {
  World() {
    words.type<Team>().field("name", &Team::name);
    words.type<Person>()
        .field("name", &Person::name)
        .field("age", &Person::age)
        .field("score", &Person::score)
        .field("manager", &Person::manager)
        .field("tags", &Person::tags)
        .field("team", &Person::team)
        .field("reports", &Person::reports)
        .field("tag_count", &Person::tag_count)
        .field("initial", [](const Person& who) { return who.name.substr(0, 1); })
        .field("rank", Type::closed_string("person.rank", {"junior", "senior"}),
               [](const Person& who) { return who.age > 40 ? "senior" : "junior"; })
        .field("salary", Type::int64(), [](const Person&) { return Value::unknown(AttributeId{7}); });
    person = words.variable<Person>("person");
    boss = words.variable<const Person*>("boss");
    n = words.variable<int64_t>("n");
    s = words.variable<std::string>("s");
    x = words.variable("x");
    xs = words.variable("xs", Type::list(Type::int64()));

    words.function("doubled", doubled);
    words.function("doubled", [](double number) { return 2 * number; });
    words.function("small", [](int8_t number) { return number; });
    words.function("joined", [](const std::vector<std::string>& list) {
      std::string out;
      for (const std::string& text : list) {
        out += text;
      }
      return out;
    });
    words.function("best", [](const Person& a, const Person& b) -> const Person& { return a.age > b.age ? a : b; });
    words.function("picky", Type::int64(), [](int64_t number) {
      return number < 0 ? Value::error("the number is negative") : Value::int64(number);
    });
    words.function("raise", [](bool) -> bool { throw std::runtime_error("raised"); });
    words.method("older", [](const Person& who, int64_t than) { return who.age > than; });
    words.method("boss_or", [](const Person* who, std::string_view other) {
      return who == nullptr ? std::string(other) : who->name;
    });
    words.function("euros", [](int64_t amount) { return std::make_shared<const Money>(amount * 100); });
    words.function("_+_", [](const Money& a, const Money& b) { return std::make_shared<const Money>(a.cents + b.cents); });
    words.function("_<_", [](const Money& a, const Money& b) { return a.cents < b.cents; });
    words.function("maybe", [](std::optional<int64_t> number) { return number ? std::optional(*number + 1) : std::nullopt; });
    words.function("sum", std::vector<Type>{Type::list(Type::int64())}, Type::int64(), [](std::span<const Value> arguments) {
      int64_t sum = 0;
      for (const Value& element : arguments[0].list_value()) {
        sum += element.int64_value();
      }
      return Value::int64(sum);
    });

    ann.reports = {{"Bob", 22, 0.5, &ann, {}, {"sales"}, {}}, {"Cid", 44, {}, &ann, {"a", "b"}, {"sales"}, {}}};
  }

  /// The value, or what is wrong, in one line.
  std::string run(std::string_view text) const {
    const Compiled compiled = compile(text, words);
    if (!compiled) {
      const Issue& issue = compiled.issues().front();
      return std::string(name(issue.kind)) + ": " + issue.message + (issue.help.empty() ? "" : "; " + issue.help);
    }
    Bindings bindings(words);
    bindings.set(person, ann);
    bindings.set(boss, nullptr);
    bindings.set(n, 5);
    bindings.set(s, "text");
    bindings.set(xs, Value::list({Value::int64(1), Value::int64(2)}));
    const Value value = compiled.evaluate(bindings);
    return value.text();
  }

  Person ann{"Ann", 51, 2.5, nullptr, {"x", "y"}, {"board"}, {}};
  Vocabulary words;
  Variable<Person> person;
  Variable<const Person*> boss;
  Variable<int64_t> n;
  Variable<std::string> s;
  Variable<Value> x;
  Variable<Value> xs;
};

}  // namespace

TEST_CASE("fields of C++ classes are read in place") {
  const World world;
  CHECK(world.run("person.name + ' ' + person.initial") == "'Ann A'");
  CHECK(world.run("person.age == 51 && person.score == 2.5") == "true");
  CHECK(world.run("person.tags") == "['x', 'y']");
  CHECK(world.run("person.tag_count") == "2u");
  CHECK(world.run("person.team.name") == "'board'");
  CHECK(world.run("person.reports.filter(r, r.team.name == 'sales' && r.manager == person).map(r, r.name)") ==
        "['Bob', 'Cid']");
  CHECK(world.run("person.manager == null && !has(person.manager)") == "true");
  CHECK(world.run("has(person.reports[0].score) && !has(person.reports[1].score)") == "true");
  CHECK(world.run("person.rank == 'senior'") == "true");
  CHECK(world.run("person.salary > 3") == "unknown");
  CHECK(world.run("person.salary > 3 || true") == "true");
  CHECK(world.run("dyn(person).name") == "'Ann'");
  CHECK(world.run("dyn(person.reports[0]).team.name") == "'sales'");
  CHECK(world.run("dyn(person).nothing") == "error: no field `nothing`");
  CHECK(world.run("[dyn(person), person.team].map(o, type(o) == team)") == "[false, true]");
}

TEST_CASE("fields are checked") {
  const World world;
  CHECK(world.run("person.nmae") == "unknown_field: `person` has no field `nmae`; did you mean `name`?");
  CHECK(world.run("person.rank == 'seniour'").starts_with("not_a_value: "));
  CHECK(world.run("person.age == 'x'").starts_with("no_overload: "));
  CHECK(world.run("person.team == person").starts_with("no_overload: "));
}

TEST_CASE("functions are callables with the types of their signatures") {
  const World world;
  CHECK(world.run("doubled(n)") == "10");
  CHECK(world.run("doubled(1.5)") == "3.0");
  CHECK(world.run("doubled('x')").starts_with("no_overload: "));
  CHECK(world.run("joined(['a', 'b'])") == "'ab'");
  CHECK(world.run("best(person, person.reports[0]) == person") == "true");
  CHECK(world.run("person.older(50) && !person.older(51)") == "true");
  CHECK(world.run("boss.boss_or('nobody') + person.boss_or('nobody')") == "'nobodyAnn'");
  CHECK(world.run("maybe(n) == 6 && maybe(null) == null") == "true");
  CHECK(world.run("sum(xs)") == "3");
}

TEST_CASE("overloads differ by class, and by what is in a list") {
  Vocabulary words;
  words.type<Team>().field("name", &Team::name);
  words.type<Person>().field("name", &Person::name).field("team", &Person::team);
  const auto person = words.variable<Person>("person");
  words.function("kind", [](const Person&) { return "person"; });
  words.function("kind", [](const Team&) { return "team"; });
  words.function("kind", [](const std::vector<std::string>&) { return "texts"; });
  words.function("kind", [](const std::vector<int64_t>&) { return "numbers"; });
  words.function("kind", [](const std::map<std::string, bool>&) { return "flags"; });
  words.function("kind", [](const std::map<std::string, std::optional<int64_t>>&) { return "counts"; });
  words.function("kind", [](const Person&, int64_t) { return "person, number"; });
  words.method("kind", [](const Team&) { return "method of team"; });
  const Person ann{"Ann", 51, {}, nullptr, {}, {"board"}, {}};
  Bindings bindings(words);
  bindings.set(person, ann);
  const auto run = [&](std::string_view text) { return compile(text, words).evaluate(bindings).text(); };
  CHECK(run("kind(person)") == "'person'");
  CHECK(run("kind(person.team)") == "'team'");
  CHECK(run("kind(dyn(person.team))") == "'team'");
  CHECK(run("[dyn(person), person.team].map(x, kind(x))") == "['person', 'team']");
  CHECK(run("kind([1])") == "'numbers'");
  CHECK(run("kind(['1'])") == "'texts'");
  CHECK(run("kind(dyn([1, 2]))") == "'numbers'");
  CHECK(run("kind({'a': true})") == "'flags'");
  CHECK(run("kind({'a': 1})") == "'counts'");
  CHECK(run("kind(dyn({'a': null, 'b': 1}))") == "'counts'");
  CHECK(run("kind(person, 1)") == "'person, number'");
  CHECK(run("person.team.kind()") == "'method of team'");
  CHECK(run("kind(dyn([1, '2']))") == "error: argument 1 is not the `list(string)` that the function takes");
  CHECK(run("kind(dyn(1))") == "error: `kind` is not defined for `int`");
}

TEST_CASE("what a function cannot take or do is an error value with a place") {
  const World world;
  CHECK(world.run("small(7)") == "7");
  CHECK(world.run("small(300)") == "error: argument 1 is not the `int` that the function takes: 300");
  CHECK(world.run("joined(dyn([1]))") == "error: argument 1 is not the `list(string)` that the function takes");
  CHECK(world.run("dyn(person.team).older(1)") ==
        "error: argument 1 is not the `person` that the function takes");
  CHECK(world.run("picky(-n)") == "error: the number is negative");
  CHECK(world.run("picky(-n) == 1 || true") == "true");
  const Compiled compiled = compile("1 + picky(\n  -n)", world.words);
  Bindings bindings(world.words);
  bindings.set(world.n, 5);
  CHECK(compiled.error_text(compiled.evaluate(bindings), {.name = "rule"}) ==
        "rule:1:5: error: the number is negative\n"
        "    1 | 1 + picky(\n"
        "      |     ^~~~~~\n");
  CHECK(compiled.error_text(Value::int64(1)).empty());
}

TEST_CASE("an exception of the host's own passes through") {
  const World world;
  CHECK_THROWS_WITH(world.run("raise(true)"), "raised");
}

TEST_CASE("opaque types have functions and operators") {
  const World world;
  CHECK(world.run("euros(2) + euros(3)") == "money(500)");
  CHECK(world.run("euros(2) + euros(3) == euros(5)") == "true");
  CHECK(world.run("euros(2) < euros(n)") == "true");
  CHECK(world.run("euros(2) * 2").starts_with("no_overload: "));
  CHECK(world.run("type(euros(1)) == type(euros(2))") == "true");
}

TEST_CASE("variables are bound by handle and by name") {
  const World world;
  Bindings bindings(world.words);
  const auto run = [&](std::string_view text) { return compile(text, world.words).evaluate(bindings).text(); };
  CHECK(run("n") == "error: no value is bound to `n`");
  CHECK(run("n == 1 || true") == "true");
  bindings.set(world.n, 1);
  CHECK(run("n") == "1");
  CHECK(bindings.set("n", Value::int64(2)));
  CHECK(run("n") == "2");
  CHECK_FALSE(bindings.set("m", Value::int64(2)));
  bindings.set(world.n, Value::unknown(AttributeId{3}));
  CHECK(run("n") == "unknown");
  bindings.set(world.n, Value::string("x"));
  CHECK(run("n") == "error: the variable is declared as `int`, and a `string` is bound to it");
  bindings.set(world.x, Value::string("anything"));
  CHECK(run("x") == "'anything'");

  int asked = 0;
  bindings.provide(world.n, [&asked] { return ++asked; });
  bindings.provide(world.x, [] { return "provided"; });
  CHECK(asked == 0);
  CHECK(run("n == 1 && x == 'provided'") == "true");
  CHECK(asked == 1);
  bindings.set(world.n, 9);
  CHECK(run("n") == "9");
  bindings.clear();
  CHECK(run("n") == "error: no value is bound to `n`");
}

TEST_CASE("bindings made before a variable was declared take it all the same") {
  Vocabulary words;
  const auto a = words.variable<bool>("a");
  Bindings bindings(words);
  const auto b = words.variable<bool>("b");
  const auto c = words.variable<bool>("c");
  bindings.set(a, true);
  CHECK(compile("a && b", words).evaluate(bindings).text() == "error: no value is bound to `b`");
  bindings.set(c, true);
  CHECK(compile("a && b", words).evaluate(bindings).text() == "error: no value is bound to `b`");
  bindings.set(b, true);
  CHECK(compile("a && b && c", words).evaluate(bindings).text() == "true");
}

TEST_CASE("a copy of a vocabulary goes its own way") {
  Vocabulary first;
  first.variable<bool>("a");
  first.type<Team>().field("name", &Team::name);
  Vocabulary second = first;
  second.variable<Team>("team");
  second.type<Team>().field("size", [](const Team& team) { return team.name.size(); });
  second.function("f", [](bool b) { return b; });
  CHECK(compile("f(a) && team.size > 1u", second).ok());
  CHECK_FALSE(compile("f(a)", first).ok());
  first.variable<Team>("team");
  CHECK(compile("team.name == 'x'", first).ok());
  CHECK_FALSE(compile("team.size > 1u", first).ok());
}

TEST_CASE("what was compiled and bound outlives the vocabulary") {
  auto words = std::make_unique<Vocabulary>();
  words->type<Team>().field("name", &Team::name);
  words->function("same", [](const Team& team) -> const Team& { return team; });
  const auto variable = words->variable<Team>("team");
  const Compiled compiled = compile("same(team).name", *words);
  Bindings bindings(*words);
  words.reset();
  const Team team{"sales"};
  bindings.set(variable, team);
  CHECK(compiled.evaluate(bindings).text() == "'sales'");
}

TEST_CASE("an object bound as another class than declared is read as what it is") {
  const World world;
  Vocabulary words = world.words;
  const auto anything = words.variable("someone", Type::object("person"));
  Bindings bindings(words);
  const Team team{"sales"};
  bindings.set(anything, Native<Team>::to_value(team));
  CHECK(compile("someone.name", words).evaluate(bindings).text() == "'sales'");
  CHECK(compile("someone.age", words).evaluate(bindings).text() == "error: no field `age`");
}

TEST_CASE("a program is evaluated from many threads") {
  const World world;
  const Compiled compiled = compile("person.reports.exists(r, r.age * doubled(n) == 220) && s == 'text'", world.words);
  std::vector<std::thread> threads;
  std::vector<int> right(4);
  for (int& count : right) {
    threads.emplace_back([&] {
      Bindings bindings(world.words);
      bindings.set(world.person, world.ann);
      bindings.set(world.n, 5);
      bindings.set(world.s, "text");
      for (int i = 0; i < 1000; ++i) {
        count += compiled.evaluate(bindings).is_true() ? 1 : 0;
      }
    });
  }
  for (std::thread& thread : threads) {
    thread.join();
  }
  CHECK(right == std::vector<int>(4, 1000));
}

/// Knows `n`, and that its maps are incomplete.
class Answers : public VocabularyActivation {
 public:
  using VocabularyActivation::VocabularyActivation;
  Value variable(uint32_t slot) const override {
    return slot == 0 ? Value::int64(20) : Value::map({{Value::string("a"), Value::int64(1)}});
  }
  std::optional<Value> missing_key(const Value&) const override { return Value::unknown(AttributeId{1}); }
};

TEST_CASE("an activation of one's own has the vocabulary's functions and fields") {
  Vocabulary words;
  words.variable<int64_t>("n");
  words.variable("m");
  words.function("doubled", doubled);
  CHECK(compile("doubled(n) + m.a", words).evaluate(Answers(words)).text() == "41");
  CHECK(compile("doubled(n) + m.b", words).evaluate(Answers(words)).text() == "unknown");
}

TEST_CASE("names are found in the container") {
  Vocabulary words;
  words.variable<int64_t>("shop.n");
  words.function("shop.f", doubled);
  words.set_container("shop");
  CHECK(compile("f(n) > .shop.n", words).ok());
}

}  // namespace exeunt::cel::test
