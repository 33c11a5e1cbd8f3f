// The pieces that the YAML spelling writes as scalars: the same grammar, places mapped through the scalar's runs.
#include <catch2/catch.hpp>

#include "tests/unit/syntax/reading.h"

using namespace exeunt;
using namespace exeunt::syntax;

namespace {

// A scalar that stands at the beginning of line 2 of a file, as it is.
struct Scalar {
  explicit Scalar(const std::string& value) {
    const source::FileId file = sources.add("sample.policy.yaml", "key:\n" + value + "\n");
    text = {value, {file, 5, 5 + static_cast<uint32_t>(value.size())}, {}};
  }
  std::string errors() const { return print(sources, sink); }
  std::string at(const source::Span& span) const {
    return std::string(sources.file(span.file).text().substr(span.begin, span.end - span.begin));
  }

  source::Manager sources;
  diagnostic::Sink sink;
  ast::Expression text;
  ast::Name name{"it", {}};
};

}  // namespace

TEST_CASE("types") {
  Scalar good("list<ref<deal, person>>?");
  const auto type = parse_type(good.text, good.sink);
  REQUIRE(type);
  CHECK(type->nullable);
  CHECK(type->element[0].targets[1].text == "person");
  CHECK(good.at(type->element[0].span) == "ref<deal, person>");
  Scalar extra("int int");
  CHECK(!parse_type(extra.text, extra.sink));
  CHECK(extra.errors() == "2:5-8 E0127 `int` is left over\n");
  Scalar empty("");
  CHECK(!parse_type(empty.text, empty.sink));
  CHECK(empty.errors() == "2:1-1 E0108 expected a type\n");
  Scalar open("ref<user");
  CHECK(!parse_type(open.text, open.sink));
  CHECK(open.errors() == "2:9-9 E0115 expected `,` or `>` after the entity\n");
}

TEST_CASE("fields") {
  Scalar good("ref<user>? ownership derived label \"Owner\"");
  const auto field = parse_field(good.name, good.text, good.sink);
  REQUIRE(field);
  CHECK(field->name.text == "it");
  CHECK(field->role->text == "ownership");
  CHECK(field->derived);
  CHECK(field->label);
  CHECK(field->title->value == "Owner");
  CHECK(good.at(field->span) == good.text.text);
  Scalar misspelt("ref<user> ownershp");
  CHECK(!parse_field(misspelt.name, misspelt.text, misspelt.sink));
  CHECK(misspelt.errors() == "2:11-19 E0130 `ownershp` is not a role of a field\n  help: did you mean `ownership`?\n");
}

TEST_CASE("parameters") {
  for (const auto& [text, kind] : {std::pair{"ref<*>", ast::Parameter::Kind::typed},
                                   {"string = 'x'", ast::Parameter::Kind::typed},
                                   {"field = ownership", ast::Parameter::Kind::field},
                                   {"field", ast::Parameter::Kind::field},
                                   {"capability", ast::Parameter::Kind::capability},
                                   {"value = 1", ast::Parameter::Kind::value}}) {
    Scalar scalar(text);
    CAPTURE(text);
    const auto parameter = parse_parameter(scalar.name, scalar.text, scalar.sink);
    REQUIRE(parameter);
    CHECK(parameter->kind == kind);
    CHECK(parameter->name.text == "it");
  }
  Scalar bad("field = owner");
  CHECK(!parse_parameter(bad.name, bad.text, bad.sink));
  CHECK(first_line(bad.errors()) == "2:9-14 E0121 expected a role after `=`");
}

TEST_CASE("arguments, calls, order keys, delays and targets") {
  Scalar argument("string? = 'x' \"Reason\"");
  const auto read_argument = parse_argument(argument.name, argument.text, argument.sink);
  REQUIRE(read_argument);
  CHECK(read_argument->default_value->text == "'x'");
  CHECK(argument.at(read_argument->default_value->span) == "'x'");
  CHECK(read_argument->title->value == "Reason");

  Scalar call("transfer(first_admin, field: owner)");
  const auto read_call = parse_call(call.text, call.sink);
  REQUIRE(read_call);
  CHECK(read_call->arguments[1].name->text == "field");
  CHECK(call.at(read_call->arguments[1].value.span) == "owner");
  Scalar two("erase, erase");
  CHECK(!parse_call(two.text, two.sink));
  CHECK(two.errors() == "2:6-7 E0127 `,` is left over\n");

  Scalar key("user.created_at desc");
  const auto read_key = parse_order_key(key.text, key.sink);
  REQUIRE(read_key);
  CHECK(read_key->descending);
  CHECK(read_key->key.text == "user.created_at");

  Scalar literal("30d");
  CHECK(parse_delay(literal.text, literal.sink)->seconds == 30 * 86'400);
  Scalar expression("args.grace");
  CHECK(parse_delay(expression.text, expression.sink)->expression->text == "args.grace");
  Scalar bad("30x");
  CHECK(!parse_delay(bad.text, bad.sink));
  CHECK(first_line(bad.errors()) == "2:1-4 E0118 `30x` is not a delay");

  Scalar targets("lead, deal as item");
  CHECK(parse_targets(targets.text, targets.sink)->alias->text == "item");
  Scalar subject("subject");
  CHECK(parse_targets(subject.text, subject.sink)->kind == ast::Targets::Kind::subject);
}

TEST_CASE("a scalar that is folded points at its own lines") {
  // then: >-
  //   transfer(first_admin,
  //            fild ==)
  source::Manager sources;
  const std::string yaml = "then: >-\n  transfer(first_admin,\n  fild == , x)\n";
  const source::FileId file = sources.add("f.policy.yaml", yaml);
  const std::string value = "transfer(first_admin, fild == , x)";
  const ast::Expression text{value, {file, 6, static_cast<uint32_t>(yaml.size())}, {{0, 11}, {22, 35}}};
  diagnostic::Sink sink;
  CHECK(!parse_call(text, sink));
  CHECK(print(sources, sink) == "3:11-12 E0501 …\n");
  diagnostic::Sink good;
  const ast::Expression shorter{"transfer(first_admin, fild", text.span, text.runs};
  CHECK(!parse_call(shorter, good));
  CHECK(print(sources, good) == "3:7-7 E0115 expected `,` or `)` after the argument\n");
}
