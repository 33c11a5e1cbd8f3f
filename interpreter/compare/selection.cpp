#include "interpreter/compare/selection.h"

#include <algorithm>
#include <map>
#include <set>
#include <string>

#include "interpreter/diagnostic/suggest.h"

namespace exeunt::compare {

namespace {

/// Names, and the keys that each may mean.
using Meanings = std::map<std::string, std::set<std::string>>;

void add(Meanings& meanings, const std::string& key, const std::vector<std::string>& own) {
  meanings[key].insert(key);
  meanings[key.substr(key.find_last_of(".:") + 1)].insert(key);
  for (const std::string& name : own) {
    meanings[name].insert(key);
  }
}

Meanings meanings_of(const std::vector<Event>& events) {
  Meanings meanings;
  for (const Event& event : events) {
    std::vector<std::string> own;
    for (const EventAnswer& answer : event.answers) {
      for (const VendorEvent& each : answer.events) {
        own.push_back(each.named.name);
      }
    }
    add(meanings, event.key, own);
  }
  return meanings;
}

void add(Meanings& meanings, const std::vector<Concept>& concepts) {
  for (const Concept& what : concepts) {
    std::vector<std::string> own;
    for (const std::vector<Own>& names : what.own) {
      for (const Own& each : names) {
        own.push_back(each.named.name);
      }
    }
    add(meanings, what.key, own);
  }
}

std::vector<std::string> words(const Meanings& meanings) {
  std::vector<std::string> out;
  for (const auto& [word, keys] : meanings) {
    out.push_back(word);
  }
  return out;
}

template <diagnostic::Kind kind>
std::vector<std::string> find(const std::vector<std::string>& wanted, const Meanings& meanings,
                              diagnostic::Sink& sink) {
  std::set<std::string> keys;
  for (const std::string& name : wanted) {
    const auto found = meanings.find(name);
    if (found == meanings.end()) {
      diagnostic::suggest(sink.report<kind>(std::nullopt, name), name, words(meanings), "they know");
    } else {
      keys.insert(found->second.begin(), found->second.end());
    }
  }
  return {keys.begin(), keys.end()};
}

template <class Thing>
void keep(std::vector<Thing>& things, const std::vector<std::string>& keys) {
  if (!keys.empty()) {
    std::erase_if(things,
                  [&keys](const Thing& thing) { return !std::binary_search(keys.begin(), keys.end(), thing.key); });
  }
}

}  // namespace

bool select(const Options& options, Comparison& comparison, diagnostic::Sink& sink) {
  const std::size_t errors = sink.errors();
  comparison.only_events =
      find<diagnostic::Kind::compare_unknown_event>(options.events, meanings_of(comparison.events), sink);
  Meanings concepts;
  add(concepts, comparison.objects.concepts);
  add(concepts, comparison.capabilities.concepts);
  comparison.only_concepts = find<diagnostic::Kind::compare_unknown_concept>(options.concepts, concepts, sink);
  keep(comparison.events, comparison.only_events);
  keep(comparison.objects.concepts, comparison.only_concepts);
  keep(comparison.capabilities.concepts, comparison.only_concepts);
  return sink.errors() == errors;
}

}  // namespace exeunt::compare
