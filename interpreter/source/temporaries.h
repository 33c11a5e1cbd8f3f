// Names of files that nobody may find later: each is removed by its owner or, when the process has to end at once, by
// `remove_temporaries`, which takes no lock and no memory, so that a signal's handler can call it.
#pragma once

#include <atomic>
#include <string>
#include <variant>

namespace exeunt::source {

class TemporaryName {
 public:
  /// Names nothing.
  TemporaryName() = default;
  /// From now on `path` is to be removed. It is named before it is made, so that there is no moment between the two.
  explicit TemporaryName(std::string path);
  TemporaryName(TemporaryName&& other) noexcept;
  TemporaryName& operator=(TemporaryName&& other) noexcept;
  ~TemporaryName();

  bool empty() const { return path_.empty(); }
  const std::string& path() const { return path_; }
  /// It is somebody else's: renamed to where it belongs, or never made.
  void forget() noexcept;

 private:
  std::string path_;
  std::atomic<char*>* slot_ = nullptr;  ///< none: there were too many at once, and only the owner removes it
  char* remembered_ = nullptr;
};

/// A name in `folder` that nothing else has, as far as chance can say: ".exeunt-" and twelve letters.
std::string unused_name(const std::string& folder);

/// The folder of temporary files, by the environment.
std::string temporary_folder();

/// An empty file in that folder that nobody else may read. Else what went wrong.
std::variant<TemporaryName, std::string> make_temporary_file();

/// Removes every file that a TemporaryName names. Safe in a signal's handler and while other threads run; for a process
/// that ends right after it.
void remove_temporaries() noexcept;

}  // namespace exeunt::source
