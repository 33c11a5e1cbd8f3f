#include "interpreter/scenario/keys.h"

#include <algorithm>
#include <map>

#include "interpreter/diagnostic/suggest.h"

namespace exeunt::scenario {

using diagnostic::Kind;
using yaml::Node;

std::vector<Pair> pairs(const Node& mapping, diagnostic::Sink& sink) {
  std::vector<Pair> all;
  std::map<std::string_view, source::Span> seen;
  for (std::size_t i = 0; i + 1 < mapping.items.size(); i += 2) {
    const Node& key = mapping.items[i];
    if (key.kind != Node::Kind::scalar) {
      report_kind("a key", "text", key, sink);
      continue;
    }
    const auto [first, is_new] = seen.emplace(key.text, key.span);
    if (is_new) {
      all.push_back({{key.text, key.span}, &mapping.items[i + 1]});
    } else {
      sink.report<Kind::scenario_duplicate_key>(key.span, key.text).label(first->second, "first given here");
    }
  }
  return all;
}

Keys::Keys(const Node& node, std::string what, const std::vector<std::string>& known, diagnostic::Sink& sink)
    : what_(std::move(what)), span_(head(node)) {
  for (Pair& pair : pairs(node, sink)) {
    if (std::find(known.begin(), known.end(), pair.key.text) != known.end()) {
      pairs_.push_back(std::move(pair));
    } else {
      suggest(sink.report<Kind::scenario_unknown_key>(pair.key.span, pair.key.text, what_), pair.key.text, known,
              "its keys are");
    }
  }
}

const Pair* Keys::find(std::string_view key) const {
  const auto found =
      std::find_if(pairs_.begin(), pairs_.end(), [key](const Pair& pair) { return pair.key.text == key; });
  return found == pairs_.end() ? nullptr : &*found;
}

const Pair* Keys::require(std::string_view key, diagnostic::Sink& sink) const {
  const Pair* found = find(key);
  if (found == nullptr) {
    sink.report<Kind::scenario_missing_key>(span_, what_, key);
  }
  return found;
}

source::Span head(const Node& node) {
  return node.items.empty() ? node.span : head(node.items.front());
}

void report_kind(std::string_view called, std::string_view takes, const Node& node, diagnostic::Sink& sink) {
  sink.report<Kind::scenario_wrong_kind>(head(node), called, takes, yaml::describe(node.kind));
}

}  // namespace exeunt::scenario
