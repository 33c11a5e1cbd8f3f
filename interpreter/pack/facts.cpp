#include "interpreter/pack/facts.h"

#include <algorithm>
#include <map>
#include <optional>
#include <string>
#include <string_view>

#include <fmt/format.h>

#include "interpreter/yaml/document.h"

namespace exeunt::pack {

using diagnostic::Kind;
using diagnostic::Sink;
using yaml::Node;

namespace {

const std::vector<std::string>& kinds() {
  static const std::vector<std::string> all = {"effect",   "precondition", "capability",     "display",
                                               "schedule", "advice",       "notification",   "access-condition",
                                               "retained", "navigation",   "runtime-failure"};
  return all;
}

/// The value of `key`, or nothing. Facts have a handful of members, so this looks at all of them.
const Node* find(const Node& mapping, std::string_view key) {
  for (std::size_t i = 0; i + 1 < mapping.items.size(); i += 2) {
    if (mapping.items[i].text == key) {
      return &mapping.items[i + 1];
    }
  }
  return nullptr;
}

class FactReader {
 public:
  explicit FactReader(Sink& sink) : sink_(sink) {}

  void read(const Node& node) {
    if (node.kind != Node::Kind::mapping) {
      sink_.report<Kind::fact_malformed>(node.span, "a fact", "a mapping", yaml::describe(node.kind));
      return;
    }
    report_repeated_keys(node);
    const Node* id = find(node, "id");
    if (id == nullptr || id->kind == Node::Kind::empty) {
      sink_.report<Kind::fact_without_id>(place(node));
      return;
    }
    program::Fact fact;
    fact.id = text(node, "id", "`id`");
    fact.declared = id->span;
    fact.kind = text(node, "kind", "`kind`");
    fact.section = text(node, "section", "`section`");
    fact.text = text(node, "fact", "`fact`");
    fact.editions = names(node, "editions", "an edition");
    fact.objects = names(node, "objects", "an object");
    if (id->kind != Node::Kind::scalar) {
      return;
    }
    check_id(fact);
    check_kind(node, fact);
    if (find(node, "fact") == nullptr) {
      sink_.report<Kind::fact_without_text>(fact.declared, fact.id);
    }
    const auto [first, added] = places_.emplace(fact.id, fact.declared);
    if (!added) {
      sink_.report<Kind::fact_duplicate>(fact.declared, fact.id).label(first->second, "first listed here");
      return;
    }
    facts_.push_back(std::move(fact));
  }

  std::vector<program::Fact> take() { return std::move(facts_); }

 private:
  /// Where to point at a fact as a whole: a mapping's own span goes over many lines.
  static source::Span place(const Node& node) { return node.items.empty() ? node.span : node.items.front().span; }

  void report_repeated_keys(const Node& node) {
    std::map<std::string_view, source::Span> seen;
    for (std::size_t i = 0; i + 1 < node.items.size(); i += 2) {
      const auto [first, added] = seen.emplace(node.items[i].text, node.items[i].span);
      if (!added) {
        sink_.report<Kind::yaml_duplicate_key>(node.items[i].span, node.items[i].text)
            .label(first->second, "first given here");
      }
    }
  }

  std::string text(const Node& node, std::string_view key, std::string_view called) {
    const Node* value = find(node, key);
    if (value == nullptr || value->kind == Node::Kind::empty) {
      return "";
    }
    if (value->kind != Node::Kind::scalar) {
      sink_.report<Kind::fact_malformed>(value->span, called, "text", yaml::describe(value->kind));
      return "";
    }
    return value->text;
  }

  /// A list of names; a lone one may stand without the list.
  std::vector<std::string> names(const Node& node, std::string_view key, std::string_view called) {
    const Node* value = find(node, key);
    if (value == nullptr || value->kind == Node::Kind::empty) {
      return {};
    }
    std::vector<std::string> names;
    if (value->kind == Node::Kind::scalar) {
      names.push_back(value->text);
    } else if (value->kind == Node::Kind::list) {
      for (const Node& item : value->items) {
        if (item.kind == Node::Kind::scalar) {
          names.push_back(item.text);
        } else {
          sink_.report<Kind::fact_malformed>(item.span, called, "text", yaml::describe(item.kind));
        }
      }
    } else {
      sink_.report<Kind::fact_malformed>(value->span, fmt::format("`{}`", key), "a list", yaml::describe(value->kind));
    }
    return names;
  }

  void check_id(const program::Fact& fact) {
    const auto is_part = [](char c) {
      return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_' || c == '-' ||
             c == '.';
    };
    if (!std::all_of(fact.id.begin(), fact.id.end(), is_part)) {
      sink_.report<Kind::fact_bad_id>(fact.declared, fact.id);
    }
  }

  void check_kind(const Node& node, const program::Fact& fact) {
    const Node* kind = find(node, "kind");
    if (kind == nullptr) {
      sink_.report<Kind::fact_without_kind>(fact.declared, fact.id);
      return;
    }
    if (kind->kind != Node::Kind::scalar || std::find(kinds().begin(), kinds().end(), fact.kind) != kinds().end()) {
      return;
    }
    auto report = sink_.report<Kind::fact_unknown_kind>(kind->span, fact.kind);
    if (const auto near = diagnostic::nearest(fact.kind, kinds())) {
      report.help("did you mean `" + *near + "`?");
    }
  }

  Sink& sink_;
  std::vector<program::Fact> facts_;
  std::map<std::string, source::Span> places_;
};

}  // namespace

std::vector<program::Fact> read_facts(const source::Manager& sources, source::FileId file, Sink& sink) {
  const yaml::Document document = yaml::load(sources, file, sink);
  if (!document.root) {
    return {};
  }
  const Node& root = *document.root;
  if (root.kind != Node::Kind::mapping) {
    sink.report<Kind::fact_malformed>(root.span, "facts.yaml", "a mapping with the key `facts`",
                                      yaml::describe(root.kind));
    return {};
  }
  const Node* list = find(root, "facts");
  if (list == nullptr) {
    sink.report<Kind::facts_without_list>(root.items.empty() ? root.span : root.items.front().span);
    return {};
  }
  if (list->kind == Node::Kind::empty) {
    return {};
  }
  if (list->kind != Node::Kind::list) {
    sink.report<Kind::fact_malformed>(list->span, "`facts`", "a list", yaml::describe(list->kind));
    return {};
  }
  FactReader reader(sink);
  for (const Node& item : list->items) {
    reader.read(item);
  }
  return reader.take();
}

}  // namespace exeunt::pack
