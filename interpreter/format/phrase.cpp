#include "interpreter/format/phrase.h"

#include <limits>

#include "interpreter/cel/parse.h"
#include "interpreter/format/comment_text.h"
#include "interpreter/format/page.h"
#include "interpreter/format/quote.h"

namespace exeunt::format {

/// cel::format for text that parses; text that does not is left as it is.
static std::string format_cel(const ast::Expression& expression, std::size_t indent, std::size_t width) {
  const std::string core(split_cel(expression.text).core);
  cel::Issues issues;
  if (!cel::parse(core, issues)) {
    return core;
  }
  return cel::format(core, static_cast<uint32_t>(indent), static_cast<uint32_t>(width));
}

std::string cel_phrase(const ast::Expression& expression, std::size_t indent) {
  return format_cel(expression, indent, std::numeric_limits<uint32_t>::max());
}
std::string cel_block(const ast::Expression& expression, std::size_t indent) {
  return format_cel(expression, indent, page_width);
}
std::string cel_margin_block(const ast::Expression& expression, std::size_t indent) {
  return format_cel(expression, 0, page_width - indent);
}

bool is_one_line(std::string_view text) { return text.find('\n') == std::string_view::npos; }

std::string join(const std::vector<std::string>& texts) {
  std::string out;
  for (const std::string& text : texts) {
    out += out.empty() ? "" : ", ";
    out += text;
  }
  return out;
}
std::string join(const std::vector<ast::Name>& names) {
  std::string out;
  for (const ast::Name& name : names) {
    out += out.empty() ? "" : ", ";
    out += name.text;
  }
  return out;
}

std::string type_phrase(const ast::Type& type) {
  std::string out;
  switch (type.kind) {
    case ast::Type::Kind::named: out = type.name.text; break;
    case ast::Type::Kind::enumeration: out = "enum(" + join(type.values) + ")"; break;
    case ast::Type::Kind::reference: out = "ref<" + (type.any ? "*" : join(type.targets)) + ">"; break;
    case ast::Type::Kind::list: out = "list<" + (type.element.empty() ? "" : type_phrase(type.element.front())) + ">"; break;
  }
  return type.nullable ? out + "?" : out;
}

std::string field_marks(const ast::Field& field) {
  std::string out = field.role ? field.role->text : "";
  const auto add = [&out](bool present, std::string_view word) {
    if (present) {
      out += out.empty() ? "" : " ";
      out += word;
    }
  };
  add(field.derived, "derived");
  add(field.label, "label");
  return out;
}

std::string parameter_phrase(const ast::Parameter& parameter, std::size_t indent) {
  std::string out;
  switch (parameter.kind) {
    case ast::Parameter::Kind::typed: out = parameter.type ? type_phrase(*parameter.type) : ""; break;
    case ast::Parameter::Kind::field: out = "field"; break;
    case ast::Parameter::Kind::capability: out = "capability"; break;
    case ast::Parameter::Kind::value: out = "value"; break;
  }
  if (parameter.default_role) {
    out += " = " + parameter.default_role->text;
  }
  if (parameter.default_value) {
    out += " = " + cel_phrase(*parameter.default_value, indent);
  }
  return out;
}

std::string argument_phrase(const ast::Argument& argument, std::size_t indent) {
  std::string out = type_phrase(argument.type);
  if (argument.default_value) {
    out += " = " + cel_phrase(*argument.default_value, indent);
  }
  if (argument.title) {
    out += " " + string_literal(argument.title->value);
  }
  return out;
}

/// The name of a field or a capability, which may have dashes (`filter-by-user`): not CEL, and no spaces belong in it.
static bool is_bare_name(const std::string& text) {
  constexpr const char* letters = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789_-";
  return !text.empty() && text.find_first_not_of(letters) == std::string::npos;
}

std::string call_phrase(const ast::Call& call, std::size_t indent) {
  if (call.arguments.empty()) {
    return call.outcome.text;
  }
  std::vector<std::string> arguments;
  for (const ast::CallArgument& argument : call.arguments) {
    const std::string name = argument.name ? argument.name->text + ": " : "";
    arguments.push_back(name + (is_bare_name(argument.value.text) ? argument.value.text
                                                                  : cel_phrase(argument.value, indent)));
  }
  return call.outcome.text + "(" + join(arguments) + ")";
}

std::string order_key_phrase(const ast::OrderKey& key, std::size_t indent) {
  return cel_phrase(key.key, indent) + (key.descending ? " desc" : "");
}

std::string delay_phrase(const ast::Delay& delay, std::size_t indent) {
  if (delay.seconds) {
    return delay.literal;
  }
  return delay.expression ? cel_phrase(*delay.expression, indent) : "";
}

}  // namespace exeunt::format
