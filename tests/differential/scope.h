// What an expression that is being made up may name, and everything that can be reached from it.
#pragma once

#include <string>
#include <vector>

#include "tests/differential/shape.h"

namespace exeunt::differential {

/// `deal.owner.status`, and what it is.
struct Path {
  std::string text;
  Type type;
  bool is_field = false;  ///< of an object: what planned(…) takes
  bool is_early = false;  ///< of such a field: no rule that looks at the plan writes it
};

/// A let with parameters.
struct Function {
  std::string name;
  std::vector<Type> parameters;
  Type result;
};

class Scope {
 public:
  explicit Scope(const Shape& shape) : shape_(&shape) {}

  const Shape& shape() const { return *shape_; }
  const std::vector<Path>& paths() const { return paths_; }
  const std::vector<Function>& functions() const { return functions_; }

  /// A variable, with what its fields lead to.
  void add(const std::string& name, const Type& type);
  void add(Function function) { functions_.push_back(std::move(function)); }
  /// `all.user` and the like.
  void add_account();

  std::size_t mark() const { return paths_.size(); }
  void forget(std::size_t mark) { paths_.resize(mark); }

  bool may_plan = false;  ///< planned(…) and erased(…) may stand here

 private:
  void add(const Path& path, int depth);

  const Shape* shape_;
  std::vector<Path> paths_;
  std::vector<Function> functions_;
};

}  // namespace exeunt::differential
