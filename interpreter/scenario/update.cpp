#include "interpreter/scenario/update.h"

#include <fmt/format.h>

#include <algorithm>
#include <cstdint>
#include <map>
#include <optional>

#include "interpreter/plan/json.h"

namespace exeunt::scenario {

using yaml::Node;

namespace {

/// What becomes of a mapping, by the position of a pair's key in `items`.
struct Change {
  std::map<std::size_t, std::string> values;  ///< empty: the pair goes
  std::vector<std::pair<std::string, std::string>> added;

  /// False: something else is to stand there already.
  bool set(std::size_t position, const std::string& value) {
    return values.try_emplace(position, value).first->second == value;
  }
  bool add(const std::string& key, const std::string& value) {
    const auto found = std::find_if(added.begin(), added.end(), [&](const auto& pair) { return pair.first == key; });
    if (found != added.end()) {
      return found->second == value;
    }
    added.emplace_back(key, value);
    return true;
  }
};

/// Text that YAML takes as it stands, in a flow collection too.
std::string key_text(const std::string& key) {
  const auto is_plain = [](char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') ||
           std::string_view("_-.:/@").find(c) != std::string_view::npos;
  };
  const bool plain = !key.empty() && std::all_of(key.begin(), key.end(), is_plain) && key.front() != '-' &&
                     key.front() != '@' && key.front() != ':' && key.back() != ':';
  return plain ? key : plan::write_value(plan::Value{key});
}

class Updater {
 public:
  Updater(const Node& root, std::string_view text) : text_(text) { index(root); }

  /// Notes what has to change. False: this is not to be written into the file.
  bool note(const Difference& difference) {
    const auto found = pairs_.find(difference.at.begin);
    if (found == pairs_.end() || difference.object.empty()) {
      return false;
    }
    const auto [mapping, position] = found->second;
    const std::string& key = mapping->items[position].text;
    const Node& value = mapping->items[position + 1];
    const bool is_object = key == difference.object;
    if (!difference.expected.empty()) {
      const std::string& actual = difference.actual;
      const bool is_value = actual != "not given" && actual != "in the account";
      return (is_object || key == difference.rule) && is_value && changes_[mapping].set(position, actual);
    }
    if (value.kind == Node::Kind::list) {
      return false;
    }
    if (is_object) {
      return changes_[&value].add(difference.rule, difference.actual);
    }
    if (key != "expect" && key != "conflicted") {
      return false;  // the step as a whole
    }
    return difference.rule == "conflict" ? changes_[&value].add(difference.object, difference.actual)
                                         : objects_[&value][difference.object].add(difference.rule, difference.actual);
  }

  std::string write(const Node& root) {
    for (auto& [expectation, objects] : objects_) {
      for (auto& [object, change] : objects) {
        changes_[expectation].add(object, flow_text(change.added));
      }
    }
    walk(root);
    std::sort(edits_.begin(), edits_.end(), [](const Edit& a, const Edit& b) { return a.begin < b.begin; });
    std::string out;
    std::size_t done = 0;
    for (const Edit& edit : edits_) {
      out.append(text_, done, edit.begin - done).append(edit.text);
      done = edit.end;
    }
    return out.append(text_.substr(done));
  }

 private:
  struct Edit {
    std::size_t begin;
    std::size_t end;
    std::string text;
  };

  void index(const Node& node) {
    for (std::size_t i = 0; i < node.items.size(); ++i) {
      if (node.kind == Node::Kind::mapping && i % 2 == 0) {
        pairs_.emplace(node.items[i].span.begin, std::pair(&node, i));
      }
      index(node.items[i]);
    }
  }

  bool is_flow(const Node& node) const { return text_.substr(node.span.begin, 1) == "{"; }
  std::string_view slice(std::size_t begin, std::size_t end) const { return text_.substr(begin, end - begin); }

  static std::string flow_text(const std::vector<std::pair<std::string, std::string>>& pairs) {
    std::string out;
    for (const auto& [key, value] : pairs) {
      out += fmt::format("{}{}: {}", out.empty() ? "" : ", ", key_text(key), value);
    }
    return "{" + out + "}";
  }

