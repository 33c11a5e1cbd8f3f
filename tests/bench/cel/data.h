// expressions.json as this library's values: what is declared, what it is bound to, and the expressions with the values
// that they must have. Texts of JSON are strings, whole numbers int, others double; {"$timestamp": "…"} and
// {"$duration": "…"} are what JSON lacks.
#pragma once

#include <stdexcept>
#include <string>
#include <string_view>
#include <vector>

#include "interpreter/cel/cel.h"

namespace exeunt::bench {

struct Case {
  std::string name;
  std::string expression;
  cel::Value expected;
};

struct Data {
  cel::Vocabulary words;
  cel::Bindings bindings{words};  ///< of every variable
  std::vector<Case> cases;

  /// A null pointer where no case has the name.
  const Case* find(std::string_view name) const;
};

/// The file cannot be read or is not of this form.
struct DataError : std::runtime_error {
  using std::runtime_error::runtime_error;
};

/// Throws DataError.
Data read_data(const std::string& path);

}  // namespace exeunt::bench
