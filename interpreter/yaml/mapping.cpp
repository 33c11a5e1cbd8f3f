#include "interpreter/yaml/mapping.h"

#include <algorithm>

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

std::vector<Entry> entries(Reader& reader, const Node& mapping) {
  std::vector<Entry> found;
  std::map<std::string_view, source::Span> seen;
  for (std::size_t i = 0; i + 1 < mapping.items.size(); i += 2) {
    const Node& key = mapping.items[i];
    if (reader.too_many_errors(key.span)) {
      break;
    }
    if (key.kind != Node::Kind::scalar) {
      reader.sink.report<Kind::yaml_wrong_kind>(key.span, "a key", "text", describe(key.kind));
      continue;
    }
    const auto [first, is_new] = seen.emplace(key.text, key.span);
    if (!is_new) {
      reader.sink.report<Kind::yaml_duplicate_key>(key.span, key.text).label(first->second, "first given here");
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
      entries_.emplace(entry.key, entry);
      continue;
    }
    auto report = reader.sink.report<Kind::yaml_unknown_key>(entry.key_span, entry.key, what_);
    if (const auto near = diagnostic::nearest(entry.key, keys)) {
      report.help("did you mean `" + *near + "`?");
    }
  }
}

const Entry* Mapping::find(std::string_view key) const {
  const auto found = entries_.find(key);
  return found == entries_.end() ? nullptr : &found->second;
}

const Entry* Mapping::require(Reader& reader, std::string_view key) const {
  const Entry* entry = find(key);
  if (entry == nullptr) {
    reader.sink.report<Kind::yaml_missing_key>(source::Span{span_.file, span_.begin, span_.begin}, what_, key);
  }
  return entry;
}

}  // namespace exeunt::yaml
