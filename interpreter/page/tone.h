// How a fate looks: a glyph, a word and a colour, of which the colour is never the only one.
//
// The standard classes (stdlib/outcomes.policy) have their tones here; a class that a pack declares itself has that of
// the symbol by which the plan's text marks the change.
#pragma once

#include <span>
#include <string>
#include <string_view>

namespace exeunt::page {

struct Tone {
  std::string_view name;   ///< of the style: "gone"
  std::string_view glyph;  ///< one character
  std::string_view says;   ///< for the legend
};

/// Every tone, worst first.
std::span<const Tone> tones();

/// `symbol`: as plan::symbol, for classes that are not standard.
const Tone& tone_of(std::string_view class_name, std::string_view symbol);

/// The same for classes whose severity is known (0 to 100).
const Tone& tone_of(std::string_view class_name, int severity);

/// "Credential revoked" of `credential-revoked`: what a class is called where its title is not at hand.
std::string class_words(std::string_view class_name);

}  // namespace exeunt::page
