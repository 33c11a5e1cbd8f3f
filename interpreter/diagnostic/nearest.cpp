#include <algorithm>
#include <utility>

#include "interpreter/diagnostic/diagnostic.h"

namespace exeunt::diagnostic {

namespace {

// No name that people write is longer; beyond it a suggestion is no help and the table would be large.
constexpr std::size_t max_length = 256;

char fold(char c) {
  return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
}

/// Optimal string alignment: insert, delete, replace, swap two neighbours, each 1. Upper and lower case are the same
/// letter here, so that `Deal` finds `deal`.
std::size_t distance(std::string_view a, std::string_view b) {
  std::vector<std::size_t> before_last(b.size() + 1);
  std::vector<std::size_t> last(b.size() + 1);
  std::vector<std::size_t> row(b.size() + 1);
  for (std::size_t j = 0; j <= b.size(); ++j) {
    row[j] = j;
  }
  for (std::size_t i = 1; i <= a.size(); ++i) {
    std::swap(before_last, last);
    std::swap(last, row);
    row[0] = i;
    for (std::size_t j = 1; j <= b.size(); ++j) {
      const bool same = fold(a[i - 1]) == fold(b[j - 1]);
      row[j] = std::min({last[j] + 1, row[j - 1] + 1, last[j - 1] + (same ? 0u : 1u)});
      if (i > 1 && j > 1 && fold(a[i - 1]) == fold(b[j - 2]) && fold(a[i - 2]) == fold(b[j - 1])) {
        row[j] = std::min(row[j], before_last[j - 2] + 1);
      }
    }
  }
  return row[b.size()];
}

}  // namespace

std::optional<std::string> nearest(std::string_view word, const std::vector<std::string>& candidates) {
  if (word.empty() || word.size() > max_length) {
    return std::nullopt;
  }
  const std::string* best = nullptr;
  std::size_t best_distance = 0;
  for (const std::string& candidate : candidates) {
    if (candidate.empty() || candidate.size() > max_length || candidate == word) {
      continue;
    }
    // A third of the letters may differ; more than that is another word.
    const std::size_t longer = std::max(word.size(), candidate.size());
    const std::size_t allowed = std::max<std::size_t>(1, longer / 3);
    const std::size_t difference = longer - std::min(word.size(), candidate.size());
    if (difference > allowed || (best != nullptr && difference >= best_distance)) {
      continue;
    }
    const std::size_t d = distance(word, candidate);
    // Two one-letter names always differ by one: that says nothing.
    if (d > allowed || d >= longer || (best != nullptr && d >= best_distance)) {
      continue;
    }
    best = &candidate;
    best_distance = d;
  }
  return best == nullptr ? std::nullopt : std::optional(*best);
}

}  // namespace exeunt::diagnostic
