#include <algorithm>

#include "interpreter/cel/evaluation.h"

namespace exeunt::cel {

namespace {

/// Fills in the steps, walking the tree with the names of the variables in scope.
class Compiler {
 public:
  explicit Compiler(Program::Data& data)
      : data_(data), expression_(data.expression), ast_(data.expression.ast), steps_(data.steps) {}

  void compile(NodeId id) {
    const Node& node = ast_[id];
    Step& step = steps_[id];
    step.op = op_of(id);
    step.traced_op = step.op;
    step.children = node.children;
    step.first = node.children.empty() ? 0 : node.children[0];
    step.second = node.children.size() < 2 ? 0 : node.children[1];
    if (step.op == Op::variable) {
      step.slot = static_cast<uint32_t>(expression_.info[id].slot);
      data_.variables = std::max<size_t>(data_.variables, step.slot + size_t{1});
      return;
    }
    if (step.op == Op::literal) {
      become_literal(step, node.value);
      return;
    }
    if (step.op == Op::local) {
      step.slot = static_cast<uint32_t>(std::find(locals_.rbegin(), locals_.rend(), node.name).base() -
                                        locals_.begin() - 1);
      return;
    }
    compile_children(node, step);
    if (takes_constant(step)) {
      step.second_is_constant = true;
      step.value = steps_[step.second].value;
    }
    switch (step.op) {
      case Op::select:
      case Op::select_optional:
      case Op::has:
        step.field = expression_.info[id].index;
        step.value = Value::string(node.name);
        break;
      case Op::host: step.slot = static_cast<uint32_t>(expression_.info[id].index); break;
      case Op::relation:
      case Op::arithmetic:
        step.operation = construct_of(node)->operation;
        find_targets(id);
        join_texts(id);
        break;
      case Op::call: find_targets(id); break;
      case Op::in:
        step.value = constant_text(step.first);
        find_set(id);
        break;
      default: break;
    }
    fold_constant(id);
  }

  size_t most_locals() const { return most_locals_; }

 private:
  StepDetail& detail_of(NodeId id) {
    Step& step = steps_[id];
    if (step.detail == nullptr) {
      step.detail = &data_.details.emplace_back();
    }
    return *step.detail;
  }

  void become_literal(Step& step, Value value) {
    step.op = Op::literal;
    step.value = std::move(value);
    step.slot = static_cast<uint32_t>(data_.literals.size());
    data_.literals.push_back(Value::borrow(step.value));
  }

  /// Whether the step has two operands and the second is a constant.
  bool takes_constant(const Step& step) const {
    switch (step.op) {
      case Op::equals:
      case Op::not_equals:
      case Op::relation:
      case Op::arithmetic:
      case Op::index:
      case Op::optional_index:
      case Op::call:
      case Op::host: return step.children.size() == 2 && steps_[step.second].op == Op::literal;
      default: return false;
    }
  }

  void compile_children(const Node& node, Step& step) {
    const bool scoped = step.op == Op::fold || step.op == Op::bind;
    const size_t outer = locals_.size();
    if (scoped) {
      step.slot = static_cast<uint32_t>(outer);
    }
    for (size_t i = 0; i < node.children.size(); ++i) {
      if (scoped && i == 1) {
        locals_.push_back(node.name);
        if (!node.name2.empty()) {
          locals_.push_back(node.name2);
        }
        most_locals_ = std::max(most_locals_, locals_.size());
      }
      compile(node.children[i]);
    }
    locals_.resize(outer);
  }

  Op op_of(NodeId id) const {
    const Node& node = ast_[id];
    switch (node.kind) {
      case NodeKind::literal: return Op::literal;
      case NodeKind::ident:
        if (expression_.info[id].slot >= 0) {
          return Op::variable;
        }
        return std::find(locals_.begin(), locals_.end(), node.name) != locals_.end() ? Op::local : Op::undeclared;
      case NodeKind::select:
        return expression_.info[id].slot >= 0 ? Op::variable
               : node.test_only               ? Op::has
               : node.optional                ? Op::select_optional
                                              : Op::select;
      case NodeKind::call: return is_host(id) ? Op::host : call_op(node);
      case NodeKind::list: return Op::list;
      case NodeKind::map: return Op::map;
      case NodeKind::message: return Op::message;
      case NodeKind::fold: return Op::fold;
      case NodeKind::bind: return Op::bind;
    }
    return Op::undeclared;
  }

