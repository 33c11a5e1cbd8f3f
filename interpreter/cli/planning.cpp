#include "interpreter/cli/planning.h"

#include <algorithm>
#include <thread>

#include "interpreter/cli/home.h"

namespace exeunt::cli {

void declare_planning(Arguments& arguments, PlanningOptions& options, Need need, const char* snapshot,
                      std::optional<Need> subject) {
  arguments.option(snapshot, "FILE", options.snapshot, "the account: NDJSON, JSON or YAML", need);
  arguments.option("--event", "NAME", options.event, "what happens to the subject: deactivate, delete ...", need);
  arguments.option("--subject", "user:ID", options.subject, "who leaves", subject.value_or(need));
  arguments.option("--by", "user:ID", options.by, "who does it");
  arguments.option("--at", "TIME", options.at, "when: 2024-03-01T09:00:00Z", need);
  arguments.option("--edition", "NAME", options.edition, "edition of the pack (default: the newest dated one)");
  arguments.options("--arg", "NAME=VALUE", options.arguments, "an argument of the event; again for another");
  arguments.options("--transfer", "WHAT=USER", options.transfers,
                    "hand over first: deal=user:2, deal.owner=user:2, deal:5=user:2, '*=user:2'; again for another");
  arguments.option("--locale", "NAME", options.locale, "language of what people see: en, sv ... (default: en)");
  arguments.choice("--absent", options.absent, {"unknown", "null"}, "what a field means that the snapshot leaves out");
  arguments.flag("--strict", options.strict, "types, fields and references that nothing explains are errors");
  arguments.flag("--locations", options.locations, "say where rules stand");
}

bool check_inputs(Context& context, const std::string& a, const std::string& a_name, const std::string& b,
                  const std::string& b_name) {
  if (a == "-" && b == "-") {
    context.sink().report<diagnostic::Kind::usage_input_twice>(std::nullopt, a_name, b_name);
    return false;
  }
  return true;
}

std::optional<uint32_t> read_threads(const std::string& threads, diagnostic::Sink& sink) {
  constexpr std::size_t most = 256;
  if (threads.empty()) {
    return std::clamp<uint32_t>(std::thread::hardware_concurrency(), 1, most);
  }
  const auto number = read_number("--threads", threads, 1, most, sink);
  return number ? std::optional(static_cast<uint32_t>(*number)) : std::nullopt;
}

std::optional<Asked> prepare_request(Context& context, const std::string& pack, const PlanningOptions& options) {
  driver::Request request{.event = options.event,
                          .subject = options.subject,
                          .by = options.by,
                          .at = options.at,
                          .arguments = {},
                          .transfers = options.transfers,
                          .locale = options.locale,
                          .howtos = false,
                          .locations = options.locations};
  for (const std::string& pair : options.arguments) {
    const std::size_t equals = pair.find('=');
    if (equals == 0 || equals == std::string::npos) {
      context.sink().report<diagnostic::Kind::usage_bad_pair>(std::nullopt, "--arg", pair, "`NAME=VALUE`");
    } else {
      request.arguments.emplace_back(pair.substr(0, equals), pair.substr(equals + 1));
    }
  }
  if (context.sink().has_errors() || !check_home(context)) {
    return std::nullopt;
  }
  auto program = context.session.compile(pack, options.edition);
  if (!program) {
    return std::nullopt;
  }
  return Asked{std::move(program), std::move(request)};
}

std::optional<Planning> prepare(Context& context, const std::string& pack, const PlanningOptions& options) {
  auto asked = prepare_request(context, pack, options);
  if (!asked) {
    return std::nullopt;
  }
  const snapshot::ReadOptions read{.strict = options.strict, .absent_is_null = options.absent == "null"};
  auto account = context.session.load_snapshot(options.snapshot, *asked->program, read);
  if (!account) {
    return std::nullopt;
  }
  return Planning{std::move(asked->program), std::move(*account), std::move(asked->request)};
}

}  // namespace exeunt::cli
