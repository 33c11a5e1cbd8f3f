#include <unistd.h>

#include <cstdlib>
#include <memory>

#include "interpreter/cli/command.h"
#include "interpreter/cli/home.h"
#include "interpreter/cli/import_output.h"
#include "interpreter/cli/output.h"
#include "interpreter/driver/import.h"

namespace exeunt::cli {

namespace {

struct ImportOptions {
  std::string pack;
  std::string folder;
  std::string output = "-";
  std::string extra;
  std::string key_file;
  std::string edition;
  std::string format = "text";
};

void write_to_stderr(std::string_view text) {
  while (!text.empty()) {
    const ssize_t count = ::write(STDERR_FILENO, text.data(), text.size());
    if (count <= 0) {
      return;  // there is nowhere left to say so
    }
    text.remove_prefix(static_cast<std::size_t>(count));
  }
}

constexpr std::string_view clear_line = "\r\x1b[K";

void show_progress(const intake::Progress& progress) {
  write_to_stderr(std::string(clear_line) + std::to_string(progress.files) + " of " +
                  std::to_string(progress.all_files) + " files, " + std::to_string(progress.objects) + " objects");
}

ExitStatus run(const ImportOptions& options, Context& context) {
  if (!check_home(context)) {
    return ExitStatus::no_answer;
  }
  const driver::PackName name = driver::split_pack_name(options.pack);
  const auto pack = context.session.load(name.pack);
  const auto program =
      pack ? context.session.compile(*pack, options.edition.empty() ? name.edition : options.edition) : nullptr;
  const auto mapping = program ? driver::load_mapping(context.session, *pack, *program) : std::nullopt;
  if (!mapping) {
    return ExitStatus::no_answer;
  }
  const bool on_terminal = ::isatty(STDERR_FILENO) == 1;
  intake::Options import{.folder = options.folder,
                         .output = options.output,
                         .extra = options.extra,
                         .key_file = options.key_file,
                         .on_progress = on_terminal ? show_progress : std::function<void(const intake::Progress&)>()};
  const auto report = intake::import_responses(*mapping, *program->model, import, context.sink());
  if (on_terminal) {
    write_to_stderr(clear_line);
  }
  if (!report) {
    return ExitStatus::no_answer;
  }
  if (options.format == "text") {
    write_to_stderr(report_in_text(*report, options.output));
  } else if (options.output.empty() || options.output == "-") {
    write_to_stderr(report_in_json(*report));  // standard output has the snapshot
  } else if (!write_output("-", report_in_json(*report), context.sink())) {
    return ExitStatus::no_answer;
  }
  return ExitStatus::yes;
}

}  // namespace

Runner declare_import(Arguments& arguments) {
  const auto options = std::make_shared<ImportOptions>();
  arguments.positional("PACK", options->pack, "a folder, or a name looked up in policies/");
  arguments.positional("DIR", options->folder, "the folder of saved responses");
  arguments.option("-o,--output", "FILE", options->output, "write to FILE, in one step, instead of standard output");
  arguments.option("--extra", "FILE", options->extra,
                   "fields and objects that the API does not tell (default: DIR/extra.yaml)");
  arguments.option("--redact", "KEYFILE", options->key_file,
                   "replace names, addresses and free text by pseudonyms made with this key");
  arguments.option("--edition", "NAME", options->edition, "edition of the pack (default: the newest dated one)");
  arguments.choice("--format", options->format, {"text", "json"},
                   "how the report is written: text to standard error, JSON to standard output");
  return [options](Context& context) { return run(*options, context); };
}

}  // namespace exeunt::cli
