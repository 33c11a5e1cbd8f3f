// Builds the tree of a YAML document from its parts, in the order of the text, whoever finds them. Private to the room.
//
// INVARIANT: spans, values and runs depend on the text and on where the parts begin alone.
#pragma once

#include <optional>
#include <string_view>
#include <vector>

#include "interpreter/yaml/comment.h"
#include "interpreter/yaml/document.h"
#include "interpreter/yaml/scalar.h"

namespace exeunt::yaml {

class Tree {
 public:
  static constexpr std::size_t max_depth = 64;

  Tree(std::string_view text, source::FileId file) : text_(text), file_(file) {}

  source::Span point(std::size_t offset) const;
  /// Where the next scalar would stand.
  ScalarContext context() const { return open_.empty() ? ScalarContext() : open_.back().inside; }
  /// Whether another list or mapping would be one too many.
  bool is_full() const { return open_.size() == max_depth; }
  /// The innermost `[` or `{` that is open.
  std::optional<source::Span> open_bracket() const;

  /// A list or mapping begins; `column`, counted from 0, is where its keys or dashes stand.
  void open(Node::Kind kind, source::Span begin, int column, bool flow);
  void close();
  void add_scalar(source::Span begin, Scalar scalar);
  /// Nothing, where a value could be.
  void add_empty(source::Span at);

  std::optional<Node> take_root() { return std::move(root_); }
  const Ranges& scalars() const { return scalars_; }

 private:
  struct Open {
    Node node;
    ScalarContext inside;
  };

  void add(Node node);

  std::string_view text_;
  source::FileId file_;
  std::optional<Node> root_;
  std::vector<Open> open_;
  Ranges scalars_;
};

}  // namespace exeunt::yaml
