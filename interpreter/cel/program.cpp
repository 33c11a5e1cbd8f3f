#include <algorithm>

#include "interpreter/cel/map_builder.h"
#include "interpreter/cel/program_data.h"

namespace exeunt::cel {

/// Keys and values in turn.
static Value map_of(const std::vector<Value>& values) {
  MapBuilder builder;
  for (size_t i = 0; i + 1 < values.size(); i += 2) {
    builder.add(values[i], values[i + 1]);
  }
  return builder.finish();
}

namespace {

/// Fills in the steps, walking the tree with the names of the variables in scope.
class Compiler {
 public:
  Compiler(const CheckedExpression& expression, std::vector<Step>& steps)
      : expression_(expression), ast_(expression.ast), steps_(steps) {}

  void compile(NodeId id) {
    const Node& node = ast_[id];
    Step& step = steps_[id];
    step.op = op_of(id);
    if (step.op == Op::variable) {
      return;
    }
    if (step.op == Op::literal) {
      step.constant = true;
      step.value = node.value;
      return;
    }
    if (step.op == Op::local) {
      step.local = static_cast<uint32_t>(std::find(locals_.rbegin(), locals_.rend(), node.name).base() -
                                         locals_.begin() - 1);
      return;
    }
    compile_children(node, step);
    if (step.op == Op::call) {
      find_targets(id);
    }
    fold_constant(node, step);
  }

 private:
  void compile_children(const Node& node, Step& step) {
    const bool scoped = step.op == Op::fold || step.op == Op::bind;
    const size_t outer = locals_.size();
    step.local = static_cast<uint32_t>(outer);
    for (size_t i = 0; i < node.children.size(); ++i) {
      if (scoped && i == 1) {
        locals_.push_back(node.name);
        if (!node.name2.empty()) {
          locals_.push_back(node.name2);
        }
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
        return expression_.info[id].slot >= 0 ? Op::variable : node.test_only ? Op::has : Op::select;
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

  static Op call_op(const Node& node) {
    struct Entry {
      std::string_view name;
      size_t children;
      bool receiver;
      Op op;
    };
    static constexpr Entry table[] = {
        {"_==_", 2, false, Op::equals},    {"_!=_", 2, false, Op::not_equals},  {"@in", 2, false, Op::in},
        {"_[_]", 2, false, Op::index},     {"_[?_]", 2, false, Op::optional_index},
        {"_?_:_", 3, false, Op::conditional}, {"type", 1, false, Op::type_of}, {"or", 2, true, Op::optional_or},
        {"orValue", 2, true, Op::optional_or},
    };
    if (node.name == "_&&_") {
      return Op::logical_and;
    }
    if (node.name == "_||_") {
      return Op::logical_or;
    }
    for (const Entry& entry : table) {
      if (entry.name == node.name && entry.children == node.children.size() && entry.receiver == node.receiver) {
        return entry.op;
      }
    }
    return Op::call;
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

  void find_targets(NodeId id) {
    const Node& node = ast_[id];
    std::vector<Target>& targets = steps_[id].targets;
    std::vector<const Value*> constants;
    for (const NodeId child : node.children) {
      constants.push_back(steps_[child].constant ? &steps_[child].value : nullptr);
    }
    for (const library::Overload& overload : library::find(node.name)) {
      if (overload.run != nullptr && possible(node, overload.receiver, overload.parameters)) {
        targets.push_back({&overload, overload.prepare == nullptr ? nullptr : overload.prepare(constants),
                           &overload.parameters, 0});
      }
    }
    for (const Environment::Function* function : expression_.environment.find_functions(node.name)) {
      if (possible(node, function->receiver, function->parameters)) {
        targets.push_back({nullptr, nullptr, &function->parameters, function->slot});
      }
    }
  }

  /// Lists and maps of constants are built once.
  void fold_constant(const Node& node, Step& step) {
    if ((step.op != Op::list && step.op != Op::map) || !node.optional_entries.empty()) {
      return;
    }
    for (const NodeId child : node.children) {
      if (!steps_[child].constant) {
        return;
      }
    }
    std::vector<Value> values;
    for (const NodeId child : node.children) {
      values.push_back(steps_[child].value);
    }
    Value value = step.op == Op::list ? Value::list(std::move(values)) : map_of(values);
    if (!value.is_error()) {
      step.constant = true;
      step.value = std::move(value);
    }
  }

  const CheckedExpression& expression_;
  const Ast& ast_;
  std::vector<Step>& steps_;
  std::vector<std::string> locals_;
};

}  // namespace

Program::Program(CheckedExpression expression) {
  auto data = std::make_shared<Data>();
  data->expression = std::move(expression);
  data->steps.resize(data->expression.ast.nodes.size());
  Compiler(data->expression, data->steps).compile(data->expression.ast.root);
  data_ = std::move(data);
}

const CheckedExpression& Program::expression() const { return data_->expression; }

}  // namespace exeunt::cel
