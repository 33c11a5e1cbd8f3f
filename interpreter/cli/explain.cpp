#include <fmt/format.h>
#include <unistd.h>

#include <filesystem>
#include <memory>

#include "interpreter/cli/command.h"
#include "interpreter/cli/output.h"
#include "interpreter/cli/plan_file.h"
#include "interpreter/cli/planning.h"
#include "interpreter/driver/request.h"
#include "interpreter/plan/explain.h"
#include "interpreter/plan/explain_document.h"
#include "interpreter/plan/json.h"

namespace exeunt::cli {

namespace {

using diagnostic::Kind;

struct ExplainOptions {
  std::string subject_matter;  ///< a plan document, or a pack
  std::string object;
  std::string pack;
  PlanningOptions planning;
  std::string format = "text";
  std::string path;
};

bool is_plan_document(const std::string& path) {
  std::error_code error;
  return path == "-" || (std::filesystem::exists(path, error) && !std::filesystem::is_directory(path, error) &&
                         !path.ends_with(".policy") && !path.ends_with(".policy.yaml"));
}

/// What the plan was made with, as `exeunt plan` takes it.
PlanningOptions planning_of(const plan::Plan& plan, const PlanningOptions& given) {
  PlanningOptions planning = given;
  planning.edition = plan.policy.edition;
  const driver::Request request = driver::request_of(plan);
  planning.event = request.event;
  planning.subject = request.subject;
  planning.by = request.by;
  planning.at = request.at;
  planning.absent = plan.snapshot.absent_is_null ? "null" : "unknown";
  for (const auto& [name, value] : request.arguments) {
    planning.arguments.push_back(name + "=" + value);
  }
  planning.transfers = request.transfers;
  return planning;
}

/// The options that only make sense where a pack is planned anew, and were given.
bool check_options(const ExplainOptions& options, bool has_document, Context& context) {
  const PlanningOptions& planning = options.planning;
  const std::pair<const char*, bool> request[] = {{"--event", !planning.event.empty()},
                                                  {"--subject", !planning.subject.empty()},
                                                  {"--at", !planning.at.empty()},
                                                  {"--by", !planning.by.empty()},
                                                  {"--edition", !planning.edition.empty()},
                                                  {"--arg", !planning.arguments.empty()},
                                                  {"--transfer", !planning.transfers.empty()}};
  std::string missing;
  for (const auto& [name, given] : request) {
    if (has_document && given) {
      context.sink().report<Kind::usage_not_with>(std::nullopt, name, "a plan document, which holds its request");
    }
  }
  if (!has_document) {
    for (const auto& [name, given] :
         {request[0], request[1], request[2], std::pair{"--snapshot", !planning.snapshot.empty()}}) {
      missing += given ? "" : (missing.empty() ? "`" : ", `") + std::string(name) + "`";
    }
    if (!missing.empty()) {
      context.sink()
          .report<Kind::usage_missing>(std::nullopt, "explain", missing)
          .help(fmt::format("`{}` is no file, so it is taken for a pack, and what to plan must be said",
                            options.subject_matter));
    }
    if (!options.pack.empty()) {
      context.sink().report<Kind::usage_not_with>(std::nullopt, "--pack", "a pack to explain");
    }
  }
  return !context.sink().has_errors() &&
         check_inputs(context, options.subject_matter, "PLAN", planning.snapshot, "--snapshot");
}

/// A plan can only be explained by the policy and the account that it was made from.
bool check_origin(const plan::Plan& plan, const Planning& planning, const std::string& snapshot, Context& context) {
  if (plan.policy.digest != planning.program->digest) {
    context.sink().report<Kind::explain_other_policy>(std::nullopt, plan.policy.pack, plan.policy.digest,
                                                      planning.program->digest);
  }
  if (plan.snapshot.digest != planning.account.digest) {
    context.sink().report<Kind::explain_other_snapshot>(std::nullopt, snapshot, plan.snapshot.digest,
                                                        planning.account.digest);
  }
  return !context.sink().has_errors();
}

std::optional<plan::Explanation> explain_document(const ExplainOptions& options, Context& context) {
  const auto plan = read_plan(context, options.subject_matter);
  if (!plan) {
    return std::nullopt;
  }
  if (options.planning.snapshot.empty()) {
    auto explanation = plan::explain_from_document(*plan, options.object);
    if (!explanation) {
      context.sink()
          .report<Kind::explain_not_mentioned>(std::nullopt, options.object)
          .help("with `--snapshot FILE` the rules tried on it are shown");
    }
    return explanation;
  }
  auto planning =
      prepare(context, options.pack.empty() ? plan->policy.pack : options.pack, planning_of(*plan, options.planning));
  if (!planning || !check_origin(*plan, *planning, options.planning.snapshot, context)) {
    return std::nullopt;
  }
  planning->request.is_a_plans = true;
  return context.session.explain(planning->program, planning->account, planning->request, options.object);
}

std::optional<plan::Explanation> explain_pack(const ExplainOptions& options, Context& context) {
  const auto planning = prepare(context, options.subject_matter, options.planning);
  if (!planning) {
    return std::nullopt;
  }
  return context.session.explain(planning->program, planning->account, planning->request, options.object);
}

ExitStatus run(const ExplainOptions& options, Context& context) {
  const bool has_document = is_plan_document(options.subject_matter);
  if (!check_options(options, has_document, context)) {
    return ExitStatus::no_answer;
  }
  const auto explanation = has_document ? explain_document(options, context) : explain_pack(options, context);
  if (!explanation) {
    return ExitStatus::no_answer;
  }
  plan::TextOptions text;
  if (options.path.empty() || options.path == "-") {
    text.colour = use_colour(STDOUT_FILENO);
    text.width = text_width();
  }
  const std::string written =
      options.format == "json" ? plan::write_json(*explanation) : plan::write_text(*explanation, text);
  return write_output(options.path, written, context.sink()) ? ExitStatus::yes : ExitStatus::no_answer;
}

}  // namespace

Runner declare_explain(Arguments& arguments) {
  const auto options = std::make_shared<ExplainOptions>();
  arguments.positional("PLAN", options->subject_matter, "a plan document, or a pack with the options below");
  arguments.positional("OBJECT", options->object, "type:id, such as email:12");
  arguments.option("--pack", "PACK", options->pack, "where the pack of the plan document is (default: its name)");
  declare_planning(arguments, options->planning, Need::optional);
  arguments.choice("--format", options->format, {"text", "json"}, "how the answer is written");
  arguments.option("-o,--output", "FILE", options->path, "write to FILE, in one step, instead of standard output");
  return [options](Context& context) { return run(*options, context); };
}

}  // namespace exeunt::cli
