#include "interpreter/page/anchor.h"

#include <fmt/format.h>

#include <algorithm>

namespace exeunt::page {

static bool can_stand(std::string_view name) {
  constexpr std::size_t longest = 100;
  // A point in front is of the numbered ones.
  return !name.empty() && name.size() <= longest && name.front() != '.' &&
         std::all_of(name.begin(), name.end(), [](char c) {
           return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '.' || c == '_' ||
                  c == '-' || c == ':';
         });
}

Anchor Anchor::numbered(const char* kind, std::size_t number) {
  return Anchor(fmt::format("{}.{}", kind, number));
}

Anchor Anchors::of(std::string_view name) {
  if (can_stand(name)) {
    return Anchor(kind_ + std::string(name));
  }
  const auto found = numbered_.find(name);
  const std::size_t number =
      found != numbered_.end() ? found->second : numbered_.emplace(name, numbered_.size() + 1).first->second;
  return Anchor(fmt::format("{}.{}", kind_, number));
}

}  // namespace exeunt::page
