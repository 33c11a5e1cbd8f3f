#include "interpreter/cel/suggest.h"

#include <fmt/format.h>

#include <algorithm>

namespace exeunt::cel {

/// Longer names are not worth the quadratic comparison.
static constexpr size_t max_length = 100;

static char lower(char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c; }

/// Insertions, deletions, replacements, and swaps of neighbours cost one each; case costs nothing.
static size_t edit_distance(std::string_view a, std::string_view b) {
  std::vector<size_t> before(b.size() + 1);
  std::vector<size_t> previous(b.size() + 1);
  std::vector<size_t> current(b.size() + 1);
  for (size_t j = 0; j <= b.size(); ++j) {
    previous[j] = j;
  }
  for (size_t i = 1; i <= a.size(); ++i) {
    current[0] = i;
    for (size_t j = 1; j <= b.size(); ++j) {
      const bool same = lower(a[i - 1]) == lower(b[j - 1]);
      current[j] = std::min({previous[j] + 1, current[j - 1] + 1, previous[j - 1] + (same ? 0 : 1)});
      if (i > 1 && j > 1 && lower(a[i - 1]) == lower(b[j - 2]) && lower(a[i - 2]) == lower(b[j - 1])) {
        current[j] = std::min(current[j], before[j - 2] + 1);
      }
    }
    std::swap(before, previous);
    std::swap(previous, current);
  }
  return previous[b.size()];
}

std::string nearest(std::string_view name, const std::vector<std::string>& candidates) {
  std::string best;
  size_t best_distance = std::max<size_t>((name.size() + 2) / 4, 1);
  if (name.empty() || name.size() > max_length) {
    return best;
  }
  for (const std::string& candidate : candidates) {
    if (candidate == name || candidate.size() > name.size() + best_distance) {
      continue;
    }
    const size_t distance = edit_distance(name, candidate);
    // A short name that shares no letter with another one is not a misspelling of it.
    const bool near = distance <= best_distance && distance < std::max(name.size(), candidate.size());
    if (near && (best.empty() || distance < best_distance || candidate < best)) {
      best = candidate;
      best_distance = distance;
    }
  }
  return best;
}

std::string did_you_mean(std::string_view name, const std::vector<std::string>& candidates) {
  const std::string found = nearest(name, candidates);
  return found.empty() ? "" : fmt::format("did you mean `{}`?", found);
}

}  // namespace exeunt::cel
