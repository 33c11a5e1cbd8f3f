// Options that say what to plan, shared by `plan` and `explain`, and the way from them to a program, an account and a
// request.
#pragma once

#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "interpreter/cli/command.h"

namespace exeunt::cli {

struct PlanningOptions {
  std::string edition;
  std::string snapshot;
  std::string event;
  std::string subject;
  std::string by;
  std::string at;
  std::string locale;
  std::vector<std::string> arguments;  ///< "reason=left"
  std::vector<std::string> transfers;
  std::string absent = "unknown";
  bool strict = false;
  bool locations = false;
};

/// Declares all of them; `need` is that of those without which there is no plan, `snapshot` how the account is named; `subject`
/// where who leaves may be said in another way.
void declare_planning(Arguments& arguments, PlanningOptions& options, Need need, const char* snapshot = "--snapshot",
                      std::optional<Need> subject = std::nullopt);

/// What a plan is made of.
struct Planning {
  std::shared_ptr<const program::Program> program;
  snapshot::Account account;
  driver::Request request;
};

/// A program and what is asked of it.
struct Asked {
  std::shared_ptr<const program::Program> program;
  driver::Request request;
};

/// Compiles the pack. No value: errors are in the sink.
std::optional<Asked> prepare_request(Context& context, const std::string& pack, const PlanningOptions& options);
/// Compiles the pack and reads the snapshot. No value: errors are in the sink.
std::optional<Planning> prepare(Context& context, const std::string& pack, const PlanningOptions& options);

/// How many threads to use: as many as `--threads` says, or as there are processors. No value: it says nothing sensible, which
/// was reported.
std::optional<uint32_t> read_threads(const std::string& threads, diagnostic::Sink& sink);

/// Standard input can be read once; reports it where two inputs name it. `what`: "PLAN" and "--snapshot".
bool check_inputs(Context& context, const std::string& a, const std::string& a_name, const std::string& b,
                  const std::string& b_name);

}  // namespace exeunt::cli
