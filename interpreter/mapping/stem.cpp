#include "interpreter/mapping/stem.h"

#include <algorithm>
#include <charconv>

namespace exeunt::mapping {

namespace {

bool is_digit(char c) {
  return c >= '0' && c <= '9';
}

/// The number that all of `text` is. Longer ones are ids, not pages.
std::optional<uint64_t> to_page(std::string_view text) {
  constexpr std::size_t max_digits = 9;
  if (text.empty() || text.size() > max_digits || !std::all_of(text.begin(), text.end(), is_digit)) {
    return std::nullopt;
  }
  uint64_t page = 0;
  std::from_chars(text.data(), text.data() + text.size(), page);
  return page;
}

/// The number at the end of a file's name: `deals/page-3`, `deals/3`.
std::optional<uint64_t> last_number(std::string_view name) {
  const std::size_t last = name.find_last_not_of("0123456789");
  return to_page(last == std::string_view::npos ? name : name.substr(last + 1));
}

std::optional<Match> match_star(const Stem& stem, std::string_view path) {
  if (!path.starts_with(stem.before())) {
    return std::nullopt;
  }
  std::string_view rest = path.substr(stem.before().size());
  Match match;
  const std::size_t dot = rest.rfind('.');
  if (dot != std::string_view::npos) {
    match.page = to_page(rest.substr(dot + 1));
    rest = match.page ? rest.substr(0, dot) : rest;
  }
  if (!rest.ends_with(stem.after()) || rest.size() <= stem.after().size()) {
    return std::nullopt;
  }
  rest.remove_suffix(stem.after().size());
  if (rest.find('/') != std::string_view::npos) {
    return std::nullopt;
  }
  match.star = rest;
  match.series = std::string(stem.before()) + match.star + std::string(stem.after());
  return match;
}

}  // namespace

std::string_view Stem::before() const {
  return std::string_view(text).substr(0, text.find('*'));
}

std::string_view Stem::after() const {
  const std::size_t star = text.find('*');
  return star == std::string::npos ? std::string_view() : std::string_view(text).substr(star + 1);
}

std::optional<Match> match(const Stem& stem, std::string_view path) {
  if (stem.has_star()) {
    return match_star(stem, path);
  }
  if (!path.starts_with(stem.text)) {
    return std::nullopt;
  }
  const std::string_view rest = path.substr(stem.text.size());
  if (rest.empty()) {
    return Match{stem.text, "", std::nullopt};
  }
  if (rest.front() == '/') {
    return Match{stem.text, "", last_number(rest.substr(1))};
  }
  const auto page = rest.front() == '-' || rest.front() == '.' ? to_page(rest.substr(1)) : std::nullopt;
  return page ? std::optional(Match{stem.text, "", page}) : std::nullopt;
}

std::optional<std::string_view> strip_suffixes(std::string_view path) {
  if (path.ends_with(".gz")) {
    path.remove_suffix(3);
  }
  for (const std::string_view suffix : {".json", ".ndjson", ".jsonl"}) {
    if (path.ends_with(suffix) && path.size() > suffix.size()) {
      return path.substr(0, path.size() - suffix.size());
    }
  }
  return std::nullopt;
}

int compare_natural(std::string_view a, std::string_view b) {
  while (!a.empty() && !b.empty()) {
    if (is_digit(a.front()) && is_digit(b.front())) {
      const auto take = [](std::string_view& text) {
        text.remove_prefix(std::min(text.find_first_not_of('0'), text.size()));
        const std::string_view digits = text.substr(0, text.find_first_not_of("0123456789"));
        text.remove_prefix(digits.size());
        return digits;
      };
      const std::string_view x = take(a);
      const std::string_view y = take(b);
      const int order = x.size() != y.size() ? (x.size() < y.size() ? -1 : 1) : x.compare(y);
      if (order != 0) {
        return order;
      }
      continue;
    }
    if (a.front() != b.front()) {
      return static_cast<unsigned char>(a.front()) < static_cast<unsigned char>(b.front()) ? -1 : 1;
    }
    a.remove_prefix(1);
    b.remove_prefix(1);
  }
  return a.empty() ? (b.empty() ? 0 : -1) : 1;
}

}  // namespace exeunt::mapping
