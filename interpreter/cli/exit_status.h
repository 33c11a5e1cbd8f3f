// What the command's exit status says; scripts rely on it, so it is fixed here and nowhere else.
#pragma once

namespace exeunt::cli {

enum class ExitStatus {
  yes = 0,        ///< ready, same, clean
  no = 1,         ///< blocked or conflicted, different, findings
  no_answer = 2,  ///< usage, unreadable input, a policy that does not compile, output that cannot be written
};

/// The worse of two answers.
constexpr ExitStatus worse(ExitStatus a, ExitStatus b) {
  return a < b ? b : a;
}

}  // namespace exeunt::cli
