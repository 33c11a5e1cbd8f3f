#include "interpreter/check/name.h"

#include <algorithm>
#include <array>

namespace exeunt::check {

namespace {

template <std::size_t size>
bool contains(const std::array<std::string_view, size>& words, std::string_view word) {
  return std::find(words.begin(), words.end(), word) != words.end();
}

// CEL's literals and operators, which are not even allowed after a dot.
constexpr std::array<std::string_view, 4> cel_keywords = {"true", "false", "null", "in"};
constexpr std::array<std::string_view, 15> cel_reserved = {"as",   "break",    "const",     "continue", "else",
                                                           "for",  "function", "if",        "import",   "let",
                                                           "loop", "package",  "namespace", "return",   "var"};
constexpr std::array<std::string_view, 2> cel_reserved_too = {"void", "while"};
constexpr std::array<std::string_view, 5> type_words = {"bool", "int", "double", "string", "duration"};

struct Variable {
  std::string_view name;
  std::string_view meaning;
};
constexpr std::array<Variable, 9> variables = {{
    {"subject", "the leaver"},
    {"by", "the acting user"},
    {"at", "the time of the event"},
    {"args", "the arguments of the event"},
    {"all", "the lists of all objects"},
    {"object", "the object that an outcome writes to"},
    {"count", "the number of objects in an advice"},
    {"planned", "the function that asks what the plan makes of a field"},
    {"erased", "the function that asks whether the plan erases an object"},
}};

}  // namespace

void suggest(const diagnostic::Sink& sink, diagnostic::Builder& report, std::string_view word,
             const std::vector<std::string>& candidates) {
  if (sink.errors() > most_suggestions) {
    return;
  }
  if (const auto near = diagnostic::nearest(word, candidates)) {
    report.help("did you mean `" + *near + "`?");
  }
}

std::string listed(const std::vector<std::string>& names) {
  constexpr std::size_t most = 12;
  std::string text;
  for (std::size_t i = 0; i < names.size() && i < most; ++i) {
    text += (i == 0 ? "`" : ", `") + names[i] + "`";
  }
  if (names.size() > most) {
    text += " and " + std::to_string(names.size() - most) + " more";
  }
  return text;
}

std::optional<std::string> reserved_word(std::string_view name) {
  if (contains(cel_keywords, name) || contains(cel_reserved, name) || contains(cel_reserved_too, name)) {
    return "it is a reserved word in expressions";
  }
  if (contains(type_words, name) || name == "timestamp") {
    return "it is the name of a type";
  }
  return std::nullopt;
}

std::optional<std::string> reserved_variable(std::string_view name) {
  if (auto why = reserved_word(name)) {
    return why;
  }
  for (const Variable& variable : variables) {
    if (variable.name == name) {
      return "in expressions it is " + std::string(variable.meaning);
    }
  }
  return std::nullopt;
}

std::optional<std::string> reserved_field(std::string_view name) {
  if (name == "id" || name == "type") {
    return "every object has it already";
  }
  if (name == "is") {
    return "after a field it begins what the field says in the words of a concept";
  }
  if (contains(cel_keywords, name)) {
    return "it is a reserved word in expressions";
  }
  return std::nullopt;
}

}  // namespace exeunt::check
