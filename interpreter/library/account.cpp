#include <algorithm>

#include "interpreter/diagnostic/load_error.h"
#include "interpreter/library/error.h"
#include "interpreter/library/state.h"
#include "interpreter/snapshot/read.h"
#include "interpreter/snapshot/rewrite.h"
#include "interpreter/source/input.h"

namespace exeunt {

namespace {

constexpr uint64_t max_bytes = uint64_t{16} << 30;

/// Changes nothing: the file is read for its digest, and for what is wrong with it.
class Reader : public snapshot::Editor {
 public:
  snapshot::Copy pass(const snapshot::Passing&, std::string&) override { return snapshot::Copy::verbatim; }
  bool add(std::string&) override { return false; }
};

}  // namespace

Result<Account> Account::parse(std::string text, const AccountOptions& options, const std::string& name) {
  return answered([&]() -> Result<Account> {
    diagnostic::Sink sink;
    Reader reader;
    const auto original = snapshot::rewrite_text(text, name, sink, {}, reader, [](std::string_view) { return true; });
    if (!original) {
      return to_error(sink);
    }
    auto state = std::make_shared<State>();
    state->name = name;
    state->text = std::move(text);
    state->options = options;
    state->digest = original->digest;
    state->size = original->objects;
    return Access::make<Account>(std::move(state));
  });
}

Result<Account> Account::load(const std::string& path, const AccountOptions& options) {
  return answered([&]() -> Result<Account> {
    diagnostic::Sink sink;
    if (!check_path("path", path, sink)) {
      return to_error(sink);
    }
    auto opened = source::Input::open(to_file(path));
    if (const auto* error = std::get_if<source::LoadError>(&opened)) {
      diagnostic::report(sink, *error);
      return to_error(sink);
    }
    auto text = source::read_all(std::get<source::Input>(opened), max_bytes);
    if (const auto* error = std::get_if<source::LoadError>(&text)) {
      diagnostic::report(sink, *error);
      return to_error(sink);
    }
    return parse(std::move(std::get<std::string>(text)), options, path);
  });
}

const std::string& Account::text() const {
  return state_->text;
}
const std::string& Account::digest() const {
  return state_->digest;
}
uint64_t Account::size() const {
  return state_->size;
}

std::shared_ptr<const snapshot::Account> read_account(const Account& account,
                                                      const std::shared_ptr<const program::Program>& program,
                                                      diagnostic::Sink& sink) {
  const Account::State& state = Access::state(account);
  const std::lock_guard lock(state.mutex);
  std::erase_if(state.readings, [](const Account::State::Reading& each) { return each.first.expired(); });
  for (const auto& [reader, reading] : state.readings) {
    if (reader.lock() == program) {
      return reading;
    }
  }
  const snapshot::ReadOptions options{.strict = state.options.strict, .absent_is_null = state.options.absent_is_null};
  auto read = snapshot::read_text(state.text, state.name, *program->model, sink, options);
  if (!read) {
    return nullptr;
  }
  auto reading = std::make_shared<const snapshot::Account>(std::move(*read));
  state.readings.emplace_back(program, reading);
  return reading;
}

}  // namespace exeunt
