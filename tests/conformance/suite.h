// The official conformance tests of CEL, read from JSON: one file a suite, as converted from the specification's test
// data. Values are typed ({"int": "5"}), so that a result is compared by kind as well as by value.
#pragma once

#include <map>
#include <optional>
#include <stdexcept>
#include <string>
#include <vector>

#include "interpreter/cel/type.h"
#include "interpreter/cel/value.h"

namespace exeunt::cel::conformance {

struct Variable {
  std::string name;
  Type type;
};

struct Function {
  std::string name;
  std::vector<Type> parameters;
  Type result;
  bool receiver = false;
};

struct Test {
  std::string name;  ///< file/section/test
  std::string expression;
  std::string container;
  bool macros = true;
  bool check = true;       ///< false: the suite says that this one is evaluated without checking
  bool evaluate = true;    ///< false: only checked
  std::vector<std::string> needs;
  bool readable = true;    ///< false: values of kinds that the library lacks; what follows is empty
  std::vector<Variable> variables;
  std::vector<Function> functions;
  std::map<std::string, Value> bindings;
  bool expects_error = false;
  std::optional<Value> value;  ///< the expected result
  std::optional<Type> type;    ///< the expected deduced type
};

struct Suite {
  std::string name;
  std::vector<Test> tests;
};

/// A file that is not of the format.
struct FormatError : std::runtime_error {
  using std::runtime_error::runtime_error;
};

/// Whether the library has what the test needs: everything but protobuf messages and enumerations other than CEL's own.
bool supported(const std::vector<std::string>& needs);

/// Reads the text of one file. Throws FormatError.
Suite read_suite(const std::string& text);

}  // namespace exeunt::cel::conformance
