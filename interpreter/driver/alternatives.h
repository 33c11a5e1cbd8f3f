// What may stand in place of an outcome or of an argument of one, so that a rule says something else. Proposals: whether
// the pack compiles with them is for others to find out. For mutation.h alone.
#pragma once

#include <cstddef>
#include <map>
#include <set>
#include <string>
#include <vector>

#include "interpreter/ast/ast.h"
#include "interpreter/pack/pack.h"

namespace exeunt::driver {

class Alternatives {
 public:
  /// The pack must outlive it.
  explicit Alternatives(const pack::Pack& pack);

  /// Outcomes that can be used as they stand, but for this one. First those that write nothing: they fit every type of
  /// object.
  std::vector<std::string> outcomes(const std::string& used) const;

  /// For a capability or a field another one, for a value of an enum another one of it, for a user or another object the
  /// leaver, who acts, or nothing. None for texts, which are wording.
  std::vector<std::string> arguments(const ast::Call& call, std::size_t argument) const;

 private:
  void add(const std::vector<ast::File>& files);
  const ast::Parameter* find_parameter(const ast::Call& call, std::size_t argument) const;
  std::vector<std::string> values(const std::string& used) const;

  std::map<std::string, const ast::Outcome*> outcomes_;
  std::vector<std::string> as_they_stand_;
  std::set<std::string> capabilities_;
  std::set<std::string> fields_;
  std::vector<std::vector<std::string>> enums_;
};

}  // namespace exeunt::driver
