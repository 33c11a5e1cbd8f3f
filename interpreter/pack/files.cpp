#include "interpreter/pack/files.h"

#include <algorithm>
#include <filesystem>
#include <string_view>
#include <system_error>

namespace exeunt::pack {

namespace fs = std::filesystem;
using diagnostic::Kind;
using diagnostic::Sink;

namespace {

/// Deeper folders are not a pack; the bound also ends what a file system makes of itself.
constexpr std::size_t max_depth = 32;
/// More of them are not one pack, but a folder that holds too much.
constexpr std::size_t max_files = 10'000;

/// Whether `path`, links resolved, lies in `root`, which is canonical.
bool lies_in(const fs::path& root, const fs::path& path) {
  std::error_code failure;
  const fs::path target = fs::canonical(path, failure);
  if (failure) {
    return false;
  }
  return std::mismatch(root.begin(), root.end(), target.begin(), target.end()).first == root.end();
}

class Walk {
 public:
  /// `name`: what the user calls the folder.
  Walk(std::string name, fs::path root, Sink& sink) : name_(std::move(name)), root_(std::move(root)), sink_(sink) {}

  void folder(const fs::path& path, std::size_t depth) {
    std::error_code failure;
    std::vector<fs::directory_entry> entries;
    for (fs::directory_iterator at(path, failure), end; !failure && at != end; at.increment(failure)) {
      entries.push_back(*at);
    }
    if (failure) {
      sink_.report<Kind::file_unreadable>(std::nullopt, path.generic_string(), failure.message());
      return;
    }
    for (const fs::directory_entry& entry : entries) {
      const std::string name = entry.path().filename().string();
      if (is_full_) {
        return;
      }
      if (!name.starts_with('.')) {
        visit(entry, name, depth);
      }
    }
  }

  std::vector<std::string> take() {
    std::sort(found_.begin(), found_.end());
    return std::move(found_);
  }

 private:
  void visit(const fs::directory_entry& entry, const std::string& name, std::size_t depth) {
    std::error_code failure;
    const bool link = entry.is_symlink(failure);
    const bool folder_entry = entry.is_directory(failure);
    if (failure && failure != std::errc::no_such_file_or_directory && !is_policy_file(name)) {
      // It may be a folder, and to go on without it is no answer.
      sink_.report<Kind::file_unreadable>(std::nullopt, entry.path().generic_string(), failure.message());
    } else if (folder_entry && link) {
      // A link to a folder inside the pack adds nothing: its files are met under their own path.
      if (name != "scenarios" && !lies_in(root_, entry.path())) {
        sink_.report<Kind::pack_link_outside>(std::nullopt, entry.path().generic_string());
      }
    } else if (folder_entry) {
      if (name == "scenarios") {
        return;
      }
      if (depth == max_depth) {
        sink_.report<Kind::pack_too_deep>(std::nullopt, entry.path().generic_string(), max_depth);
        return;
      }
      folder(entry.path(), depth + 1);
    } else if (is_policy_file(name)) {
      if (found_.size() == max_files) {
        is_full_ = true;
        sink_.report<Kind::limit_files>(std::nullopt, name_, max_files);
      } else if (link && fs::exists(entry.path(), failure) && !lies_in(root_, entry.path())) {
        sink_.report<Kind::pack_link_outside>(std::nullopt, entry.path().generic_string());
      } else {
        found_.push_back(entry.path().generic_string());
      }
    }
  }

  std::string name_;
  fs::path root_;
  Sink& sink_;
  std::vector<std::string> found_;
  bool is_full_ = false;
};

}  // namespace

bool is_yaml_file(const std::string& path) {
  return path.ends_with(".policy.yaml");
}

bool is_policy_file(const std::string& path) {
  return path.ends_with(".policy") || is_yaml_file(path);
}

std::vector<std::string> policy_files(const std::string& folder, Sink& sink) {
  std::error_code failure;
  const fs::path root = fs::canonical(folder, failure);
  if (failure) {
    sink.report<Kind::file_unreadable>(std::nullopt, folder, failure.message());
    return {};
  }
  Walk walk(folder, root, sink);
  walk.folder(folder, 0);
  return walk.take();
}

}  // namespace exeunt::pack
