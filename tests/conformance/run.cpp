#include "tests/conformance/run.h"

#include <algorithm>
#include <cmath>

#include "interpreter/cel/evaluate.h"
#include "interpreter/cel/parse.h"

namespace exeunt::cel::conformance {

namespace {

/// Slots are positions in the list of all names that are declared or bound.
class Bound : public Activation {
 public:
  explicit Bound(std::vector<Value> values) : values_(std::move(values)) {}
  Value variable(uint32_t slot) const override { return values_[slot]; }

 private:
  std::vector<Value> values_;
};

struct Setting {
  Environment environment;
  std::vector<Value> values;
};

Setting setting_of(const Test& test) {
  Setting out;
  out.environment.set_container(test.container);
  const auto declare = [&](const std::string& name, Type type) {
    const auto bound = test.bindings.find(name);
    out.environment.declare_variable(name, std::move(type), static_cast<uint32_t>(out.values.size()));
    out.values.push_back(bound == test.bindings.end() ? Value::error("`" + name + "` is not bound") : bound->second);
  };
  for (const auto& [name, value] : test.bindings) {
    declare(name, Type::dyn());
  }
  for (const Variable& variable : test.variables) {
    declare(variable.name, variable.type);
  }
  uint32_t slot = 0;
  for (const Function& function : test.functions) {
    out.environment.declare_function(function.name, function.parameters, function.result, slot++, function.receiver);
  }
  return out;
}

std::string first_of(const Issues& issues) {
  return issues.empty() ? "no reason given" : issues.front().message;
}

std::string judge(const Test& test, const Value& value, const std::string& mode) {
  if (test.expects_error) {
    return value.is_error() ? "" : mode + ": expected an error, got " + value.text();
  }
  return !test.value || same(value, *test.value)
             ? ""
             : mode + ": expected " + test.value->text() + ", got " + value.text();
}

std::string run_checked(const Test& test, Ast ast, const Setting& setting) {
  Issues issues;
  auto checked = check(std::move(ast), setting.environment, issues);
  if (!checked) {
    return test.expects_error ? "" : "does not check: " + first_of(issues);
  }
  if (test.type && !(checked->type() == *test.type)) {
    return "expected type " + test.type->text() + ", got " + checked->type().text();
  }
  if (!test.evaluate) {
    return {};
  }
  return judge(test, Program(std::move(*checked)).evaluate(Bound(setting.values)), "checked");
}

bool same_map(const Value& a, const Value& b) {
  const auto left = a.map_value();
  const auto right = b.map_value();
  return left.size() == right.size() && std::all_of(left.begin(), left.end(), [&](const auto& entry) {
           return std::any_of(right.begin(), right.end(), [&](const auto& other) {
             return same(entry.first, other.first) && same(entry.second, other.second);
           });
         });
}

bool same_list(std::span<const Value> a, std::span<const Value> b) {
  return a.size() == b.size() && std::equal(a.begin(), a.end(), b.begin(), &same);
}

}  // namespace

bool same(const Value& a, const Value& b) {
  if (a.kind() != b.kind()) {
    return false;
  }
  switch (a.kind()) {
    case ValueKind::float64: {
      const double x = a.float64_value();
      const double y = b.float64_value();
      return (std::isnan(x) && std::isnan(y)) || (x == y && std::signbit(x) == std::signbit(y));
    }
    case ValueKind::list: return same_list(a.list_value(), b.list_value());
    case ValueKind::map: return same_map(a, b);
    case ValueKind::error: return false;
    default: return a.equals(b);
  }
}

std::string run(const Test& test) {
  ParseOptions options;
  options.macros = test.macros;
  Issues issues;
  const auto ast = parse(test.expression, issues, options);
  if (!ast) {
    return "does not parse: " + first_of(issues);
  }
  const Setting setting = setting_of(test);
  std::string wrong;
  if (test.check) {
    wrong = run_checked(test, *ast, setting);
  }
  if (wrong.empty() && test.evaluate && !test.type) {
    wrong = judge(test, Program(unchecked(*ast, setting.environment)).evaluate(Bound(setting.values)), "unchecked");
  }
  return wrong;
}

}  // namespace exeunt::cel::conformance