  /// No author can write such a name, and no environment declares it.
  bool is_host(NodeId id) const { return ast_[id].name[0] == '@' && expression_.info[id].index >= 0; }

  struct Construct {
    std::string_view name;
    size_t children;
    bool receiver;
    Op op;
    Operator operation = Operator::none;
  };

  /// What a call is when it is not a function's.
  static const Construct* construct_of(const Node& node) {
    static constexpr Construct table[] = {
        {"_==_", 2, false, Op::equals},
        {"_!=_", 2, false, Op::not_equals},
        {"@in", 2, false, Op::in},
        {"_[_]", 2, false, Op::index},
        {"_[?_]", 2, false, Op::optional_index},
        {"!_", 1, false, Op::logical_not},
        {"_?_:_", 3, false, Op::conditional},
        {"type", 1, false, Op::type_of},
        {"or", 2, true, Op::optional_or},
        {"orValue", 2, true, Op::optional_or},
        {"_<_", 2, false, Op::relation, Operator::less},
        {"_<=_", 2, false, Op::relation, Operator::less_or_equal},
        {"_>_", 2, false, Op::relation, Operator::greater},
        {"_>=_", 2, false, Op::relation, Operator::greater_or_equal},
        {"_+_", 2, false, Op::arithmetic, Operator::add},
        {"_-_", 2, false, Op::arithmetic, Operator::subtract},
        {"_*_", 2, false, Op::arithmetic, Operator::multiply},
        {"_/_", 2, false, Op::arithmetic, Operator::divide},
        {"_%_", 2, false, Op::arithmetic, Operator::modulo},
    };
    const auto* found = std::find_if(std::begin(table), std::end(table), [&](const Construct& construct) {
      return construct.name == node.name && construct.children == node.children.size() &&
             construct.receiver == node.receiver;
    });
    return found == std::end(table) ? nullptr : found;
  }

  static Op call_op(const Node& node) {
    // These have as many operands as were written.
    if (node.name == "_&&_") {
      return Op::logical_and;
    }
    if (node.name == "_||_") {
      return Op::logical_or;
    }
    const Construct* construct = construct_of(node);
    return construct == nullptr ? Op::call : construct->op;
  }

  /// Whether a value of the child's static type can ever be an argument for the parameter.
  bool possible(NodeId child, const Type& parameter) const {
    const auto& info = expression_.info[child];
    const Type type = info.type.without_null();
    const Type wanted = parameter.without_null();
    const bool open = [](TypeKind a, TypeKind b) {
      const auto wild = [](TypeKind kind) {
        return kind == TypeKind::dyn || kind == TypeKind::parameter || kind == TypeKind::null ||
               kind == TypeKind::error;
      };
      return wild(a) || wild(b);
    }(type.kind(), wanted.kind());
    const auto text = [](TypeKind kind) { return kind == TypeKind::closed_string ? TypeKind::string : kind; };
    return open || text(type.kind()) == text(wanted.kind());
  }

  bool possible(const Node& node, bool receiver, const std::vector<Type>& parameters) const {
    if (receiver != node.receiver || parameters.size() != node.children.size()) {
      return false;
    }
    for (size_t i = 0; i < parameters.size(); ++i) {
      if (!possible(node.children[i], parameters[i])) {
        return false;
      }
    }
    return true;
  }

  static Target target_of(const std::vector<Type>& parameters) {
    Target target;
    target.parameters = &parameters;
    for (size_t i = 0; i < parameters.size() && i < target.kinds.size(); ++i) {
      target.kinds[i] = library::accepted_kinds(parameters[i]) & known_kinds;
    }
    target.exact = parameters.size() <= target.kinds.size() &&
                   std::none_of(parameters.begin(), parameters.end(), [](const Type& parameter) {
                     return parameter.without_null().kind() == TypeKind::opaque;
                   });
    return target;
  }

