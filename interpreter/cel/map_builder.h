// Makes a map of entries that come one by one, and minds that keys are fit to be keys and come once. Private to the
// evaluator.
#pragma once

#include <string>
#include <utility>
#include <vector>

#include "interpreter/cel/value.h"

namespace exeunt::cel {

class MapBuilder {
 public:
  /// False when the key is of a kind that no key has; finish() is an error then.
  bool add(Value key, Value value);
  /// The map, or an error without a range.
  Value finish();

 private:
  bool fail(std::string message);

  std::vector<std::pair<Value, Value>> entries_;
  std::string error_;
};

}  // namespace exeunt::cel
