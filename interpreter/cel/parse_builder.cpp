#include "interpreter/cel/parse_builder.h"

#include <fmt/format.h>

#include <algorithm>

#include "interpreter/cel/literal.h"
#include "interpreter/cel/macro.h"

namespace exeunt::cel {

static constexpr std::string_view reserved_words[] = {
    "as",  "break",  "const", "continue", "else",      "for",    "function", "if",   "import",
    "let", "loop",   "package", "namespace", "return", "var",    "void",     "while"};

Builder::Builder(std::string_view text, const ParseOptions& options, bool embedded, Issues& issues)
    : text_(text), options_(options), embedded_(embedded), issues_(issues) {
  ast_.nodes.reserve(embedded ? 16 : std::clamp<size_t>(text.size() / 6, 4, 4096));
}

bool Builder::may_construct(uint32_t at) const { return plain_name_ && (!embedded_ || at == token_end_); }

void Builder::enter(uint32_t at) {
  if (++level_ > options_.max_depth) {
    // The guard's destructor does not run when its constructor throws.
    --level_;
    fail_deep(at);
  }
}

// The stack of operands. ----------------------------------------------------------------------------------------------

NodeId Builder::add(Node node) {
  uint32_t depth = 0;
  for (const NodeId child : node.children) {
    depth = std::max(depth, depths_[child]);
  }
  if (++depth > options_.max_depth) {
    fail_deep(node.name_begin);
  }
  depths_.push_back(depth);
  ast_.nodes.push_back(std::move(node));
  return static_cast<NodeId>(ast_.nodes.size() - 1);
}

void Builder::push(Node node) {
  const uint32_t begin = node.begin;
  const uint32_t end = node.end;
  operands_.push_back({add(std::move(node)), begin, end});
  plain_name_ = false;
}

void Builder::push_call(std::string_view name, Range name_range, Range range, std::vector<NodeId> children) {
  Node node;
  node.kind = NodeKind::call;
  node.name = name;
  node.begin = range.begin;
  node.end = range.end;
  node.name_begin = name_range.begin;
  node.name_end = name_range.end;
  node.children = std::move(children);
  push(std::move(node));
}

Builder::Operand Builder::pop() {
  const Operand top = operands_.back();
  operands_.pop_back();
  return top;
}

std::vector<NodeId> Builder::pop_children(size_t down_to) {
  std::vector<NodeId> out;
  out.reserve(operands_.size() - down_to);
  for (size_t i = down_to; i < operands_.size(); ++i) {
    out.push_back(operands_[i].id);
  }
  operands_.resize(down_to);
  return out;
}

Builder::Frame Builder::pop_frame() {
  Frame frame = std::move(frames_.back());
  frames_.pop_back();
  return frame;
}

Ast Builder::take() {
  ast_.root = operands_.back().id;
  if (!any_dropped_) {
    return std::move(ast_);
  }
  dropped_.resize(ast_.nodes.size());
  std::vector<NodeId> renumbered(ast_.nodes.size());
  NodeId kept = 0;
  for (NodeId id = 0; id < ast_.nodes.size(); ++id) {
    renumbered[id] = kept;
    kept += dropped_[id] ? 0 : 1;
  }
  Ast out;
  out.nodes.reserve(kept);
  for (NodeId id = 0; id < ast_.nodes.size(); ++id) {
    if (dropped_[id]) {
      continue;
    }
    Node node = std::move(ast_.nodes[id]);
    for (NodeId& child : node.children) {
      child = renumbered[child];
    }
    out.nodes.push_back(std::move(node));
  }
  out.root = renumbered[ast_.root];
  return out;
}

// Tokens and literals. ------------------------------------------------------------------------------------------------

void Builder::token_done(uint32_t end) {
  token_end_ = end;
  ++token_count_;
}

void Builder::literal(Value value, Range range) {
  Node node;
  node.value = std::move(value);
  node.begin = range.begin;
  node.end = range.end;
  node.name_begin = range.begin;
  node.name_end = range.end;
  push(std::move(node));
}

void Builder::number(Range range) {
  LiteralError error;
  const std::string_view text = text_.substr(range.begin, range.end - range.begin);
  const bool negative = minus_token_ != UINT32_MAX && minus_token_ + 1 == token_count_;
  Value value = number_literal(text, negative, error);
  if (negative) {
    // The minus becomes part of the literal; an entry that starts a chain of prefixes has to stay.
    prefixes_.back().mark = ' ';
    range.begin = prefixes_.back().range.begin;
  }
  if (!error.message.empty()) {
    issues_.push_back({IssueKind::bad_literal, range.begin, range.end, std::move(error.message), std::move(error.help)});
  }
  literal(std::move(value), range);
}

void Builder::string(Range range) {
  LiteralError error;
  Value value = string_literal(text_.substr(range.begin, range.end - range.begin), error);
  if (!error.message.empty()) {
    issues_.push_back({IssueKind::bad_literal, range.begin + error.begin, range.begin + error.end,
                       std::move(error.message), std::move(error.help)});
  }
  literal(std::move(value), range);
}

// Names, selections, calls. -------------------------------------------------------------------------------------------

void Builder::leading_dot(uint32_t at) {
  after_dot_ = true;
  dot_begin_ = at;
}

void Builder::ident(Range range) {
  const std::string_view word = text_.substr(range.begin, range.end - range.begin);
  if (std::find(std::begin(reserved_words), std::end(reserved_words), word) != std::end(reserved_words)) {
    throw SyntaxError{{IssueKind::syntax, range.begin, range.end, fmt::format("`{}` is a reserved word", word), {}}};
  }
  Node node;
  node.kind = NodeKind::ident;
  node.name = word;
  if (after_dot_) {
    node.name.insert(0, 1, '.');
  }
  node.begin = after_dot_ ? dot_begin_ : range.begin;
  node.end = range.end;
  node.name_begin = range.begin;
  node.name_end = range.end;
  after_dot_ = false;
  push(std::move(node));
  plain_name_ = true;
}

void Builder::select(Range range, bool quoted) {
  const bool was_name = plain_name_ && !quoted && !optional_select_;
  const Operand target = pop();
  Node node;
  node.kind = NodeKind::select;
  node.name = quoted ? text_.substr(range.begin + 1, range.end - range.begin - 2)
                     : text_.substr(range.begin, range.end - range.begin);
  node.optional = optional_select_;
  node.begin = target.begin;
  node.end = range.end;
  node.name_begin = range.begin;
  node.name_end = range.end;
  node.children = {target.id};
  optional_select_ = false;
  push(std::move(node));
  plain_name_ = was_name;
}

void Builder::begin_call(uint32_t) {
  // The callee is the node added last: a name, or the selection of one.
  const Operand callee = pop();
  Node node = std::move(ast_.nodes.back());
  ast_.nodes.pop_back();
  depths_.pop_back();

  Frame frame;
  frame.operands = operands_.size();
  frame.begin = callee.begin;
  frame.name = std::move(node.name);
  frame.name_range = {node.name_begin, node.name_end};
  frame.receiver = node.kind == NodeKind::select;
  if (frame.receiver) {
    const Node& target = ast_[node.children.front()];
    operands_.push_back({node.children.front(), target.begin, target.end});
  }
  frames_.push_back(std::move(frame));
}

void Builder::end_call(uint32_t end) {
  Frame frame = pop_frame();
  Node node;
  node.kind = NodeKind::call;
  node.name = std::move(frame.name);
  node.receiver = frame.receiver;
  node.begin = frame.begin;
  node.end = end;
  node.name_begin = frame.name_range.begin;
  node.name_end = frame.name_range.end;
  node.children = pop_children(frame.operands);
  if (options_.macros) {
    std::vector<NodeId> dropped;
    expand_macro(node, {ast_, dropped, issues_, [this](Node made) { return add(std::move(made)); }});
    for (const NodeId id : dropped) {
      dropped_.resize(ast_.nodes.size());
      dropped_[id] = true;
      any_dropped_ = true;
    }
  }
  push(std::move(node));
}

void Builder::begin_index(Range bracket) {
  Frame frame;
  frame.operands = operands_.size() - 1;
  frame.begin = operands_.back().begin;
  frame.name_range = bracket;
  frames_.push_back(std::move(frame));
}

void Builder::end_index(uint32_t end) {
  const Frame frame = pop_frame();
  push_call(frame.optional_entry ? "_[?_]" : "_[_]", frame.name_range, {frame.begin, end},
            pop_children(frame.operands));
}

// Lists, maps, messages, groups. --------------------------------------------------------------------------------------

void Builder::begin_sequence(uint32_t begin) {
  Frame frame;
  frame.operands = operands_.size();
  frame.begin = begin;
  frames_.push_back(std::move(frame));
}

void Builder::entry_done() {
  Frame& frame = frames_.back();
  frame.optional_entries.push_back(frame.optional_entry);
  frame.optional_entry = false;
}

void Builder::finish_optional_entries(Frame& frame, Node& node) const {
  const auto& entries = frame.optional_entries;
  if (std::find(entries.begin(), entries.end(), true) != entries.end()) {
    node.optional_entries = std::move(frame.optional_entries);
  }
}

static Node sequence(NodeKind kind, uint32_t begin, uint32_t end, std::vector<NodeId> children) {
  Node node;
  node.kind = kind;
  node.begin = begin;
  node.end = end;
  node.name_begin = begin;
  node.name_end = end;
  node.children = std::move(children);
  return node;
}

void Builder::end_list(uint32_t end) {
  Frame frame = pop_frame();
  Node node = sequence(NodeKind::list, frame.begin, end, pop_children(frame.operands));
  finish_optional_entries(frame, node);
  push(std::move(node));
}

void Builder::end_map(uint32_t end) {
  Frame frame = pop_frame();
  Node node = sequence(NodeKind::map, frame.begin, end, pop_children(frame.operands));
  finish_optional_entries(frame, node);
  push(std::move(node));
}

void Builder::begin_message() {
  // The type's name has been read as a chain of selections: the nodes added last.
  const Operand type = pop();
  Frame frame;
  frame.operands = operands_.size();
  frame.begin = type.begin;
  frame.name_range = {type.begin, type.end};
  NodeId id = type.id;
  for (; ast_[id].kind == NodeKind::select; id = ast_[id].children.front()) {
    frame.name.insert(0, "." + ast_[id].name);
  }
  frame.name.insert(0, ast_[id].name);
  ast_.nodes.resize(id);
  depths_.resize(id);
  frames_.push_back(std::move(frame));
}

void Builder::field_name(Range range, bool quoted) {
  const std::string_view word = text_.substr(range.begin, range.end - range.begin);
  frames_.back().fields.push_back(
      {std::string(quoted ? word.substr(1, word.size() - 2) : word), range.begin, range.end});
}

void Builder::end_message(uint32_t end) {
  Frame frame = pop_frame();
  Node node = sequence(NodeKind::message, frame.begin, end, pop_children(frame.operands));
  node.name = std::move(frame.name);
  node.name_begin = frame.name_range.begin;
  node.name_end = frame.name_range.end;
  finish_optional_entries(frame, node);
  node.fields = std::move(frame.fields);
  push(std::move(node));
}

void Builder::begin_group(uint32_t begin) { begin_sequence(begin); }

void Builder::end_group(uint32_t end) {
  const Frame frame = pop_frame();
  operands_.back().begin = frame.begin;
  operands_.back().end = end;
  plain_name_ = false;
}

}  // namespace exeunt::cel
