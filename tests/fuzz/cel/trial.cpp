#include "tests/fuzz/cel/trial.h"

#include <algorithm>
#include <optional>
#include <string>

#include "interpreter/cel/check.h"
#include "interpreter/cel/evaluate.h"
#include "interpreter/cel/parse.h"
#include "tests/fuzz/cel/hold.h"
#include "tests/fuzz/cel/world.h"

namespace exeunt::fuzz {

using cel::Value;

namespace {

constexpr cel::EvaluateLimits limits{.max_cost = 20'000,
                                     .max_iterations = 5'000,
                                     .max_text_bytes = 64 * 1024,
                                     .max_list_elements = 4096,
                                     .max_regex_program = 2'000};

std::optional<cel::Ast> parse(std::string_view text, const cel::ParseOptions& options = {}) {
  cel::Issues issues;
  auto ast = cel::parse(text, issues, options);
  hold_issues(issues, text, ast.has_value());
  if (ast) {
    hold_tree(*ast, text);
  }
  return ast;
}

/// The tree, as far as spacing does not matter.
std::string tree(std::string_view text) {
  const auto ast = parse(text);
  return ast ? cel::dump(*ast) : std::string();
}

/// What stands at the beginning of a text parses alone, and to the same tree. A whole is its own prefix, unless it has
/// a brace: where expressions are embedded, a message's stands right after its name.
void hold_prefix(std::string_view text, const std::optional<cel::Ast>& whole) {
  cel::Issues issues;
  const cel::Prefix prefix = cel::parse_prefix(text, issues);
  hold_issues(issues, text, prefix.ast.has_value());
  const bool has_brace = text.find('{') != std::string_view::npos;
  if (!prefix.ast) {
    if (whole && !has_brace) {
      broken("what parses is its own prefix", cel::dump(*whole));
    }
    return;
  }
  hold_tree(*prefix.ast, text);
  if (prefix.end > text.size()) {
    broken("a prefix ends within the text", std::to_string(prefix.end));
  }
  const std::string begins = cel::dump(*prefix.ast);
  const std::string alone = whole && !has_brace ? cel::dump(*whole) : tree(text.substr(0, prefix.end));
  if (begins != alone) {
    broken("a prefix is an expression", begins + "\n" + alone);
  }
}

/// Formatting changes white space alone, and nothing the second time.
void hold_format(std::string_view text, const cel::Ast& ast, uint32_t indent, uint32_t width) {
  const std::string once = cel::format(text, indent, width);
  const std::string before = cel::dump(ast);
  const std::string after = tree(once);
  if (before != after) {
    broken("what was formatted has the same tree", once + "\n" + before + "\n" + after);
  }
  const std::string twice = cel::format(once, indent, width);
  if (once != twice) {
    broken("formatting twice is formatting once", once + "\n---\n" + twice);
  }
}

/// One of the settings, the same for the same text.
Setting setting_of(std::string_view text) {
  uint64_t hash = 0xCBF29CE484222325u;
  for (const char c : text) {
    hash = (hash ^ static_cast<unsigned char>(c)) * 0x100000001B3u;
  }
  return static_cast<Setting>((hash >> 20) % setting_count);
}

bool mentions_dyn(const cel::Type& type) {
  const auto& inside = type.parameters();
  return type.kind() == cel::TypeKind::dyn || std::any_of(inside.begin(), inside.end(), &mentions_dyn);
}

/// The static type as far as it binds the value. Where something is `dyn`, it does not: `[true] + dyn([1])` is, to
/// CEL's checker, a list(bool), and what is in it shows when it is evaluated.
cel::Type binding_type(const cel::CheckedExpression& expression) {
  const auto& info = expression.info;
  const bool open = std::any_of(info.begin(), info.end(), [](const auto& node) { return mentions_dyn(node.type); });
  return open ? cel::Type::dyn() : expression.type();
}

/// Evaluates; if `thorough`, in every way there is, and all of them agree.
Value evaluate(const cel::Program& program, Setting setting, std::string_view text, bool thorough) {
  const cel::Activation& shown = activation(setting, false);
  const Value out = program.evaluate(shown, limits);
  hold_value(out, binding_type(program.expression()), text);
  if (!thorough) {
    return out;
  }
  hold_same(out, program.evaluate(activation(setting, true), limits), "showing the values changes nothing");
  const size_t nodes = program.expression().ast.nodes.size();
  const cel::Tracer tracer = [&](cel::NodeId node, const Value&) {
    if (node >= nodes) {
      broken("what is traced is a node", std::to_string(node));
    }
  };
  hold_same(out, program.evaluate_traced(shown, tracer, limits), "tracing changes nothing");
  return out;
}

}  // namespace

Outcome attempt(std::string_view text, bool thorough) {
  const auto ast = parse(text);
  if (thorough) {
    parse(text, {.macros = false, .optional_syntax = false});
    hold_prefix(text, ast);
  }
  if (!ast) {
    return Outcome::refused;
  }
  if (thorough) {
    hold_format(text, *ast, 0, 100);
    hold_format(text, *ast, 4, 30);
  }

  const Setting setting = setting_of(text);
  const cel::Program open(cel::unchecked(*ast, vocabulary()));
  const Value loose = evaluate(open, setting, text, thorough);
  cel::Issues issues;
  auto checked = cel::check(*ast, vocabulary(), issues);
  hold_issues(issues, text, checked.has_value());
  if (!checked) {
    return Outcome::parsed;
  }
  const Value value = evaluate(cel::Program(std::move(*checked)), setting, text, thorough);
  if (thorough && value.is_known()) {
    if (loose.is_known()) {
      hold_same(value, loose, "what was checked is what it is unchecked");
    }
    hold_text(value);
  }
  return value.is_error() ? Outcome::error : value.is_unknown() ? Outcome::unknown : Outcome::value;
}

}  // namespace exeunt::fuzz
