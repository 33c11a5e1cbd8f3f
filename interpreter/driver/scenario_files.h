// Where scenario files are, and whose they are.
#pragma once

#include <string>
#include <vector>

#include "interpreter/diagnostic/diagnostic.h"

namespace exeunt::driver {

/// `path` is a file; a folder: the files below its `scenarios` folders, or all below it where it has none; or the name
/// of a pack, looked up in `search`: those of its `scenarios` folder. Sorted by path. Empty: it was reported.
std::vector<std::string> find_scenario_files(const std::string& path, const std::vector<std::string>& search,
                                             diagnostic::Sink& sink);

/// The pack's folder that a scenario file stands in (`shop` for `shop/scenarios/a.yaml`); empty where it stands in
/// none.
std::string enclosing_pack(const std::string& file);

}  // namespace exeunt::driver
