#include <algorithm>
#include <array>
#include <charconv>

#include "interpreter/diagnostic/suggest.h"
#include "interpreter/library/c_handles.h"

namespace exeunt::c {

namespace {

enum class Takes { text, path, texts, paths, flag, number, pair, absence };

struct Option {
  std::string_view name;
  Takes takes;
};

constexpr auto known = std::to_array<Option>({
    {"edition", Takes::text},  {"policies", Takes::paths}, {"home", Takes::path},    {"installed_home", Takes::path},
    {"lint", Takes::flag},     {"absent", Takes::absence}, {"strict", Takes::flag},  {"event", Takes::text},
    {"subject", Takes::text},  {"by", Takes::text},        {"at", Takes::text},      {"locale", Takes::text},
    {"argument", Takes::pair}, {"transfer", Takes::texts}, {"howtos", Takes::flag},  {"locations", Takes::flag},
    {"colour", Takes::flag},   {"verbose", Takes::flag},   {"concise", Takes::flag}, {"cites", Takes::flag},
    {"width", Takes::number},  {"ignore", Takes::texts},   {"until", Takes::text},   {"any_account", Takes::flag},
});

const Option* find_option(std::string_view name, diagnostic::Sink& sink) {
  std::vector<std::string> names;
  for (const Option& option : known) {
    if (option.name == name) {
      return &option;
    }
    names.emplace_back(option.name);
  }
  diagnostic::suggest(sink.report<diagnostic::Kind::library_unknown_option>(std::nullopt, name), name, names,
                      "options are");
  return nullptr;
}

bool read_number(std::string_view text, std::size_t& number) {
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
  return error == std::errc() && end == text.data() + text.size();
}

/// What the option is not, where the value is none of its; else null.
const char* mistake(Takes takes, std::string_view value) {
  std::size_t number = 0;
  switch (takes) {
    case Takes::flag:
      return value == "true" || value == "false" ? nullptr : "neither `true` nor `false`";
    case Takes::absence:
      return value == "null" || value == "unknown" ? nullptr : "neither `null` nor `unknown`";
    case Takes::number:
      return read_number(value, number) ? nullptr : "not a number of columns";
    case Takes::pair:
      return value.find('=') != std::string_view::npos ? nullptr : "not of the form `name=value`";
    case Takes::text:
    case Takes::texts:
    case Takes::path:
    case Takes::paths:
      return nullptr;
  }
  return nullptr;
}

bool is_repeated(Takes takes) {
  return takes == Takes::texts || takes == Takes::paths || takes == Takes::pair;
}

using Values = std::vector<std::string>;

Values all(const exeunt_options* options, std::string_view name) {
  if (options == nullptr) {
    return {};
  }
  const auto found = options->values.find(name);
  return found != options->values.end() ? found->second : Values();
}

std::string one(const exeunt_options* options, std::string_view name, const std::string& otherwise = "") {
  const Values values = all(options, name);
  return values.empty() ? otherwise : values.back();
}

bool flag(const exeunt_options* options, std::string_view name, bool otherwise = false) {
  return one(options, name, otherwise ? "true" : "false") == "true";
}

}  // namespace

CompileOptions to_compile(const exeunt_options* options) {
  CompileOptions out;
  out.edition = one(options, "edition");
  out.policies = all(options, "policies");
  out.home = one(options, "home");
  out.lint = flag(options, "lint");
  out.installed_home = one(options, "installed_home");
  return out;
}

AccountOptions to_account(const exeunt_options* options) {
  return {one(options, "absent") == "null", flag(options, "strict")};
}

Request to_request(const exeunt_options* options) {
  Request out;
  out.event = one(options, "event");
  out.subject = one(options, "subject");
  out.by = one(options, "by");
  out.at = one(options, "at");
  for (const std::string& pair : all(options, "argument")) {
    const std::size_t mark = pair.find('=');
    out.arguments.emplace_back(pair.substr(0, mark), pair.substr(mark + 1));
  }
  out.transfers = all(options, "transfer");
  out.locale = one(options, "locale");
  out.howtos = flag(options, "howtos");
  out.locations = flag(options, "locations");
  return out;
}

TextOptions to_text(const exeunt_options* options) {
  TextOptions out;
  out.colour = flag(options, "colour");
  out.verbose = flag(options, "verbose");
  out.concise = flag(options, "concise");
  out.cites = flag(options, "cites", out.cites);
  read_number(one(options, "width"), out.width);
  return out;
}

DiffOptions to_diff(const exeunt_options* options) {
  return {all(options, "ignore")};
}

ApplyOptions to_apply(const exeunt_options* options) {
  return {one(options, "until"), flag(options, "any_account"), std::nullopt};
}

}  // namespace exeunt::c

using namespace exeunt::c;

extern "C" {

exeunt_options* exeunt_options_new(void) {
  return new (std::nothrow) exeunt_options;
}

int exeunt_options_set(exeunt_options* options, const char* name, size_t name_size, const char* value,
                       size_t value_size, exeunt_error** error) {
  clear_error(error);
  try {
    Arguments arguments;
    arguments.need("options", options);
    const std::string word = arguments.text("name", name, name_size);
    const Option* const option = arguments.are_right() ? find_option(word, arguments.sink()) : nullptr;
    if (option != nullptr) {
      const bool is_path = option->takes == Takes::path || option->takes == Takes::paths;
      std::string text =
          is_path ? arguments.bytes(word.c_str(), value, value_size) : arguments.text(word.c_str(), value, value_size);
      const char* const wrong = arguments.are_right() ? mistake(option->takes, text) : nullptr;
      if (wrong != nullptr) {
        arguments.sink().report<exeunt::diagnostic::Kind::library_argument>(std::nullopt, word, wrong);
      } else if (arguments.are_right()) {
        std::vector<std::string>& values = options->values[word];
        if (!is_repeated(option->takes)) {
          values.clear();
        }
        values.push_back(std::move(text));
        return 1;
      }
    }
    set_error(error, arguments.error());
  } catch (...) {
    set_out_of_memory(error);
  }
  return 0;
}

void exeunt_options_free(exeunt_options* options) {
  delete options;
}

}  // extern "C"
