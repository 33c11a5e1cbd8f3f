// Message literals.
#include <fmt/format.h>

#include <algorithm>
#include <set>

#include "interpreter/cel/checker.h"
#include "interpreter/cel/suggest.h"

namespace exeunt::cel {

static std::vector<std::string> field_names(const MessageType& message) {
  std::vector<std::string> out;
  for (const MessageField& field : message.fields) {
    out.emplace_back(field.name);
  }
  return out;
}

/// Compares last parts: packages are long, and would make everything similar.
static std::string similar_message(std::string_view name) {
  const auto last_part = [](std::string_view full) { return full.substr(full.rfind('.') + 1); };
  std::vector<std::string> parts;
  for (const std::string_view full : message_names()) {
    parts.emplace_back(last_part(full));
  }
  const std::string part = nearest(last_part(name), parts);
  const auto found = std::find(parts.begin(), parts.end(), part);
  return found == parts.end()
             ? ""
             : fmt::format("did you mean `{}`?", message_names()[static_cast<size_t>(found - parts.begin())]);
}

Type Checker::check_message(NodeId id) {
  std::vector<Type> types;
  for (size_t i = 0; i < ast_[id].children.size(); ++i) {
    types.push_back(unifier_.resolve(entry_type(ast_[id], i, ast_[id].children[i])));
  }
  Node& node = ast_[id];
  std::string full = resolve_message(environment_, node.name);
  const MessageType* message = find_message(full);
  if (message == nullptr) {
    const std::string help = full.empty() ? similar_message(node.name) : "";
    return report(IssueKind::unknown_function, node.name_begin, node.name_end,
                  full.empty() ? fmt::format("there is no type `{}`", node.name)
                               : fmt::format("values of type `{}` cannot be constructed", full),
                  help.empty() ? "a map literal has no type name before its `{`" : help);
  }
  node.name = std::move(full);
  check_message_fields(node, *message, types);
  return message->type;
}

void Checker::check_message_fields(const Node& node, const MessageType& message, std::span<const Type> types) {
  std::set<size_t> seen;
  for (size_t i = 0; i < node.fields.size(); ++i) {
    const FieldName& name = node.fields[i];
    const size_t position = message.find(name.name);
    if (position == message.fields.size()) {
      report(IssueKind::unknown_field, name.begin, name.end,
             fmt::format("`{}` has no field `{}`", message.name, name.name),
             did_you_mean(name.name, field_names(message)));
      continue;
    }
    if (!seen.insert(position).second) {
      report(IssueKind::wrong_type, name.begin, name.end, fmt::format("the field `{}` comes twice", name.name));
    }
    const Type& wanted = message.fields[position].type;
    if (!unifier_.assign(types[i], wanted)) {
      const Node& value = ast_[node.children[i]];
      report(IssueKind::wrong_type, value.begin, value.end,
             fmt::format("the field `{}` of `{}` is `{}`, not `{}`", name.name, message.name, wanted.display(),
                         text(types[i])));
    }
  }
}

}  // namespace exeunt::cel
