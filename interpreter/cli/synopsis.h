// What the command takes, read off its declarations: the one source of manual pages and shell completions, so that
// neither says what the command does not know. Knows nothing of the parsing library; only synopsis.cpp does.
#pragma once

#include <string>
#include <vector>

namespace CLI {
class App;
}

namespace exeunt::cli {

/// An option, or an argument without a name (a positional).
struct Parameter {
  std::string letter;              ///< `-o`; may be empty
  std::string name;                ///< `--output`; of a positional the word that stands for it: `PACK`
  std::vector<std::string> aliases;  ///< `--format` of `--to,--format`
  std::string value;               ///< what stands for an option's value: `FILE`, `text|json`; empty: it takes none
  std::string text;
  std::vector<std::string> words;  ///< all that its value can be, in order; empty: anything
  bool required = false;
  bool many = false;               ///< may be given several times; of a positional: takes all that is left
};

struct Synopsis {
  std::string name;     ///< of the verb, or of the command
  std::string summary;  ///< no full stop at its end
  std::string details;  ///< lines
  std::string exits;    ///< what the exit statuses say: "0 ready, 1 blocked"
  std::vector<Parameter> positionals;
  std::vector<Parameter> options;
};

struct CommandSynopsis {
  Synopsis command;
  std::vector<Synopsis> verbs;  ///< in the order of the help
};

/// Of a command whose verbs are all declared. Verbs that its help does not show are left out.
CommandSynopsis read_synopsis(const CLI::App& app);

}  // namespace exeunt::cli
