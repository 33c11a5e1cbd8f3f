// The syntax tree of one expression: nodes in one vector, addressed by index, children before or after as they come.
//
// Macros stay visible as Fold and Bind nodes instead of being expanded into CEL's generic comprehension: readers of the
// tree (checker, evaluator, a host's own analyses) see what the author wrote.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "interpreter/cel/value.h"

namespace exeunt::cel {

using NodeId = uint32_t;

enum class NodeKind : uint8_t {
  literal,  ///< `value`
  ident,    ///< `name`; a leading dot is kept: ".a"
  select,   ///< children[0]`.name`; `test_only` for has(); `optional` for `.?name`
  call,     ///< `name`(children…). `receiver`: children[0] is the target. Operators carry CEL's names (see below)
  list,     ///< children; `optional_entries[i]` for `[?e]`
  map,      ///< children: key, value, key, value…; `optional_entries[i]` per pair
  message,  ///< `name`{fields[i]: children[i]}; `optional_entries[i]` for `?f: e`
  fold,     ///< macro over a range: `fold`, variables `name` (and `name2`), children[0] range, then bodies
  bind,     ///< cel.bind(name, children[0], children[1]); also optMap/optFlatMap through `fold`
};

/// `_&&_` and `_||_` have two or more children, so that long chains nest nothing. The other operators are CEL's:
/// `_==_ _!=_ _<_ _<=_ _>_ _>=_ @in _+_ _-_ _*_ _/_ _%_ !_ -_ _?_:_ _[_] _[?_]`.
enum class Fold : uint8_t {
  none, all, exists, exists_one, filter, map, map_filter,
  transform_list, transform_list_filter, transform_map, transform_map_filter, transform_map_entry,
  transform_map_entry_filter, opt_map, opt_flat_map,
};

/// A field of a message as it is named in the text.
struct FieldName {
  std::string name;
  uint32_t begin = 0;
  uint32_t end = 0;
};

struct Node {
  NodeKind kind = NodeKind::literal;
  Fold fold = Fold::none;
  bool receiver = false;
  bool test_only = false;
  bool optional = false;
  uint32_t begin = 0;  ///< byte range in the expression's text; a call's covers all of it
  uint32_t end = 0;
  uint32_t name_begin = 0;  ///< where `name` (operator, function, field, variable) stands
  uint32_t name_end = 0;
  std::string name;
  std::string name2;
  Value value;
  std::vector<NodeId> children;
  std::vector<FieldName> fields;
  std::vector<bool> optional_entries;
};

struct Ast {
  std::vector<Node> nodes;
  NodeId root = 0;

  const Node& operator[](NodeId id) const { return nodes[id]; }
  Node& operator[](NodeId id) { return nodes[id]; }
};

/// A stable s-expression, for tests and dumps: `(&& (== (. email owner) subject) (< x 3))`.
std::string dump(const Ast& ast);

}  // namespace exeunt::cel
