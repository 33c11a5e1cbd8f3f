#include <memory>

#include "interpreter/cli/command.h"
#include "interpreter/cli/output.h"
#include "interpreter/cli/policy_file.h"

namespace exeunt::cli {

namespace {

struct ConvertOptions {
  std::string path;
  std::string to;
  std::string output;
};

ExitStatus run(const ConvertOptions& options, Context& context) {
  using Spelling = ast::File::Spelling;
  const auto file = read_policy_file(context, options.path);
  if (!file) {
    return ExitStatus::no_answer;
  }
  const Spelling other = file->spelling == Spelling::dsl ? Spelling::yaml : Spelling::dsl;
  const Spelling to = options.to.empty() ? other : options.to == "yaml" ? Spelling::yaml : Spelling::dsl;
  const auto text = rewrite(context, *file, to);
  return text && write_output(options.output, *text, context.sink()) ? ExitStatus::yes : ExitStatus::no_answer;
}

}  // namespace

Runner declare_convert(Arguments& arguments) {
  const auto options = std::make_shared<ConvertOptions>();
  arguments.positional("FILE", options->path, "a policy file in either spelling");
  arguments.choice("--to,--format", options->to, {"dsl", "yaml"}, "the spelling to write (default: the other one)");
  arguments.option("-o,--output", "FILE", options->output, "write to FILE, in one step, instead of standard output");
  return [options](Context& context) { return run(*options, context); };
}

}  // namespace exeunt::cli
