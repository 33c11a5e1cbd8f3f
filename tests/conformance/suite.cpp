#include "tests/conformance/suite.h"

#include <algorithm>
#include <charconv>
#include <limits>
#include <nlohmann/json.hpp>

#include "interpreter/cel/check.h"
#include "interpreter/cel/evaluate.h"
#include "interpreter/cel/parse.h"

namespace exeunt::cel::conformance {

using Json = nlohmann::json;

namespace {

[[noreturn]] void fail(const std::string& what, const Json& where) { throw FormatError(what + ": " + where.dump()); }

template <typename Number>
Number read_number(const Json& json) {
  const std::string text = json.get<std::string>();
  Number out{};
  const auto [end, code] = std::from_chars(text.data(), text.data() + text.size(), out);
  if (code != std::errc() || end != text.data() + text.size()) {
    fail("not a number", json);
  }
  return out;
}

double read_double(const Json& json) {
  const std::string text = json.get<std::string>();
  constexpr double infinity = std::numeric_limits<double>::infinity();
  return text == "NaN"         ? std::numeric_limits<double>::quiet_NaN()
         : text == "Infinity"  ? infinity
         : text == "-Infinity" ? -infinity
                               : read_number<double>(json);
}

std::string read_base64(const Json& json) {
  static constexpr std::string_view digits = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
  std::string out;
  uint32_t bits = 0;
  int count = 0;
  for (const char c : json.get<std::string>()) {
    if (c == '=') {
      break;
    }
    const size_t digit = digits.find(c);
    if (digit == std::string_view::npos) {
      fail("not base64", json);
    }
    bits = bits << 6 | static_cast<uint32_t>(digit);
    count += 6;
    if (count >= 8) {
      count -= 8;
      out += static_cast<char>(bits >> count & 0xFF);
    }
  }
  return out;
}

/// Holds no variables.
class Nothing : public Activation {
 public:
  Value variable(uint32_t) const override { return Value(); }
};

/// What the name of a type evaluates to.
Value read_type_value(const Json& json) {
  const std::string name = json.get<std::string>();
  Issues issues;
  auto ast = parse(name, issues);
  if (!ast) {
    fail("not a type's name", json);
  }
  const Value value = Program(unchecked(std::move(*ast), Environment())).evaluate(Nothing());
  return value.kind() == ValueKind::type ? value : Value::type(Type::object(name));
}

Value read_value(const Json& json) {
  if (!json.is_object() || json.size() != 1) {
    fail("not a value", json);
  }
  const std::string& kind = json.begin().key();
  const Json& content = json.begin().value();
  if (kind == "null") {
    return Value::null();
  }
  if (kind == "bool") {
    return Value::boolean(content.get<bool>());
  }
  if (kind == "int") {
    return Value::int64(read_number<int64_t>(content));
  }
  if (kind == "uint") {
    return Value::uint64(read_number<uint64_t>(content));
  }
  if (kind == "double") {
    return Value::float64(read_double(content));
  }
  if (kind == "string") {
    return Value::string(content.get<std::string>());
  }
  if (kind == "bytes") {
    return Value::bytes(read_base64(content));
  }
  if (kind == "type") {
    return read_type_value(content);
  }
  if (kind == "timestamp") {
    Timestamp value;
    return parse_timestamp(content.get<std::string>(), value) ? Value::timestamp(value)
                                                              : (fail("not a timestamp", json), Value());
  }
  if (kind == "duration") {
    Duration value;
    return parse_duration(content.get<std::string>(), value) ? Value::duration(value)
                                                             : (fail("not a duration", json), Value());
  }
  if (kind == "list") {
    std::vector<Value> elements;
    for (const Json& element : content) {
      elements.push_back(read_value(element));
    }
    return Value::list(std::move(elements));
  }
  if (kind == "message" && content.contains("native")) {
    return read_value(content.at("native"));
  }
  if (kind == "map") {
    std::vector<std::pair<Value, Value>> entries;
    for (const Json& entry : content) {
      entries.emplace_back(read_value(entry.at(0)), read_value(entry.at(1)));
    }
    return Value::map(std::move(entries));
  }
  fail("not a value", json);
}

Type simple_type(const std::string& name, const Json& where) {
  static const std::map<std::string, Type> types = {
      {"dyn", Type::dyn()},       {"null", Type::null()},           {"bool", Type::boolean()},
      {"int", Type::int64()},     {"uint", Type::uint64()},         {"double", Type::float64()},
      {"string", Type::string()}, {"bytes", Type::bytes()},         {"timestamp", Type::timestamp()},
      {"duration", Type::duration()},
  };
  const auto found = types.find(name);
  return found == types.end() ? (fail("not a type", where), Type()) : found->second;
}

/// What a variable that is declared as a message holds: what a literal of it gives.
Type message_type(const std::string& name) {
  Issues issues;
  auto ast = parse(name + "{}", issues);
  const auto checked = ast ? check(std::move(*ast), Environment(), issues) : std::nullopt;
  return checked ? checked->type() : Type::object(name);
}

Type read_type(const Json& json) {
  if (json.is_string()) {
    return simple_type(json.get<std::string>(), json);
  }
  if (!json.is_object() || json.size() != 1) {
    fail("not a type", json);
  }
  const std::string& kind = json.begin().key();
  const Json& content = json.begin().value();
  if (kind == "list") {
    return Type::list(read_type(content));
  }
  if (kind == "map") {
    return Type::map(read_type(content.at(0)), read_type(content.at(1)));
  }
  if (kind == "message") {
    return message_type(content.get<std::string>());
  }
  if (kind == "typeParam") {
    return Type::parameter(content.get<std::string>());
  }
  if (kind == "abstract") {
    std::vector<Type> parameters;
    for (const Json& parameter : content.value("params", Json::array())) {
      parameters.push_back(read_type(parameter));
    }
    return Type::opaque(content.at("name").get<std::string>(), std::move(parameters));
  }
  fail("not a type", json);
}

void read_declaration(const Json& json, Test& test) {
  const std::string name = json.at("name").get<std::string>();
  if (!json.contains("overloads")) {
    test.variables.push_back({name, read_type(json.at("type"))});
    return;
  }
  for (const Json& overload : json.at("overloads")) {
    Function function{name, {}, read_type(overload.at("result")), overload.value("receiver", false)};
    for (const Json& parameter : overload.at("params")) {
      function.parameters.push_back(read_type(parameter));
    }
    test.functions.push_back(std::move(function));
  }
}

void read_expectation(const Json& json, Test& test) {
  test.expects_error = json.value("error", false);
  const Json& result = json.contains("typedResult") ? json.at("typedResult") : json;
  if (result.contains("value")) {
    test.value = read_value(result.at("value"));
  }
  if (result.contains("type")) {
    test.type = read_type(result.at("type"));
  }
  if (!test.expects_error && !test.value && !test.type) {
    fail("nothing is expected", json);
  }
}

Test read_test(const Json& json, const std::string& prefix) {
  Test test;
  test.name = prefix + json.at("name").get<std::string>();
  test.expression = json.at("expr").get<std::string>();
  test.container = json.value("container", "");
  test.macros = !json.value("disableMacros", false);
  test.check = !json.value("disableCheck", false);
  test.evaluate = !json.value("checkOnly", false);
  test.needs = json.value("needs", std::vector<std::string>());
  test.readable = supported(test.needs);
  if (!test.readable) {
    return test;
  }
  for (const Json& declaration : json.value("typeEnv", Json::array())) {
    read_declaration(declaration, test);
  }
  const Json bindings = json.value("bindings", Json::object());
  for (const auto& [name, value] : bindings.items()) {
    test.bindings.emplace(name, read_value(value));
  }
  read_expectation(json.at("expect"), test);
  return test;
}

}  // namespace

bool supported(const std::vector<std::string>& needs) {
  const auto needed = [&](const char* tag) { return std::find(needs.begin(), needs.end(), tag) != needs.end(); };
  return !needed("proto") || (needed("wkt") && !needed("msg"));
}

Suite read_suite(const std::string& text) {
  try {
    const Json json = Json::parse(text);
    Suite out;
    out.name = json.at("name").get<std::string>();
    for (const Json& section : json.value("sections", Json::array())) {
      const std::string prefix = out.name + "/" + section.at("name").get<std::string>() + "/";
      for (const Json& test : section.at("tests")) {
        out.tests.push_back(read_test(test, prefix));
      }
    }
    return out;
  } catch (const Json::exception& error) {
    throw FormatError(error.what());
  }
}

}  // namespace exeunt::cel::conformance
