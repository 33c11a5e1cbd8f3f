#include <fmt/format.h>

#include <memory>

#include "interpreter/cli/command.h"
#include "interpreter/cli/home.h"
#include "interpreter/cli/import_gaps.h"
#include "interpreter/cli/import_output.h"
#include "interpreter/cli/limits.h"
#include "interpreter/cli/output.h"
#include "interpreter/cli/progress.h"
#include "interpreter/driver/gaps.h"
#include "interpreter/driver/import.h"

namespace exeunt::cli {

namespace {

using diagnostic::Kind;

struct ImportOptions {
  std::string pack;
  std::string folder;
  std::string output = "-";
  std::string extra;
  std::string key_file;
  std::string edition;
  std::string max_bytes;
  std::string format = "text";
  bool gaps = false;
};

ExitStatus print_gaps(const ImportOptions& options, Context& context,
                      const std::shared_ptr<const program::Program>& program, const mapping::Mapping& mapping) {
  const auto gaps = driver::find_gaps(context.session, program, mapping);
  const std::string text = options.format == "json" ? gaps_in_json(gaps, *program) : gaps_in_text(gaps, *program);
  return write_output(options.output, text, context.sink()) ? ExitStatus::yes : ExitStatus::no_answer;
}

ExitStatus import_folder(const ImportOptions& options, uint64_t max_bytes, Context& context,
                         const program::Program& program, const mapping::Mapping& mapping) {
  intake::Options import;
  import.folder = options.folder;
  import.output = options.output.empty() ? "-" : options.output;
  import.extra = options.extra;
  import.key_file = options.key_file;
  import.max_bytes = max_bytes;
  const auto report = [&] {
    const Progress shown;
    if (shown.is_shown()) {
      import.on_progress = [&](const intake::Progress& now) {
        shown.show(fmt::format("{} of {} files, {} items", now.files, now.all_files, now.items));
      };
    }
    return intake::import_responses(mapping, *program.model, import, context.sink());
  }();
  if (!report) {
    return ExitStatus::no_answer;
  }
  if (options.format == "text") {
    write_error(report_in_text(*report, import.output));
  } else if (import.output == "-") {
    write_error(report_in_json(*report));  // standard output has the snapshot
  } else if (!write_output("-", report_in_json(*report), context.sink())) {
    return ExitStatus::no_answer;
  }
  return ExitStatus::yes;
}

ExitStatus run(const ImportOptions& options, Context& context) {
  if (options.folder.empty() != options.gaps) {
    if (options.gaps) {
      context.sink().report<Kind::usage_not_with>(std::nullopt, "--gaps", "a folder of responses");
    } else {
      context.sink()
          .report<Kind::usage_missing>(std::nullopt, "import", "DIR")
          .help("`--gaps` instead lists what responses do not tell");
    }
  }
  uint64_t max_bytes = intake::Options().max_bytes;
  if (!options.max_bytes.empty()) {
    max_bytes = read_size("--max-bytes", options.max_bytes, context.sink()).value_or(0);
  }
  if (context.sink().has_errors() || !check_home(context)) {
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
  return options.gaps ? print_gaps(options, context, program, *mapping)
                      : import_folder(options, max_bytes, context, *program, *mapping);
}

}  // namespace

Runner declare_import(Arguments& arguments) {
  const auto options = std::make_shared<ImportOptions>();
  arguments.positional("PACK", options->pack, "a folder, or a name looked up in policies/");
  arguments.positional("DIR", options->folder, "the folder of saved responses", Need::optional);
  arguments.flag("--gaps", options->gaps, "instead: what responses do not tell, and which rules and facts need it");
  arguments.option("-o,--output", "FILE", options->output, "write to FILE, in one step, instead of standard output");
  arguments.option("--extra", "FILE", options->extra,
                   "fields and objects that the API does not tell (default: DIR/extra.yaml)");
  arguments.option("--redact", "KEYFILE", options->key_file,
                   "replace names, addresses and free text by pseudonyms made with this key");
  arguments.option("--edition", "NAME", options->edition, "edition of the pack (default: the newest dated one)");
  arguments.option("--max-bytes", "SIZE", options->max_bytes, "of all responses, unpacked: 512M, 10G (default: 64G)");
  arguments.choice("--format", options->format, {"text", "json"},
                   "how the report is written: text to standard error, JSON to standard output");
  return [options](Context& context) { return run(*options, context); };
}

}  // namespace exeunt::cli
