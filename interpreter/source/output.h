// A file that is written piece by piece and appears only when all of it is there.
//
// Standard output gets nothing before `commit` either: the pieces wait in a temporary file.
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <variant>

namespace exeunt::source {

class Output {
 public:
  /// `path`: "-" is standard output; a device or pipe gets the text at `commit`; a symbolic link is followed; a file
  /// that is there keeps its permissions. Else what went wrong ("No such file or directory").
  static std::variant<Output, std::string> open(const std::string& path);

  Output(Output&& other) noexcept;
  Output& operator=(Output&& other) noexcept;
  /// Without `commit`, nothing was written.
  ~Output();

  /// Answers what went wrong, or nothing.
  std::optional<std::string> write(std::string_view text);
  std::optional<std::string> commit();

 private:
  Output() = default;
  std::optional<std::string> flush();
  std::optional<std::string> copy_to(const std::string& path);
  void discard();

  int descriptor_ = -1;
  std::string temporary_;
  std::string target_;  ///< renamed to; empty: copied to `destination_`
  std::string destination_;
  unsigned mode_ = 0;
  std::string buffer_;
};

}  // namespace exeunt::source
