#include "interpreter/check/title.h"

#include <algorithm>
#include <string_view>

namespace exeunt::check {

std::string title_of(std::string name) {
  std::replace(name.begin(), name.end(), '_', ' ');
  if (!name.empty() && name[0] >= 'a' && name[0] <= 'z') {
    name[0] = static_cast<char>(name[0] - 'a' + 'A');
  }
  return name;
}

std::string plural_of(const std::string& title) {
  const auto ends = [&](std::string_view end) { return title.ends_with(end); };
  const bool consonant_y = ends("y") && title.size() > 1 &&
                           std::string_view("aeiou").find(title[title.size() - 2]) == std::string_view::npos;
  if (consonant_y) {
    return title.substr(0, title.size() - 1) + "ies";
  }
  return title + (ends("s") || ends("x") || ends("ch") || ends("sh") ? "es" : "s");
}

}  // namespace exeunt::check
