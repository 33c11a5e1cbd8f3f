#include "interpreter/driver/evaluate.h"
#include "interpreter/driver/home.h"
#include "interpreter/library/error.h"
#include "interpreter/library/state.h"
#include "interpreter/pack/pack.h"

namespace exeunt {

namespace {

using OptionalPack = std::optional<pack::Pack>;

driver::SessionOptions to_session(const CompileOptions& options) {
  driver::SessionOptions session;
  if (options.home.empty()) {
    session = driver::find_home({options.installed_home});
  } else {
    session.policy_paths = {options.home + "/policies"};
    session.stdlib_path = options.home + "/stdlib";
  }
  session.policy_paths.insert(session.policy_paths.begin(), options.policies.begin(), options.policies.end());
  session.lint = options.lint;
  return session;
}

bool check_options(const CompileOptions& options, diagnostic::Sink& sink) {
  bool is_right = check_text("edition", options.edition, sink) && check_path("home", options.home, sink) &&
                  check_path("installed_home", options.installed_home, sink);
  for (const std::string& folder : options.policies) {
    is_right = check_path("policies", folder, sink) && is_right;
  }
  return is_right;
}

/// `load` gets the session and answers the pack; no value: it was reported.
template <class Load>
Result<Policy> compile_pack(const CompileOptions& options, const std::string& edition, Load load) {
  auto state = std::make_shared<Policy::State>();
  state->session = std::make_unique<driver::Session>(to_session(options));
  driver::Session& session = *state->session;
  if (!check_options(options, session.sink())) {
    return to_error(session.sink());
  }
  const OptionalPack loaded = load(session);
  if (session.options().stdlib_path.empty() && loaded) {
    session.sink()
        .report<diagnostic::Kind::no_standard_library>(std::nullopt)
        .help("`home`, or EXEUNT_HOME, names the folder that holds `stdlib` and `policies`");
  }
  state->program = loaded && !session.sink().has_errors() ? session.compile(*loaded, edition) : nullptr;
  if (!state->program) {
    return to_error(session.sink(), session.sources());
  }
  for (const program::Event& event : state->program->events) {
    state->graphs.emplace(event.name, session.graph(state->program, event.name));
  }
  for (const auto& [name, graph] : state->graphs) {
    state->events.push_back(name);
  }
  for (const pack::EditionInfo& each : pack::editions(*loaded)) {
    state->editions.push_back(each.name);
  }
  state->warnings = to_diagnostics(session.sink(), session.sources());
  return Access::make<Policy>(std::move(state));
}

}  // namespace

Result<Policy> Policy::compile(const std::string& pack, const CompileOptions& options) {
  return answered([&] {
    const driver::PackName name = driver::split_pack_name(pack);
    return compile_pack(options, options.edition.empty() ? name.edition : options.edition,
                        [&](driver::Session& session) {
                          return check_path("pack", pack, session.sink()) ? session.load(name.pack) : OptionalPack();
                        });
  });
}

Result<Policy> Policy::compile_texts(const std::vector<SourceText>& files, const CompileOptions& options) {
  return answered([&] {
    return compile_pack(options, options.edition, [&](driver::Session& session) {
      std::vector<pack::NamedText> texts;
      for (const SourceText& file : files) {
        texts.push_back({file.name, file.text});
      }
      return pack::read(texts, session.options().stdlib_path, session.sources(), session.sink());
    });
  });
}

const std::string& Policy::pack() const {
  return state_->program->pack;
}
const std::string& Policy::title() const {
  return state_->program->title;
}
const std::string& Policy::edition() const {
  return state_->program->edition;
}
const std::string& Policy::digest() const {
  return state_->program->digest;
}
const std::vector<std::string>& Policy::editions() const {
  return state_->editions;
}
const std::vector<std::string>& Policy::events() const {
  return state_->events;
}
const std::vector<Diagnostic>& Policy::warnings() const {
  return state_->warnings;
}

static bool check_request(const Request& request, diagnostic::Sink& sink) {
  bool is_right = check_text("event", request.event, sink) && check_text("subject", request.subject, sink) &&
                  check_text("by", request.by, sink) && check_text("at", request.at, sink) &&
                  check_text("locale", request.locale, sink);
  for (const auto& [name, value] : request.arguments) {
    is_right = check_text("arguments", name, sink) && check_text("arguments", value, sink) && is_right;
  }
  for (const std::string& transfer : request.transfers) {
    is_right = check_text("transfers", transfer, sink) && is_right;
  }
  return is_right;
}

Result<Plan> Policy::plan(const Account& account, const Request& request) const {
  return answered([&]() -> Result<Plan> {
    diagnostic::Sink sink;
    const bool is_right = check_request(request, sink);
    const program::Event* const event = is_right ? driver::find_event(*state_->program, request.event, sink) : nullptr;
    const auto typed = event != nullptr ? read_account(account, state_->program, sink) : nullptr;
    auto plan =
        typed ? driver::evaluate(*state_->graphs.at(request.event), *typed, to_driver(request), sink) : std::nullopt;
    const std::lock_guard lock(state_->mutex);
    if (!plan) {
      return to_error(sink, state_->session->sources());
    }
    if (request.locations) {
      driver::add_locations(*plan, *state_->graphs.at(request.event), state_->session->sources());
    }
    return make_plan(std::move(*plan), *this, account);
  });
}

}  // namespace exeunt
