#include "interpreter/intake/convert.h"

#include <catch2/catch.hpp>

#include "interpreter/cel/parse.h"
#include "interpreter/snapshot/canonical.h"

namespace exeunt::intake {
namespace {

using cel::Value;
using mapping::FieldRule;
using mapping::TimeFormat;
using mapping::Translation;
using model::FieldKind;
using model::FieldType;

/// A model of users and deals.
model::Model make_model() {
  model::Model model;
  for (const std::string name : {"deal", "user"}) {
    model::Entity entity;
    entity.name = name;
    model.entities.push_back(entity);
  }
  return model;
}

FieldRule make_rule(TimeFormat time = TimeFormat::rfc3339) {
  cel::Issues issues;
  cel::Program program(cel::unchecked(cel::parse("item.value", issues).value(), cel::Environment()));
  return {.field = 0, .from = {std::move(program), {}}, .values = {}, .time = time, .via = {}};
}

FieldType make_type(FieldKind kind, bool nullable = false) {
  FieldType type;
  type.kind = kind;
  type.nullable = nullable;
  return type;
}

FieldType make_reference(std::vector<model::EntityIndex> targets) {
  FieldType type = make_type(FieldKind::reference);
  type.targets = std::move(targets);
  return type;
}

/// The value as JSON, or why there is none: `failed: text is wanted, this is a list`.
std::string show(const Converted& converted) {
  std::string text;
  if (converted.value) {
    snapshot::append_canonical(*converted.value, text);
    return text;
  }
  return std::string(name(converted.omission)) + (converted.detail.empty() ? "" : ": " + converted.detail);
}

std::string to(const FieldType& type, const Value& value, const FieldRule& rule = make_rule()) {
  return show(convert(value, rule, type, make_model(), {{"owner", {{"9", "user:7"}}}}));
}

TEST_CASE("numbers fit or they do not") {
  const FieldType whole = make_type(FieldKind::int64);
  CHECK(to(whole, Value::int64(INT64_MIN)) == "-9223372036854775808");
  CHECK(to(whole, Value::uint64(5)) == "5");
  CHECK(to(whole, Value::float64(5.0)) == "5");
  CHECK(to(whole, Value::float64(5.5)) == "failed: a whole number is wanted, this is the number 5.5");
  CHECK(to(whole, Value::float64(1e300)).starts_with("failed: "));
  CHECK(to(whole, Value::uint64(UINT64_MAX)).starts_with("failed: "));
  CHECK(to(whole, Value::string("5")) == "failed: a whole number is wanted, this is text");
  const FieldType real = make_type(FieldKind::float64);
  CHECK(to(real, Value::int64(5)) == "5");
  CHECK(to(real, Value::float64(0.5)) == "0.5");
  CHECK(to(real, Value::float64(std::numeric_limits<double>::infinity())).starts_with("failed: "));
}

TEST_CASE("null is null only where the model has it") {
  CHECK(to(make_type(FieldKind::string, true), Value::null()) == "null");
  CHECK(to(make_type(FieldKind::string), Value::null()) == "null");  // the omission of this name
  CHECK_FALSE(convert(Value::null(), make_rule(), make_type(FieldKind::string), make_model(), {}).value);
}

TEST_CASE("times in every way that vendors write them") {
  const FieldType time = make_type(FieldKind::timestamp);
  const auto written = [&](TimeFormat format, const Value& value) { return to(time, value, make_rule(format)); };
  CHECK(written(TimeFormat::rfc3339, Value::string("2024-03-01T09:00:00+02:00")) == "\"2024-03-01T07:00:00Z\"");
  CHECK(written(TimeFormat::rfc3339, Value::string("2024-03-01")).starts_with("failed: "));
  CHECK(written(TimeFormat::sql, Value::string("2024-03-01 09:00:00")) == "\"2024-03-01T09:00:00Z\"");
  CHECK(written(TimeFormat::sql, Value::string("2024-03-01 09:00:00.25")) == "\"2024-03-01T09:00:00.25Z\"");
  CHECK(written(TimeFormat::sql, Value::string("2024-03-01T09:00:00Z")).starts_with("failed: "));
  CHECK(written(TimeFormat::sql, Value::string("0000-00-00 00:00:00")).starts_with("failed: "));
  CHECK(written(TimeFormat::date, Value::string("2024-02-29")) == "\"2024-02-29T00:00:00Z\"");
  CHECK(written(TimeFormat::date, Value::string("2023-02-29")).starts_with("failed: "));
  CHECK(written(TimeFormat::epoch_ms, Value::int64(-1)) == "\"1969-12-31T23:59:59.999Z\"");
  CHECK(written(TimeFormat::epoch_ms, Value::string("1709280000000")) == "\"2024-03-01T08:00:00Z\"");
  CHECK(written(TimeFormat::epoch_ms, Value::string("")).starts_with("failed: "));
  CHECK(written(TimeFormat::epoch_s, Value::int64(1709280000)) == "\"2024-03-01T08:00:00Z\"");
  CHECK(written(TimeFormat::epoch_s, Value::int64(INT64_MAX)).starts_with("failed: "));
  CHECK(written(TimeFormat::rfc3339, Value::timestamp({0, 0})) == "\"1970-01-01T00:00:00Z\"");
}

TEST_CASE("references: an id where one type is meant, else all of it") {
  CHECK(to(make_reference({1}), Value::int64(7)) == "\"user:7\"");
  CHECK(to(make_reference({1}), Value::string("a:b")) == "\"user:a:b\"");
  CHECK(to(make_reference({1}), Value::string("")).starts_with("failed: "));
  CHECK(to(make_reference({1}), Value::boolean(true)).starts_with("failed: "));
  const FieldType several = make_reference({0, 1});
  CHECK(to(several, Value::string("deal:5")) == "\"deal:5\"");
  for (const std::string bad : {"5", "deal:", ":5", "boat:5", "deal"}) {
    CHECK(to(several, Value::string(bad)).starts_with("failed: "));
  }
  FieldRule rule = make_rule();
  rule.via = "owner";
  CHECK(to(make_reference({1}), Value::int64(9), rule) == "\"user:7\"");
  CHECK(to(make_reference({1}), Value::string("10"), rule) == "unaliased: 10");
  rule.via = "nobody";
  CHECK(to(make_reference({1}), Value::int64(9), rule) == "unaliased: 9");
}

TEST_CASE("translated values") {
  FieldType state = make_type(FieldKind::enumeration);
  state.values = {"open", "won"};
  CHECK(to(state, Value::string("open")) == "\"open\"");
  CHECK(to(state, Value::string("Open")) == "untranslated: Open");
  FieldRule rule = make_rule();
  rule.values = {{"1", Translation{.text = "open"}},
                 {"true", Translation{.text = "won"}},
                 {"null", Translation{.text = "won"}},
                 {"draft", Translation{.text = "", .is_null = false, .is_dropped = true}}};
  CHECK(to(state, Value::int64(1), rule) == "\"open\"");
  CHECK(to(state, Value::float64(1.0), rule) == "\"open\"");
  CHECK(to(state, Value::boolean(true), rule) == "\"won\"");
  CHECK(to(state, Value::null(), rule) == "\"won\"");
  CHECK(to(state, Value::string("draft"), rule) == "dropped");
  CHECK(to(state, Value::string("open"), rule) == "untranslated: open");
  CHECK(to(state, Value::list({}), rule) == "untranslated: a list");
  rule.values = {{"yes", Translation{.text = "true"}}, {"7", Translation{.text = "8"}}};
  CHECK(to(make_type(FieldKind::boolean), Value::string("yes"), rule) == "true");
  CHECK(to(make_type(FieldKind::int64), Value::int64(7), rule) == "8");
}

TEST_CASE("a list is the whole list or none") {
  FieldType list = make_type(FieldKind::list);
  list.element = {make_reference({1})};
  CHECK(to(list, Value::list({})) == "[]");
  CHECK(to(list, Value::list({Value::int64(1), Value::string("b")})) == "[\"user:1\",\"user:b\"]");
  CHECK(to(list, Value::list({Value::int64(1), Value::null()})) == "null");
  CHECK(to(list, Value::int64(1)) == "failed: a list is wanted, this is the number 1");
  FieldType states = make_type(FieldKind::list);
  states.element = {make_type(FieldKind::enumeration)};
  states.element[0].values = {"open"};
  FieldRule rule = make_rule();
  rule.values = {{"o", Translation{.text = "open"}},
                 {"x", Translation{.text = "", .is_null = false, .is_dropped = true}}};
  CHECK(to(states, Value::list({Value::string("x"), Value::string("o")}), rule) == "[\"open\"]");
  CHECK(to(states, Value::list({Value::string("o"), Value::string("p")}), rule) == "untranslated: p");
}

}  // namespace
}  // namespace exeunt::intake
