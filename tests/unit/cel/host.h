// A small host for the tests: two object types, some variables, two functions.
#pragma once

#include <map>
#include <memory>
#include <sstream>
#include <string>
#include <vector>

#include "interpreter/cel/check.h"
#include "interpreter/cel/evaluate.h"
#include "interpreter/cel/parse.h"

namespace exeunt::cel::test {

inline Type visibility() { return Type::closed_string("email.visibility", {"private", "shared"}); }
inline Type role() { return Type::closed_string("user.role", {"admin", "regular"}); }

class Types : public TypeProvider {
 public:
  Types() {
    fields_["email"] = {{"owner", Type::object("user")},
                        {"visibility", visibility()},
                        {"sent", Type::nullable(Type::timestamp())},
                        {"readers", Type::list(Type::object("user"))}};
    fields_["user"] = {{"name", Type::string()},
                       {"age", Type::int64()},
                       {"role", role()},
                       {"manager", Type::nullable(Type::object("user"))}};
  }

  bool has_type(std::string_view name) const override { return fields_.count(std::string(name)) != 0; }

  std::optional<Field> find_field(std::string_view type, std::string_view name) const override {
    const auto found = fields_.find(std::string(type));
    if (found == fields_.end()) {
      return std::nullopt;
    }
    for (size_t i = 0; i < found->second.size(); ++i) {
      if (found->second[i].first == name) {
        return Field{found->second[i].second, static_cast<int32_t>(i)};
      }
    }
    return std::nullopt;
  }

  std::vector<std::string> field_names(std::string_view type) const override {
    std::vector<std::string> out;
    for (const auto& [name, field] : fields_.at(std::string(type))) {
      out.push_back(name);
    }
    return out;
  }

 private:
  std::map<std::string, std::vector<std::pair<std::string, Type>>> fields_;
};

enum Slot : uint32_t { slot_email, slot_user, slot_x, slot_s, slot_n, slot_xs, slot_m, slot_d, slot_u, slot_v, slot_b };
enum FunctionSlot : uint32_t { slot_twice, slot_older, slot_length_of_text, slot_length_of_list };

inline Environment environment() {
  Environment out;
  out.set_types(std::make_shared<Types>());
  out.declare_variable("email", Type::object("email"), slot_email);
  out.declare_variable("subject", Type::object("user"), slot_user);
  out.declare_variable("x", Type::int64(), slot_x);
  out.declare_variable("s", Type::string(), slot_s);
  out.declare_variable("n", Type::nullable(Type::string()), slot_n);
  out.declare_variable("xs", Type::list(Type::int64()), slot_xs);
  out.declare_variable("m", Type::map(Type::string(), Type::int64()), slot_m);
  out.declare_variable("d", Type::dyn(), slot_d);
  out.declare_variable("u", Type::boolean(), slot_u);
  out.declare_variable("v", Type::boolean(), slot_v);
  out.declare_variable("b", Type::boolean(), slot_b);
  out.declare_variable("event.time", Type::timestamp(), slot_d);
  out.declare_function("twice", {Type::int64()}, Type::int64(), slot_twice);
  out.declare_function("older", {Type::object("user"), Type::int64()}, Type::boolean(), slot_older, true);
  out.declare_function("length", {Type::string()}, Type::int64(), slot_length_of_text);
  out.declare_function("length", {Type::list(Type::dyn())}, Type::int64(), slot_length_of_list);
  out.declare_function("has_role", {Type::object("user"), role()}, Type::boolean(), slot_older);
  return out;
}

/// Variables hold small fixed values; `u` is unknown through attribute 1, `v` through attribute 2.
class Host : public Activation {
 public:
  Value dynamic = Value::string("dynamic");

  Value variable(uint32_t slot) const override {
    switch (slot) {
      case slot_email: return Value::object({1});
      case slot_user: return Value::object({2});
      case slot_x: return Value::int64(7);
      case slot_s: return Value::string("text");
      case slot_n: return Value::null();
      case slot_xs: return Value::list({Value::int64(1), Value::int64(2), Value::int64(3)});
      case slot_m: return Value::map({{Value::string("a"), Value::int64(1)}, {Value::string("b"), Value::int64(2)}});
      case slot_u: return Value::unknown(AttributeId{1});
      case slot_v: return Value::unknown(AttributeId{2});
      case slot_b: return Value::boolean(true);
      default: return dynamic;
    }
  }

