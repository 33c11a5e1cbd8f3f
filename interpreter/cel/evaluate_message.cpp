// Message literals.
#include <fmt/format.h>

#include "interpreter/cel/evaluation.h"
#include "interpreter/cel/message.h"

namespace exeunt::cel {

Value Evaluation::message(NodeId id) {
  const Node& node = expression_.ast[id];
  const MessageType* type = find_message(node.name);
  if (type == nullptr) {
    return fail(id, fmt::format("values of type `{}` cannot be constructed", node.name));
  }
  MessageBuilder builder(*type, budget_);
  Absorber absorber;
  for (size_t i = 0; i < node.children.size(); ++i) {
    const NodeId child = node.children[i];
    Value value = run(child);
    bool present = true;
    if (!absorber.take(value) ||
        (is_optional_entry(node, i) && !unwrap_entry(value, present, absorber, expression_.ast[child])) || !present) {
      continue;
    }
    absorber.take(located(builder.set(node.fields[i].name, value), child));
  }
  if (budget_.exhausted()) {
    return exhausted(id);
  }
  return absorber.clean() ? located(builder.finish(), id) : absorber.result();
}

}  // namespace exeunt::cel
