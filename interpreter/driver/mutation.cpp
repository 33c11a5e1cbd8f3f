#include "interpreter/driver/mutation.h"

#include <map>

#include "interpreter/driver/mutable_parts.h"

namespace exeunt::driver {

namespace {

/// Messages about it point at the whole; nobody hears them.
void rewrite(ast::Expression& expression, std::string text) {
  expression.text = std::move(text);
  expression.runs.clear();
}

void change_atom(ast::Expression& condition, const Mutation& mutation, const std::string& after) {
  std::string text = condition.text;
  if (mutation.kind == MutationKind::negated) {
    text.insert(mutation.end, "\n)").insert(mutation.begin, "!(");  // it may end in a comment
  } else {
    text.replace(mutation.begin, mutation.end - mutation.begin, after);
  }
  rewrite(condition, std::move(text));
}

void change_delay(ast::Rule& rule, const Mutation& mutation, const std::string& after) {
  if (mutation.kind == MutationKind::at_once) {
    rule.after.reset();
    rule.due.reset();
    rule.unless.reset();  // nothing can come in between any more
  } else if (ast::Expression* expression = find_due(rule)) {
    rewrite(*expression, after);
  } else {
    rule.after->seconds = later(*rule.after->seconds);
    rule.after->literal = after;
  }
}

void change_outcome(ast::Rule& rule, const Mutation& mutation, const std::string& after) {
  if (mutation.kind == MutationKind::left_out) {
    rule.then.erase(rule.then.begin() + static_cast<std::ptrdiff_t>(mutation.call));
  } else {
    rule.then[mutation.call].outcome.text = after;
    rule.then[mutation.call].arguments.clear();
  }
}

/// So that it never fires, where something else needs it to be there.
void disable(ast::Declaration& declaration, const Spot& spot, const std::string& never) {
  ast::Expression condition{never, ast::name(declaration.body).span, {}};
  if (ast::Guard* guard = find_guard(declaration, spot.guard)) {
    guard->require = std::move(condition);
  } else {
    *find_where(declaration) = std::move(condition);
  }
}

void leave_out(std::vector<ast::Declaration>& declarations, const Spot& spot) {
  const auto at = declarations.begin() + static_cast<std::ptrdiff_t>(spot.declaration);
  if (spot.guard) {
    auto& guards = std::get<ast::Event>(at->body).guards;
    guards.erase(guards.begin() + static_cast<std::ptrdiff_t>(*spot.guard));
  } else if (at->replace) {  // else what it replaces would come back
    const ast::Name name = ast::name(at->body);
    at->replace = false;
    at->body = ast::Drop{{std::string(ast::keyword(at->body)), name.span}, name};
  } else {
    declarations.erase(at);
  }
}

}  // namespace

std::string_view name(MutationKind kind) {
  switch (kind) {
    case MutationKind::left_out:
      return "left out";
    case MutationKind::as_before:
      return "as before";
    case MutationKind::negated:
      return "negated";
    case MutationKind::later:
      return "later";
    case MutationKind::at_once:
      return "at once";
    case MutationKind::replaced:
      return "replaced";
  }
  return "";
}

std::vector<std::string> lineage(const pack::Pack& pack, const std::string& edition) {
  std::map<std::string, std::string> extends;
  for (const pack::EditionInfo& each : pack::editions(pack)) {
    extends[each.name] = each.extends;
  }
  std::vector<std::string> names;
  for (std::string name = edition; !name.empty(); name = extends[name]) {
    names.push_back(name);
  }
  return names;
}

pack::Pack mutate(const pack::Pack& pack, const Mutation& mutation, const std::string& after) {
  pack::Pack changed = pack;
  auto& declarations = changed.files[mutation.spot.file].declarations;
  ast::Declaration& declaration = declarations[mutation.spot.declaration];
  switch (mutation.clause) {
    case Clause::declaration:
      if (mutation.kind == MutationKind::as_before) {
        declarations.erase(declarations.begin() + static_cast<std::ptrdiff_t>(mutation.spot.declaration));
      } else if (after.empty()) {
        leave_out(declarations, mutation.spot);
      } else {
        disable(declaration, mutation.spot, after);
      }
      break;
    case Clause::condition:
      change_atom(*find_condition(declaration, mutation.spot.guard), mutation, after);
      break;
    case Clause::unless:
      change_atom(*std::get<ast::Rule>(declaration.body).unless, mutation, after);
      break;
    case Clause::delay:
      change_delay(std::get<ast::Rule>(declaration.body), mutation, after);
      break;
    case Clause::outcome:
      change_outcome(std::get<ast::Rule>(declaration.body), mutation, after);
      break;
    case Clause::argument:
      rewrite(std::get<ast::Rule>(declaration.body).then[mutation.call].arguments[mutation.argument].value, after);
      break;
  }
  return changed;
}

}  // namespace exeunt::driver
