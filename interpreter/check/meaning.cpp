#include "interpreter/check/meaning.h"

#include <algorithm>
#include <type_traits>

#include "interpreter/digest/digest.h"

namespace exeunt::check {

namespace {

void sort_names(std::vector<ast::Name>& names) {
  std::sort(names.begin(), names.end(), [](const ast::Name& a, const ast::Name& b) { return a.text < b.text; });
}

/// What packs are compared by changes no plan.
void leave_out_comparison(ast::Concept& body) {
  body.plural.reset();
  body.of.reset();
  body.fields.clear();
}
void leave_out_comparison(ast::Class& body) {
  body.severity.reset();
  body.scheduled.reset();
}
void leave_out_comparison(ast::Capability& body) {
  body.concept_name.reset();
}
void leave_out_comparison(ast::Entity& body) {
  body.where.reset();
  for (ast::Field& field : body.fields) {
    field.is.reset();
  }
}
template <class Body>
void leave_out_comparison(Body&) {}

/// Lists whose order says nothing.
template <class Body>
void normalise(Body& body) {
  if constexpr (requires { body.events; }) {
    sort_names(body.events);
  }
  if constexpr (requires { body.overrides; }) {
    sort_names(body.overrides);
  }
  if constexpr (requires { body.cites; }) {
    sort_names(body.cites);
  }
  if constexpr (requires { body.targets; }) {
    if (body.targets) {
      sort_names(body.targets->types);
    }
  }
}

bool is_used(const Used& used, const std::string& name, const ast::Concept*) {
  return used.concepts.contains(name);
}
bool is_used(const Used& used, const std::string& name, const ast::Class*) {
  return used.classes.contains(name);
}
bool is_used(const Used& used, const std::string& name, const ast::Enum*) {
  return used.enums.contains(name);
}
bool is_used(const Used& used, const std::string& name, const ast::Outcome*) {
  return used.outcomes.contains(name);
}
bool is_used(const Used& used, const std::string& name, const ast::Capability*) {
  return used.capabilities.contains(name);
}
bool is_used(const Used&, const std::string&, const void*) {
  return true;
}

template <class Body>
void add_dumps(const Context& context, const Table<Body>& table, std::vector<std::string>& dumps) {
  if (std::is_same_v<Body, ast::Lack>) {
    return;  // nor does what is not there
  }
  for (const auto& [name, declared] : table) {
    if (declared.of_module() && !is_used(context.used, name, declared.body)) {
      continue;
    }
    Body body = *declared.body;
    body.name.text = name;
    normalise(body);
    leave_out_comparison(body);
    ast::File file;
    file.declarations.push_back({std::move(body), false, {}});
    dumps.push_back(ast::dump(file));
  }
}

}  // namespace

std::string digest_of_meaning(const Context& context) {
  std::vector<std::string> dumps;
  std::apply([&](const auto&... table) { (add_dumps(context, table, dumps), ...); },
             context.composition.declarations.tables);
  std::sort(dumps.begin(), dumps.end());
  digest::Sha256 hash;
  for (const std::string& dump : dumps) {
    hash.update(dump);
    hash.update("\n");
  }
  return digest::text(hash.finish());
}

}  // namespace exeunt::check
