#include "interpreter/cli/usage.h"

#include <algorithm>
#include <cctype>
#include <map>

namespace exeunt::cli {

namespace {

using diagnostic::Kind;
using diagnostic::Sink;

std::string spelling(const CLI::Option& option) {
  return option.get_positional() ? option.get_name() : "--" + option.get_lnames().front();
}

bool takes_value(const CLI::Option& option) {
  return option.get_items_expected_max() > 0;
}

bool looks_like_option(const std::string& word) {
  return word.size() > 1 && word[0] == '-';
}

bool is_verb(const CLI::App& app, const std::string& word) {
  return !app.get_subcommands([&word](const CLI::App* verb) { return verb->get_name() == word; }).empty();
}

/// Those that the help shows.
std::vector<std::string> verbs(const CLI::App& app) {
  std::vector<std::string> names;
  for (const CLI::App* verb : app.get_subcommands([](const CLI::App* each) { return !each->get_group().empty(); })) {
    names.push_back(verb->get_name());
  }
  return names;
}

std::vector<std::string> options(const CLI::App& verb) {
  std::vector<std::string> names;
  for (const CLI::Option* option : verb.get_options()) {
    for (const std::string& name : option->get_lnames()) {
      names.push_back("--" + name);
    }
  }
  return names;
}

std::string list(const std::vector<std::string>& words) {
  std::string text;
  for (const std::string& word : words) {
    text += (text.empty() ? "`" : ", `") + word + "`";
  }
  return text;
}

/// One walk over the words of a verb, in the way the parser will take them.
class Walk {
 public:
  Walk(const CLI::App& verb, Sink& sink) : verb_(verb), sink_(sink) {
    for (const CLI::Option* option : verb.get_options()) {
      if (option->get_positional()) {
        positionals_.push_back(option);
      }
    }
  }

  void take(const std::vector<std::string>& words) {
    bool only_positionals = false;
    for (std::size_t i = 0; i < words.size(); ++i) {
      if (only_positionals || !looks_like_option(words[i])) {
        take_positional(words[i]);
      } else if (words[i] == "--") {
        only_positionals = true;
      } else if (take_option(words[i], i + 1 < words.size())) {
        ++i;
      }
    }
    if (!help_) {
      report_missing();
    }
  }

 private:
  /// True: the next word is the option's value.
  bool take_option(const std::string& word, bool more_words) {
    // `--name`, `--name=value`, `-n`, `-nvalue`
    const bool is_long = word[1] == '-';
    const std::size_t name_end = is_long ? std::min(word.find('='), word.size()) : 2;
    const bool has_value = name_end < word.size();
    const std::string name = word.substr(0, name_end);
    const CLI::Option* option = verb_.get_option_no_throw(name);
    if (option == nullptr) {
      auto report = sink_.report<Kind::usage_unknown_option>(std::nullopt, name, verb_.get_name());
      const bool is_word = is_long || std::isalpha(static_cast<unsigned char>(word[1])) != 0;
      if (!is_word && !positionals_.empty()) {
        report.help("what begins with a dash and is no option stands behind `--`");
      } else if (const auto near = diagnostic::nearest(name, options(verb_))) {
        report.help("did you mean `" + *near + "`?");
      } else {
        report.help("`exeunt " + verb_.get_name() + " --help` lists its options");
      }
      // Whether it was to take the next word cannot be known, so positionals are not counted any more.
      lost_ = true;
      return false;
    }
    help_ = help_ || option == verb_.get_help_ptr();
    const int times = ++given_[option];
    if (times == 2 && option->get_multi_option_policy() == CLI::MultiOptionPolicy::Throw && takes_value(*option)) {
      sink_.report<Kind::usage_given_twice>(std::nullopt, spelling(*option));
    }
    if (!takes_value(*option)) {
      if (has_value) {
        sink_.report<Kind::usage_unexpected_value>(std::nullopt, spelling(*option));
      }
      return false;
    }
    if (!has_value && !more_words) {
      sink_.report<Kind::usage_missing_value>(std::nullopt, spelling(*option));
    }
    return !has_value;
  }

  void take_positional(const std::string& word) {
    if (next_ < positionals_.size()) {
      const CLI::Option* option = positionals_[next_];
      ++given_[option];
      next_ += option->get_items_expected_max() == 1 ? 1 : 0;
    } else if (!lost_) {
      sink_.report<Kind::usage_unexpected_argument>(std::nullopt, word, verb_.get_name());
    }
  }

  void report_missing() {
    std::vector<std::string> missing;
    for (const CLI::Option* option : verb_.get_options()) {
      if (option->get_required() && given_.count(option) == 0 && !(lost_ && option->get_positional())) {
        missing.push_back(spelling(*option));
      }
    }
    // A misspelt option explains why a required one is missing.
    if (!missing.empty() && !lost_) {
      sink_.report<Kind::usage_missing>(std::nullopt, verb_.get_name(), list(missing))
          .help("`exeunt " + verb_.get_name() + " --help` shows how it is called");
    }
  }

  const CLI::App& verb_;
  Sink& sink_;
  std::vector<const CLI::Option*> positionals_;
  std::size_t next_ = 0;
  std::map<const CLI::Option*, int> given_;
  bool lost_ = false;
  bool help_ = false;
};

}  // namespace

bool check_usage(const CLI::App& app, const std::vector<std::string>& words, Sink& sink) {
  const std::size_t before = sink.errors();
  const std::vector<std::string> known = verbs(app);
  if (words.empty()) {
    sink.report<Kind::usage_no_verb>(std::nullopt).help("`exeunt --help` lists what there is");
  } else if (is_verb(app, words[0])) {
    Walk(*app.get_subcommand(words[0]), sink).take({words.begin() + 1, words.end()});
  } else if (!looks_like_option(words[0])) {
    auto report = sink.report<Kind::usage_unknown_verb>(std::nullopt, words[0]);
    if (const auto near = diagnostic::nearest(words[0], known)) {
      report.help("did you mean `exeunt " + *near + "`?");
    } else {
      report.help("it has " + list(known));
    }
  } else if (app.get_option_no_throw(words[0]) == nullptr) {
    sink.report<Kind::usage_option_before_verb>(std::nullopt, words[0]).help("options stand after the verb");
  }
  return sink.errors() == before;
}

}  // namespace exeunt::cli
