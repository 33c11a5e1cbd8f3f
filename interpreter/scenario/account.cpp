#include "interpreter/scenario/account.h"

#include <algorithm>
#include <map>

#include "interpreter/plan/json.h"
#include "interpreter/snapshot/read.h"

namespace exeunt::scenario {

using diagnostic::Diagnostic;
using diagnostic::Kind;

Account merge(const Account& base, const Account& own) {
  Account all = base;
  all.absent_is_null = base.absent_is_null || own.absent_is_null;
  std::map<std::string, std::size_t> places;
  for (std::size_t i = 0; i < all.objects.size(); ++i) {
    places.emplace(all.objects[i].name, i);
  }
  for (const Object& object : own.objects) {
    const auto [place, is_new] = places.emplace(object.name, all.objects.size());
    if (is_new) {
      all.objects.push_back(object);
    } else {
      all.objects[place->second] = object;
    }
  }
  return all;
}

static std::string ndjson(const Account& account) {
  std::string text;
  for (const Object& object : account.objects) {
    text += plan::write_value(object.value) + "\n";
  }
  return text;
}

/// Where the snapshot reader's line and column, both from 1, stand in the scenario file.
static std::optional<Span> find_place(const Account& account, const std::optional<diagnostic::Place>& place) {
  if (!place || place->line == 0 || place->line > account.objects.size()) {
    return std::nullopt;
  }
  const Object& object = account.objects[place->line - 1];
  if (place->column == 0) {
    return object.span;
  }
  const auto after = std::upper_bound(object.places.begin(), object.places.end(), place->column - 1,
                                      [](std::size_t column, const Place& each) { return column < each.column; });
  return after == object.places.begin() ? object.span : std::prev(after)->span;
}

static void hand_on(const diagnostic::Sink& from, const Account& account, diagnostic::Sink& to) {
  for (const Diagnostic& each : from.diagnostics()) {
    if (each.kind == Kind::snapshot_dangling || each.kind == Kind::snapshot_more_findings) {
      continue;
    }
    diagnostic::Builder report = to.add(each.kind, find_place(account, each.place), each.message);
    for (const std::string& help : each.help) {
      report.help(help);
    }
  }
}

static bool is_mistake(const Diagnostic& diagnostic) {
  return diagnostic::info(diagnostic.kind).severity == diagnostic::Severity::warning &&
         diagnostic.kind != Kind::snapshot_dangling_left;
}

std::optional<snapshot::Account> load(const Account& account, const model::Model& model, diagnostic::Sink& sink) {
  const std::string text = ndjson(account);
  diagnostic::Sink found;
  snapshot::ReadOptions options;
  options.absent_is_null = account.absent_is_null;
  auto read = snapshot::read_text(text, "", model, found, options);
  const auto& all = found.diagnostics();
  if (read && std::none_of(all.begin(), all.end(), is_mistake)) {
    return read;
  }
  if (!read) {
    hand_on(found, account, sink);
    return std::nullopt;
  }
  diagnostic::Sink strict;  // says of each unknown type and field where it stands
  options.strict = true;
  snapshot::read_text(text, "", model, strict, options);
  hand_on(strict, account, sink);
  return std::nullopt;
}

std::optional<snapshot::Account> load(const apply::Account& account, bool absent_is_null, const model::Model& model,
                                      diagnostic::Sink& sink) {
  Account values;
  values.absent_is_null = absent_is_null;
  for (plan::Value& object : account.objects()) {
    values.objects.push_back({apply::name_of(object), std::move(object), {}, {}});
  }
  diagnostic::Sink found;
  snapshot::ReadOptions options;
  options.absent_is_null = absent_is_null;
  const std::string header = "{\"format\": \"exeunt.snapshot/1\"}\n";  // even where everything is gone
  auto read = snapshot::read_text(header + ndjson(values), "", model, found, options);
  for (const Diagnostic& each : found.diagnostics()) {
    if (!read) {
      sink.add(each.kind, std::nullopt, each.message);
    }
  }
  return read;
}

}  // namespace exeunt::scenario
