// Type variables and the relations between types that checking needs. Private to the checker.
//
// A variable is a Type::parameter whose name is '%' and a number. Binding is undone with mark and rollback, because
// overloads are tried one after the other.
#pragma once

#include <map>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "interpreter/cel/check.h"
#include "interpreter/cel/type.h"

namespace exeunt::cel {

class Unifier {
 public:
  explicit Unifier(const TypeProvider* types) : types_(types) {}

  Type fresh();
  /// `type` with each parameter replaced by a variable; the same one for the same name in `names`.
  Type instantiate(const Type& type, std::map<std::string, Type>& names);
  /// Bound variables replaced by what they stand for, at the top and inside.
  Type resolve(const Type& type) const;
  /// resolve(), and dyn for the variables that nothing decided.
  Type finish(const Type& type) const;

  /// Whether a value of type `from` may be an argument where `to` is declared; binds variables.
  bool assign(const Type& from, const Type& to);
  /// The type that holds values of both; none if there is no better one than dyn.
  std::optional<Type> join(const Type& a, const Type& b);
  /// Whether `a == b` can be true for some values; binds variables.
  bool comparable(const Type& a, const Type& b);

  size_t mark() const { return trail_.size(); }
  void rollback(size_t mark);

 private:
  bool is_variable(const Type& type) const;
  size_t index_of(const Type& variable) const;
  bool occurs(const Type& variable, const Type& in) const;
  bool bind(const Type& variable, const Type& type);
  bool assign_parameters(const Type& from, const Type& to);
  std::optional<Type> join_parameters(const Type& a, const Type& b);
  /// One step of resolve: the variable's type, variables inside it left alone.
  Type look_up(const Type& type) const;

  const TypeProvider* types_;
  std::vector<std::optional<Type>> bindings_;
  std::vector<std::pair<size_t, std::optional<Type>>> trail_;  ///< what bindings_ held before
};

/// `type` with other parameters.
Type with_parameters(const Type& type, std::vector<Type> parameters);

}  // namespace exeunt::cel
