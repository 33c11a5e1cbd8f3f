#include "interpreter/cli/home.h"

#include <filesystem>

#include "interpreter/driver/home.h"

namespace exeunt::cli {

driver::SessionOptions find_home() {
  namespace fs = std::filesystem;
  std::error_code error;
  const fs::path folder = fs::read_symlink("/proc/self/exe", error).parent_path();
  return driver::find_home(
      {folder.string(), folder.parent_path().string(), (folder.parent_path() / "share" / "exeunt").string()});
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
