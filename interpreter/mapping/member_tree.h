// Which members of an item a source knows: those its expressions read, those it requires, those it ignores.
//
// A tree of names. What is known as a whole has everything below it known, too.
//   item.owner.id, ignore [links, hs_*]   ->   owner { id }, links, hs_*
#pragma once

#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "interpreter/cel/ast.h"

namespace exeunt::mapping {

struct MemberTree {
  bool whole = false;  ///< this member is known with everything in it
  std::map<std::string, MemberTree, std::less<>> members;
  std::vector<std::string> prefixes;  ///< members that begin so are known as a whole

  /// The entry of a member, or null: nothing knows it. Where this tree is `whole`, so is every member.
  const MemberTree* find(std::string_view member) const;
  /// Makes what `path` leads to known as a whole. A last name that ends in `*` stands for all that begin so.
  void add(const std::vector<std::string>& path);
};

/// The name under which the elements of a list are in the tree.
inline constexpr std::string_view elements = "[]";

/// Adds what `ast` reads of the variable `name`, which stands for what `at` leads to.
void add_reads(const cel::Ast& ast, std::string_view name, const std::vector<std::string>& at, MemberTree& tree);

/// Whether `ast` names the variable.
bool names(const cel::Ast& ast, std::string_view name);

/// The members that a chain of selections leads to from the variable `name`; nothing for any other expression.
std::vector<std::string> path_from(const cel::Ast& ast, std::string_view name, bool& is_path);

/// "owner.id" to its names; nothing where one is empty.
std::vector<std::string> split_path(std::string_view text);

}  // namespace exeunt::mapping
