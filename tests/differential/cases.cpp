#include "tests/differential/cases.h"

#include "tests/differential/policy.h"
#include "tests/differential/request.h"
#include "tests/differential/spelling.h"

namespace exeunt::differential {

MadePack make_pack_of(const Library& library, const std::vector<Verb>& verbs, uint64_t block) {
  Random random(block, 1);
  MadePack out;
  out.files = make_pack(random, verbs);
  out.compiled = compile(library, out.files);
  out.was_right_at_once = out.compiled.program != nullptr;
  constexpr int most_repairs = 6;
  for (int i = 0; i < most_repairs && !out.compiled.program; ++i) {
    for (const std::string& code : codes_of(out.compiled.session->sink())) {
      if (code.starts_with("E")) {
        out.errors.push_back(code);
      }
    }
    auto less = without_errors(out.compiled, out.files);
    if (!less) {
      break;
    }
    out.files = std::move(*less);
    out.compiled = compile(library, out.files);
  }
  if (out.compiled.program && out.compiled.program->events.empty()) {
    out.compiled.program = nullptr;
  }
  if (out.compiled.program) {
    for (const program::Event& event : out.compiled.program->events) {
      out.constructs.emplace(event.name, *out.compiled.session->graph(out.compiled.program, event.name));
    }
  }
  return out;
}

Case make_case(const MadePack& made, uint64_t seed) {
  const program::Program& program = *made.compiled.program;
  Case out;
  out.pack = made.files;
  out.seed = seed;
  Random random(seed, 2);
  const program::Event& event = random.pick(program.events);
  out.account = make_account(random, *program.model, event.subject);
  out.request = make_request(random, program, event, out.account);
  out.lines = random.one_in(2) ? as_lines(out.account) : as_loose_lines(random, out.account);
  return out;
}

}  // namespace exeunt::differential
