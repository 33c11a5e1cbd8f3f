// Macros: loops over a range, and variables bound to a value.
#include <fmt/format.h>

#include "interpreter/cel/evaluation.h"
#include "interpreter/cel/macro.h"
#include "interpreter/cel/map_builder.h"

namespace exeunt::cel {

/// One run of a loop. Variables borrow from the range, which the caller keeps. `turn` sees every element of the range; `finish` answers the macro's value.
class FoldRun {
 public:
  FoldRun(Evaluation& evaluation, const Step& step, NodeId id)
      : evaluation_(evaluation), step_(step), node_(evaluation.expression_.ast[id]), id_(id), two_(!node_.name2.empty()) {
    switch (node_.fold) {
      case Fold::map_filter:
      case Fold::transform_list_filter:
      case Fold::transform_map_filter:
      case Fold::transform_map_entry_filter:
        filtered_ = true;
        break;
      default: break;
    }
  }

  Value over(const Value& range) {
    bool more = true;
    if (range.kind() == ValueKind::list) {
      const auto list = range.list_value();
      for (size_t i = 0; i < list.size() && more; ++i) {
        more = turn(Value::int64(static_cast<int64_t>(i)), list[i], list[i]);
      }
    } else {
      for (const auto& [key, value] : range.map_value()) {
        more = more && turn(key, value, key);
      }
    }
    return evaluation_.budget_.exhausted() ? evaluation_.exhausted(id_) : finish();
  }

 private:
  /// False ends the loop. `single` is what a macro with one variable sees.
  bool turn(const Value& key, const Value& value, const Value& single) {
    if (!evaluation_.budget_.turn()) {
      return false;
    }
    Value* locals = evaluation_.locals_ + step_.slot;
    locals[0] = Value::borrow(two_ ? key : single);
    if (two_) {
      locals[1] = Value::borrow(value);
    }
    if (filtered_ && !holds(step_.children[1])) {
      return true;
    }
    const NodeId body = step_.children.back();
    switch (node_.fold) {
      case Fold::all: return !decided(body, false);
      case Fold::exists: return !decided(body, true);
      case Fold::exists_one:
        count_ += holds(body) ? 1 : 0;
        return true;
      case Fold::filter:
        if (holds(body)) {
          list_.push_back(Value::borrow(two_ ? value : single));
        }
        return true;
      case Fold::transform_map:
      case Fold::transform_map_filter: {
        Value result = evaluation_.run(body);
        if (absorber_.take(result)) {
          map_.add(Value::borrow(key), std::move(result));
        }
        return true;
      }
      case Fold::transform_map_entry:
      case Fold::transform_map_entry_filter: {
        const Value result = evaluation_.run(body);
        if (absorber_.take(result)) {
          add_entry(body, result);
        }
        return true;
      }
      default: {
        Value result = evaluation_.run(body);
        if (absorber_.take(result)) {
          list_.push_back(std::move(result));
        }
        return true;
      }
    }
  }

  /// Whether the condition is a boolean and `value`; anything that is no boolean is absorbed.
  bool is(NodeId condition, bool value) {
    Value result;
    const Truth truth = evaluation_.decide(condition, result);
    if (truth != Truth::undecided) {
      return truth == truth_of(value);
    }
    if (absorber_.take(result)) {
      absorber_.take(evaluation_.fail(condition, fmt::format("the condition of `{}` must be `bool`, not `{}`",
                                                             fold_name(node_.fold), type_of(result).text())));
    }
    return false;
  }

  bool holds(NodeId condition) { return is(condition, true); }

  bool decided(NodeId condition, bool value) {
    decided_ = is(condition, value);
    return decided_;
  }

  void add_entry(NodeId body, const Value& result) {
    if (result.kind() != ValueKind::map || result.map_value().size() != 1) {
      absorber_.take(evaluation_.fail(body, "`transformMapEntry` needs a map of one entry"));
      return;
    }
    const auto& [key, value] = result.map_value().front();
    map_.add(key, value);
  }

  Value finish() {
    // As with && and ||: one decisive element is enough.
    if (decided_) {
      return Value::boolean(node_.fold == Fold::exists);
    }
    if (!absorber_.clean()) {
      return absorber_.result();
    }
    switch (node_.fold) {
      case Fold::all: return Value::boolean(true);
      case Fold::exists: return Value::boolean(false);
      case Fold::exists_one: return Value::boolean(count_ == 1);
      case Fold::transform_map:
      case Fold::transform_map_filter:
      case Fold::transform_map_entry:
      case Fold::transform_map_entry_filter: return evaluation_.located(map_.finish(), id_);
      default: return Value::list(std::move(list_));
    }
  }

  Evaluation& evaluation_;
  const Step& step_;
  const Node& node_;
  NodeId id_;
  bool two_;
  bool filtered_ = false;
  bool decided_ = false;
  uint64_t count_ = 0;
  Absorber absorber_;
  std::vector<Value> list_;
  MapBuilder map_;
};

Value Evaluation::fold(const Step& step, NodeId id) {
  const Value range = run(step.children.front());
  switch (range.kind()) {
    case ValueKind::list:
    case ValueKind::map: return FoldRun(*this, step, id).over(range);
    case ValueKind::unknown:
    case ValueKind::error: return range;
    default:
      return fail(step.children.front(), fmt::format("`{}` looks at a list or a map, not a `{}`",
                                                     fold_name(expression_.ast[id].fold), cel::type_of(range).text()));
  }
}

Value Evaluation::bind(const Step& step, NodeId id) {
  const Fold fold = expression_.ast[id].fold;
  Value value = run(step.children[0]);
  Value content = Value::borrow(value);
  if (fold != Fold::none) {
    if (!value.is_known()) {
      return value;
    }
    if (value.kind() != ValueKind::optional) {
      return fail(step.children[0], fmt::format("`{}` is called on an optional value, not on a `{}`", fold_name(fold),
                                                cel::type_of(value).text()));
    }
    if (value.optional_value() == nullptr) {
      return value;
    }
    content = Value::borrow(*value.optional_value());
  }
  locals_[step.slot] = std::move(content);
  Value body = run(step.children[1]);
  body.own();  // it may borrow from `value`
  if (!body.is_known()) {
    return body;
  }
  if (fold == Fold::opt_map) {
    return Value::optional_of(std::move(body));
  }
  if (fold == Fold::opt_flat_map && body.kind() != ValueKind::optional) {
    return fail(step.children[1],
                fmt::format("`optFlatMap` needs an optional result, not a `{}`", cel::type_of(body).text()));
  }
  return body;
}

}  // namespace exeunt::cel
