#include "interpreter/driver/session.h"

#include <map>

#include "interpreter/check/check.h"
#include "interpreter/driver/evaluate.h"
#include "interpreter/lower/lower.h"
#include "interpreter/pack/pack.h"

namespace exeunt::driver {

using diagnostic::Kind;

struct Session::State {
  SessionOptions options;
  source::Manager sources;
  diagnostic::Sink sink;
  /// Lowered once for each program and event, however many plans are made.
  std::map<std::pair<const program::Program*, std::string>, std::shared_ptr<const graph::Graph>> graphs;
};

Session::Session(SessionOptions options) : state_(std::make_unique<State>()) { state_->options = std::move(options); }
Session::~Session() = default;

const SessionOptions& Session::options() const { return state_->options; }
source::Manager& Session::sources() { return state_->sources; }
diagnostic::Sink& Session::sink() { return state_->sink; }

std::optional<pack::Pack> Session::load(const std::string& pack) {
  return pack::load(pack, {state_->options.policy_paths, state_->options.stdlib_path}, state_->sources, state_->sink);
}

std::shared_ptr<const program::Program> Session::compile(const pack::Pack& pack, const std::string& edition) {
  check::CheckOptions options;
  options.edition = edition;
  options.lint = state_->options.lint;
  auto program = check::check(pack, state_->sources, state_->sink, options);
  if (!program) {
    return nullptr;
  }
  bool ordered = true;  // every event is lowered, so that each of them reports what is wrong with it
  for (const program::Event& event : program->events) {
    ordered = graph(program, event.name) && ordered;
  }
  return ordered ? program : nullptr;
}

PackName split_pack_name(const std::string& text) {
  const std::size_t mark = text.rfind('@');
  const bool at = mark != std::string::npos && mark > 0 && text.find('/', mark) == std::string::npos;
  return at ? PackName{text.substr(0, mark), text.substr(mark + 1)} : PackName{text, ""};
}

std::shared_ptr<const program::Program> Session::compile(const std::string& pack, const std::string& edition) {
  const PackName name = split_pack_name(pack);
  const auto loaded = load(name.pack);
  if (!loaded) {
    return nullptr;
  }
  return compile(*loaded, edition.empty() ? name.edition : edition);
}

std::optional<snapshot::Account> Session::load_snapshot(const std::string& path, const program::Program& program,
                                                        const snapshot::ReadOptions& options) {
  return snapshot::read(path, *program.model, state_->sink, options);
}

std::shared_ptr<const graph::Graph> Session::graph(const std::shared_ptr<const program::Program>& program,
                                                   const std::string& event) {
  const auto found = state_->graphs.find({program.get(), event});
  if (found != state_->graphs.end()) {
    return found->second;
  }
  const program::Event* const declared = find_event(*program, event, state_->sink);
  if (declared == nullptr) {
    return nullptr;
  }
  auto graph = lower::lower(program, *declared, state_->sink);
  if (graph) {
    state_->graphs[{program.get(), event}] = graph;
  }
  return graph;
}

std::optional<plan::Plan> Session::plan(const std::shared_ptr<const program::Program>& program,
                                        const snapshot::Account& account, const Request& request) {
  const auto graph = this->graph(program, request.event);
  if (!graph) {
    return std::nullopt;
  }
  auto plan = evaluate(*graph, account, request, state_->sink);
  if (plan && request.locations) {
    add_locations(*plan, *graph, state_->sources);
  }
  return plan;
}

std::optional<plan::Explanation> Session::explain(const std::shared_ptr<const program::Program>& program,
                                                  const snapshot::Account& account, const Request& request,
                                                  const std::string& object) {
  const auto graph = this->graph(program, request.event);
  if (!graph) {
    return std::nullopt;
  }
  auto explanation = driver::explain(*graph, account, request, object, state_->sink);
  if (explanation) {
    add_locations(*explanation, *program, state_->sources);
  }
  return explanation;
}

}  // namespace exeunt::driver
