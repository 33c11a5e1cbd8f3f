// Any target for libFuzzer.
#include <cstddef>
#include <cstdint>

#include "tests/fuzz/input/target.h"

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, std::size_t size) {
  if (size <= exeunt::fuzz::longest_input) {
    exeunt::fuzz::attempt(std::string_view(reinterpret_cast<const char*>(data), size));
  }
  return 0;
}
