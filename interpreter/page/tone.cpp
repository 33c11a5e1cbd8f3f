#include "interpreter/page/tone.h"

#include <algorithm>
#include <iterator>

namespace exeunt::page {

namespace {

enum Index { gone, stops, changes, moves, open, gains, stays };

constexpr Tone table[] = {
    {"gone", "−", "is erased, or is lost"},
    {"stops", "!", "stops, fails, or gets out of reach"},
    {"changes", "~", "changes"},
    {"moves", "→", "passes on, or lets go of the leaver"},
    {"open", "?", "is not known"},
    {"gains", "+", "is gained, or is back"},
    {"stays", "=", "stays as it is"},
};

struct Standard {
  std::string_view class_name;
  Index tone;
};

constexpr Standard standard[] = {
    {"retained", stays},
    {"continues", stays},
    {"kept", stays},
    {"ruled-out", stays},
    {"restored", gains},
    {"gained", gains},
    {"transferred", moves},
    {"unassigned", moves},
    {"detached", moves},
    {"placeholder", moves},
    {"disabled", stops},
    {"uninstalled", stops},
    {"fails", stops},
    {"credential-revoked", stops},
    {"at-risk", stops},
    {"inaccessible", stops},
    {"continues-in-part", changes},
    {"uncounted", changes},
    {"notified", changes},
    {"restricted", changes},
    {"label-shown", changes},
    {"unaffected", stays},
    {"erased-later", gone},
    {"erased", gone},
    {"anonymised", gone},
    {"lost", gone},
    {"not-offered", gone},
    {"unspecified", open},
};

Index of_symbol(std::string_view symbol) {
  constexpr std::pair<std::string_view, Index> symbols[] = {
      {"-", gone}, {"!", stops}, {"+", gains}, {"=", stays}, {"?", open}};
  const auto found =
      std::find_if(std::begin(symbols), std::end(symbols), [&](const auto& one) { return one.first == symbol; });
  return found == std::end(symbols) ? changes : found->second;
}

}  // namespace

std::span<const Tone> tones() {
  return table;
}

const Tone& tone_of(std::string_view class_name, std::string_view symbol) {
  const auto found = std::find_if(std::begin(standard), std::end(standard),
                                  [&](const Standard& one) { return one.class_name == class_name; });
  return table[found == std::end(standard) ? of_symbol(symbol) : found->tone];
}

const Tone& tone_of(std::string_view class_name, int severity) {
  constexpr int grave = 75;
  constexpr int hindering = 40;
  return tone_of(class_name, severity >= grave ? "-" : severity >= hindering ? "!" : severity > 0 ? "~" : "=");
}

std::string class_words(std::string_view class_name) {
  std::string words(class_name);
  std::replace(words.begin(), words.end(), '-', ' ');
  if (!words.empty() && words[0] >= 'a' && words[0] <= 'z') {
    words[0] = static_cast<char>(words[0] - 'a' + 'A');
  }
  return words;
}

}  // namespace exeunt::page
