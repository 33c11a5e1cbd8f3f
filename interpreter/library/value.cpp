#include <exeunt/value.h>

#include "interpreter/library/error.h"
#include "interpreter/library/state.h"
#include "interpreter/plan/json.h"
#include "interpreter/plan/parse.h"

namespace exeunt {

Value::Value() : json_("null") {}
Value::Value(std::string_view text) : json_(plan::write_value(plan::Value{std::string(text)})) {}
Value::Value(double value) : json_(plan::write_value(plan::Value{value})) {}

Value Value::list(const std::vector<Value>& elements) {
  std::string json = "[";
  for (const Value& element : elements) {
    json += (json.size() > 1 ? ", " : "") + element.json_;
  }
  return Access::value(json + "]");
}

Result<Value> Value::parse(std::string_view json) {
  return answered([&]() -> Result<Value> {
    const auto parsed = plan::parse_json(json);
    if (const auto* value = std::get_if<plan::Value>(&parsed)) {
      return Access::value(plan::write_value(*value));
    }
    diagnostic::Sink sink;
    const plan::ParseError& error = std::get<plan::ParseError>(parsed);
    switch (error.reason) {
      case plan::ParseError::Reason::not_json:
      case plan::ParseError::Reason::truncated:
        sink.report<diagnostic::Kind::plan_not_json>(std::nullopt, "value", error.detail);
        break;
      case plan::ParseError::Reason::too_deep:
        sink.report<diagnostic::Kind::plan_too_deep>(std::nullopt, "value", plan::max_depth);
        break;
      case plan::ParseError::Reason::member_twice:
        sink.report<diagnostic::Kind::plan_member_twice>(std::nullopt, plan::text(error.path));
        break;
    }
    return to_error(sink);
  });
}

}  // namespace exeunt
