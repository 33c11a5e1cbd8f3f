// Writes HTML in which data stays data: the one place where text becomes markup.
//
//   html.leaf("td", {{"class", "name"}}, "<b>");     <td class="name">&lt;b&gt;</td>
//
// INVARIANT: what a caller passes as text or as the value of an attribute cannot become an element, an attribute, a
// link or code. Names of elements and attributes are literals checked while compiling; attributes that browsers run or
// load (`on…`, `style`, `src`, `href` …) are not among them, links go to anchors of the same page only (anchor.h), and
// style and script come from assets (assets.h). Control characters, characters that reorder text and bytes that are no
// UTF-8 are made visible (diagnostic::visible).
#pragma once

#include <initializer_list>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "interpreter/page/anchor.h"

namespace exeunt::page {

/// The name of an element; what is not in the list does not compile.
class Tag {
 public:
  consteval Tag(const char* name) : name_(name) {  // NOLINT(google-explicit-constructor): reads as HTML
    if (!is_known(name_)) {
      throw "no element that pages use";
    }
  }
  static constexpr bool is_known(std::string_view name) {
    return is_in(name, block_names) || is_in(name, inline_names);
  }
  constexpr std::string_view name() const { return name_; }
  /// Stands on lines of its own: white space around it means nothing.
  constexpr bool is_block() const { return !is_in(name_, inline_names); }
  /// Has no content and no end.
  constexpr bool is_void() const { return is_in(name_, void_names); }

 private:
  static constexpr std::string_view block_names[] = {
      "article", "aside",  "body",  "caption", "col", "colgroup", "dd",      "details", "dialog", "div",  "dl",
      "dt",      "footer", "h1",    "h2",      "h3",  "h4",       "h5",      "head",    "header", "html", "li",
      "main",    "meta",   "nav",   "ol",      "p",   "pre",      "section", "table",   "tbody",  "td",   "tfoot",
      "th",      "thead",  "title", "tr",      "ul",  "fieldset", "legend",  "summary"};
  static constexpr std::string_view inline_names[] = {"a",     "abbr",   "bdi",    "button", "code", "em",     "input",
                                                      "label", "option", "output", "select", "span", "strong", "time"};
  static constexpr std::string_view void_names[] = {"col", "input", "meta"};

  // No template: clang 14 has none of a template's bodies yet where a constant is wanted.
  static constexpr bool is_in(std::string_view name, std::span<const std::string_view> names) {
    for (const std::string_view one : names) {
      if (one == name) {
        return true;
      }
    }
    return false;
  }

  std::string_view name_;
};

/// The name of an attribute that holds text; what is not in the list does not compile.
class AttributeName {
 public:
  consteval AttributeName(const char* name) : name_(name) {  // NOLINT(google-explicit-constructor): reads as HTML
    if (!is_known(name_)) {
      throw "no attribute that pages use";
    }
  }
  static constexpr bool is_known(std::string_view name) {
    for (const std::string_view one : names) {
      if (one == name) {
        return true;
      }
    }
    return name.starts_with("aria-") || name.starts_with("data-");
  }
  constexpr std::string_view name() const { return name_; }

 private:
  static constexpr std::string_view names[] = {
      "autocomplete", "charset", "class", "colspan",     "content", "datetime",   "dir",    "hidden",
      "http-equiv",   "lang",    "name",  "placeholder", "role",    "rowspan",    "scope",  "tabindex",
      "title",        "type",    "value", "open",        "for",     "spellcheck", "checked"};

  std::string_view name_;
};

/// An attribute of an element.
class Attribute {
 public:
  Attribute(AttributeName name, std::string_view value) : name_(name.name()), value_(value) {}
  /// Without a value: it is there or not.
  Attribute(AttributeName name, bool is_there) : name_(name.name()), is_there_(is_there), is_flag_(true) {}
  Attribute(AttributeName name, const char* value) : Attribute(name, std::string_view(value)) {}

  /// Makes the element a place that links go to.
  static Attribute id(const Anchor& anchor) { return Attribute(Place{}, "id", anchor.text()); }
  /// A link to a place of this page.
  static Attribute href(const Anchor& anchor) { return Attribute(Place{}, "href", "#" + anchor.text()); }

 private:
  friend class Markup;
  struct Place {};
  Attribute(Place /*of this page*/, const char* name, std::string value) : name_(name), value_(std::move(value)) {}

  std::string_view name_;
  std::string value_;
  bool is_there_ = true;
  bool is_flag_ = false;
};

using Attributes = std::initializer_list<Attribute>;

/// A piece of HTML being written.
class Markup {
 public:
  /// Ends its element where it goes out of scope.
  class [[nodiscard]] Scope {
   public:
    Scope(Markup& markup, Tag tag) : markup_(markup), tag_(tag) {}
    ~Scope() { markup_.close(tag_); }
    Scope(const Scope&) = delete;
    Scope& operator=(const Scope&) = delete;

   private:
    Markup& markup_;
    Tag tag_;
  };

  /// An element whose content follows, until the scope ends.
  Scope open(Tag tag, Attributes attributes = {});
  /// An element that holds text only.
  Markup& leaf(Tag tag, Attributes attributes, std::string_view text);
  Markup& leaf(Tag tag, std::string_view text) { return leaf(tag, {}, text); }
  /// An element without content: `meta`, `input`, or one that a script fills.
  Markup& empty(Tag tag, Attributes attributes = {});
  /// Text, made visible and escaped.
  Markup& text(std::string_view text);
  /// A piece of blocks made before, with every element in it ended.
  Markup& append(const Markup& piece);

  const std::string& str() const { return out_; }

 private:
  friend class Document;

  void start(Tag tag, Attributes attributes);
  void close(Tag tag);
  /// Not escaped: for the frame of a document, from literals and assets.
  void raw(std::string_view html) { out_ += html; }

  std::string out_;
};

}  // namespace exeunt::page
