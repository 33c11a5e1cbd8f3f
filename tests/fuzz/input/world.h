// The pack that accounts are read for (world.policy), compiled once, and a request that is asked of them.
#pragma once

#include <memory>
#include <optional>
#include <string>

#include "interpreter/driver/session.h"
#include "interpreter/engine/request.h"
#include "interpreter/graph/graph.h"
#include "interpreter/program/program.h"
#include "interpreter/snapshot/account.h"

namespace exeunt::fuzz {

struct World {
  std::shared_ptr<const program::Program> program;
  std::shared_ptr<const graph::Graph> leave;  ///< of the event that `request` is about
  driver::Request request;
};

const World& world();

/// The names of the request in an account; no value: it does not have them, as was reported.
std::optional<engine::Request> resolve(const snapshot::Account& account, diagnostic::Sink& sink);

}  // namespace exeunt::fuzz
