#include <exeunt/result.h>

#include <cstdio>
#include <cstdlib>

namespace exeunt::detail {

void no_value(const Error& error) {
  std::fwrite(error.text.data(), 1, error.text.size(), stderr);
  std::abort();
}

void no_error() {
  std::fputs("exeunt: an error was asked for where there is none\n", stderr);
  std::abort();
}

}  // namespace exeunt::detail
