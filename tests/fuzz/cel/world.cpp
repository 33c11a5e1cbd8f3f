#include "tests/fuzz/cel/world.h"

#include <limits>
#include <map>
#include <string>
#include <utility>
#include <vector>

namespace exeunt::fuzz {

namespace {

struct Person {
  std::string name;
  int64_t age = 0;
  std::string role;
  const Person* manager = nullptr;
  std::vector<std::string> tags;
};

}  // namespace

}  // namespace exeunt::fuzz

template <>
inline constexpr std::string_view exeunt::cel::name_of<exeunt::fuzz::Person> = "person";

namespace exeunt::fuzz {

using cel::Type;
using cel::Value;

namespace {

Type role() {
  return Type::closed_string("person.role", {"admin", "guest"});
}

const Person& boss() {
  static const Person person{.name = "Sales Rep 1", .age = 61, .role = "admin", .manager = nullptr, .tags = {}};
  return person;
}

const Person& subject() {
  static const Person person{
      .name = "Sales Rep 7", .age = 42, .role = "guest", .manager = &boss(), .tags = {"a", "b", "a"}};
  return person;
}

/// One variable, and what it holds in each setting.
struct Entry {
  const char* name;
  Type type;
  Value values[setting_count];
};

Value ints(std::vector<int64_t> numbers) {
  return cel::Native<std::vector<int64_t>>::to_value(numbers);
}
Value texts(std::vector<std::string> list) {
  return cel::Native<std::vector<std::string>>::to_value(list);
}
Value counts(std::map<std::string, int64_t> map) {
  return cel::Native<std::map<std::string, int64_t>>::to_value(map);
}

Value deep(int depth) {
  Value out = Value::list({});
  for (int i = 0; i < depth; ++i) {
    out = Value::list({out});
  }
  return out;
}

std::vector<Entry> entries() {
  const Value error = Value::error("cannot be read");
  const auto unknown = [](cel::AttributeId attribute) { return Value::unknown(attribute); };
  const int64_t most = std::numeric_limits<int64_t>::max();
  const Value mixed = Value::list({Value::int64(1), Value::string("x"), Value::null(), Value::float64(0.5), deep(3)});
  return {
      {"b", Type::boolean(), {Value::boolean(true), Value::boolean(false), unknown(1)}},
      {"i", Type::int64(), {Value::int64(7), Value::int64(-most - 1), unknown(2)}},
      {"j", Type::int64(), {Value::int64(-3), Value::int64(most), Value::int64(0)}},
      {"u", Type::uint64(), {Value::uint64(9), Value::uint64(std::numeric_limits<uint64_t>::max()), unknown(3)}},
      {"d",
       Type::float64(),
       {Value::float64(2.5), Value::float64(-std::numeric_limits<double>::infinity()), unknown(4)}},
      {"nan", Type::float64(), {Value::float64(std::numeric_limits<double>::quiet_NaN()), Value::float64(-0.0), error}},
      {"s", Type::string(), {Value::string("some text"), Value::string(std::string(300, 'a')), unknown(5)}},
      {"e", Type::string(), {Value::string("\xC3\xA9\xF0\x9F\x98\x80"), Value::string(""), Value::string("%s %d")}},
      {"y", Type::bytes(), {Value::bytes("bytes"), Value::bytes(std::string("\xFF\x00\xC3", 3)), unknown(6)}},
      {"t",
       Type::timestamp(),
       {Value::timestamp({1'700'000'000, 5}), Value::timestamp({253'402'300'799, 999'999'999}), unknown(7)}},
      {"p", Type::duration(), {Value::duration({90, 0}), Value::duration({-315'576'000'000, 0}), unknown(8)}},
      {"li", Type::list(Type::int64()), {ints({3, 1, 2, 1}), ints({}), unknown(9)}},
      {"ls", Type::list(Type::string()), {texts({"a", "b"}), texts({}), texts({"a", "", "a"})}},
      {"ld", Type::list(Type::dyn()), {mixed, deep(200), Value::list({})}},
      {"m", Type::map(Type::string(), Type::int64()), {counts({{"a", 1}, {"b", 2}}), counts({}), counts({{"a", 1}})}},
      {"md",
       Type::map(Type::dyn(), Type::dyn()),
       {Value::map({{Value::int64(1), mixed}, {Value::string("k"), Value::null()}}), Value::map({}), unknown(10)}},
      {"n", Type::nullable(Type::string()), {Value::string("there"), Value::null(), unknown(11)}},
      {"ni", Type::nullable(Type::int64()), {Value::null(), Value::int64(most), Value::int64(1)}},
      {"role", role(), {Value::string("admin"), Value::string("guest"), unknown(12)}},
      {"ty", Type::type(), {Value::type(Type::int64()), Value::type(Type::list(Type::dyn())), unknown(13)}},
      {"o",
       Type::optional(Type::int64()),
       {Value::optional_of(Value::int64(4)), Value::optional_none(), Value::optional_of(Value::int64(most))}},
      {"x", Type::dyn(), {Value::string("dynamic"), mixed, unknown(14)}},
      {"z", Type::dyn(), {Value::map({{Value::string("a"), Value::int64(1)}}), Value::null(), Value::uint64(1)}},
      {"event.time",
       Type::timestamp(),
       {Value::timestamp({0, 0}), Value::timestamp({-62'135'596'800, 0}), Value::timestamp({951'782'400, 0})}},
      {"ub", Type::boolean(), {unknown(15), unknown(15), unknown(15)}},
      {"ul", Type::list(Type::int64()), {unknown(16), unknown(16), unknown(16)}},
      {"eb", Type::boolean(), {error, error, error}},
      {"ei", Type::int64(), {error, error, error}},
  };
}

void declare_person(cel::Vocabulary& words) {
  words.type<Person>()
      .field("name", &Person::name)
      .field("age", &Person::age)
      .field("role", role(), &Person::role)
      .field("manager", &Person::manager)
      .field("tags", &Person::tags)
      .field("secret", Type::string(), [](const Person&) { return Value::unknown(20); })
      .field("broken", Type::int64(), [](const Person&) { return Value::error("the field cannot be read"); });
}

void declare_functions(cel::Vocabulary& words) {
  words.function("twice", [](int64_t x) { return static_cast<int64_t>(static_cast<uint64_t>(x) * 2); });
  words.function("small", [](int8_t x) { return static_cast<int64_t>(x); });
  words.function("greet", [](std::string_view name) { return "hello " + std::string(name.substr(0, 100)); });
  words.function("length", [](std::string_view text) { return static_cast<int64_t>(text.size()); });
  words.function("length", [](const std::vector<int64_t>& list) { return static_cast<int64_t>(list.size()); });
  words.function("sum", [](const std::map<std::string, int64_t>& map) {
    uint64_t out = 0;
    for (const auto& [key, number] : map) {
      out += static_cast<uint64_t>(number);
    }
    return static_cast<int64_t>(out);
  });
  words.function("either", [](bool first, std::optional<int64_t> number) { return first ? number : std::nullopt; });
  words.function("ask", Type::int64(), [](int64_t x) {
    return x % 3 == 0 ? Value::unknown(21) : x % 3 == 1 ? Value::error("no answer") : Value::int64(x);
  });
  words.function("last", {Type::list(Type::parameter("A"))}, Type::parameter("A"),
                 [](std::span<const Value> arguments) {
                   const auto list = arguments[0].list_value();
                   return list.empty() ? Value::error("there is no last element") : list.back();
                 });
  words.function("same", {Type::parameter("A"), Type::parameter("A")}, Type::boolean(),
                 [](std::span<const Value> arguments) { return Value::boolean(arguments[0].equals(arguments[1])); });
  words.function("_+_", [](const Person& a, const Person& b) { return a.age + b.age; });
  words.method("older", [](const Person& person, int64_t years) { return person.age > years; });
  words.method("peer", [](const Person& person) -> const Person* { return person.manager; });
}

/// What maps lack is unknown where the setting says so.
class Host : public cel::Bindings {
 public:
  Host(const cel::Vocabulary& words, bool asked, bool open) : Bindings(words), asked_(asked), open_(open) {}

  std::span<const Value> bound() const override { return asked_ ? std::span<const Value>() : Bindings::bound(); }
  std::optional<Value> missing_key(const Value&) const override {
    return open_ ? std::optional(Value::unknown(22)) : std::nullopt;
  }

 private:
  bool asked_;
  bool open_;
};

struct World {
  cel::Vocabulary words;
  std::vector<Host> hosts;  ///< two for each setting: shown and asked

  World() {
    declare_person(words);
    declare_functions(words);
    const auto person = words.variable<Person>("person");
    const auto variables = entries();
    for (const Entry& entry : variables) {
      words.variable<Value>(entry.name, entry.type);
    }
    for (size_t setting = 0; setting < setting_count; ++setting) {
      for (const bool asked : {false, true}) {
        Host host(words, asked, static_cast<Setting>(setting) == Setting::unknown);
        host.set(person, subject());
        for (const Entry& entry : variables) {
          host.set(entry.name, entry.values[setting]);
        }
        hosts.push_back(std::move(host));
      }
    }
  }
};

const World& world() {
  static const World out;
  return out;
}

}  // namespace

const cel::Vocabulary& vocabulary() {
  return world().words;
}

const cel::Activation& activation(Setting setting, bool asked) {
  return world().hosts[2 * static_cast<size_t>(setting) + (asked ? 1 : 0)];
}

}  // namespace exeunt::fuzz
