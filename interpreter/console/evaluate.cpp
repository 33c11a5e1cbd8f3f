#include "interpreter/console/evaluate.h"

#include <algorithm>
#include <map>
#include <utility>

#include "interpreter/console/answer.h"
#include "interpreter/console/shape.h"
#include "interpreter/diagnostic/suggest.h"
#include "interpreter/expression/expression.h"
#include "interpreter/snapshot/raw.h"

namespace exeunt::console {

using cel::Ast;
using cel::Node;
using cel::NodeId;
using cel::NodeKind;
using cel::Value;
using cel::ValueKind;
using diagnostic::Kind;

namespace {

struct Checked {
  cel::CheckedExpression expression;
  View view;
};

std::optional<Checked> check(const ast::Expression& expression, const Names& names,
                             const std::optional<cel::Type>& wanted, diagnostic::Sink& sink) {
  std::optional<Ast> ast = expression::parse(expression, sink);
  if (!ast) {
    return std::nullopt;
  }
  View view(names, *ast);
  cel::Issues issues;
  std::optional<cel::CheckedExpression> checked = cel::check(std::move(*ast), view.environment(), issues, wanted);
  expression::report(issues, expression, sink);
  if (!checked) {
    return std::nullopt;
  }
  return Checked{std::move(*checked), std::move(view)};
}

/// The node that failed and the values that its parts had then.
struct Failure {
  std::optional<NodeId> node;
  std::vector<std::optional<Value>> parts;
};

/// Evaluates once more: an error names only the place.
Failure find_failure(const cel::Program& program, const View& view, const cel::EvaluateLimits& limits,
                     const cel::ErrorInfo& error) {
  const Ast& ast = program.expression().ast;
  std::vector<std::optional<Value>> last(ast.nodes.size());
  Failure failure;
  const cel::Tracer trace = [&](NodeId id, const Value& value) {
    const Node& node = ast[id];
    if (!failure.node && value.is_error() && node.begin == error.begin && node.end == error.end &&
        value.error_info().message == error.message) {
      failure.node = id;
      for (const NodeId child : node.children) {
        failure.parts.push_back(last[child]);
      }
    }
    last[id] = value;
  };
  program.evaluate_traced(view, trace, limits);
  return failure;
}

/// The key that a map was asked for, where it is text.
std::optional<std::string> asked_key(const Node& node, const Failure& failure) {
  if (node.kind == NodeKind::select) {
    return node.name;
  }
  const bool is_index = node.kind == NodeKind::call && (node.name == "_[_]" || node.name == "_[?_]");
  if (is_index && failure.parts[1] && failure.parts[1]->kind() == ValueKind::string) {
    return std::string(failure.parts[1]->string_value());
  }
  return std::nullopt;
}

/// "`price` is 10, `count` is 0": the parts that are not written out in the expression itself.
std::string describe_parts(const Node& node, const Failure& failure, const Ast& ast, std::string_view text) {
  std::string said;
  for (std::size_t i = 0; i < failure.parts.size(); ++i) {
    const std::optional<Value>& value = failure.parts[i];
    const Node& part = ast[node.children[i]];
    if (!value || value->is_error() || value->is_unknown() || part.kind == NodeKind::literal ||
        value->weight() > max_weight) {
      continue;
    }
    const std::string_view written = text.substr(part.begin, part.end - part.begin);
    if (const std::string shown = show(*value); shown != written) {
      said += (said.empty() ? "`" : ", `") + snapshot::clip(written) + "` is " + snapshot::clip(shown);
    }
  }
  return said;
}

void report_error(const cel::Program& program, const ast::Expression& expression, const View& view,
                  const cel::EvaluateLimits& limits, const cel::ErrorInfo& error, diagnostic::Sink& sink) {
  auto report = sink.add(Kind::eval_failed, expression.locate(error.begin, error.end), error.message);
  const Failure failure = find_failure(program, view, limits, error);
  if (!failure.node) {
    return;
  }
  const Ast& ast = program.expression().ast;
  const Node& node = ast[*failure.node];
  const bool is_in_map = !failure.parts.empty() && failure.parts[0] && failure.parts[0]->kind() == ValueKind::map;
  const std::optional<std::string> key = is_in_map ? asked_key(node, failure) : std::nullopt;
  if (key) {
    diagnostic::suggest(report, *key, text_keys(*failure.parts[0]), "it has");
  } else if (const std::string parts = describe_parts(node, failure, ast, expression.text); !parts.empty()) {
    report.help(parts);
  }
}

/// Where the expression first asks for each attribute of an unknown value.
std::vector<Missing> find_missing(const Value& unknown, const Checked& checked, const ast::Expression& expression) {
  std::map<cel::AttributeId, source::Span> found;
  const auto wanted = unknown.attributes();
  const Ast& ast = checked.expression.ast;
  std::vector<NodeId> by_place;
  for (NodeId id = 0; id < ast.nodes.size(); ++id) {
    if (checked.expression.info[id].slot >= 0) {
      by_place.push_back(id);
    }
  }
  std::stable_sort(by_place.begin(), by_place.end(), [&](NodeId a, NodeId b) { return ast[a].begin < ast[b].begin; });
  for (const NodeId id : by_place) {
    const Value value = checked.view.variable(static_cast<uint32_t>(checked.expression.info[id].slot));
    if (value.is_unknown()) {
      for (const cel::AttributeId attribute : value.attributes()) {
        if (std::binary_search(wanted.begin(), wanted.end(), attribute)) {
          found.emplace(attribute, expression.locate(ast[id].begin, ast[id].end));
        }
      }
    }
  }
  std::vector<Missing> missing;
  for (const auto& [attribute, span] : found) {
    missing.push_back({checked.view.attribute(attribute), span});
  }
  return missing;
}

}  // namespace

ast::Expression whole(const source::Manager& sources, source::FileId file) {
  constexpr std::string_view byte_order_mark = "\xEF\xBB\xBF";
  const std::string_view text = sources.file(file).text();
  const auto size = static_cast<uint32_t>(text.size());
  const uint32_t begin = text.starts_with(byte_order_mark) ? byte_order_mark.size() : 0;
  return {std::string(text.substr(begin)), {file, begin, size}, {}};
}

std::optional<Answer> evaluate(const ast::Expression& expression, const Names& names, const cel::EvaluateLimits& limits,
                               diagnostic::Sink& sink, const std::optional<cel::Type>& wanted) {
  std::optional<Checked> checked = check(expression, names, wanted, sink);
  if (!checked) {
    return std::nullopt;
  }
  const cel::Program program(checked->expression);
  const Value value = program.evaluate(checked->view, limits);
  if (value.is_error()) {
    report_error(program, expression, checked->view, limits, value.error_info(), sink);
    return std::nullopt;
  }
  const source::Span all = expression.locate(0, static_cast<uint32_t>(expression.text.size()));
  if (value.weight() > max_weight) {
    sink.report<Kind::eval_too_large>(all, max_weight);
    return std::nullopt;
  }
  if (is_deeper_than(value, max_depth)) {
    sink.report<Kind::eval_too_deep>(all, max_depth);
    return std::nullopt;
  }
  Answer answer{value, checked->expression.type(), {}};
  if (value.is_unknown()) {
    answer.missing = find_missing(value, *checked, expression);
  } else if (answer.type.kind() == cel::TypeKind::dyn) {
    answer.type = infer(value);
  }
  return answer;
}

std::optional<cel::Type> type_of(const ast::Expression& expression, const Names& names, diagnostic::Sink& sink) {
  const std::optional<Checked> checked = check(expression, names, std::nullopt, sink);
  return checked ? std::optional(checked->expression.type()) : std::nullopt;
}

void report_missing(const Answer& answer, diagnostic::Sink& sink) {
  if (answer.missing.empty()) {
    return;
  }
  auto report = sink.report<Kind::eval_unknown>(answer.missing.front().span, list_missing(answer),
                                                answer.missing.size() == 1 ? "is" : "are");
  for (std::size_t i = 1; i < answer.missing.size(); ++i) {
    report.label(answer.missing[i].span, "`" + answer.missing[i].name + "` is asked for here");
  }
}

}  // namespace exeunt::console
