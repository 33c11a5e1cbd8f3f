#include "interpreter/compare/phrase.h"

#include <fmt/format.h>

#include "interpreter/compare/condition.h"

namespace exeunt::compare {

namespace {

namespace slot = program::slot;

/// A string that is written out. None: it is something else.
std::optional<std::string> constant(const program::Expression& expression) {
  const cel::Ast& ast = expression.checked->ast;
  const cel::Node& root = ast[ast.root];
  if (root.kind != cel::NodeKind::literal || root.value.kind() != cel::ValueKind::string) {
    return std::nullopt;
  }
  return std::string(root.value.string_value());
}

bool is_subject(const program::Expression& expression) {
  const cel::CheckedExpression& checked = *expression.checked;
  return checked.ast[checked.ast.root].kind == cel::NodeKind::ident &&
         checked.info[checked.ast.root].slot == static_cast<int32_t>(slot::subject);
}

std::string tell_binding(const program::Binding& binding, model::EntityIndex entity, const View& view) {
  switch (binding.kind) {
    case ast::Parameter::Kind::field:
      return view.named(entity, binding.field).title;
    case ast::Parameter::Kind::capability:
      return view.capability(binding.capability).title;
    case ast::Parameter::Kind::typed:
    case ast::Parameter::Kind::value:
      break;
  }
  if (!binding.value) {
    return binding.parameter;
  }
  if (is_subject(*binding.value)) {
    return "the leaver";
  }
  const auto text = constant(*binding.value);
  return text ? on_one_line(*text) : cel_text(*binding.value);
}

}  // namespace

std::string tell(const program::Outcome& outcome, model::EntityIndex entity, const View& view) {
  std::string out;
  for (const program::TemplatePart& part : outcome.wording) {
    out += on_one_line(part.text);
    if (!part.expression) {
      continue;
    }
    const cel::CheckedExpression& checked = *part.expression->checked;
    const int64_t parameter = int64_t{checked.info[checked.ast.root].slot} - int64_t{slot::parameter};
    const bool is_bare = checked.ast[checked.ast.root].kind == cel::NodeKind::ident && parameter >= 0 &&
                         parameter < static_cast<int64_t>(outcome.bindings.size());
    out += is_bare ? tell_binding(outcome.bindings[static_cast<std::size_t>(parameter)], entity, view)
                   : "{" + cel_text(*part.expression) + "}";
  }
  return out;
}

std::string tell(const program::Template& text) {
  std::string out;
  for (const program::TemplatePart& part : text) {
    out += part.text;
    if (part.expression) {
      out += "{" + cel_text(*part.expression) + "}";
    }
  }
  return on_one_line(out);
}

Delay read_delay(const std::optional<program::Delay>& after, const std::optional<program::Expression>& due) {
  if (due) {
    return {Delay::Kind::due, std::nullopt, cel_text(*due)};
  }
  if (!after) {
    return {};
  }
  if (after->seconds) {
    return {Delay::Kind::after, after->seconds, duration_text(*after->seconds)};
  }
  return {Delay::Kind::after, std::nullopt, after->expression ? cel_text(*after->expression) : ""};
}

std::string capability_of(const program::Outcome& outcome) {
  for (const program::Binding& binding : outcome.bindings) {
    if (binding.kind == ast::Parameter::Kind::capability) {
      return binding.capability;
    }
  }
  for (const program::Write& write : outcome.writes) {
    if (!write.capability.empty()) {
      return write.capability;
    }
  }
  return {};
}

std::string duration_text(int64_t seconds) {
  struct Unit {
    int64_t seconds;
    char letter;
  };
  for (const Unit& unit : {Unit{86400, 'd'}, Unit{3600, 'h'}, Unit{60, 'm'}}) {
    if (seconds != 0 && seconds % unit.seconds == 0) {
      return fmt::format("{}{}", seconds / unit.seconds, unit.letter);
    }
  }
  return fmt::format("{}s", seconds);
}

}  // namespace exeunt::compare
