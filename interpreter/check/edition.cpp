#include <algorithm>
#include <map>
#include <set>

#include "interpreter/check/compose.h"
#include "interpreter/check/name.h"

namespace exeunt::check {

using diagnostic::Kind;
using diagnostic::Sink;

namespace {

struct Stated {
  source::Span name;                ///< where the edition is first named
  const ast::Text* base = nullptr;  ///< the first `extends`
};

using Editions = std::map<std::string, Stated>;

Editions collect(const pack::Pack& pack, Sink& sink) {
  Editions editions;
  for (const ast::File& file : pack.files) {
    if (!file.edition) {
      continue;
    }
    const ast::Edition& edition = *file.edition;
    if (edition.name.value.empty()) {
      sink.report<Kind::edition_unnamed>(edition.name.span);
      continue;
    }
    Stated& stated = editions.emplace(edition.name.value, Stated{edition.name.span, nullptr}).first->second;
    if (!edition.extends) {
      continue;
    }
    if (stated.base == nullptr) {
      stated.base = &*edition.extends;
    } else if (stated.base->value != edition.extends->value) {
      sink.report<Kind::edition_contradictory_base>(edition.extends->span, edition.name.value, edition.extends->value,
                                                    stated.base->value)
          .label(stated.base->span, "it extends `" + stated.base->value + "` here");
    }
  }
  return editions;
}

void report_unknown_bases(const Editions& editions, Sink& sink) {
  for (const auto& [name, stated] : editions) {
    if (stated.base != nullptr && !editions.contains(stated.base->value)) {
      auto report = sink.report<Kind::edition_unknown_base>(stated.base->span, stated.base->value);
      suggest(sink, report, stated.base->value, editions);
    }
  }
}

/// Every edition extends one at most, so a walk along `extends` either ends or comes back to where it was.
void report_cycles(const Editions& editions, Sink& sink) {
  std::set<std::string> done;
  for (const auto& start : editions) {
    std::vector<Editions::const_iterator> path;
    auto current = editions.find(start.first);
    while (current != editions.end() && done.insert(current->first).second) {
      path.push_back(current);
      const ast::Text* base = current->second.base;
      current = base == nullptr ? editions.end() : editions.find(base->value);
    }
    const auto begin = std::find(path.begin(), path.end(), current);
    if (begin == path.end()) {
      continue;
    }
    std::string cycle;
    for (auto at = begin; at != path.end(); ++at) {
      cycle += "`" + (*at)->first + "` extends ";
    }
    sink.report<Kind::edition_cycle>(current->second.base->span, cycle + "`" + current->first + "`");
  }
}

}  // namespace

std::optional<std::vector<std::string>> edition_chain(const pack::Pack& pack, const std::string& edition, Sink& sink) {
  const std::size_t errors = sink.errors();
  const Editions editions = collect(pack, sink);
  report_unknown_bases(editions, sink);
  report_cycles(editions, sink);
  if (sink.errors() != errors) {
    return std::nullopt;
  }
  const std::string wanted = edition.empty() ? pack::default_edition(pack) : edition;
  if (wanted.empty()) {
    return std::vector<std::string>{};
  }
  auto current = editions.find(wanted);
  if (current == editions.end()) {
    auto report = sink.report<Kind::edition_unknown>(std::nullopt, pack.name, wanted);
    suggest(sink, report, wanted, editions);
    report.help(editions.empty() ? "this pack has no editions" : "its editions: " + listed(keys(editions)));
    return std::nullopt;
  }
  std::vector<std::string> chain;
  while (true) {
    chain.push_back(current->first);
    if (current->second.base == nullptr) {
      return chain;
    }
    current = editions.find(current->second.base->value);
  }
}

}  // namespace exeunt::check
