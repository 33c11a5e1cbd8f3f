#include "interpreter/verify/verification.h"

#include <array>

namespace exeunt::verify {

std::string_view name(Fate fate) {
  static constexpr std::array<std::string_view, fates> names{"exact", "missed", "wrong", "extra", "unchecked"};
  return names[static_cast<std::size_t>(fate)];
}

std::string_view name(What what) {
  static constexpr std::array<std::string_view, 3> names{"field", "erased", "created"};
  return names[static_cast<std::size_t>(what)];
}

std::string_view name(Lesson::Kind kind) {
  static constexpr std::array<std::string_view, 11> names{"never",      "too_wide",  "other_value", "gone",
                                                          "too_narrow", "no_rule",   "due_later",   "called_off",
                                                          "blocked",    "undecided", "unchecked"};
  return names[static_cast<std::size_t>(kind)];
}

static std::optional<double> ratio(uint64_t part, uint64_t whole) {
  return whole == 0 ? std::nullopt : std::optional(static_cast<double>(part) / static_cast<double>(whole));
}

std::optional<double> Tally::precision() const {
  const Tally& self = *this;
  return ratio(self[Fate::exact], self[Fate::exact] + self[Fate::missed] + self[Fate::wrong]);
}

std::optional<double> Tally::recall() const {
  const Tally& self = *this;
  return ratio(self[Fate::exact], self[Fate::exact] + self[Fate::wrong] + self[Fate::extra]);
}

bool Tally::is_exact() const {
  const Tally& self = *this;
  return self[Fate::missed] + self[Fate::wrong] + self[Fate::extra] + self[Fate::unchecked] == 0;
}

}  // namespace exeunt::verify