  void find_targets(NodeId id) {
    const Node& node = ast_[id];
    std::vector<Target>& targets = detail_of(id).targets;
    std::vector<const Value*> constants;
    for (const NodeId child : node.children) {
      constants.push_back(steps_[child].op == Op::literal ? &steps_[child].value : nullptr);
    }
    for (const library::Overload& overload : library::find(node.name)) {
      if (overload.run != nullptr && possible(node, overload.receiver, overload.parameters)) {
        targets.push_back(target_of(overload.parameters));
        targets.back().run = overload.run;
        targets.back().prepared = overload.prepare == nullptr ? nullptr : overload.prepare(constants);
      }
    }
    for (const Environment::Function* function : expression_.environment.find_functions(node.name)) {
      if (possible(node, function->receiver, function->parameters)) {
        targets.push_back(target_of(function->parameters));
        targets.back().host_slot = function->slot;
      }
    }
  }

  bool is_text_sum(NodeId id) const {
    return steps_[id].operation == Operator::add && expression_.info[id].type.kind() == TypeKind::string;
  }

  /// `a + b + c` as one step. The sum of the first two has had its turn already.
  void join_texts(NodeId id) {
    Step& step = steps_[id];
    if (!is_text_sum(id) || !is_text_sum(step.children[0])) {
      return;
    }
    Step& left = steps_[step.first];
    std::vector<NodeId>& parts = detail_of(id).parts;
    if (left.op == Op::concatenation) {
      // What was joined there is joined here, and the sum there asked only if this goes wrong.
      parts = std::move(left.detail->parts);
      left.op = Op::arithmetic;
    } else {
      parts.assign(left.children.begin(), left.children.end());
    }
    parts.push_back(step.second);
    step.op = Op::concatenation;
  }

  /// The node's value if that is a constant text, else null.
  Value constant_text(NodeId id) const {
    const Step& step = steps_[id];
    return step.op == Op::literal && step.value.kind() == ValueKind::string ? step.value : Value();
  }

  /// What a constant list holds, if looking that up is quicker than going through it.
  void find_set(NodeId id) {
    constexpr size_t worth_it = 4;
    const Step& range = steps_[steps_[id].second];
    if (range.op == Op::literal && range.value.kind() == ValueKind::list &&
        range.value.list_value().size() >= worth_it) {
      if (std::optional<ConstantSet> set = ConstantSet::of(range.value.list_value())) {
        detail_of(id).set = std::move(set);
      }
    }
  }

  /// What depends on constants alone is worked out once, if that is little work and goes well. Not so text and lists that
  /// functions build: how large they may grow is for each evaluation to say.
  void fold_constant(NodeId id) {
    Step& step = steps_[id];
    switch (step.op) {
      case Op::list:
      case Op::map:
      case Op::logical_not:
      case Op::equals:
      case Op::not_equals:
      case Op::relation:
      case Op::arithmetic:
      case Op::call: break;
      default: return;
    }
    const bool constant = std::all_of(step.children.begin(), step.children.end(),
                                      [&](NodeId child) { return steps_[child].op == Op::literal; });
    const bool of_host = step.detail != nullptr &&
                         std::any_of(step.detail->targets.begin(), step.detail->targets.end(),
                                     [](const Target& target) { return target.run == nullptr; });
    if (!constant || of_host) {
      return;
    }
    const struct : Activation {
    } nothing;
    const EvaluateLimits little{.max_cost = 100'000};
    Value value = Evaluation(data_, nothing, nullptr, little, nullptr).run(id);
    const bool literal = step.op == Op::list || step.op == Op::map;
    if (value.is_known() && (literal || !value.is_shared())) {
      value.own();
      become_literal(step, std::move(value));
    }
  }

  Program::Data& data_;
  const CheckedExpression& expression_;
  const Ast& ast_;
  std::vector<Step>& steps_;
  std::vector<std::string> locals_;
  size_t most_locals_ = 0;
};

}  // namespace

Program::Program(CheckedExpression expression) {
  auto data = std::make_shared<Data>();
  data->expression = std::move(expression);
  data->steps.resize(data->expression.ast.nodes.size());
  Compiler compiler(*data);
  compiler.compile(data->expression.ast.root);
  data->locals = compiler.most_locals();
  data_ = std::move(data);
}

const CheckedExpression& Program::expression() const { return data_->expression; }

}  // namespace exeunt::cel
