// Names in messages: suggestions, lists, and the names that expressions reserve.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "interpreter/diagnostic/diagnostic.h"

namespace exeunt::check {

/// "did you mean `x`?", where a candidate is near enough. Among many errors it is left out: each suggestion looks at
/// all candidates, and a file with hundreds of unknown names has another problem than spelling.
void suggest(const diagnostic::Sink& sink, diagnostic::Builder& report, std::string_view word,
             const std::vector<std::string>& candidates);

/// "`a`, `b`, `c`"; a long list is cut: "`a`, `b` and 40 more".
std::string listed(const std::vector<std::string>& names);

/// The keys of a map in their order.
template <class Map>
std::vector<std::string> keys(const Map& map) {
  std::vector<std::string> names;
  for (const auto& [name, unused] : map) {
    names.push_back(name);
  }
  return names;
}

/// How many errors there may be for suggestions still to be made.
inline constexpr std::size_t most_suggestions = 200;

template <class Map>
void suggest(const diagnostic::Sink& sink, diagnostic::Builder& report, std::string_view word,
             const Map& candidates) requires requires {
  typename Map::mapped_type;
}
{
  if (sink.errors() <= most_suggestions) {
    suggest(sink, report, word, keys(candidates));
  }
}

/// Why `name` cannot name a variable in expressions, or nothing: "it is a word of CEL", "it is the leaver in every
/// expression" …
std::optional<std::string> reserved_variable(std::string_view name);
/// The same for one that meets no other names than its own kind's: words of CEL and of types alone.
std::optional<std::string> reserved_word(std::string_view name);
/// The same for a field, which stands after a dot.
std::optional<std::string> reserved_field(std::string_view name);

}  // namespace exeunt::check
