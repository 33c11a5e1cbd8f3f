#include "tests/fuzz/input/world.h"

#include "interpreter/diagnostic/render.h"
#include "interpreter/driver/request.h"
#include "tests/fuzz/trial/broken.h"

namespace exeunt::fuzz {

static World make_world() {
  static driver::Session session({{}, EXEUNT_FUZZ_HOME "/stdlib", false});
  World out;
  out.program = session.compile(EXEUNT_FUZZ_HOME "/tests/fuzz/input/world.policy");
  if (!out.program) {
    broken("the world compiles", diagnostic::render_text(session.sink(), session.sources()));
  }
  out.leave = session.graph(out.program, "leave");
  out.request.event = "leave";
  out.request.subject = "user:7";
  out.request.by = "user:1";
  out.request.at = "2024-03-01T09:00:00Z";
  return out;
}

const World& world() {
  static const World* const made = new World(make_world());
  return *made;
}

std::optional<engine::Request> resolve(const snapshot::Account& account, diagnostic::Sink& sink) {
  return driver::resolve(world().request, *world().program, *world().leave->event, account, sink);
}

}  // namespace exeunt::fuzz
