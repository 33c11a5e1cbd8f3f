#include "interpreter/cli/home.h"

#include <cstdlib>
#include <filesystem>

namespace exeunt::cli {

namespace {

namespace fs = std::filesystem;

bool has_library(const fs::path& folder) {
  std::error_code error;
  return fs::is_regular_file(folder / "stdlib" / "std.policy", error);
}

/// Empty: there is none.
fs::path home() {
  const char* set = std::getenv("EXEUNT_HOME");
  if (set != nullptr && *set != '\0') {
    return set;
  }
  std::error_code error;
  const fs::path folder = fs::read_symlink("/proc/self/exe", error).parent_path();
  for (const fs::path& candidate : {folder, folder.parent_path(), folder.parent_path() / "share" / "exeunt"}) {
    if (has_library(candidate)) {
      return candidate;
    }
  }
  return {};
}

}  // namespace

driver::SessionOptions find_home() {
  driver::SessionOptions options;
  options.policy_paths = {"policies"};
  const fs::path found = home();
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

bool check_home(Context& context) {
  if (context.has_library) {
    return true;
  }
  context.sink()
      .report<diagnostic::Kind::no_standard_library>(std::nullopt)
      .help("EXEUNT_HOME names the folder that holds `stdlib` and `policies`");
  return false;
}

}  // namespace exeunt::cli
