#include "interpreter/page/markup.h"

#include "interpreter/diagnostic/visible.h"

namespace exeunt::page {

/// Escapes for text and for attributes in double quotes alike.
static void append_escaped(std::string& out, std::string_view text) {
  const std::string shown = diagnostic::visible(text);
  for (const char c : shown) {
    switch (c) {
      case '&':
        out += "&amp;";
        break;
      case '<':
        out += "&lt;";
        break;
      case '>':
        out += "&gt;";
        break;
      case '"':
        out += "&quot;";
        break;
      case '\'':
        out += "&#39;";
        break;
      default:
        out += c;
    }
  }
}

void Markup::start(Tag tag, Attributes attributes) {
  if (tag.is_block() && !out_.empty() && out_.back() != '\n') {
    out_ += '\n';
  }
  out_ += '<';
  out_ += tag.name();
  for (const Attribute& attribute : attributes) {
    const bool has_no_class = attribute.name_ == "class" && attribute.value_.empty();
    if (!attribute.is_there_ || has_no_class) {
      continue;
    }
    out_ += ' ';
    out_ += attribute.name_;
    if (!attribute.is_flag_) {
      out_ += "=\"";
      append_escaped(out_, attribute.value_);
      out_ += '"';
    }
  }
  out_ += '>';
}

void Markup::close(Tag tag) {
  out_ += "</";
  out_ += tag.name();
  out_ += '>';
}

Markup::Scope Markup::open(Tag tag, Attributes attributes) {
  start(tag, attributes);
  return {*this, tag};
}

Markup& Markup::leaf(Tag tag, Attributes attributes, std::string_view content) {
  start(tag, attributes);
  append_escaped(out_, content);
  close(tag);
  return *this;
}

Markup& Markup::empty(Tag tag, Attributes attributes) {
  start(tag, attributes);
  if (!tag.is_void()) {
    close(tag);
  }
  return *this;
}

Markup& Markup::text(std::string_view content) {
  append_escaped(out_, content);
  return *this;
}

Markup& Markup::append(const Markup& piece) {
  out_ += '\n';
  out_ += piece.out_;
  return *this;
}

}  // namespace exeunt::page
