// The DSL: any bytes as a pack of one policy file, read, checked edition by edition, and lowered event by event.
#include "tests/fuzz/input/policy_text.h"
#include "tests/fuzz/input/target.h"

namespace exeunt::fuzz {

const std::size_t longest_input = 16'384;

void attempt(std::string_view bytes) { hold_policy(bytes, Spelling::dsl); }

}  // namespace exeunt::fuzz
