#include "interpreter/yaml/mapping.h"

#include <algorithm>
#include <map>
#include <utility>

namespace exeunt::yaml {

using diagnostic::Kind;

static constexpr std::size_t max_errors = 100;

bool Reader::too_many_errors(source::Span at) {
  if (!gave_up && sink.errors() - errors_before >= max_errors) {
    gave_up = true;
    sink.report<Kind::yaml_too_many_errors>(at, max_errors);
  }
  return gave_up;
}

namespace {

/// The keys of one mapping that were seen. Most have a handful, which is looked through faster than a tree is built.
class SeenKeys {
 public:
  /// Where the key stood before; nothing where it is new.
  std::optional<source::Span> add(std::string_view key, source::Span span) {
    constexpr std::size_t most_in_list = 16;
    if (list_.size() < most_in_list) {
      const auto same = std::find_if(list_.begin(), list_.end(), [&](const Key& each) { return each.first == key; });
      if (same != list_.end()) {
        return same->second;
      }
      list_.emplace_back(key, span);
      return std::nullopt;
    }
    if (tree_.empty()) {
      tree_.insert(list_.begin(), list_.end());
    }
    const auto [first, is_new] = tree_.emplace(key, span);
    return is_new ? std::nullopt : std::optional(first->second);
  }

 private:
  using Key = std::pair<std::string_view, source::Span>;
  std::vector<Key> list_;
  std::map<std::string_view, source::Span> tree_;
};

}  // namespace

std::vector<Entry> entries(Reader& reader, const Node& mapping) {
  std::vector<Entry> found;
  found.reserve(mapping.items.size() / 2);
  SeenKeys seen;
  for (std::size_t i = 0; i + 1 < mapping.items.size(); i += 2) {
    const Node& key = mapping.items[i];
    if (reader.too_many_errors(key.span)) {
      break;
    }
    if (key.kind != Node::Kind::scalar) {
      reader.sink.report<Kind::yaml_wrong_kind>(key.span, "a key", "text", describe(key.kind));
      continue;
    }
    if (const auto first = seen.add(key.text, key.span)) {
      reader.sink.report<Kind::yaml_duplicate_key>(key.span, key.text).label(*first, "first given here");
      continue;
    }
    found.push_back({key.text, key.span, &mapping.items[i + 1]});
  }
  return found;
}

Mapping::Mapping(Reader& reader, const Node& node, std::string what, const std::vector<std::string>& keys)
    : what_(std::move(what)), span_(node.span) {
  for (Entry& entry : entries(reader, node)) {
    if (std::find(keys.begin(), keys.end(), entry.key) != keys.end()) {
      entries_.push_back(std::move(entry));
      continue;
    }
    auto report = reader.sink.report<Kind::yaml_unknown_key>(entry.key_span, entry.key, what_);
    if (const auto near = diagnostic::nearest(entry.key, keys)) {
      report.help("did you mean `" + *near + "`?");
    }
  }
}

const Entry* Mapping::find(std::string_view key) const {
  const auto found = std::find_if(entries_.begin(), entries_.end(), [&](const Entry& entry) { return entry.key == key; });
  return found == entries_.end() ? nullptr : &*found;
}

const Entry* Mapping::require(Reader& reader, std::string_view key) const {
  const Entry* entry = find(key);
  if (entry == nullptr) {
    reader.sink.report<Kind::yaml_missing_key>(source::Span{span_.file, span_.begin, span_.begin}, what_, key);
  }
  return entry;
}

}  // namespace exeunt::yaml
