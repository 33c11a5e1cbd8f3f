#include "tests/fuzz/trial/broken.h"

#include <cstdio>
#include <cstdlib>

namespace exeunt::fuzz {

void broken(std::string_view what, std::string_view detail) {
  std::fprintf(stderr, "does not hold: %.*s\n%.*s\n", static_cast<int>(what.size()), what.data(),
               static_cast<int>(detail.size()), detail.data());
  std::abort();
}

}  // namespace exeunt::fuzz
