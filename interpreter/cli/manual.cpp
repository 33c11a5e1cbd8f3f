#include "interpreter/cli/manual.h"

#include <filesystem>

#include "interpreter/cli/output.h"

namespace exeunt::cli {

ExitStatus write_manual(const std::string& folder, const std::vector<ManualFile>& files, diagnostic::Sink& sink) {
  for (const ManualFile& file : files) {
    const std::filesystem::path path = std::filesystem::path(folder) / file.path;
    std::error_code error;
    std::filesystem::create_directories(path.parent_path(), error);
    if (error) {
      sink.report<diagnostic::Kind::file_unwritable>(std::nullopt, path.parent_path().string(), error.message());
      return ExitStatus::no_answer;
    }
    if (!write_output(path.string(), file.text, sink)) {
      return ExitStatus::no_answer;
    }
  }
  return ExitStatus::yes;
}

}  // namespace exeunt::cli
