#include "interpreter/cel/ast.h"

#include "interpreter/cel/macro.h"

namespace exeunt::cel {

static void append(std::string& out, const Ast& ast, NodeId id);

static void append_children(std::string& out, const Ast& ast, const Node& node) {
  for (const NodeId child : node.children) {
    out += ' ';
    append(out, ast, child);
  }
}

/// `_&&_` is `&&`, `_?_:_` is `?:`, `@in` is `in`; functions keep their names.
static std::string operator_text(const std::string& name) {
  std::string out;
  const bool is_operator = name.find_first_not_of("_@in&|=!<>+-*/%?:[]") == std::string::npos &&
                           name.find_first_of("_@") != std::string::npos;
  if (!is_operator) {
    return name;
  }
  for (const char c : name) {
    if (c != '_' && c != '@') {
      out += c;
    }
  }
  return out;
}

static bool optional_entry(const Node& node, size_t i) {
  return !node.optional_entries.empty() && node.optional_entries[i];
}

static void append(std::string& out, const Ast& ast, NodeId id) {
  const Node& node = ast[id];
  switch (node.kind) {
    case NodeKind::literal: out += node.value.text(); return;
    case NodeKind::ident: out += node.name; return;
    case NodeKind::select:
      out += node.test_only ? "(has" : "(.";
      out += node.optional ? "?" : "";
      append_children(out, ast, node);
      out += ' ' + node.name + ')';
      return;
    case NodeKind::call:
      out += '(';
      out += node.receiver ? "." + node.name : operator_text(node.name);
      append_children(out, ast, node);
      out += ')';
      return;
    case NodeKind::list:
      out += "(list";
      for (size_t i = 0; i < node.children.size(); ++i) {
        out += optional_entry(node, i) ? " ?" : " ";
        append(out, ast, node.children[i]);
      }
      out += ')';
      return;
    case NodeKind::map:
      out += "(map";
      for (size_t i = 0; i + 1 < node.children.size(); i += 2) {
        out += optional_entry(node, i / 2) ? " ?(" : " (";
        append(out, ast, node.children[i]);
        out += ' ';
        append(out, ast, node.children[i + 1]);
        out += ')';
      }
      out += ')';
      return;
    case NodeKind::message:
      out += "(message " + node.name;
      for (size_t i = 0; i < node.children.size(); ++i) {
        out += optional_entry(node, i) ? " ?(" : " (";
        out += node.fields[i].name + ' ';
        append(out, ast, node.children[i]);
        out += ')';
      }
      out += ')';
      return;
    case NodeKind::fold:
    case NodeKind::bind:
      out += '(';
      out += fold_name(node.fold);
      out += ' ' + node.name;
      out += node.name2.empty() ? "" : " " + node.name2;
      append_children(out, ast, node);
      out += ')';
      return;
  }
}

std::string dump(const Ast& ast) {
  std::string out;
  append(out, ast, ast.root);
  return out;
}

}  // namespace exeunt::cel
