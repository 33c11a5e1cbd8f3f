#include "interpreter/plan/markup.h"

#include <fmt/format.h>

#include <algorithm>
#include <cstddef>

namespace exeunt::plan {

static bool is_word(char c) {
  return (c >= '0' && c <= '9') || (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z') ||
         (static_cast<unsigned char>(c) >= 0x80);
}

std::string escape(std::string_view text) {
  constexpr std::string_view anywhere = "\\`*{}[]<>|~$";
  constexpr std::string_view at_start = "-+=#.)";
  std::string out;
  bool start = true;  // only digits so far: what follows could make a list, a heading or a rule of the line
  for (std::size_t i = 0; i < text.size(); ++i) {
    const char c = text[i];
    const std::string_view rest = text.substr(i + 1);
    if (c == '&') {
      out += "&amp;";
    } else if (c == '@' || (c == '#' && !start)) {
      // Mentions and issue numbers are found after rendering, where an escape is gone: an empty comment parts the word.
      out += c;
      out += "<!-- -->";
    } else {
      const bool inner_underscore = i != 0 && is_word(text[i - 1]) && !rest.empty() && is_word(rest.front());
      const bool is_special = anywhere.find(c) != std::string_view::npos ||  //
                              (c == '_' && !inner_underscore) || (c == ':' && rest.starts_with("//")) ||
                              (c == '.' && (out.ends_with("www") || out.ends_with("WWW"))) ||
                              (start && at_start.find(c) != std::string_view::npos);
      out += is_special ? "\\" : "";
      out += c;
    }
    start = start && c >= '0' && c <= '9';
  }
  return out;
}

/// The fence is longer than any run of backticks inside.
std::string code(std::string_view text) {
  if (text.empty()) {
    return {};
  }
  std::size_t longest = 0;
  std::size_t run = 0;
  for (const char c : text) {
    run = c == '`' ? run + 1 : 0;
    longest = std::max(longest, run);
  }
  const std::string fence(longest + 1, '`');
  const bool padded = longest != 0 || text.front() == ' ' || text.back() == ' ';
  const char* pad = padded ? " " : "";
  return fmt::format("{}{}{}{}{}", fence, pad, text, pad, fence);
}

}  // namespace exeunt::plan
