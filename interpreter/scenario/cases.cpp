#include "interpreter/scenario/cases.h"

#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "interpreter/diagnostic/suggest.h"
#include "interpreter/scenario/keys.h"

namespace exeunt::scenario {

using diagnostic::Kind;
using yaml::Node;

namespace {

constexpr std::string_view cases_key = "cases";

/// By the words for which they stand.
using Case = std::map<std::string, const Node*, std::less<>>;

bool is_word(std::string_view text) {
  const auto fits = [](char c) { return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '-' || c == '_'; };
  return !text.empty() && text[0] >= 'a' && text[0] <= 'z' && std::all_of(text.begin(), text.end(), fits);
}

/// The next `<word>` of a text.
struct Mark {
  std::size_t begin;
  std::size_t end;
  std::string_view word;
};
std::optional<Mark> find_mark(std::string_view text, std::size_t from) {
  for (std::size_t begin = text.find('<', from); begin != std::string_view::npos; begin = text.find('<', begin + 1)) {
    const std::size_t end = text.find('>', begin);
    if (end != std::string_view::npos && is_word(text.substr(begin + 1, end - begin - 1))) {
      return Mark{begin, end + 1, text.substr(begin + 1, end - begin - 1)};
    }
  }
  return std::nullopt;
}

/// Writes one case into a scenario.
class Filler {
 public:
  Filler(const Case& values, diagnostic::Sink& sink) : values_(values), sink_(sink) {}

  const std::set<std::string_view>& used() const { return used_; }

  /// Nesting ends where yaml::load says.
  void fill(Node& node) {
    if (node.kind == Node::Kind::scalar) {
      fill_text(node);
      return;
    }
    for (Node& item : node.items) {
      fill(item);
    }
  }

 private:
  void fill_text(Node& node) {
    std::string out;
    std::size_t done = 0;
    while (const auto mark = find_mark(node.text, done)) {
      const Node* value = find(mark->word, node);
      if (value == nullptr) {
        return;
      }
      if (mark->begin == 0 && mark->end == node.text.size()) {
        node = *value;
        return;
      }
      if (value->kind != Node::Kind::scalar) {
        report_kind(fmt::format("`<{}>` inside of text", mark->word), "text", *value, sink_);
        return;
      }
      out.append(node.text, done, mark->begin - done).append(value->text);
      done = mark->end;
    }
    if (done > 0) {
      node.text = out.append(node.text, done);
      node.runs.clear();
    }
  }

  const Node* find(std::string_view word, const Node& where) {
    const auto found = values_.find(word);
    if (found != values_.end()) {
      used_.insert(found->first);
      return found->second;
    }
    std::vector<std::string> words;
    for (const auto& [name, value] : values_) {
      words.push_back(name);
    }
    diagnostic::suggest(sink_.report<Kind::scenario_case_unknown>(where.span, word), word, words, "cases hold");
    return nullptr;
  }

  const Case& values_;
  diagnostic::Sink& sink_;
  std::set<std::string_view> used_;
};

std::optional<Case> read_case(const Node& node, diagnostic::Sink& sink) {
  if (node.kind != Node::Kind::mapping) {
    report_kind("a case", "a mapping", node, sink);
    return std::nullopt;
  }
  Case out;
  for (const Pair& pair : pairs(node, sink)) {
    if (!is_word(pair.key.text)) {
      sink.report<Kind::scenario_case_word>(pair.key.span, pair.key.text)
          .help("a word has lower-case letters, digits, `-` and `_`, and begins with a letter");
      return std::nullopt;
    }
    out.emplace(pair.key.text, pair.value);
  }
  return out;
}

/// Whether every case holds what the first holds, and nothing else.
bool are_alike(const std::vector<Node>& nodes, const std::vector<Case>& cases, diagnostic::Sink& sink) {
  bool alike = true;
  for (std::size_t i = 1; i < cases.size(); ++i) {
    const auto lacks = [&](const Case& one, const Case& other, source::Span span) {
      for (const auto& [word, value] : one) {
        if (!other.contains(word)) {
          sink.report<Kind::scenario_case_lacks>(span, word);
          alike = false;
        }
      }
    };
    lacks(cases[0], cases[i], head(nodes[i]));
    lacks(cases[i], cases[0], head(nodes[0]));
  }
  return alike;
}

/// The cases, or none and what is wrong with them in the sink.
std::vector<Case> read_cases(const Node& list, diagnostic::Sink& sink) {
  if (list.kind != Node::Kind::list) {
    report_kind("`cases`", "a list", list, sink);
    return {};
  }
  if (list.items.empty()) {
    sink.report<Kind::scenario_case_none>(list.span);
    return {};
  }
  std::vector<Case> out;
  for (const Node& item : list.items) {
    if (auto one = read_case(item, sink)) {
      out.push_back(*std::move(one));
    }
  }
  const bool whole = out.size() == list.items.size() && are_alike(list.items, out, sink);
  return whole ? out : std::vector<Case>();
}

/// "deal, 3": what a case holds, for names.
std::string describe(const Node& node) {
  std::string out;
  for (std::size_t i = 1; i < node.items.size(); i += 2) {
    const Node& value = node.items[i];
    out += fmt::format("{}{}", out.empty() ? "" : ", ",
                       value.kind == Node::Kind::scalar ? value.text : std::string(yaml::describe(value.kind)));
  }
  return out;
}

/// The value of a key, or a null pointer.
Node* value_of(Node& mapping, std::string_view key) {
  for (std::size_t i = 0; i + 1 < mapping.items.size(); i += 2) {
    if (mapping.items[i].kind == Node::Kind::scalar && mapping.items[i].text == key) {
      return &mapping.items[i + 1];
    }
  }
  return nullptr;
}

}  // namespace

void for_each_case(const Node& scenario, diagnostic::Sink& sink, const std::function<void(const Node&)>& use) {
  Node rest = scenario;
  const Node* found = value_of(rest, cases_key);
  if (found == nullptr) {
    use(scenario);
    return;
  }
  const Node list = *found;
  const auto key = rest.items.begin() + (found - rest.items.data()) - 1;
  const source::Span first = key->span;
  rest.items.erase(key, key + 2);
  if (value_of(rest, cases_key) != nullptr) {
    sink.report<Kind::scenario_duplicate_key>(first, cases_key);
    return;
  }
  const std::vector<Case> cases = read_cases(list, sink);
  for (std::size_t i = 0; i < cases.size(); ++i) {
    const std::size_t errors = sink.errors();
    Node one = rest;
    Node* name = value_of(one, "scenario");
    const bool is_named_apart = name == nullptr || name->kind != Node::Kind::scalar || find_mark(name->text, 0);
    Filler filler(cases[i], sink);
    filler.fill(one);
    if (name != nullptr) {
      name->text += is_named_apart ? "" : fmt::format(" [{}]", describe(list.items[i]));
      name->span = head(list.items[i]);
    }
    for (const auto& [word, value] : cases[i]) {
      if (!filler.used().contains(word)) {
        sink.report<Kind::scenario_case_unused>(head(list.items[i]), word);
      }
    }
    if (sink.errors() == errors) {
      use(one);
    }
    if (sink.errors() != errors) {
      return;
    }
  }
}

}  // namespace exeunt::scenario
