#include <memory>

#include "interpreter/cli/command.h"
#include "interpreter/cli/unified_diff.h"
#include "interpreter/cli/output.h"
#include "interpreter/cli/policy_file.h"
#include "interpreter/plan/json.h"

namespace exeunt::cli {

namespace {

struct FmtOptions {
  std::vector<std::string> paths;
  std::string format = "text";
  bool check = false;
  bool diff = false;
  bool write = false;
};

/// One file after formatting, as far as the options ask for it.
struct Formatted {
  std::string name;
  bool changed = false;
  std::string text;
  std::string diff;
};

std::string in_text(const std::vector<Formatted>& files, const FmtOptions& options) {
  std::string text;
  for (const Formatted& file : files) {
    if (options.check && file.changed) {
      text += file.name + "\n";
    }
    text += file.diff;
    if (!options.check && !options.diff && !options.write) {
      text += file.text;
    }
  }
  return text;
}

std::string in_json(const std::vector<Formatted>& files, const FmtOptions& options) {
  plan::Value::List list;
  for (const Formatted& file : files) {
    plan::Value::Members members;
    members.emplace_back("file", plan::Value{file.name});
    members.emplace_back("changed", plan::Value{file.changed});
    if (options.diff) {
      members.emplace_back("diff", plan::Value{file.diff});
    }
    if (!options.check && !options.diff && !options.write) {
      members.emplace_back("text", plan::Value{file.text});
    }
    list.push_back(plan::Value{std::move(members)});
  }
  plan::Value::Members document;
  document.emplace_back("format", plan::Value{std::string("exeunt.fmt/1")});
  document.emplace_back("files", plan::Value{std::move(list)});
  return plan::write_value(plan::Value{std::move(document)}) + "\n";
}

std::optional<Formatted> format_file(const std::string& path, const FmtOptions& options, Context& context) {
  const auto file = read_policy_file(context, path);
  if (!file) {
    return std::nullopt;
  }
  auto text = rewrite(context, *file, file->spelling);
  if (!text) {
    return std::nullopt;
  }
  const source::File& original = context.session.sources().file(file->id);
  Formatted formatted{
      .name = original.name(), .changed = *text != original.text(), .text = std::move(*text), .diff = {}};
  if (options.diff) {
    formatted.diff = unified_diff(original.name(), original.text(), formatted.text);
  }
  // Standard input has no place to be written back to but standard output.
  const bool write = options.write && (formatted.changed || path == "-");
  if (write && !write_output(path, formatted.text, context.sink())) {
    return std::nullopt;
  }
  return formatted;
}

ExitStatus run(const FmtOptions& options, Context& context) {
  std::vector<Formatted> files;
  bool all_formatted = true;
  for (const std::string& path : find_policy_files(options.paths, context.sink())) {
    if (auto formatted = format_file(path, options, context)) {
      all_formatted = all_formatted && !formatted->changed;
      files.push_back(std::move(*formatted));
    }
  }
  const std::string text = options.format == "json" ? in_json(files, options) : in_text(files, options);
  if (!write_output("-", text, context.sink())) {
    return ExitStatus::no_answer;
  }
  return all_formatted || !(options.check || options.diff) ? ExitStatus::yes : ExitStatus::no;
}

}  // namespace

Runner declare_fmt(Arguments& arguments) {
  const auto options = std::make_shared<FmtOptions>();
  arguments.positionals("FILE", options->paths, "policy files in either spelling, or folders of them");
  arguments.flag("--check", options->check, "name the files that are not in canonical layout");
  arguments.flag("--diff", options->diff, "show what would change");
  arguments.flag("--write", options->write, "write files back, each in one step");
  arguments.choice("--format", options->format, {"text", "json"}, "how the answer is written");
  return [options](Context& context) { return run(*options, context); };
}

}  // namespace exeunt::cli