  Value field(ObjectHandle object, std::string_view name, int32_t) const override {
    if (object.id == 1) {
      return name == "owner"        ? Value::object({2})
             : name == "visibility" ? Value::string("private")
             : name == "sent"       ? Value::null()
             : name == "readers"    ? Value::list({Value::object({2}), Value::object({3})})
                                    : Value::error("no such field");
    }
    return name == "name"   ? Value::string("Ann")
           : name == "age"  ? Value::int64(40 + static_cast<int64_t>(object.id))
           : name == "role" ? Value::string("admin")
                            : Value::unknown(AttributeId{100 + object.id});
  }

  std::string type_name(ObjectHandle object) const override { return object.id == 1 ? "email" : "user"; }

  Value call(uint32_t slot, std::span<const Value> arguments) const override {
    switch (slot) {
      case slot_twice: return Value::int64(2 * arguments[0].int64_value());
      case slot_older: return Value::boolean(true);
      case slot_length_of_text: return Value::int64(static_cast<int64_t>(arguments[0].string_value().size()));
      default: return Value::int64(-1);
    }
  }
};

/// The issues, one a line: `kind begin..end message [help]`.
inline std::string text(const Issues& issues) {
  std::ostringstream out;
  const char* separator = "";
  for (const Issue& issue : issues) {
    out << separator << name(issue.kind) << ' ' << issue.begin << ".." << issue.end << ' ' << issue.message;
    if (!issue.help.empty()) {
      out << " [" << issue.help << ']';
    }
    separator = "\n";
  }
  return out.str();
}

/// The tree, or the issues.
inline std::string parsed(std::string_view expression, const ParseOptions& options = {}) {
  Issues issues;
  const auto ast = parse(expression, issues, options);
  return ast ? dump(*ast) : text(issues);
}

/// The type, or the issues.
inline std::string checked(std::string_view expression, std::optional<Type> wanted = std::nullopt) {
  Issues issues;
  auto ast = parse(expression, issues);
  if (!ast) {
    return text(issues);
  }
  const auto out = check(std::move(*ast), environment(), issues, std::move(wanted));
  return out ? out->type().text() : text(issues);
}

/// The value as text. Unknowns come with their attributes: `unknown 1 2`.
inline std::string text(const Value& value) {
  std::ostringstream out;
  out << value.text();
  if (value.is_unknown()) {
    for (const AttributeId attribute : value.attributes()) {
      out << ' ' << attribute;
    }
  }
  return out.str();
}

inline std::string evaluated(std::string_view expression, const EvaluateLimits& limits = {}) {
  Issues issues;
  auto ast = parse(expression, issues);
  if (!ast) {
    return text(issues);
  }
  auto checked = check(std::move(*ast), environment(), issues);
  return checked ? text(Program(std::move(*checked)).evaluate(Host(), limits)) : text(issues);
}

inline std::string evaluated_unchecked(std::string_view expression) {
  Issues issues;
  auto ast = parse(expression, issues);
  return ast ? text(Program(unchecked(std::move(*ast), environment())).evaluate(Host())) : text(issues);
}

/// The part of the expression at which evaluation failed, and why: `1 / 0: division by zero`. Else the value.
inline std::string failed(std::string_view expression, const EvaluateLimits& limits = {}) {
  Issues issues;
  auto ast = parse(expression, issues);
  auto checked = ast ? check(std::move(*ast), environment(), issues) : std::nullopt;
  if (!checked) {
    return text(issues);
  }
  const Value value = Program(std::move(*checked)).evaluate(Host(), limits);
  if (!value.is_error()) {
    return text(value);
  }
  const ErrorInfo& error = value.error_info();
  return std::string(expression.substr(error.begin, error.end - error.begin)) + ": " + error.message;
}

struct Case {
  std::string_view expression;
  std::string_view expected;
};

}  // namespace exeunt::cel::test
