#include <fmt/format.h>

#include <filesystem>
#include <memory>

#include "interpreter/cli/command.h"
#include "interpreter/cli/home.h"
#include "interpreter/cli/output.h"
#include "interpreter/cli/planning.h"
#include "interpreter/cli/progress.h"
#include "interpreter/driver/index.h"
#include "interpreter/plan/emit.h"

namespace exeunt::cli {

namespace {

struct IndexOptions {
  std::string pack;
  std::string snapshot;
  std::string edition;
  std::string absent = "unknown";
  std::string threads;
  std::string format = "text";
  std::string output;
};

std::string describe(const engine::columnar::IndexSummary& summary, const std::string& path, bool is_json) {
  if (!is_json) {
    const double each = summary.objects == 0 ? 0 : static_cast<double>(summary.bytes) / static_cast<double>(summary.objects);
    return fmt::format("{}: {} object{}, {} bytes, {:.1f} an object\n", path, summary.objects,
                       summary.objects == 1 ? "" : "s", summary.bytes, each);
  }
  plan::Emitter out(1);
  const auto member = [&](const char* key, auto value) {
    out.key(key);
    out.text(value);
  };
  out.begin_object();
  member("index", path);
  member("snapshot", summary.digest);
  out.key("objects");
  out.number(summary.objects);
  out.key("bytes");
  out.number(summary.bytes);
  out.end_object();
  out.end_line();
  return out.take();
}

ExitStatus run(const IndexOptions& options, Context& context) {
  const auto threads = read_threads(options.threads, context.sink());
  if (!threads || !check_home(context)) {
    return ExitStatus::no_answer;
  }
  const auto program = context.session.compile(options.pack, options.edition);
  if (!program) {
    return ExitStatus::no_answer;
  }
  const std::string path = options.output.empty() ? driver::index_path(options.snapshot) : options.output;
  std::error_code different;
  if (std::filesystem::equivalent(path, options.snapshot, different)) {
    context.sink().report<diagnostic::Kind::usage_not_with>(std::nullopt, "-o " + path,
                                                            "a snapshot that is that file itself");
    return ExitStatus::no_answer;
  }
  driver::IndexRequest request;
  request.snapshot = options.snapshot;
  request.read.absent_is_null = options.absent == "null";
  request.threads = *threads;
  OutputFile output(path, context.sink());
  const auto summary = [&] {
    const Progress progress;
    request.progress = show_reading(progress);
    return driver::make_index(context.session, program, request, output.writer());
  }();
  if (!summary || !output.commit()) {
    return ExitStatus::no_answer;
  }
  const bool is_told = path == "-" || write_output("-", describe(*summary, path, options.format == "json"), context.sink());
  return is_told ? ExitStatus::yes : ExitStatus::no_answer;
}

}  // namespace

Runner declare_index(Arguments& arguments) {
  const auto options = std::make_shared<IndexOptions>();
  arguments.positional("PACK", options->pack, "a folder, or a name looked up in policies/");
  arguments.positional("SNAPSHOT", options->snapshot, "the account: a file of NDJSON");
  arguments.option("--edition", "NAME", options->edition, "edition of the pack (default: the newest dated one)");
  arguments.choice("--absent", options->absent, {"unknown", "null"}, "what a field means that the snapshot leaves out");
  arguments.option("--threads", "N", options->threads, "(default: one a processor)");
  arguments.choice("--format", options->format, {"text", "json"}, "how it is told what was made");
  arguments.option("-o,--output", "FILE", options->output, "write to FILE, in one step, instead of SNAPSHOT.exeunt-index");
  return [options](Context& context) { return run(*options, context); };
}

}  // namespace exeunt::cli
