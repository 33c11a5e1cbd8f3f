// A file that is written piece by piece and appears only when all of it is there.
//
// What stood there before stays whole until then, whatever ends the process: the pieces wait in a file without a name,
// which gets one only to be renamed. Where a file system has no files without names, the name is removed by who ends the
// process (temporaries.h), and stays behind only after a SIGKILL. What replaces a file is on the disk before it does, so
// that a loss of power leaves one of the two. Standard output gets nothing before `commit` either.
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <variant>

#include "interpreter/source/temporaries.h"

namespace exeunt::source {

class Output {
 public:
  /// `path`: "-" is standard output; a device or pipe gets the text at `commit`; a symbolic link is followed; a file
  /// that is there keeps its permissions and, if it may, its owner. Else what went wrong ("No such file or directory").
  static std::variant<Output, std::string> open(const std::string& path);

  Output(Output&& other) noexcept;
  Output& operator=(Output&& other) noexcept;
  /// Without `commit`, nothing was written.
  ~Output();

  /// Answers what went wrong, or nothing.
  std::optional<std::string> write(std::string_view text);
  std::optional<std::string> commit();

 private:
  /// Of a file that is replaced, for the one that replaces it.
  struct Replaced {
    unsigned user = 0;
    unsigned group = 0;
    bool has_content = false;
  };

  Output() = default;
  std::optional<std::string> flush();
  int copy_to(const std::string& path);
  int open_named();
  int give_name();
  int put_in_place();

  int descriptor_ = -1;
  std::string target_;       ///< renamed to; empty: copied to `destination_`
  TemporaryName temporary_;  ///< of the descriptor's file, if it has one
  std::string destination_;
  unsigned mode_ = 0;
  std::optional<Replaced> replaced_;
  std::string buffer_;
};

}  // namespace exeunt::source
