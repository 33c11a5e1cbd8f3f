#include <fmt/format.h>

#include <algorithm>

#include "interpreter/check/lint/lint.h"
#include "interpreter/check/name.h"

namespace exeunt::check {

using diagnostic::Kind;

void lint_locales(Context& context) {
  for (const auto& [name, declared] : context.all<ast::Display>()) {
    const std::vector<ast::DisplayText>& texts = declared.body->texts;
    std::vector<std::string> missing;
    for (const std::string& locale : context.program->locales) {
      const bool has = std::any_of(texts.begin(), texts.end(),
                                   [&](const ast::DisplayText& form) { return form.locale.text == locale; });
      if (!has) {
        missing.push_back(locale);
      }
    }
    if (!missing.empty()) {
      context.sink.report<Kind::display_lacks_locale>(declared.body->name.span, name, listed(missing))
          .help(fmt::format("readers of these see the text in `{}`", program::default_locale));
    }
  }
}

}  // namespace exeunt::check
