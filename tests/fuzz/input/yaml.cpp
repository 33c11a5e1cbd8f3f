// The YAML spelling: any bytes as a pack of one policy file, as policy.cpp has them in the DSL.
#include "tests/fuzz/input/policy_text.h"
#include "tests/fuzz/input/target.h"

namespace exeunt::fuzz {

const std::size_t longest_input = 16'384;

void attempt(std::string_view bytes) { hold_policy(bytes, Spelling::yaml); }

}  // namespace exeunt::fuzz
