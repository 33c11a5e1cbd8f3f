#include "interpreter/yaml/tree.h"

#include <algorithm>

namespace exeunt::yaml {

using source::Span;

Span Tree::point(std::size_t offset) const {
  const auto at = static_cast<uint32_t>(std::min(offset, text_.size()));
  return {file_, at, at};
}

std::optional<Span> Tree::open_bracket() const {
  if (open_.empty() || !open_.back().inside.in_flow) {
    return std::nullopt;
  }
  const Span& span = open_.back().node.span;
  return Span{span.file, span.begin, span.begin + 1};
}

void Tree::open(Node::Kind kind, Span begin, int column, bool flow) {
  const bool in_flow = flow || context().in_flow;
  Open next;
  next.node.kind = kind;
  next.node.span = begin;
  next.inside = {in_flow ? context().parent_indent : column, in_flow};
  open_.push_back(std::move(next));
}

void Tree::close() {
  Node node = std::move(open_.back().node);
  open_.pop_back();
  if (!node.items.empty()) {
    node.span.end = std::max(node.span.end, node.items.back().span.end);
  }
  const char bracket = node.span.begin < text_.size() ? text_[node.span.begin] : ' ';
  if (bracket == '[' || bracket == '{') {
    const std::size_t closing = text_.find_first_of("]}", node.span.end);
    node.span.end = static_cast<uint32_t>(std::min(closing, text_.size() - 1) + 1);
  }
  add(std::move(node));
}

void Tree::add_scalar(Span begin, Scalar scalar) {
  Node node;
  node.kind = Node::Kind::scalar;
  node.span = begin;
  node.span.end = std::max(scalar.end, begin.begin);
  node.text = std::move(scalar.value);
  node.runs = std::move(scalar.runs);
  const uint32_t body = std::max(scalar.body_begin, begin.begin);
  if (body < node.span.end) {
    scalars_.emplace_back(body, node.span.end);
  }
  add(std::move(node));
}

void Tree::add_empty(Span at) {
  Node node;
  node.span = at;
  add(std::move(node));
}

void Tree::add(Node node) {
  if (open_.empty()) {
    root_ = std::move(node);
    return;
  }
  Node& parent = open_.back().node;
  if (node.kind == Node::Kind::empty && !parent.items.empty()) {
    // The mark of nothing is that of the next token: it must not stretch the parent's span.
    node.span.begin = node.span.end = parent.items.back().span.end;
  }
  parent.items.push_back(std::move(node));
}

}  // namespace exeunt::yaml