  /// A node on one line with what changes in it: text, or a mapping in braces.
  std::string render(const Node& node) const {
    const auto changed = changes_.find(&node);
    if (node.kind != Node::Kind::mapping) {
      return changed == changes_.end() ? std::string(slice(node.span.begin, node.span.end))
                                       : flow_text(changed->second.added);
    }
    std::vector<std::string> pairs;
    for (std::size_t i = 0; i + 1 < node.items.size(); i += 2) {
      const Node& value = node.items[i + 1];
      const auto* with = changed == changes_.end() ? nullptr : find(changed->second, i);
      if (with == nullptr || !with->empty()) {
        pairs.push_back(std::string(slice(node.items[i].span.begin, value.span.begin)) +
                        (with == nullptr ? render(value) : *with));
      }
    }
    if (changed != changes_.end()) {
      for (const auto& [key, value] : changed->second.added) {
        pairs.push_back(key_text(key) + ": " + value);
      }
    }
    return pairs.empty() ? "nothing" : fmt::format("{{{}}}", fmt::join(pairs, ", "));
  }

  static const std::string* find(const Change& change, std::size_t position) {
    const auto found = change.values.find(position);
    return found == change.values.end() ? nullptr : &found->second;
  }

  bool is_touched(const Node& node) const {
    return changes_.contains(&node) ||
           std::any_of(node.items.begin(), node.items.end(), [this](const Node& item) { return is_touched(item); });
  }

  void walk(const Node& node) {
    if (node.kind == Node::Kind::mapping && !is_flow(node)) {
      walk_block(node);
    } else if (node.kind == Node::Kind::list) {
      for (const Node& item : node.items) {
        walk(item);
      }
    } else if (is_touched(node)) {
      edits_.push_back({node.span.begin, node.span.end, render(node)});
    }
  }

  void walk_block(const Node& node) {
    const auto found = changes_.find(&node);
    const Change none;
    const Change& change = found == changes_.end() ? none : found->second;
    const auto goes = [](const auto& value) { return value.second.empty(); };
    const auto going = static_cast<std::size_t>(std::count_if(change.values.begin(), change.values.end(), goes));
    if (2 * going == node.items.size() && change.added.empty()) {
      edits_.push_back({node.span.begin, node.span.end, "nothing"});
      return;
    }
    for (std::size_t i = 0; i + 1 < node.items.size(); i += 2) {
      const Node& value = node.items[i + 1];
      const std::string* with = find(change, i);
      if (with == nullptr) {
        walk(value);
      } else if (!with->empty()) {
        edits_.push_back({value.span.begin, value.span.end, *with});
      } else {
        edits_.push_back({line_begin(node.items[i].span.begin), std::min(line_end(value.span.end) + 1, text_.size()), ""});
      }
    }
    if (!change.added.empty()) {
      const std::size_t first = node.span.begin;
      const std::string indent(first - line_begin(first), ' ');
      std::string lines;
      for (const auto& [key, value] : change.added) {
        lines += "\n" + indent + key_text(key) + ": " + value;
      }
      const std::size_t end = line_end(node.span.end);
      edits_.push_back({end, end, lines});
    }
  }

  std::size_t line_begin(std::size_t at) const { return at == 0 ? 0 : text_.rfind('\n', at - 1) + 1; }
  std::size_t line_end(std::size_t at) const { return std::min(text_.find('\n', at), text_.size()); }

  std::string_view text_;
  std::map<uint32_t, std::pair<const Node*, std::size_t>> pairs_;  ///< by where the key begins
  std::map<const Node*, Change> changes_;  ///< of mappings; of text: what a mapping in its place holds
  std::map<const Node*, std::map<std::string, Change>> objects_;  ///< that an expectation does not list yet
  std::vector<Edit> edits_;
};

}  // namespace

Updated update(const Node& root, std::string_view text, const std::vector<Difference>& differences) {
  Updater updater(root, text);
  Updated out;
  for (const Difference& each : differences) {
    out.done.push_back(updater.note(each));
  }
  out.text = updater.write(root);
  return out;
}

}  // namespace exeunt::scenario
