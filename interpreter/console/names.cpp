#include "interpreter/console/names.h"

#include <algorithm>

#include "interpreter/cel/parse.h"
#include "interpreter/console/shape.h"
#include "interpreter/diagnostic/suggest.h"

namespace exeunt::console {

using cel::Type;
using cel::Value;
using diagnostic::Kind;

bool is_name(std::string_view text) {
  cel::Issues issues;
  const std::optional<cel::Ast> ast = cel::parse(text, issues);
  return ast && (*ast)[ast->root].kind == cel::NodeKind::ident && (*ast)[ast->root].name == text &&
         !text.starts_with('.');
}

namespace {

std::vector<std::string> split(std::string_view path) {
  std::vector<std::string> steps;
  while (true) {
    const std::size_t dot = path.find('.');
    steps.emplace_back(path.substr(0, dot));
    if (dot == std::string_view::npos) {
      return steps;
    }
    path.remove_prefix(dot + 1);
  }
}

/// Whether `inner` names something inside of `outer`.
bool is_inside(std::string_view inner, std::string_view outer) {
  return inner.size() > outer.size() && inner.starts_with(outer) && inner[outer.size()] == '.';
}

const Value* member(const Value& value, const std::string& key) {
  return value.kind() == cel::ValueKind::map ? value.find_key(Value::string(key)) : nullptr;
}

}  // namespace

bool Names::bind(const std::string& name, Value value, std::optional<source::Span> span, diagnostic::Sink& sink) {
  if (!is_name(name)) {
    sink.report<Kind::eval_bad_name>(span, name)
        .help("a name is letters, digits and `_`, begins with no digit, and is no reserved word");
    return false;
  }
  if (value.weight() > max_weight) {
    sink.report<Kind::eval_too_large>(span, max_weight);
    return false;
  }
  if (is_deeper_than(value, max_depth)) {
    sink.report<Kind::eval_too_deep>(span, max_depth);
    return false;
  }
  if (names_.size() >= max_names && !names_.contains(name)) {
    sink.report<Kind::eval_too_many_names>(span, max_names).help("bind data as a whole, under one name");
    return false;
  }
  std::erase_if(unknown_, [&](const std::string& path) { return path == name || is_inside(path, name); });
  Type type = infer(value);
  names_.insert_or_assign(name, Binding{std::move(value), std::move(type), true});
  return true;
}

bool Names::leave_unknown(const std::string& path, std::optional<source::Span> span, diagnostic::Sink& sink) {
  const std::vector<std::string> steps = split(path);
  const auto bad = std::find_if_not(steps.begin(), steps.end(), [](const std::string& step) { return is_name(step); });
  if (bad != steps.end()) {
    sink.report<Kind::eval_bad_name>(span, *bad)
        .help("what is left unknown is a name, or a path like `email.visibility`");
    return false;
  }
  const auto found = names_.find(steps[0]);
  if (found == names_.end()) {
    if (steps.size() > 1) {
      diagnostic::suggest(sink.report<Kind::eval_not_bound>(span, steps[0]), steps[0], list(), "there is");
      return false;
    }
    if (!bind(path, Value::null(), span, sink)) {
      return false;
    }
    names_[path].known = false;
  } else {
    const Value* value = &found->second.value;
    std::string walked = steps[0];
    for (std::size_t i = 1; i < steps.size(); ++i) {
      const bool is_last = i + 1 == steps.size();
      const Value* next = member(*value, steps[i]);
      if (value->kind() != cel::ValueKind::map || (next == nullptr && !is_last)) {
        auto report = sink.report<Kind::eval_no_member>(span, walked, steps[i]);
        if (value->kind() == cel::ValueKind::map) {
          diagnostic::suggest(report, steps[i], text_keys(*value), "it has");
        }
        return false;
      }
      walked += "." + steps[i];
      value = next;
    }
  }
  unknown_.insert(path);
  return true;
}

bool Names::remove(const std::string& name) {
  if (names_.erase(name) == 0) {
    return false;
  }
  std::erase_if(unknown_, [&](const std::string& path) { return path == name || is_inside(path, name); });
  return true;
}

void Names::clear() {
  names_.clear();
  unknown_.clear();
}

std::vector<std::string> Names::list() const {
  std::vector<std::string> texts;
  for (const auto& [name, binding] : names_) {
    texts.push_back(name);
  }
  return texts;
}

// What an expression sees. --------------------------------------------------------------------------------------------

namespace {

/// The names of a chain of plain selections, outermost first: `a.b.c`. Empty for anything else.
std::vector<std::string> chain(const cel::Ast& ast, cel::NodeId id) {
  std::vector<std::string> steps;
  while (ast[id].kind == cel::NodeKind::select && !ast[id].optional) {
    steps.push_back(ast[id].name);
    id = ast[id].children.front();
  }
  if (ast[id].kind != cel::NodeKind::ident) {
    return {};
  }
  const std::string& name = ast[id].name;
  steps.push_back(name.starts_with('.') ? name.substr(1) : name);
  std::reverse(steps.begin(), steps.end());
  return steps;
}

bool has_dotted_member(const cel::Ast& ast) {
  return std::any_of(ast.nodes.begin(), ast.nodes.end(), [](const cel::Node& node) {
    return node.kind == cel::NodeKind::select && node.name.find('.') != std::string::npos;
  });
}

}  // namespace

View::View(const Names& names, const cel::Ast& ast) : attributes_(names.unknown().begin(), names.unknown().end()) {
  for (const auto& [name, binding] : names.all()) {
    declare(name, binding.value, binding.type);
  }
  if (has_dotted_member(ast)) {
    return;  // a member `b.c` would be mistaken for a member `c` of `b`
  }
  std::set<std::string> seen;
  for (cel::NodeId id = 0; id < ast.nodes.size(); ++id) {
    const std::vector<std::string> steps =
        ast[id].kind == cel::NodeKind::select && !ast[id].test_only ? chain(ast, id) : std::vector<std::string>();
    const auto found = steps.empty() ? names.all().end() : names.all().find(steps[0]);
    if (found == names.all().end()) {
      continue;
    }
    const Value* value = &found->second.value;
    std::string path = steps[0];
    for (std::size_t i = 1; i < steps.size() && value != nullptr; ++i) {
      value = member(*value, steps[i]);
      path += "." + steps[i];
    }
    const bool is_unknown = names.unknown().contains(path);
    if ((value != nullptr || is_unknown) && seen.insert(path).second) {
      declare(path, value == nullptr ? Value::null() : *value, value == nullptr ? Type::dyn() : infer(*value));
    }
  }
}

std::vector<cel::AttributeId> View::attributes_of(const std::string& path) const {
  std::vector<cel::AttributeId> found;
  const auto find = [this](std::string_view name) {
    return std::lower_bound(attributes_.begin(), attributes_.end(), name);
  };
  // What it is part of, and itself.
  for (std::size_t end = path.find('.');; end = path.find('.', end + 1)) {
    const std::string_view outer = std::string_view(path).substr(0, end);
    const auto at = find(outer);
    if (at != attributes_.end() && *at == outer) {
      found.push_back(static_cast<cel::AttributeId>(at - attributes_.begin()));
    }
    if (end == std::string::npos) {
      break;
    }
  }
  for (auto at = find(path + "."); at != attributes_.end() && is_inside(*at, path); ++at) {
    found.push_back(static_cast<cel::AttributeId>(at - attributes_.begin()));
  }
  std::sort(found.begin(), found.end());
  return found;
}

void View::declare(const std::string& path, const Value& value, Type type) {
  std::vector<cel::AttributeId> unknown = attributes_of(path);
  environment_.declare_variable(path, std::move(type), static_cast<uint32_t>(values_.size()));
  values_.push_back(unknown.empty() ? value : Value::unknown(std::move(unknown)));
}

}  // namespace exeunt::console
