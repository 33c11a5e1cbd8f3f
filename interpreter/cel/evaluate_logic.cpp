// && || ?: == != : what may have an answer although a part of it has none.
#include <fmt/format.h>

#include "interpreter/cel/evaluation.h"

namespace exeunt::cel {

Value Evaluation::logic(NodeId id, bool decisive) {
  const Node& node = expression_.ast[id];
  Absorber absorber;
  for (const NodeId child : node.children) {
    const Value value = run(child);
    if (value.kind() == ValueKind::boolean) {
      if (value.boolean_value() == decisive) {
        return value;
      }
    } else if (absorber.take(value)) {
      absorber.take(fail(child, fmt::format("an operand of `{}` must be `bool`, not `{}`", decisive ? "||" : "&&",
                                            cel::type_of(value).text())));
    }
  }
  return absorber.clean() ? Value::boolean(!decisive) : absorber.result();
}

Value Evaluation::conditional(NodeId id) {
  const Node& node = expression_.ast[id];
  const Value condition = run(node.children[0]);
  if (condition.kind() == ValueKind::boolean) {
    return run(node.children[condition.boolean_value() ? 1 : 2]);
  }
  if (condition.is_unknown() || condition.is_error()) {
    return condition;
  }
  return fail(node.children[0],
              fmt::format("the condition of `? :` must be `bool`, not `{}`", cel::type_of(condition).text()));
}

Value Evaluation::equality(NodeId id, bool wanted) {
  const Node& node = expression_.ast[id];
  const Value left = run(node.children[0]);
  const Value right = run(node.children[1]);
  Absorber absorber;
  absorber.take(left);
  absorber.take(right);
  if (!absorber.clean()) {
    return absorber.result();
  }
  const uint64_t work = std::min(left.weight(), right.weight());
  if (work > 1 && !budget_.spend(work)) {
    return out_of_steps(id);
  }
  return Value::boolean(left.equals(right) == wanted);
}

}  // namespace exeunt::cel
