#include "interpreter/driver/scenario_files.h"

#include <algorithm>
#include <filesystem>

#include "interpreter/pack/pack.h"
#include "interpreter/source/entry.h"

namespace exeunt::driver {

namespace fs = std::filesystem;
using diagnostic::Kind;

constexpr std::string_view folder_name = "scenarios";

static bool may_be_scenario(const fs::path& path) {
  const std::string name = path.filename().string();
  return path.extension() == ".yaml" && !name.ends_with(".policy.yaml") && name != "facts.yaml" &&
         name != "import.yaml";
}

static bool is_below_scenarios(const fs::path& path) {
  const fs::path folder = path.parent_path();
  return std::find(folder.begin(), folder.end(), fs::path(folder_name)) != folder.end();
}

static std::vector<std::string> find_below(const fs::path& folder, diagnostic::Sink& sink) {
  std::vector<fs::path> found;
  std::error_code error;
  for (fs::recursive_directory_iterator it(folder, error), end; !error && it != end; it.increment(error)) {
    if (may_be_scenario(it->path()) && source::may_be_file(it->path().string())) {
      found.push_back(it->path());
    }
  }
  if (error) {
    sink.report<Kind::file_unreadable>(std::nullopt, folder.string(), error.message());
    return {};
  }
  if (std::any_of(found.begin(), found.end(), is_below_scenarios)) {
    std::erase_if(found, [](const fs::path& path) { return !is_below_scenarios(path); });
  }
  std::sort(found.begin(), found.end());
  std::vector<std::string> names;
  for (const fs::path& path : found) {
    names.push_back(path.lexically_normal().string());
  }
  return names;
}

std::vector<std::string> find_scenario_files(const std::string& path, const std::vector<std::string>& search,
                                             diagnostic::Sink& sink) {
  const bool is_folder = source::may_be_folder(path);
  if (path == "-" || (!is_folder && source::may_be_file(path))) {
    return {path};
  }
  const std::size_t errors = sink.errors();
  std::vector<std::string> files;
  if (is_folder) {
    files = find_below(path, sink);
  } else if (path.find('/') == std::string::npos) {
    for (const std::string& folder : search) {
      const fs::path pack = fs::path(folder) / path;
      if (files.empty() && !path.empty() && source::may_be_folder((pack / folder_name).string())) {
        files = find_below(pack / folder_name, sink);
      }
    }
  }
  if (!files.empty() || sink.errors() != errors) {
    return files;
  }
  const std::vector<std::string> packs = pack::find_packs(search);
  if (is_folder || std::find(packs.begin(), packs.end(), path) != packs.end()) {
    sink.report<Kind::scenario_not_found>(std::nullopt, path)
        .help("scenario files are the `*.yaml` below a pack's folder `scenarios`");
    return files;
  }
  auto report = sink.report<Kind::file_not_found>(std::nullopt, path);
  if (const auto near = diagnostic::nearest(path, packs)) {
    report.help("did you mean the pack `" + *near + "`?");
  }
  return files;
}

std::string enclosing_pack(const std::string& file) {
  for (fs::path folder = fs::path(file).parent_path(); !folder.empty(); folder = folder.parent_path()) {
    if (folder.filename() == folder_name) {
      const fs::path pack = folder.parent_path();
      return pack.empty() ? "." : pack.string();
    }
    if (folder == folder.parent_path()) {
      break;
    }
  }
  return "";
}

}  // namespace exeunt::driver
