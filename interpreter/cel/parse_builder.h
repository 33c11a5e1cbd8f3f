// Builds the tree while the grammar reads the text. Private to the parser.
//
// Finished sub-expressions wait on a stack of operands until what they belong to is complete. Binary operators wait on a
// second stack until one that binds no tighter follows (shunting yard), so that chains are built without recursion.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "interpreter/cel/ast.h"
#include "interpreter/cel/issue.h"
#include "interpreter/cel/parse.h"

namespace exeunt::cel {

/// Ends the parse; caught in parse.cpp.
struct SyntaxError {
  Issue issue;
};

struct Range {
  uint32_t begin = 0;
  uint32_t end = 0;
};

class Builder {
 public:
  Builder(std::string_view text, const ParseOptions& options, bool embedded, Issues& issues);

  /// Counts one level of nesting for as long as it lives.
  class Level {
   public:
    Level(Builder& builder, uint32_t at) : builder_(builder) { builder_.enter(at); }
    ~Level() { --builder_.level_; }
    Level(const Level&) = delete;
    Level& operator=(const Level&) = delete;

   private:
    Builder& builder_;
  };

  // Questions of the grammar.
  bool optional_syntax(uint32_t) const { return options_.optional_syntax; }
  /// Whether a `{` at this place would belong to the name before it.
  bool may_construct(uint32_t at) const;

  // Events, in the order of the text.
  void token_done(uint32_t end);
  void literal(Value value, Range range);
  void number(Range range);
  void string(Range range);
  void quote(uint32_t begin) { quote_begin_ = begin; }
  void leading_dot(uint32_t at);
  void ident(Range range);
  void select_mark() { optional_select_ = true; }
  void select(Range range, bool quoted);
  void begin_call(uint32_t parenthesis);
  void end_call(uint32_t end);
  void begin_index(Range bracket);
  void end_index(uint32_t end);
  void begin_sequence(uint32_t begin);
  void end_list(uint32_t end);
  void end_map(uint32_t end);
  void begin_message();
  void field_name(Range range, bool quoted);
  void end_message(uint32_t end);
  void entry_mark() { frames_.back().optional_entry = true; }
  void entry_done();
  void begin_group(uint32_t begin);
  void end_group(uint32_t end);
  void prefix(Range range, bool first);
  void prefixed();
  /// Answers what end_chain wants back.
  size_t begin_chain();
  void binary(Range range);
  void end_chain(size_t outer);
  void question(Range range);
  void choice();

  // Ends of the parse.
  [[noreturn]] void fail_expected(uint32_t at, std::string_view wanted) const;
  [[noreturn]] void fail_stray(uint32_t at) const;
  [[noreturn]] void fail_unclosed_string() const;

  /// Where the last token ended.
  uint32_t token_end() const { return token_end_; }
  /// The finished tree.
  Ast take();

 private:
  struct Operand {
    NodeId id;
    uint32_t begin;  ///< wider than the node's own range where parentheses surround it
    uint32_t end;
  };
  struct Operator {
    std::string_view name;
    int precedence;
    Range range;
  };
  struct Prefix {
    char mark;
    bool first;
    Range range;
  };
  /// Something opened that waits for its end: a call, an index, a list, a map, a message, a group.
  struct Frame {
    size_t operands = 0;  ///< how many of the stack were there before
    uint32_t begin = 0;
    Range name_range;
    std::string name;
    bool receiver = false;
    bool optional_entry = false;
    std::vector<FieldName> fields;
    std::vector<bool> optional_entries;
  };

  void enter(uint32_t at);
  void reduce();
  void reduce_logic(const Operator& op, Operand left, Operand right);
  NodeId add(Node node);
  /// Adds the node as an operand.
  void push(Node node);
  void push_call(std::string_view name, Range name_range, Range range, std::vector<NodeId> children);
  Operand pop();
  std::vector<NodeId> pop_children(size_t down_to);
  Frame pop_frame();
  void finish_optional_entries(Frame& frame, Node& node) const;
  std::string found(uint32_t at, Range& range) const;
  [[noreturn]] void fail_deep(uint32_t at) const;

  std::string_view text_;
  const ParseOptions& options_;
  bool embedded_;
  Issues& issues_;

  Ast ast_;
  std::vector<uint32_t> depths_;  ///< of the tree below each node, itself included
  std::vector<bool> dropped_;     ///< nodes that macros made superfluous
  bool any_dropped_ = false;

  std::vector<Operand> operands_;
  std::vector<Operator> operators_;
  size_t chain_base_ = 0;  ///< operators below belong to enclosing chains
  std::vector<Prefix> prefixes_;
  std::vector<Frame> frames_;
  std::vector<Range> questions_;

  uint32_t level_ = 0;
  uint32_t token_end_ = 0;
  uint32_t token_count_ = 0;
  uint32_t minus_token_ = UINT32_MAX;  ///< number of the last token that was a prefix minus
  uint32_t quote_begin_ = 0;
  uint32_t dot_begin_ = 0;
  bool after_dot_ = false;
  bool optional_select_ = false;
  bool plain_name_ = false;  ///< the last operand is a name, or names joined by dots
};

}  // namespace exeunt::cel
