// The checker's working state. One member function per construct; the constructs' families are in check_*.cpp. Private
// to the checker.
//
// Types in `info` may hold type variables until finish().
#pragma once

#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "interpreter/cel/check.h"
#include "interpreter/cel/message.h"
#include "interpreter/cel/resolve.h"
#include "interpreter/cel/unify.h"

namespace exeunt::cel {

class Checker {
 public:
  Checker(CheckedExpression& expression, Issues& issues);

  /// Checks the node and everything below it; answers its type. Reported errors come back as Type::error().
  Type check(NodeId id);
  /// Reports where the whole is of another type than is wanted.
  void check_wanted(const Type& wanted);
  /// Replaces type variables in `info`.
  void finish();

 private:
  // check_name.cpp
  Type check_ident(NodeId id);
  Type check_select(NodeId id);
  /// The type of a variable or type name, if the node is one; sets slot or makes it a literal.
  std::optional<Type> check_qualified(NodeId id);
  Type field_type(const Node& node, NodeInfo& info, const Type& target);
  const Type* find_local(std::string_view name) const;

  // check_collection.cpp
  Type check_list(NodeId id);
  Type check_map(NodeId id);
  Type check_index(NodeId id);
  Type entry_type(const Node& node, size_t entry, NodeId value);

  // check_message.cpp
  Type check_message(NodeId id);
  void check_message_fields(const Node& node, const MessageType& message, std::span<const Type> types);

  // check_call.cpp
  Type check_call(NodeId id);
  Type check_logic(NodeId id);
  Type check_conditional(NodeId id);
  Type check_overloads(NodeId id);
  Type no_overload(const Node& node, std::span<const Type> arguments);
  Type unknown_function(const Node& node);

  // check_compare.cpp
  Type check_equality(NodeId id);
  Type check_in(NodeId id);
  /// Reports literals below the node that a closed string in `type` can never equal. False when there was one.
  bool check_literals(NodeId id, const Type& type);
  /// Reports an element of a list written out, or of each that a choice can have, that `type` cannot hold: a list of
  /// several types is a list of dyn, which fits every list. False when there was one.
  bool check_elements(NodeId id, const Type& type);
  /// Whether the node is a string literal, or a choice of such.
  bool is_text_literal(NodeId id) const;
  /// Whether each result that a choice can have is a literal, whose value check_literals looks at, or suits `closed`.
  bool fits_closed(NodeId id, const Type& closed);
  /// The type that holds all the nodes' values, or none. Reports literals that no closed string among them can equal.
  std::optional<Type> join_nodes(std::span<const NodeId> nodes, std::span<const Type> types);
  /// Reports that two sides can never be equal.
  Type never_equal(const Node& node, const Type& left, NodeId left_id, const Type& right, NodeId right_id);

  // check_fold.cpp
  Type check_fold(NodeId id);
  Type check_bind(NodeId id);
  /// Checks a condition inside a macro.
  void check_condition(NodeId id, const Node& macro);

  Type report(IssueKind kind, uint32_t begin, uint32_t end, std::string message, std::string help = {});
  /// How types read in messages: without variables.
  std::string text(const Type& type) const { return unifier_.finish(type).display(); }
  /// A value of the type, with its article: "an `int`".
  std::string one(const Type& type) const;

  Ast& ast_;
  std::vector<NodeInfo>& info_;
  const Environment& environment_;
  Issues& issues_;
  Unifier unifier_;
  std::vector<std::pair<std::string, Type>> locals_;
};

Type literal_type(const Value& value);
/// `user.name` for names and plain selections, else empty: what messages call the expression.
std::string describe(const Ast& ast, NodeId id);
/// An operator as it is written: `+` for `_+_`; other names unchanged.
std::string operator_spelling(std::string_view name);
bool is_operator(std::string_view name);

}  // namespace exeunt::cel
