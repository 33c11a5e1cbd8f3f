#include "interpreter/plan/plan.h"

#include "interpreter/diagnostic/load_error.h"
#include "interpreter/driver/evaluate.h"
#include "interpreter/library/error.h"
#include "interpreter/library/state.h"
#include "interpreter/plan/explain_document.h"
#include "interpreter/plan/json.h"
#include "interpreter/plan/markdown.h"

namespace exeunt {

/// Plans grow with the account, not with what people write.
static constexpr uint64_t max_document_bytes = uint64_t{2} << 30;

using Loaded = std::variant<source::FileId, source::LoadError>;

static Result<Plan> read_document(const source::Manager& sources, const Loaded& loaded) {
  diagnostic::Sink sink;
  if (const auto* error = std::get_if<source::LoadError>(&loaded)) {
    diagnostic::report(sink, *error);
    return to_error(sink);
  }
  auto plan = plan::read_json(sources, std::get<source::FileId>(loaded), sink);
  if (!plan) {
    return to_error(sink, sources);
  }
  return make_plan(std::move(*plan), std::nullopt, std::nullopt);
}

Result<Plan> Plan::load(const std::string& path) {
  return answered([&]() -> Result<Plan> {
    diagnostic::Sink sink;
    if (!check_path("path", path, sink)) {
      return to_error(sink);
    }
    source::Manager sources;
    const Loaded loaded = sources.load(to_file(path), {.max_bytes = max_document_bytes});
    return read_document(sources, loaded);
  });
}

Result<Plan> Plan::parse(std::string document, const std::string& name) {
  return answered([&] {
    source::Manager sources;
    const Loaded loaded = sources.accept(name, std::move(document), {.max_bytes = max_document_bytes});
    return read_document(sources, loaded);
  });
}

Verdict Plan::verdict() const {
  switch (state_->plan.verdict) {
    case plan::Verdict::ready:
      return Verdict::ready;
    case plan::Verdict::blocked:
      return Verdict::blocked;
    case plan::Verdict::conflicted:
      return Verdict::conflicted;
  }
  return Verdict::conflicted;
}

const Request& Plan::request() const {
  return state_->request;
}

const std::vector<Change>& Plan::changes() const {
  std::call_once(state_->asked, [this] {
    std::vector<Change> changes;
    for (const plan::Change& change : state_->plan.changes) {
      changes.push_back(to_change(state_->plan, change));
    }
    state_->changes = std::move(changes);
  });
  return state_->changes;
}

std::vector<Change> Plan::changes(std::string_view object) const {
  std::vector<Change> changes;
  for (const plan::Change& change : state_->plan.changes) {
    if (change.object == object) {
      changes.push_back(to_change(state_->plan, change));
    }
  }
  return changes;
}

const std::vector<Guard>& Plan::guards() const {
  return state_->guards;
}
const std::vector<Undecided>& Plan::undecided() const {
  return state_->undecided;
}
const std::vector<Unaddressed>& Plan::unaddressed() const {
  return state_->unaddressed;
}
const Summary& Plan::summary() const {
  return state_->summary;
}

std::string Plan::text(const TextOptions& options) const {
  return plan::write_text(state_->plan, to_plan(options));
}
std::string Plan::json() const {
  return plan::write_json(state_->plan);
}
std::string Plan::ndjson() const {
  return plan::write_ndjson(state_->plan);
}
std::string Plan::groups() const {
  return plan::write_groups(state_->plan);
}
std::string Plan::markdown() const {
  return plan::write_markdown(state_->plan);
}

/// By the policy and the account that the plan was made from.
static std::optional<plan::Explanation> explain_again(const Plan::State& state, const std::string& object,
                                                      diagnostic::Sink& sink) {
  const Policy::State& policy = Access::state(*state.policy);
  const auto account = read_account(*state.account, policy.program, sink);
  if (!account) {
    return std::nullopt;
  }
  auto explanation =
      driver::explain(*policy.graphs.at(state.request.event), *account, to_driver(state.request), object, sink);
  if (explanation) {
    const std::lock_guard lock(policy.mutex);
    driver::add_locations(*explanation, *policy.program, policy.session->sources());
  }
  return explanation;
}

Result<Explanation> Plan::explain(const std::string& object) const {
  return answered([&]() -> Result<Explanation> {
    diagnostic::Sink sink;
    if (!check_text("object", object, sink)) {
      return to_error(sink);
    }
    auto explanation =
        state_->policy ? explain_again(*state_, object, sink) : plan::explain_from_document(state_->plan, object);
    if (!explanation && sink.diagnostics().empty()) {
      sink.report<diagnostic::Kind::explain_not_mentioned>(std::nullopt, object);
    }
    if (!explanation) {
      return to_error(sink);
    }
    auto state = std::make_shared<Explanation::State>();
    state->explanation = std::move(*explanation);
    return Access::make<Explanation>(std::move(state));
  });
}

std::string Explanation::text(const TextOptions& options) const {
  return plan::write_text(state_->explanation, to_plan(options));
}
std::string Explanation::json() const {
  return plan::write_json(state_->explanation);
}

}  // namespace exeunt
