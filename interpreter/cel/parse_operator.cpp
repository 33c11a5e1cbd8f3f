// How the builder orders operators: prefixes from the inside out, binary ones by precedence.
#include <algorithm>

#include "interpreter/cel/parse_builder.h"

namespace exeunt::cel {

void Builder::prefix(Range range, bool first) {
  const char mark = text_[range.begin];
  prefixes_.push_back({mark, first, range});
  if (mark == '-') {
    minus_token_ = token_count_;
  }
}

void Builder::prefixed() {
  for (bool first = false; !first;) {
    const Prefix prefix = prefixes_.back();
    prefixes_.pop_back();
    first = prefix.first;
    if (prefix.mark != ' ') {
      const Operand target = pop();
      push_call(prefix.mark == '!' ? "!_" : "-_", prefix.range, {prefix.range.begin, target.end}, {target.id});
    }
  }
}

/// CEL's name of a binary operator, and how tight it binds.
static std::pair<std::string_view, int> operator_name(std::string_view text) {
  static constexpr std::pair<std::string_view, std::pair<std::string_view, int>> table[] = {
      {"||", {"_||_", 1}}, {"&&", {"_&&_", 2}}, {"==", {"_==_", 3}}, {"!=", {"_!=_", 3}}, {"<=", {"_<=_", 3}},
      {">=", {"_>=_", 3}}, {"<", {"_<_", 3}},   {">", {"_>_", 3}},   {"in", {"@in", 3}},  {"+", {"_+_", 4}},
      {"-", {"_-_", 4}},   {"*", {"_*_", 5}},   {"/", {"_/_", 5}},   {"%", {"_%_", 5}}};
  for (const auto& [spelling, entry] : table) {
    if (spelling == text) {
      return entry;
    }
  }
  return {};
}

void Builder::binary(Range range) {
  const auto [name, precedence] = operator_name(text_.substr(range.begin, range.end - range.begin));
  while (operators_.size() > chain_base_ && operators_.back().precedence >= precedence) {
    reduce();
  }
  operators_.push_back({name, precedence, range});
}

size_t Builder::begin_chain() {
  const size_t outer = chain_base_;
  chain_base_ = operators_.size();
  return outer;
}

void Builder::end_chain(size_t outer) {
  while (operators_.size() > chain_base_) {
    reduce();
  }
  chain_base_ = outer;
}

void Builder::reduce() {
  const Operator op = operators_.back();
  operators_.pop_back();
  const Operand right = pop();
  const Operand left = pop();
  if (op.precedence <= 2) {
    reduce_logic(op, left, right);
    return;
  }
  push_call(op.name, op.range, {left.begin, right.end}, {left.id, right.id});
}

void Builder::reduce_logic(const Operator& op, Operand left, Operand right) {
  Node& node = ast_[left.id];
  const bool same_chain = node.kind == NodeKind::call && node.name == op.name && left.begin == node.begin &&
                          left.end == node.end;
  if (!same_chain) {
    push_call(op.name, op.range, {left.begin, right.end}, {left.id, right.id});
    return;
  }
  node.children.push_back(right.id);
  node.end = right.end;
  depths_[left.id] = std::max(depths_[left.id], depths_[right.id] + 1);
  if (depths_[left.id] > options_.max_depth) {
    fail_deep(op.range.begin);
  }
  operands_.push_back({left.id, left.begin, right.end});
  plain_name_ = false;
}

void Builder::question(Range range) { questions_.push_back(range); }

void Builder::choice() {
  const Range mark = questions_.back();
  questions_.pop_back();
  const uint32_t begin = operands_[operands_.size() - 3].begin;
  const uint32_t end = operands_.back().end;
  push_call("_?_:_", mark, {begin, end}, pop_children(operands_.size() - 3));
}

}  // namespace exeunt::cel
