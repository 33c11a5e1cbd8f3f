// The DSL: any bytes as a pack of one policy file, read, checked edition by edition, and lowered event by event.
//
// What is refused has errors, what is not has none; places lie within the file and can be shown. Compiling twice gives
// the same meaning and the same messages.
#include "tests/fuzz/input/policy_text.h"
#include "tests/fuzz/input/target.h"
#include "tests/fuzz/trial/broken.h"

namespace exeunt::fuzz {

const std::size_t longest_input = 16'384;

void attempt(std::string_view bytes) {
  PolicyFile read;
  read_policy(bytes, Spelling::dsl, read);
  const Meaning meaning = meaning_of(bytes, Spelling::dsl);
  if (meaning != meaning_of(bytes, Spelling::dsl)) {
    broken("compiling twice is compiling once", meaning.told);
  }
}

}  // namespace exeunt::fuzz
