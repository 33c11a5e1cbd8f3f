#include "tests/fuzz/cel/hold.h"

#include <algorithm>

#include "interpreter/cel/compile.h"
#include "tests/fuzz/cel/world.h"

namespace exeunt::fuzz {

using cel::Type;
using cel::TypeKind;
using cel::Value;
using cel::ValueKind;

namespace {

/// Beyond this values are not read: shared parts are read every time they occur, which may be astronomically often.
constexpr uint64_t readable_weight = 20'000;
/// What lies in brackets this deep parses.
constexpr uint64_t rereadable_weight = 200;

bool fits(const Type& type, const Value& value);

bool each_fits(const Type& type, std::span<const Value> values) {
  return std::all_of(values.begin(), values.end(), [&](const Value& value) { return fits(type, value); });
}

bool opaque_fits(const Type& type, const Value& value) {
  if (type.name() != "optional_type") {
    return value.kind() == ValueKind::opaque && value.opaque_value().type() == type;
  }
  return value.kind() == ValueKind::optional &&
         (value.optional_value() == nullptr || fits(type.parameters()[0], *value.optional_value()));
}

/// To CEL's checker null is one of these, too: `[optional.of(1), null]` is a list(optional_type(int)).
bool takes_null(TypeKind kind) {
  return kind == TypeKind::object || kind == TypeKind::opaque || kind == TypeKind::timestamp ||
         kind == TypeKind::duration || kind == TypeKind::nullable;
}

/// Recursion is bounded by the depth of the type.
bool fits(const Type& type, const Value& value) {
  const ValueKind kind = value.kind();
  if (kind == ValueKind::null && takes_null(type.kind())) {
    return true;
  }
  switch (type.kind()) {
    case TypeKind::dyn:
    case TypeKind::parameter:
      return true;
    case TypeKind::error:
      return false;
    case TypeKind::null:
      return kind == ValueKind::null;
    case TypeKind::boolean:
      return kind == ValueKind::boolean;
    case TypeKind::int64:
      return kind == ValueKind::int64;
    case TypeKind::uint64:
      return kind == ValueKind::uint64;
    case TypeKind::float64:
      return kind == ValueKind::float64;
    case TypeKind::closed_string:
    case TypeKind::string:
      return kind == ValueKind::string;
    case TypeKind::bytes:
      return kind == ValueKind::bytes;
    case TypeKind::timestamp:
      return kind == ValueKind::timestamp;
    case TypeKind::duration:
      return kind == ValueKind::duration;
    case TypeKind::type:
      return kind == ValueKind::type;
    case TypeKind::object:
      return kind == ValueKind::object;
    case TypeKind::nullable:
      return fits(type.without_null(), value);
    case TypeKind::opaque:
      return opaque_fits(type, value);
    case TypeKind::list:
      return kind == ValueKind::list && each_fits(type.parameters()[0], value.list_value());
    case TypeKind::map: {
      if (kind != ValueKind::map) {
        return false;
      }
      const auto entries = value.map_value();
      return std::all_of(entries.begin(), entries.end(), [&](const auto& entry) {
        return fits(type.parameters()[0], entry.first) && fits(type.parameters()[1], entry.second);
      });
    }
  }
  return false;
}

/// Whether text() is an expression again: objects have none, types name what may not be declared.
bool has_source(const Value& value) {
  switch (value.kind()) {
    case ValueKind::object:
    case ValueKind::type:
    case ValueKind::unknown:
    case ValueKind::error:
      return false;
    case ValueKind::optional:
      return value.optional_value() == nullptr || has_source(*value.optional_value());
    case ValueKind::list: {
      const auto list = value.list_value();
      return std::all_of(list.begin(), list.end(), &has_source);
    }
    case ValueKind::map: {
      const auto map = value.map_value();
      return std::all_of(map.begin(), map.end(), [](const auto& entry) { return has_source(entry.second); });
    }
    default:
      return true;
  }
}

bool in_text(uint32_t begin, uint32_t end, std::string_view text) {
  return begin <= end && end <= text.size();
}

}  // namespace

void hold_issues(const cel::Issues& issues, std::string_view text, bool has_result) {
  if (issues.empty() != has_result) {
    broken("there is a result, or there are issues", cel::issue_text(issues, text));
  }
  for (const cel::Issue& issue : issues) {
    if (!in_text(issue.begin, issue.end, text) || issue.message.empty()) {
      broken("issues lie within the text and say something", issue.message);
    }
  }
  const std::string shown = cel::issue_text(issues, text);
  if (shown.empty() != issues.empty()) {
    broken("issues can be shown", shown);
  }
  const auto unfit = [](char c) { return static_cast<unsigned char>(c) < 0x20 && c != '\n'; };
  if (std::any_of(shown.begin(), shown.end(), unfit)) {
    broken("no controls reach the terminal", shown);
  }
}

void hold_tree(const cel::Ast& ast, std::string_view text) {
  if (ast.root >= ast.nodes.size()) {
    broken("the root is a node", cel::dump(ast));
  }
  for (const cel::Node& node : ast.nodes) {
    if (!in_text(node.begin, node.end, text) || !in_text(node.name_begin, node.name_end, text)) {
      broken("nodes lie within the text", cel::dump(ast));
    }
    for (const cel::NodeId child : node.children) {
      if (child >= ast.nodes.size()) {
        broken("children are nodes", cel::dump(ast));
      }
    }
  }
}

void hold_value(const Value& value, const Type& type, std::string_view text) {
  if (value.is_error()) {
    const cel::ErrorInfo& error = value.error_info();
    if (error.message.empty() || !in_text(error.begin, error.end, text)) {
      broken("errors say something about a part of the text", written(value));
    }
    if (cel::error_text(error, text).empty()) {
      broken("errors can be shown", error.message);
    }
  } else if (value.is_unknown()) {
    const auto attributes = value.attributes();
    const bool ascending =
        std::adjacent_find(attributes.begin(), attributes.end(), std::greater_equal<>()) == attributes.end();
    if (attributes.empty() || !ascending) {
      broken("unknowns have attributes, each once, in order", written(value));
    }
  } else if (value.weight() <= readable_weight && !fits(type, value)) {
    broken("values are of the static type", type.text() + ": " + written(value));
  }
}

std::string written(const Value& value) {
  if (value.weight() > readable_weight) {
    return "kind " + std::to_string(static_cast<int>(value.kind())) + ", weight " + std::to_string(value.weight());
  }
  std::string out = value.text();
  if (value.is_unknown()) {
    for (const cel::AttributeId attribute : value.attributes()) {
      out += ' ' + std::to_string(attribute);
    }
  } else if (value.is_error()) {
    out += " at " + std::to_string(value.error_info().begin) + ".." + std::to_string(value.error_info().end);
  }
  return out;
}

void hold_same(const Value& a, const Value& b, std::string_view what) {
  if (a.kind() != b.kind()) {
    broken(what, written(a) + "\n" + written(b));
  }
  const std::string left = written(a);
  const std::string right = written(b);
  if (left != right) {
    broken(what, left + "\n" + right);
  }
}

void hold_text(const Value& value) {
  if (value.weight() > rereadable_weight || !has_source(value)) {
    return;
  }
  const std::string text = value.text();
  const cel::Compiled again = cel::compile(text, vocabulary(), {.check = false});
  if (!again) {
    broken("a value's text is an expression", text + "\n" + again.issue_text());
  }
  hold_same(value, again.evaluate(activation(Setting::ordinary, false)), "a value's text yields the value");
}

}  // namespace exeunt::fuzz
