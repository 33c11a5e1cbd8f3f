// A harness of somebody else: leave POLICIES STDLIB SNAPSHOT. Compiles a policy and plans for an account.
#include <iostream>

#include "interpreter/driver/session.h"
#include "interpreter/plan/json.h"

int main(int count, char** words) {
  if (count != 4) {
    return 2;
  }
  exeunt::driver::Session session({.policy_paths = {words[1]}, .stdlib_path = words[2]});
  const auto program = session.compile("pipedrive");
  const auto account = program ? session.load_snapshot(words[3], *program) : std::nullopt;
  if (!account) {
    return 2;
  }
  exeunt::driver::Request request;
  request.event = "deactivate";
  request.subject = "user:7";
  request.by = "user:1";
  request.at = "2024-03-01T09:00:00Z";
  const auto plan = session.plan(program, *account, request);
  if (!plan) {
    return 2;
  }
  std::cout << exeunt::plan::write_json(*plan);
}
