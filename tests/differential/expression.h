// Expressions made up so that most of them check: of a wanted type, over what is in scope, from a table of templates that
// has every construct of CEL that policies know.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "tests/differential/scope.h"

namespace exeunt::differential {

class Expressions {
 public:
  Expressions(Random& random, Scope& scope) : random_(random), scope_(scope) {}

  std::string condition(int depth);
  /// Of this type; null only where the type says so. No value: nothing in scope is.
  std::optional<std::string> value(const Type& type, int depth);
  /// A path of such a type. No value: there is none.
  std::optional<std::string> path(const Type& type);
  /// In braces, in a text for people.
  std::string placeholder();

 private:
  std::string scalar(Base base, int depth);
  std::optional<std::string> any_value(const Type& type, int depth);
  const Path* choose(const Type& type);
  std::string spell(const Path& path);
  std::string literal(const Type& type);
  std::optional<std::string> from_template(const Type& type, int depth);
  std::optional<std::string> list(const Type& element, int depth);
  std::optional<std::string> call(const Type& type, int depth);
  std::string guarded(int depth);
  /// Objects found by the value of a reference: `all.mail.exists(m, m.owner == by)`.
  std::optional<std::string> looked_up();

  /// What the placeholders of one template have come to.
  struct Filling {
    std::optional<Type> same;     ///< of {a}
    std::optional<Type> ordered;  ///< of {c}
    std::optional<Type> list;     ///< the last list's
    std::optional<Type> object;   ///< of {o}
    std::optional<Path> later;    ///< a variable that what comes next does not see yet
  };
  std::optional<std::string> fill(std::string_view text, int depth);
  std::optional<std::string> part(std::string_view name, int depth, Filling& filling);
  std::string variable(const Type& type);
  std::string new_name();
  std::optional<Type> type_in_scope(bool (*wanted)(const Type&));

  Random& random_;
  Scope& scope_;
  int variables_ = 0;
  bool is_strict_ = false;  ///< what may be null does not stand where null may not
};

}  // namespace exeunt::differential
