#include "interpreter/driver/mutable_parts.h"

#include <algorithm>

namespace exeunt::driver {

ast::Guard* find_guard(ast::Declaration& declaration, std::optional<std::size_t> number) {
  if (number) {
    return &std::get<ast::Event>(declaration.body).guards[*number];
  }
  auto* shared = std::get_if<ast::SharedGuard>(&declaration.body);
  return shared != nullptr ? &shared->guard : nullptr;
}

std::optional<ast::Expression>* find_where(ast::Declaration& declaration) {
  if (auto* rule = std::get_if<ast::Rule>(&declaration.body)) {
    return &rule->where;
  }
  if (auto* advice = std::get_if<ast::Advice>(&declaration.body)) {
    return &advice->where;
  }
  if (auto* display = std::get_if<ast::Display>(&declaration.body)) {
    return &display->where;
  }
  if (auto* let = std::get_if<ast::Let>(&declaration.body)) {
    auto* lookup = std::get_if<ast::Lookup>(&let->value);
    return lookup != nullptr ? &lookup->where : nullptr;
  }
  return nullptr;
}

ast::Expression* find_condition(ast::Declaration& declaration, std::optional<std::size_t> number) {
  if (ast::Guard* guard = find_guard(declaration, number)) {
    return &guard->require;
  }
  if (auto* let = std::get_if<ast::Let>(&declaration.body)) {
    if (auto* value = std::get_if<ast::Expression>(&let->value)) {
      return value;
    }
  }
  auto* where = find_where(declaration);
  return where != nullptr && *where ? &**where : nullptr;
}

ast::Expression* find_due(ast::Rule& rule) {
  if (rule.due) {
    return &*rule.due;
  }
  return rule.after && rule.after->expression ? &*rule.after->expression : nullptr;
}

int64_t later(int64_t seconds) {
  constexpr int64_t day = 86400;
  constexpr int64_t last = int64_t{1} << 40;  // far behind the end of time
  return seconds == 0 ? day : std::min(seconds, last) * 2;
}

}  // namespace exeunt::driver
