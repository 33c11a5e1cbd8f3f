// Places inside a page that links go to: `#rule.private-linked-emails`.
//
// Names of data stand in them as they are where that is possible, so that a link somebody sent stays good when the page
// is written anew. INVARIANT: letters, digits and `.`, `_`, `-`, `:`, `=`, `&` only.
#pragma once

#include <cstddef>
#include <map>
#include <string>
#include <string_view>

namespace exeunt::page {

class Anchor {
 public:
  explicit Anchor(const char* literal) : text_(literal) {}

  /// `kind.N`.
  static Anchor numbered(const char* kind, std::size_t number);
  /// `this&other`: both at once.
  Anchor with(const Anchor& other) const { return Anchor(text_ + "&" + other.text_); }

  const std::string& text() const { return text_; }

 private:
  friend class Anchors;
  explicit Anchor(std::string text) : text_(std::move(text)) {}

  std::string text_;
};

/// Hands out the places of one kind ("rule"); the same name has the same place.
class Anchors {
 public:
  /// `sign` stands between kind and name.
  explicit Anchors(const char* kind, char sign = '.') : kind_(std::string(kind) + sign) {}

  /// `rule.NAME`; `rule..3` for the third name asked for that no anchor can hold.
  Anchor of(std::string_view name);

 private:
  std::string kind_;
  std::map<std::string, std::size_t, std::less<>> numbered_;
};

}  // namespace exeunt::page
