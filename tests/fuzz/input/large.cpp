#include "tests/fuzz/input/large.h"

#include "interpreter/driver/evaluate.h"
#include "interpreter/plan/json.h"
#include "tests/fuzz/input/world.h"

namespace exeunt::fuzz {

namespace columnar = engine::columnar;

std::optional<std::string> plan_by_columns(const source::Seekable& file, const snapshot::Opening& opening,
                                           const columnar::Index* index, diagnostic::Sink& sink) {
  const World& in = world();
  const columnar::Named named{in.request.subject, {in.request.by, in.request.subject}, false};
  const auto resolving = [&](const snapshot::Account& account) { return resolve(account, sink); };
  const columnar::Options options;
  auto plan =
      index == nullptr
          ? columnar::evaluate(*in.leave, file, opening, named, resolving, options, sink)
          : columnar::Planner(*in.leave, file, *index, opening, false, options).evaluate(named, resolving, sink);
  if (!plan) {
    return std::nullopt;
  }
  std::string text;
  const auto take = [&](std::string_view piece) {
    text += piece;
    return true;
  };
  const bool is_written = columnar::write_plan(*plan, *in.program->model, plan::DocumentForm::json, take, sink);
  return is_written ? std::optional(std::move(text)) : std::nullopt;
}

std::optional<std::string> plan_by_reference(const snapshot::Account& account, diagnostic::Sink& sink) {
  const auto plan = driver::evaluate(*world().leave, account, world().request, sink);
  return plan ? std::optional(plan::write_json(*plan)) : std::nullopt;
}

}  // namespace exeunt::fuzz
