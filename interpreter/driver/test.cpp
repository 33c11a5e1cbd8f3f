#include "interpreter/driver/test.h"

#include <algorithm>
#include <filesystem>

#include "interpreter/diagnostic/load_error.h"
#include "interpreter/diagnostic/suggest.h"
#include "interpreter/driver/scenario_files.h"
#include "interpreter/scenario/keys.h"
#include "interpreter/scenario/names.h"
#include "interpreter/scenario/read.h"

namespace exeunt::driver {

using diagnostic::Kind;

void TestSuite::add(const std::string& path) {
  const auto files = find_scenario_files(path, session_.options().policy_paths, session_.sink());
  for (const std::string& file : files) {
    if (paths_.insert(std::filesystem::path(file).lexically_normal().string()).second) {
      add_file(file, file == path);
    }
  }
}

void TestSuite::add_file(const std::string& path, bool named) {
  const auto loaded = session_.sources().load(path);
  if (const auto* error = std::get_if<source::LoadError>(&loaded)) {
    diagnostic::report(session_.sink(), *error);
    return;
  }
  const auto id = std::get<source::FileId>(loaded);
  if (!named && scenario::is_account(session_.sources(), id)) {
    return;
  }
  auto file = scenario::read(id, session_.sources(), session_.sink());
  const auto pack = file ? find_pack(*file) : nullptr;
  if (!pack) {
    return;
  }
  files_.push_back(std::move(*file));
  const scenario::File& kept = files_.back();
  const std::vector<std::string> editions = names_of_editions(*pack);
  for (const ast::Name& each : kept.editions) {
    if (std::find(editions.begin(), editions.end(), each.text) == editions.end()) {
      const bool has_names = !editions.front().empty();
      suggest(session_.sink().report<Kind::scenario_unknown_edition>(each.span, pack->name, each.text),
                        each.text, has_names ? editions : std::vector<std::string>(), "its editions are");
      return;
    }
  }
  const auto is_meant = [&kept](const std::string& edition) {
    return kept.editions.empty() || std::any_of(kept.editions.begin(), kept.editions.end(),
                                                [&](const ast::Name& each) { return each.text == edition; });
  };
  for (const std::string& edition : editions) {
    CompiledEdition* compiled = is_meant(edition) ? compile(pack, edition) : nullptr;
    if (compiled == nullptr || !scenario::check_names(kept, *compiled->program, session_.sink())) {
      continue;
    }
    for (const scenario::Scenario& scenario : kept.scenarios) {
      bool is_whole = true;
      for (const scenario::Step& step : scenario.steps) {
        is_whole = golden_.load(kept, step, compiled->program->edition, update_, session_.sources(), session_.sink()) &&
                   is_whole;
      }
      if (is_whole) {
        cases_.push_back({path + "/" + scenario.name.text, &kept, &scenario, compiled, &golden_});
      }
    }
  }
}

/// Oldest first; one without a name where the pack has none.
std::vector<std::string> TestSuite::names_of_editions(const pack::Pack& pack) {
  std::vector<std::string> names;
  for (const pack::EditionInfo& each : pack::editions(pack)) {
    names.push_back(each.name);
  }
  if (names.empty()) {
    names.emplace_back();
  }
  return names;
}

std::vector<CompiledEdition*> TestSuite::editions() {
  std::vector<CompiledEdition*> all;
  for (const auto& [where, pack] : packs_) {
    for (const std::string& edition : pack ? names_of_editions(*pack) : std::vector<std::string>()) {
      if (CompiledEdition* compiled = compile(pack, edition)) {
        all.push_back(compiled);
      }
    }
  }
  return all;
}

std::shared_ptr<const pack::Pack> TestSuite::find_pack(const scenario::File& file) {
  const std::string folder = enclosing_pack(session_.sources().file(file.id).name());
  diagnostic::Sink unheard;
  const pack::LoadOptions search{session_.options().policy_paths, session_.options().stdlib_path};
  const auto found = [&](const std::string& where) {
    const auto [entry, is_new] = packs_.try_emplace(where);
    if (is_new) {
      if (auto loaded = pack::load(where, search, session_.sources(), unheard)) {
        entry->second = std::make_shared<const pack::Pack>(std::move(*loaded));
      }
      for (const diagnostic::Diagnostic& each : unheard.diagnostics()) {
        auto report = session_.sink().add(each.kind, each.span ? each.span : file.pack.span, each.message);
        for (const std::string& help : each.help) {
          report.help(help);
        }
      }
    }
    return entry->second;
  };
  auto pack = found(folder.empty() ? file.pack.text : folder);
  if (pack && !folder.empty() && pack->name != file.pack.text) {
    session_.sink().report<Kind::scenario_other_pack>(file.pack.span, file.pack.text, pack->name);
    return nullptr;
  }
  return pack;
}

CompiledEdition* TestSuite::compile(const std::shared_ptr<const pack::Pack>& pack, const std::string& edition) {
  const auto [entry, is_new] = editions_.try_emplace({pack.get(), edition});
  CompiledEdition& compiled = entry->second;
  if (is_new) {
    compiled.pack = pack;
    compiled.edition = edition;
    compiled.program = session_.compile(*pack, edition);
  }
  return compiled.program ? &compiled : nullptr;
}

}  // namespace exeunt::driver
