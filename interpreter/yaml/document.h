// Bytes to a tree of nodes with exact spans: YAML, before anything is known about policies.
//
// Refused here, each with a sentence of its own: malformed text, control characters, aliases, anchors, tags, a second
// document, nesting deeper than a person writes. No alias is ever followed, so a small file cannot grow.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "interpreter/ast/ast.h"
#include "interpreter/diagnostic/diagnostic.h"
#include "interpreter/source/source.h"

namespace exeunt::yaml {

struct Node {
  enum class Kind { empty, scalar, list, mapping };
  Kind kind = Kind::empty;
  source::Span span;               ///< a scalar's with its quotes or block indicator; a point where `empty`
  std::string text;                ///< scalar: its value
  std::vector<ast::TextRun> runs;  ///< scalar: where the value's characters stand
  std::vector<Node> items;         ///< list: its items; mapping: key, value, key, value …
};

/// "a list", "a mapping", "text" or "nothing", for messages.
std::string_view describe(Node::Kind kind);

struct Document {
  std::optional<Node> root;  ///< no value: errors were reported
  std::vector<ast::Comment> comments;
};

Document load(const source::Manager& sources, source::FileId file, diagnostic::Sink& sink);

}  // namespace exeunt::yaml
