// What one verb takes from the command line. Verbs declare it here, so that only arguments.cpp sees the parsing
// library.
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "interpreter/diagnostic/diagnostic.h"

namespace CLI {
class App;
}

namespace exeunt::cli {

enum class Need { optional, required };

/// Every target must live until the command line has been parsed; a default is what the target holds at declaration.
class Arguments {
 public:
  Arguments(CLI::App& app, diagnostic::Sink& sink) : app_(app), sink_(sink) {}

  /// `PACK`. In the order of declaration, optional ones last.
  void positional(const std::string& name, std::string& to, const std::string& text, Need need = Need::required);
  /// `FILE...`: at least one, the last of the positionals.
  void positionals(const std::string& name, std::vector<std::string>& to, const std::string& text);
  /// `--snapshot FILE`, `-o,--output FILE`.
  void option(const std::string& spelling, const std::string& value, std::string& to, const std::string& text,
              Need need = Need::optional);
  /// May be given several times, a value each.
  void options(const std::string& spelling, const std::string& value, std::vector<std::string>& to,
               const std::string& text);
  /// One of a few words. Another one is reported with a suggestion.
  void choice(const std::string& spelling, std::string& to, const std::vector<std::string>& words,
              const std::string& text);
  void flag(const std::string& spelling, bool& to, const std::string& text);

 private:
  CLI::App& app_;
  diagnostic::Sink& sink_;
};

/// A number on the command line. No value: it is none from `least` to `most`, as was reported.
std::optional<std::size_t> read_number(std::string_view option, const std::string& text, std::size_t least,
                                       std::size_t most, diagnostic::Sink& sink);

}  // namespace exeunt::cli
