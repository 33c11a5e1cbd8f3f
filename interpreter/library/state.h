// What the values of the library share and hide.
#pragma once

#include <map>
#include <memory>
#include <mutex>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include <exeunt/exeunt.h>

#include "interpreter/driver/session.h"
#include "interpreter/graph/graph.h"
#include "interpreter/plan/explain.h"
#include "interpreter/plan/plan.h"
#include "interpreter/plan/text.h"
#include "interpreter/program/program.h"
#include "interpreter/snapshot/account.h"

namespace exeunt {

struct Policy::State {
  /// For the files of the pack alone, which messages quote. Guarded by `mutex`: files count their lines when asked.
  std::unique_ptr<driver::Session> session;
  mutable std::mutex mutex;
  std::shared_ptr<const program::Program> program;
  std::map<std::string, std::shared_ptr<const graph::Graph>> graphs;  ///< by event
  std::vector<std::string> editions;
  std::vector<std::string> events;
  std::vector<Diagnostic> warnings;
};

struct Account::State {
  std::string name;
  std::string text;
  AccountOptions options;
  std::string digest;
  uint64_t size = 0;

  /// As policies that still live read it.
  using Reading = std::pair<std::weak_ptr<const program::Program>, std::shared_ptr<const snapshot::Account>>;
  mutable std::mutex mutex;
  mutable std::vector<Reading> readings;
};

struct Plan::State {
  plan::Plan plan;
  Request request;
  std::optional<Policy> policy;    ///< none: read from a document
  std::optional<Account> account;  ///< likewise

  std::vector<Guard> guards;
  std::vector<Undecided> undecided;
  std::vector<Unaddressed> unaddressed;
  Summary summary;
  /// As many as the account has objects, so they are made only when somebody asks.
  mutable std::once_flag asked;
  mutable std::vector<Change> changes;
};

struct Explanation::State {
  plan::Explanation explanation;
};

/// The way in and out of the values, for this room alone.
struct Access {
  template <class T>
  static T make(std::shared_ptr<const typename T::State> state) {
    return T(std::move(state));
  }
  template <class T>
  static const typename T::State& state(const T& value) {
    return *value.state_;
  }
  static Value value(std::string json) {
    Value value;
    value.json_ = std::move(json);
    return value;
  }
};

/// Null: what is wrong is in the sink. Reads the account by the program's model, once.
std::shared_ptr<const snapshot::Account> read_account(const Account& account,
                                                      const std::shared_ptr<const program::Program>& program,
                                                      diagnostic::Sink& sink);

driver::Request to_driver(const Request& request);
/// With its changes as the caller sees them.
Plan make_plan(plan::Plan plan, std::optional<Policy> policy, std::optional<Account> account);
Change to_change(const plan::Plan& plan, const plan::Change& change);
plan::TextOptions to_plan(const TextOptions& options);

}  // namespace exeunt
