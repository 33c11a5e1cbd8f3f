#include <filesystem>
#include <memory>

#include "interpreter/cli/apply_report.h"
#include "interpreter/cli/command.h"
#include "interpreter/cli/heap.h"
#include "interpreter/cli/limits.h"
#include "interpreter/cli/output.h"
#include "interpreter/cli/plan_output.h"
#include "interpreter/cli/planning.h"
#include "interpreter/cli/progress.h"
#include "interpreter/cli/subjects.h"
#include "interpreter/diagnostic/load_error.h"
#include "interpreter/driver/apply.h"
#include "interpreter/driver/index.h"
#include "interpreter/driver/large_plan.h"

namespace exeunt::cli {

namespace {

struct PlanOptions {
  std::string pack;
  PlanningOptions planning;
  bool howtos = false;
  std::string engine = "auto";
  std::string threads;
  bool skips = false;
  bool unordered = false;
  std::string index;
  std::string subjects;
  std::string max_changes = "100000000";
  PlanOutput output;
};

/// What the plan changes at the event, for those who have the account as JSON.
ExitStatus print_patch(Context& context, plan::Plan plan, const PlanOptions& options) {
  if (plan.verdict != plan::Verdict::ready) {
    driver::report_not_ready(plan, context.sink());
    return ExitStatus::no;
  }
  driver::ApplyRequest request;
  request.snapshot = options.planning.snapshot;
  request.options.form = apply::Form::json_patch;
  request.options.until = plan::parse_moment(plan.request.at).value_or(plan::Moment{});
  OutputFile output(options.output.path, context.sink());
  const bool applied = driver::apply(context.session, apply::pack(std::move(plan)), request, output.writer()).has_value();
  return applied && output.commit() ? ExitStatus::yes : ExitStatus::no_answer;
}

ExitStatus write_large(driver::LargePlan& plan, const PlanOptions& options, uint64_t max_changes, Context& context) {
  if (!check_changes(plan.changes(), max_changes, context.sink())) {
    return ExitStatus::no_answer;
  }
  const auto form = document_form(options.output.format);
  if (!form) {
    const auto whole = plan.whole(context.sink());
    return whole ? print_plan(context, *whole, options.output) : ExitStatus::no_answer;
  }
  OutputFile output(options.output.path, context.sink());
  if (!plan.write(*form, output.writer(), context.sink()) || !output.commit()) {
    return ExitStatus::no_answer;
  }
  return plan.verdict() == plan::Verdict::ready ? ExitStatus::yes : ExitStatus::no;
}

/// What only the columnar engine does, as it was asked for; empty: nothing.
std::string columnar_option(const PlanOptions& options) {
  return !options.subjects.empty()      ? "--subjects"
         : !options.index.empty()       ? "--index"
         : options.engine == "columnar" ? "--engine columnar"
         : options.unordered            ? "--unordered"
         : options.skips                ? "--skip-irrelevant"
                                        : "";
}

/// Options that exclude each other.
bool check_engine(const PlanOptions& options, diagnostic::Sink& sink) {
  const std::string wanted = columnar_option(options);
  const auto refuse = [&](const std::string& option, const std::string& with) {
    sink.report<diagnostic::Kind::usage_not_with>(std::nullopt, option, with);
    return false;
  };
  if (options.unordered && options.output.format != "ndjson") {
    return refuse("--unordered", "--format " + options.output.format);
  }
  if (options.subjects.empty() == options.planning.subject.empty()) {
    if (options.subjects.empty()) {
      sink.report<diagnostic::Kind::usage_missing>(std::nullopt, "plan", "--subject or --subjects");
      return false;
    }
    return refuse("--subjects", "--subject");
  }
  const bool is_series = options.output.format == "ndjson" || options.output.format == "groups";
  if (!options.subjects.empty() && !is_series) {
    return refuse("--subjects", "--format " + options.output.format);
  }
  const bool is_read_again = !options.index.empty() || !options.subjects.empty();
  if (is_read_again && options.planning.snapshot == "-") {
    return refuse(wanted, "a snapshot from standard input");
  }
  if (!options.subjects.empty() && options.skips) {
    return refuse("--subjects", "--skip-irrelevant: an index is made of lines that were checked");
  }
  if (!options.index.empty() && options.skips) {
    return refuse("--index", "--skip-irrelevant: an index is made of lines that were checked");
  }
  if (!wanted.empty() && options.engine == "reference") {
    return refuse(wanted, "--engine reference");
  }
  if (!wanted.empty() && options.output.format == "json-patch") {
    return refuse(wanted, "--format json-patch");
  }
  if (!wanted.empty() && options.planning.strict) {
    return refuse(wanted, "--strict, which asks for every object");
  }
  return true;
}

/// Whether the columnar engine is asked for, or the file is large. Only a file that can be opened again is looked at.
bool is_for_columnar(const PlanOptions& options) {
  constexpr uintmax_t large = uintmax_t{64} << 20;
  if (!columnar_option(options).empty()) {
    return true;
  }
  if (options.engine == "reference" || options.output.format == "json-patch" || options.planning.strict) {
    return false;
  }
  std::error_code unknown;
  return std::filesystem::is_regular_file(options.planning.snapshot, unknown) &&
         std::filesystem::file_size(options.planning.snapshot, unknown) >= large && !unknown;
}

/// What makes the index that is asked for.
std::string index_command(const PlanOptions& options) {
  const PlanningOptions& planning = options.planning;
  std::string command = "`exeunt index " + options.pack;
  if (!planning.edition.empty()) {
    command += " --edition " + planning.edition;
  }
  command += " " + planning.snapshot;
  if (options.index != driver::index_path(planning.snapshot)) {
    command += " -o " + options.index;
  }
  return command + (planning.absent == "null" ? " --absent null`" : "`");
}

/// No value: it is for the other engine.
std::optional<ExitStatus> run_columnar(const PlanOptions& options, uint32_t threads, uint64_t max_changes,
                                       Context& context) {
  if (!is_for_columnar(options)) {
    return std::nullopt;
  }
  auto opened = source::Seekable::open(options.planning.snapshot);
  if (const auto* error = std::get_if<source::LoadError>(&opened)) {
    diagnostic::report(context.sink(), *error);
    return ExitStatus::no_answer;
  }
  const auto& file = std::get<source::Seekable>(opened);
  prefer_large_pages();
  auto asked = prepare_request(context, options.pack, options.planning);
  if (!asked) {
    return ExitStatus::no_answer;
  }
  asked->request.howtos = options.howtos;
  driver::LargePlanOptions how;
  how.read.absent_is_null = options.planning.absent == "null";
  how.threads = threads;
  how.skips = options.skips;
  how.unordered = options.unordered;
  how.labels = options.output.format != "groups";
  how.index = options.index;
  how.remedy = index_command(options);
  if (!options.subjects.empty()) {
    return plan_subjects(
        file,
        {options.subjects, options.planning.snapshot, options.output.path,
         document_form(options.output.format).value_or(plan::DocumentForm::ndjson), asked->request, asked->program, how,
         max_changes},
        context);
  }
  auto result = [&] {
    const Progress progress;
    how.progress = show_reading(progress);
    return driver::make_large_plan(context.session, asked->program, file, asked->request, how);
  }();
  switch (result.by) {
    case driver::PlannedBy::not_for_it:
      if (columnar_option(options).empty()) {
        return std::nullopt;
      }
      context.sink()
          .report<diagnostic::Kind::usage_not_with>(std::nullopt, columnar_option(options),
                                                    "a snapshot that does not begin as NDJSON does")
          .help("the columnar engine reads one JSON object a line");
      return ExitStatus::no_answer;
    case driver::PlannedBy::nobody:
      return ExitStatus::no_answer;
    case driver::PlannedBy::columnar:
      break;
  }
  return write_large(*result.plan, options, max_changes, context);
}

ExitStatus run(const PlanOptions& options, Context& context) {
  const bool is_patch = options.output.format == "json-patch";
  if (is_patch && options.planning.snapshot == "-") {
    context.sink()
        .report<diagnostic::Kind::usage_not_with>(std::nullopt, "--format json-patch", "a snapshot from standard input")
        .help("the account is read twice: once to plan, once for the places of its objects");
    return ExitStatus::no_answer;
  }
  const auto threads = read_threads(options.threads, context.sink());
  constexpr std::size_t most_changes = 1'000'000'000'000;
  const auto max_changes = read_number("--max-changes", options.max_changes, 0, most_changes, context.sink());
  if (!threads || !max_changes || !check_engine(options, context.sink())) {
    return ExitStatus::no_answer;
  }
  if (const auto status = run_columnar(options, *threads, *max_changes, context)) {
    return *status;
  }
  auto planning = prepare(context, options.pack, options.planning);
  if (!planning) {
    return ExitStatus::no_answer;
  }
  planning->request.howtos = options.howtos;
  auto plan = context.session.plan(planning->program, planning->account, planning->request);
  if (!plan || !check_changes(plan->changes.size(), *max_changes, context.sink())) {
    return ExitStatus::no_answer;
  }
  return is_patch ? print_patch(context, std::move(*plan), options) : print_plan(context, *plan, options.output);
}

}  // namespace

Runner declare_plan(Arguments& arguments) {
  const auto options = std::make_shared<PlanOptions>();
  arguments.positional("PACK", options->pack, "a folder, or a name looked up in policies/");
  declare_planning(arguments, options->planning, Need::required, "--snapshot", Need::optional);
  arguments.option("--subjects", "FILE", options->subjects,
                   "in place of --subject: a file of them, one a line, or `all`; ndjson or groups, plan after plan");
  arguments.flag("--how-to", options->howtos, "include how-to steps also where the plan is not blocked");
  arguments.choice("--engine", options->engine, {"auto", "columnar", "reference"},
                   "which evaluator (auto: columnar for NDJSON of 64 MiB and more); the plan is the same");
  arguments.option("--threads", "N", options->threads, "of the columnar engine (default: one a processor)");
  arguments.flag("--skip-irrelevant", options->skips,
                 "columnar: lines that cannot matter are not checked to be JSON, and what the model lacks is not counted there");
  arguments.flag("--unordered", options->unordered,
                 "columnar, ndjson: objects in the order of the snapshot, in memory that does not grow with the plan");
  arguments.option("--index", "FILE", options->index, "what `exeunt index` made of the snapshot: only what can matter is read");
  arguments.option("--max-changes", "N", options->max_changes, "a plan of more is an error (default: 100000000)");
  declare_plan_output(arguments, options->output, {"json-patch"});
  return [options](Context& context) { return run(*options, context); };
}

}  // namespace exeunt::cli
