#include <CLI/CLI.hpp>
#include <algorithm>
#include <map>

#include "interpreter/cli/command.h"
#include "interpreter/cli/limits.h"
#include "interpreter/cli/manual.h"
#include "interpreter/cli/usage.h"

namespace exeunt::cli {

namespace {

struct Verb {
  const char* name;
  const char* summary;
  const char* details;
  Runner (*declare)(Arguments&);
};

constexpr Verb verbs[] = {
    {"check", "compile policies, lint them, count which facts they cover", "Exit: 0 clean, 1 findings, 2 errors.",
     declare_check},
    {"fmt", "bring policy files into their canonical layout",
     "Without --check, --diff or --write the formatted text goes to standard output.\n"
     "Exit: 0, with --check and --diff 1 where a file differs, 2 where one cannot be read.",
     declare_fmt},
    {"convert", "write a policy file in the other spelling", "Exit: 0, or 2 where the file cannot be read.",
     declare_convert},
    {"import", "a snapshot from what a vendor's API returned",
     "DIR holds saved responses; a guide beside the pack says which, and how to name the files. What is left out is\n"
     "counted on standard error. Exit: 0, or 2 where a response is broken; nothing is written then.",
     declare_import},
    {"index", "prepare a large snapshot, so that plans from it take time by what they touch",
     "The index serves every event of the edition, and only the snapshot as it is now: `exeunt plan --index` refuses it\n"
     "where pack or snapshot were changed. Every line of the snapshot is checked to be an object with a type and an id.\n"
     "Exit: 0, or 2 where there is no index; nothing is written then.",
     declare_index},
    {"plan", "what happens to everything when a user leaves: account and request to change plan",
     "Exit: 0 ready, 1 blocked or conflicted, 2 no plan.", declare_plan},
    {"show", "a plan document for people", "Exit: 0 ready, 1 blocked or conflicted, 2 not a plan.", declare_show},
    {"diff", "what differs between two plans, by meaning, and why",
     "Every member is compared but what --ignore names: a section of the document (`changes`, `labels`, `summary` ...), or\n"
     "an aspect of any of them (`text`, `cause`, `cites`, `value`, `due` ...). interpreter/diff/README.md has the list.\n"
     "Exit: 0 the same, 1 different, 2 no answer.",
     declare_diff},
    {"compare", "packs side by side: what each does to what, by concept and by class of outcome",
     "Vendors are compared by the concepts that their objects, events and capabilities stand for; what has none is listed\n"
     "apart. Editions of one pack are also compared rule by rule. interpreter/compare/README.md tells what differs when.\n"
     "Exit: 0 no difference, 1 differences, 2 no answer.",
     declare_compare},
    {"apply", "the account after a plan, at the event or later; or before it",
     "The account is written in its own form, YAML as one JSON object a line; what was not changed stays byte for byte.\n"
     "Exit: 0, 1 where the plan is blocked or conflicted, 2 no account; nothing is written then.",
     declare_apply},
    {"explain", "why an object changes, or does not",
     "With --snapshot the plan is made anew and every rule tried is shown; without, what the plan itself says.\n"
     "Instead of a plan document, a pack and the options of `exeunt plan` say what to plan.\n"
     "Exit: 0, or 2 where there is nothing to explain.",
     declare_explain},
    {"test", "run scenario files: what must happen to an account, object by object",
     "PATH is a scenario file, a folder of them, or a pack. policies/SCENARIOS.md describes the files.\n"
     "Exit: 0 all passed, 1 a scenario failed, 2 no answer.",
     declare_test},
    {"verify", "what the policy predicts against what a system really did",
     "Plans on the account before, lets the plan happen, and compares object by object with the account that the system left.\n"
     "Exit: 0 exact, 1 not exact or conflicted, 2 no answer. interpreter/verify/README.md tells what is counted how.",
     declare_verify},
    {"graph", "the evaluation graph of a pack", "Exit: 0, or 2 where the pack does not compile.", declare_graph},
    {"eval", "the value of an expression",
     "Names come from --bind, then --let, then --unknown; a later one replaces an earlier. policies/LANGUAGE.md describes\n"
     "the expressions. One that begins with a dash stands behind `--`.\n"
     "Exit: 0 a value, with --test 1 where it is false, 2 no value: an error, or it depends on what is unknown.",
     declare_eval},
    {"repl", "expressions one by one: type them, or send them through a pipe",
     "`:help` lists the commands. From a pipe, every entry is answered by a line and mistakes do not stop it.\n"
     "Exit: 0, from a pipe 1 where an entry failed, 2 where there is nothing to read.",
     declare_repl},
};

constexpr const char* summary = "What happens to everything a user touched when the user leaves an account.";
constexpr const char* footer =
    "`exeunt VERB --help` tells more. PACK is a folder, or a name looked up in policies/; `-` is standard input.\n"
    "Exit: 0 the answer is yes, 1 the answer is no, 2 there is no answer.";

/// Whether the command line may need a verb's options: to declare those of all verbs takes time in every call.
bool is_asked_for(const std::vector<std::string>& given, std::string_view verb) {
  return std::find(given.begin(), given.end(), verb) != given.end() ||
         std::find(given.begin(), given.end(), "manual") != given.end();
}

/// `exeunt manual DIR`, which no help shows.
CLI::App* declare_manual(CLI::App& app, std::string& folder, diagnostic::Sink& sink) {
  CLI::App* manual = app.add_subcommand("manual", "write manual pages and shell completions")->group("");
  Arguments(*manual, sink).positional("DIR", folder, "the folder to write them to, such as /usr/local/share");
  return manual;
}

/// Everything is declared when this is called, and known when the runner runs.
Runner manual_runner(const CLI::App& app, const std::string& folder) {
  const CommandSynopsis synopsis = read_synopsis(app);
  std::vector<ManualFile> files = write_pages(synopsis, EXEUNT_VERSION);
  for (ManualFile& file : write_completions(synopsis)) {
    files.push_back(std::move(file));
  }
  return [files, folder](Context& context) { return write_manual(folder, files, context.sink()); };
}

void set_layout(CLI::App& app) {
  app.get_formatter()->column_width(32);
  app.get_formatter()->label("OPTIONS", "OPTION...");
  app.get_formatter()->label("SUBCOMMAND", "VERB ...");
  app.get_formatter()->label("Positionals", "Arguments");
  app.set_help_flag("-h,--help", "print this and exit");
}

}  // namespace

CommandLine parse_command_line(int count, const char* const* words, diagnostic::Sink& sink) {
  CommandLine line;
  std::vector<std::string> given(words + 1, words + count);
  if (!given.empty() && given[0] == "help") {
    given.erase(given.begin());
    given.push_back("--help");
  }
  CLI::App app(std::string(summary) + "\n", "exeunt");
  set_layout(app);
  app.set_version_flag("--version", "exeunt " EXEUNT_VERSION, "print the version and exit");
  app.footer(footer);
  app.require_subcommand(1);

  std::string error_format = "text";
  std::map<const CLI::App*, Runner> runners;
  for (const Verb& verb : verbs) {
    CLI::App* sub = app.add_subcommand(verb.name, verb.summary)->group("Verbs")->footer(verb.details);
    if (!is_asked_for(given, verb.name)) {
      continue;  // its name is all that anybody needs of it
    }
    set_layout(*sub);
    Arguments arguments(*sub, sink);
    runners[sub] = verb.declare(arguments);
    arguments.choice("--error-format", error_format, {"text", "json"}, "how diagnostics are printed");
    declare_limits(arguments, line.limits);
  }
  std::string manual_folder;
  const CLI::App* const manual = declare_manual(app, manual_folder, sink);

  // Also where the usage is wrong: whoever reads JSON wants to read this as JSON.
  for (std::size_t i = 0; i < given.size(); ++i) {
    if (given[i] == "--error-format=json" || (given[i] == "json" && i > 0 && given[i - 1] == "--error-format")) {
      line.error_format = ErrorFormat::json;
    }
  }
  if (!check_usage(app, given, sink)) {
    return line;
  }
  try {
    app.parse(std::vector<std::string>(given.rbegin(), given.rend()));
    const CLI::App* verb = app.get_subcommands().front();
    line.run = verb == manual ? manual_runner(app, manual_folder) : runners[verb];
    line.lint = verb->get_name() == "check";
  } catch (const CLI::CallForHelp&) {
    const auto chosen = app.get_subcommands();
    line.text = chosen.empty() ? app.help() : chosen.front()->help("exeunt");
  } catch (const CLI::CallForVersion& version) {
    line.text = std::string(version.what()) + "\n";
  } catch (const CLI::Error& error) {
    if (!sink.has_errors()) {
      sink.report<diagnostic::Kind::usage_other>(std::nullopt, error.what());
    }
  }
  return line;
}

}  // namespace exeunt::cli
