// The target for libFuzzer. Its mutations are our own on top of its own: half of the time a part of a tree changes.
// FUZZ_CEL_SEEDS names the files of seeds, separated by `:`, whose parts are put together.
#include <algorithm>
#include <cstdlib>
#include <cstring>
#include <string>

#include "tests/fuzz/cel/corpus.h"
#include "tests/fuzz/cel/mutate.h"
#include "tests/fuzz/cel/trial.h"

using namespace exeunt::fuzz;

extern "C" size_t LLVMFuzzerMutate(uint8_t* data, size_t size, size_t max_size);

static const Mutator* make_mutator() {
  const char* paths = std::getenv("FUZZ_CEL_SEEDS");
  std::vector<std::string> seeds;
  for (std::string rest = paths == nullptr ? "" : paths; !rest.empty();) {
    const size_t end = std::min(rest.find(':'), rest.size());
    const auto more = read_seeds(rest.substr(0, end));
    if (more) {
      seeds.insert(seeds.end(), more->begin(), more->end());
    }
    rest.erase(0, end + 1);
  }
  return seeds.empty() ? nullptr : new Mutator(seeds);
}

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
  attempt(std::string_view(reinterpret_cast<const char*>(data), size));
  return 0;
}

extern "C" size_t LLVMFuzzerCustomMutator(uint8_t* data, size_t size, size_t max_size, unsigned seed) {
  static const Mutator* const mutator = make_mutator();
  Random random(seed, size);
  if (mutator == nullptr || random.one_in(2)) {
    return LLVMFuzzerMutate(data, size, max_size);
  }
  const std::string text = mutator->changed(std::string_view(reinterpret_cast<const char*>(data), size), random);
  const size_t length = std::min(text.size(), max_size);
  std::memcpy(data, text.data(), length);
  return length;
}
