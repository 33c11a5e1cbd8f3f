#include "interpreter/check/text.h"

namespace exeunt::check {

program::Template check_text(Context& context, const ast::Text& text, const cel::Environment& environment) {
  auto [parts, added] = context.templates.try_emplace(&text);
  if (added) {
    parts->second = expression::split_template(text, context.sink);
  }
  program::Template out;
  for (const expression::TemplatePart& part : parts->second) {
    if (!part.expression) {
      out.push_back({part.text, std::nullopt});
    } else if (auto checked = check(context, *part.expression, environment)) {
      out.push_back({"", std::move(checked)});
    }
  }
  return out;
}

program::Template check_text(Context& context, const std::optional<ast::Text>& text,
                             const cel::Environment& environment) {
  return text ? check_text(context, *text, environment) : program::Template{};
}

std::string plain(const std::optional<ast::Text>& text) {
  return text ? text->value : "";
}

}  // namespace exeunt::check
