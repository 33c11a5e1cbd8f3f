#include "interpreter/cli/arguments.h"

#include <CLI/CLI.hpp>
#include <fmt/format.h>

#include <algorithm>
#include <charconv>

namespace exeunt::cli {

void Arguments::positional(const std::string& name, std::string& to, const std::string& text, Need need) {
  app_.add_option(name, to, text)->required(need == Need::required)->option_text(" ");
}

void Arguments::positionals(const std::string& name, std::vector<std::string>& to, const std::string& text) {
  app_.add_option(name, to, text)->required()->option_text(" ");
}

void Arguments::option(const std::string& spelling, const std::string& value, std::string& to, const std::string& text,
                       Need need) {
  const bool required = need == Need::required;
  app_.add_option(spelling, to, required ? text + " (required)" : text)->option_text(value)->required(required);
}

void Arguments::options(const std::string& spelling, const std::string& value, std::vector<std::string>& to,
                        const std::string& text) {
  app_.add_option(spelling, to, text)->option_text(value)->allow_extra_args(false)->take_all();
}

void Arguments::choice(const std::string& spelling, std::string& to, const std::vector<std::string>& words,
                       const std::string& text) {
  std::string all;
  for (const std::string& word : words) {
    all += (all.empty() ? "" : "|") + word;
  }
  const std::string name = spelling.substr(spelling.find("--"));
  const auto is_one_of = [&sink = sink_, words, all, name](const std::string& given) -> std::string {
    if (std::find(words.begin(), words.end(), given) != words.end()) {
      return {};
    }
    auto report = sink.report<diagnostic::Kind::usage_bad_choice>(std::nullopt, name, given, all);
    if (const auto near = diagnostic::nearest(given, words)) {
      report.help("did you mean `" + *near + "`?");
    }
    return "reported";
  };
  app_.add_option(spelling, to, text)->option_text(all)->check(CLI::Validator(is_one_of, ""));
}

void Arguments::flag(const std::string& spelling, bool& to, const std::string& text) {
  app_.add_flag(spelling, to, text);
}

std::optional<std::size_t> read_number(std::string_view option, const std::string& text, std::size_t least,
                                       std::size_t most, diagnostic::Sink& sink) {
  std::size_t number = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
  if (error != std::errc() || end != text.data() + text.size() || number < least || number > most) {
    sink.report<diagnostic::Kind::usage_bad_choice>(std::nullopt, option, text,
                                                    fmt::format("the numbers {} to {}", least, most));
    return std::nullopt;
  }
  return number;
}

}  // namespace exeunt::cli
