#include "interpreter/driver/home.h"

#include <cstdlib>
#include <filesystem>

#include "interpreter/source/entry.h"

namespace exeunt::driver {

namespace fs = std::filesystem;

static bool has_library(const fs::path& folder) {
  return source::may_be_file((folder / "stdlib" / "std.policy").string());
}

/// Empty: there is none.
static fs::path home(const std::vector<std::string>& candidates) {
  const char* set = std::getenv("EXEUNT_HOME");
  if (set != nullptr && *set != '\0') {
    return set;
  }
  for (const std::string& candidate : candidates) {
    if (!candidate.empty() && has_library(candidate)) {
      return candidate;
    }
  }
  return {};
}

SessionOptions find_home(const std::vector<std::string>& candidates) {
  SessionOptions options;
  options.policy_paths = {"policies"};
  const fs::path found = home(candidates);
  std::error_code error;
  if (!found.empty() && !fs::equivalent(found, ".", error)) {
    options.policy_paths.push_back((found / "policies").string());
  }
  if (has_library(".")) {
    options.stdlib_path = "stdlib";
  } else if (!found.empty()) {
    options.stdlib_path = (found / "stdlib").string();
  }
  return options;
}

}  // namespace exeunt::driver
