// A JSON or YAML file as CEL values: whole numbers are `int` (`uint` where only that is large enough), other numbers
// `double`, objects `map`. A key that stands twice in one object is an error; so is what no CEL value can hold.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "interpreter/console/names.h"
#include "interpreter/diagnostic/diagnostic.h"
#include "interpreter/source/source.h"

namespace exeunt::console {

struct BindLimits {
  uint64_t max_bytes = 16ull << 20;
  uint64_t max_yaml_bytes = 8ull << 20;  ///< slower to read
  uint32_t max_depth = 100;
};

/// `FILE`: every member of its object becomes a name. `NAME=FILE`: all of it, whatever it is, under that name. FILE "-"
/// is standard input; `./a=b.json` is a file with a `=` in its name. JSON or YAML is told by the ending `.json`,
/// `.yaml` or
/// `.yml`, else by whether it begins with a bracket. Answers the names bound. No value: errors were reported, and
/// nothing was bound.
std::optional<std::vector<std::string>> bind_file(const std::string& what, Names& names, source::Manager& sources,
                                                  diagnostic::Sink& sink, const BindLimits& limits = {});

/// The FILE in `FILE` or `NAME=FILE`.
std::string file_of(const std::string& what);

}  // namespace exeunt::console
