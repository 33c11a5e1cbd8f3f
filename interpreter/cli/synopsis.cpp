#include "interpreter/cli/synopsis.h"

#include <CLI/CLI.hpp>
#include <algorithm>

namespace exeunt::cli {

namespace {

bool is_word(const std::string& text) {
  return !text.empty() && std::all_of(text.begin(), text.end(), [](char c) {
    return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '-' || c == '_';
  });
}

/// `text|json`. None where a part of it stands for something else, as in `NAME|all`.
std::vector<std::string> read_words(const std::string& value) {
  std::vector<std::string> words;
  std::size_t begin = 0;
  while (begin <= value.size() && value.find('|') != std::string::npos) {
    const std::size_t end = std::min(value.find('|', begin), value.size());
    words.push_back(value.substr(begin, end - begin));
    if (!is_word(words.back())) {
      return {};
    }
    begin = end + 1;
  }
  return words;
}

Parameter read_parameter(const CLI::Option& option) {
  Parameter parameter;
  parameter.text = option.get_description();
  parameter.required = option.get_required();
  parameter.many = option.get_items_expected_max() > 1 || option.get_multi_option_policy() == CLI::MultiOptionPolicy::TakeAll;
  if (option.get_positional()) {
    parameter.name = option.get_name();
    return parameter;
  }
  parameter.name = "--" + option.get_lnames().front();
  for (std::size_t i = 1; i < option.get_lnames().size(); ++i) {
    parameter.aliases.push_back("--" + option.get_lnames()[i]);
  }
  if (!option.get_snames().empty()) {
    parameter.letter = "-" + option.get_snames().front();
  }
  if (option.get_items_expected_max() > 0) {
    parameter.value = option.get_option_text();
    parameter.words = read_words(parameter.value);
  }
  return parameter;
}

/// Line ends and what surrounds them off both ends.
std::string trimmed(const std::string& text) {
  const std::size_t begin = text.find_first_not_of(" \n");
  const std::size_t end = text.find_last_not_of(" \n.");
  return begin == std::string::npos || end == std::string::npos ? "" : text.substr(begin, end + 1 - begin);
}

Synopsis read_verb(const CLI::App& app) {
  Synopsis verb;
  verb.name = app.get_name();
  verb.summary = trimmed(app.get_description());
  // A footer ends with what the exit statuses say; it may begin in the middle of a line.
  const std::string footer = app.get_footer();
  const std::string mark = "Exit: ";
  const std::size_t exits = std::min(footer.find(mark), footer.size());
  verb.details = footer.substr(0, exits);
  verb.details.erase(verb.details.find_last_not_of(" \n") + 1);
  verb.exits = exits < footer.size() ? trimmed(footer.substr(exits + mark.size())) : "";
  for (const CLI::Option* option : app.get_options()) {
    if (option->get_positional()) {
      verb.positionals.push_back(read_parameter(*option));
    } else if (!option->get_lnames().empty() && !option->get_group().empty()) {
      verb.options.push_back(read_parameter(*option));
    }
  }
  return verb;
}

}  // namespace

CommandSynopsis read_synopsis(const CLI::App& app) {
  CommandSynopsis synopsis{read_verb(app), {}};
  for (const CLI::App* verb : app.get_subcommands([](const CLI::App* each) { return !each->get_group().empty(); })) {
    synopsis.verbs.push_back(read_verb(*verb));
  }
  return synopsis;
}

}  // namespace exeunt::cli
