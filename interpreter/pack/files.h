// Which files form a pack or the standard library. Private to the room.
#pragma once

#include <string>
#include <vector>

#include "interpreter/diagnostic/diagnostic.h"

namespace exeunt::pack {

/// All `*.policy` and `*.policy.yaml` files below `folder`, as `folder/relative/path`, sorted by path. Folders called
/// `scenarios` (test cases, not policy) and hidden ones are passed over. What cannot be read, and links that lead out
/// of the folder, are reported.
std::vector<std::string> policy_files(const std::string& folder, diagnostic::Sink& sink);

/// Whether the name is one of a policy file, in either spelling.
bool is_policy_file(const std::string& path);
bool is_yaml_file(const std::string& path);

}  // namespace exeunt::pack
