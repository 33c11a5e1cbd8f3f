// Static checking: names, fields, overloads and types, against what the host declares.
#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "interpreter/cel/ast.h"
#include "interpreter/cel/issue.h"
#include "interpreter/cel/type.h"

namespace exeunt::cel {

/// Describes the host's object types to the checker. Object types are names; what a name means is the host's business
/// (a union of several types can be a name of its own).
class TypeProvider {
 public:
  struct Field {
    Type type;
    int32_t index = -1;  ///< handed back to Activation::field, so that it need not look the name up
  };

  virtual ~TypeProvider() = default;
  virtual bool has_type(std::string_view object_type) const = 0;
  virtual std::optional<Field> find_field(std::string_view object_type, std::string_view field) const = 0;
  /// For suggestions.
  virtual std::vector<std::string> field_names(std::string_view object_type) const = 0;
  /// Whether an expression of object type `from` may stand where `to` is wanted, or be compared with it.
  virtual bool is_assignable(std::string_view from, std::string_view to) const { return from == to; }
};

/// The names an expression may use besides CEL's own. Slots are the host's numbers, handed back at evaluation.
class Environment {
 public:
  Environment();

  void set_types(std::shared_ptr<const TypeProvider> types);
  void set_container(std::string container);
  /// Dotted names are allowed. A second declaration of a name replaces the first.
  void declare_variable(std::string name, Type type, uint32_t slot);
  /// A function that the host evaluates (Activation::call). Type parameters are written Type::parameter("A").
  /// Several overloads may share a name; each has its own slot.
  void declare_function(std::string name, std::vector<Type> parameters, Type result, uint32_t slot, bool receiver = false);

  const TypeProvider* types() const;
  /// Sorted, for suggestions.
  std::vector<std::string> variable_names() const;
  std::vector<std::string> function_names() const;

  // Used by the checker.
  struct Variable { std::string name; Type type; uint32_t slot; };
  struct Function { std::string name; std::vector<Type> parameters; Type result; uint32_t slot; bool receiver; };
  const Variable* find_variable(std::string_view name) const;
  std::vector<const Function*> find_functions(std::string_view name) const;
  bool has_function(std::string_view name) const;
  const std::string& container() const;

 private:
  struct Data;
  /// The data, made this environment's own before it is changed.
  Data& own();
  std::shared_ptr<Data> data_;  // copy on write: an Environment is cheap to copy and extend
};

/// What checking found out about one node. A host that rewrites a checked tree keeps these in step with the nodes; a call
/// that it puts in itself is named "@…", which no author can write, and carries its slot in `index`.
struct NodeInfo {
  Type type;
  /// ident (or a select chain that names a declared variable): the variable's slot, or -1 for a local one.
  int32_t slot = -1;
  /// select: the provider's field index. call: the slot of the one host function it can be, else -1.
  int32_t index = -1;
};

/// A tree that passed the checker. `info` runs parallel to `ast.nodes`.
struct CheckedExpression {
  Ast ast;
  std::vector<NodeInfo> info;
  Environment environment;  ///< what it was checked against; finds host functions that only run time can tell apart

  const Type& type() const { return info[ast.root].type; }
};

/// Checks all of it, reporting every issue. No value when there was an error. `wanted`: the type the whole must have
/// (`nullable` and `dyn` included); a mismatch is IssueKind::wrong_type.
std::optional<CheckedExpression> check(Ast ast, const Environment& environment, Issues& issues,
                                       std::optional<Type> wanted = std::nullopt);

/// The same result shape without any checking (all types dyn): CEL's "unchecked" mode.
CheckedExpression unchecked(Ast ast, const Environment& environment);

/// Whether a value of type `from` may stand where `to` is wanted (dyn and nullable considered).
bool is_assignable(const Type& from, const Type& to, const TypeProvider* types);

}  // namespace exeunt::cel
