#include "interpreter/intake/import.h"

#include <algorithm>
#include <cerrno>
#include <filesystem>
#include <set>

#include "interpreter/intake/objects.h"
#include "interpreter/intake/response.h"
#include "interpreter/intake/taker.h"
#include "interpreter/source/entry.h"

namespace exeunt::intake {

using diagnostic::Kind;

namespace {

/// Aliases that some field goes through.
std::set<std::string> used_aliases(const mapping::Mapping& mapping) {
  std::set<std::string> used;
  for (const mapping::Source& source : mapping.sources) {
    for (const mapping::ObjectRule& object : source.objects) {
      for (const mapping::FieldRule& field : object.fields) {
        used.insert(field.via);
      }
    }
  }
  return used;
}

bool is_used(const mapping::Source& source, const std::set<std::string>& used) {
  return std::any_of(source.aliases.begin(), source.aliases.end(),
                     [&](const mapping::Alias& alias) { return used.contains(alias.name.text); });
}

/// What is wrong with a response is told when it is read for its objects.
AliasTable read_aliases(const mapping::Mapping& mapping, const model::Model& model, const Folder& folder,
                        const Options& options, snapshot::Problems& problems) {
  AliasTable aliases;
  diagnostic::Sink unheard;
  snapshot::Problems unheard_problems(unheard, options.folder, options.max_errors);
  Reading reading{
      .mapping = mapping, .problems = unheard_problems, .sink = unheard, .remaining_bytes = options.max_bytes};
  const std::set<std::string> used = used_aliases(mapping);
  for (std::size_t i = 0; i < mapping.sources.size(); ++i) {
    if (!is_used(mapping.sources[i], used)) {
      continue;
    }
    AliasTaker taker(reading, mapping.sources[i], model, problems, aliases);
    for (const ResponseFile& file : folder.files[i]) {
      read_file(reading, mapping.sources[i], file, taker);
    }
  }
  return aliases;
}

/// Types of which there may be objects that the snapshot does not have: a response that would list them is not there,
/// or no response lists them and the side file does not either.
std::vector<std::string> incomplete_types(const mapping::Mapping& mapping, const model::Model& model,
                                          const Folder& folder, const Extra* extra) {
  std::set<model::EntityIndex> listed;
  std::set<model::EntityIndex> open;
  for (std::size_t i = 0; i < mapping.sources.size(); ++i) {
    for (const mapping::ObjectRule& object : mapping.sources[i].objects) {
      listed.insert(object.entity);
      if (folder.files[i].empty()) {
        open.insert(object.entity);
      }
    }
  }
  std::set<model::EntityIndex> by_hand;
  if (extra != nullptr) {
    by_hand = extra->complete;
    for (const ExtraObject& object : extra->objects) {
      if (!listed.contains(object.entity)) {
        by_hand.insert(object.entity);
      }
    }
  }
  std::vector<std::string> names;
  for (model::EntityIndex entity = 0; entity < model.entities.size(); ++entity) {
    const bool is_open = (open.contains(entity) || !listed.contains(entity)) && !by_hand.contains(entity);
    if (entity != model.account && (is_open || (extra != nullptr && extra->incomplete.contains(entity)))) {
      names.push_back(model.entities[entity].name);
    }
  }
  return names;
}

std::string header(const std::vector<std::string>& incomplete) {
  std::string text = "{\"format\":\"exeunt.snapshot/1\"";
  for (std::size_t i = 0; i < incomplete.size(); ++i) {
    text += (i == 0 ? ",\"incomplete\":[\"" : "\",\"") + incomplete[i];
  }
  return text + (incomplete.empty() ? "}\n" : "\"]}\n");
}

std::string side_file(const Options& options) {
  if (!options.extra.empty()) {
    return options.extra;
  }
  const std::string usual = (std::filesystem::path(options.folder) / "extra.yaml").generic_string();
  return source::may_exist(usual) ? usual : "";
}

}  // namespace

std::optional<Report> import_responses(const mapping::Mapping& mapping, const model::Model& model,
                                       const Options& options, diagnostic::Sink& sink) {
  const std::size_t errors = sink.errors();
  const std::string extra_path = side_file(options);
  const auto folder = list_responses(options.folder, mapping, {extra_path, options.output}, sink);
  auto extra = extra_path.empty() ? std::nullopt : read_extra(extra_path, model, sink);
  const auto key = options.key_file.empty() ? std::nullopt : read_key(options.key_file, sink);
  if (!folder || sink.errors() != errors) {
    return std::nullopt;
  }
  const auto redactor = key ? std::optional(Redactor(mapping, *key)) : std::nullopt;
  Report report;
  report.pack = mapping.pack;
  report.unread_files = folder->unread;
  report.redacted = redactor.has_value();
  Progress progress;
  for (std::size_t i = 0; i < mapping.sources.size(); ++i) {
    report.sources.push_back(
        {mapping.sources[i].name.text, mapping.sources[i].endpoint, folder->files[i].size(), 0, {}});
    progress.all_files += folder->files[i].size();
  }

  snapshot::Problems problems(sink, options.folder, options.max_errors);
  const AliasTable aliases = read_aliases(mapping, model, *folder, options, problems);
  Reading reading{.mapping = mapping, .problems = problems, .sink = sink, .remaining_bytes = options.max_bytes};

  auto opened = source::Output::open(options.output);
  if (const auto* failure = std::get_if<std::string>(&opened)) {
    sink.report<Kind::file_unwritable>(std::nullopt, options.output == "-" ? "<stdout>" : options.output, *failure);
    return std::nullopt;
  }
  source::Output& output = std::get<source::Output>(opened);
  report.incomplete = incomplete_types(mapping, model, *folder, extra ? &*extra : nullptr);
  auto failure = output.write(header(report.incomplete));
  Objects objects(mapping, model, extra ? &*extra : nullptr, redactor ? &*redactor : nullptr, output, problems, report);
  const auto tell = [&] {
    if (options.on_progress) {
      options.on_progress(progress);
    }
  };
  for (std::size_t i = 0; i < mapping.sources.size() && !problems.full(); ++i) {
    ObjectTaker taker(reading, i, model, aliases, redactor ? &*redactor : nullptr, objects, report);
    taker.on_item([&] {
      constexpr unsigned often = 4096;
      if (++progress.items % often == 0) {
        tell();
      }
    });
    for (const ResponseFile& file : folder->files[i]) {
      if (problems.full()) {
        break;
      }
      read_file(reading, mapping.sources[i], file, taker);
      ++progress.files;
      tell();
    }
    report.sources[i].unread = taker.unread();
    objects.finish(i);
  }
  objects.finish();
  problems.close();
  if (sink.errors() != errors) {
    return std::nullopt;
  }
  failure = failure ? failure : objects.failure() ? objects.failure() : output.commit();
  if (failure) {
    const bool is_closed_pipe = options.output == "-" && *failure == std::generic_category().message(EPIPE);
    if (!is_closed_pipe) {
      sink.report<Kind::file_unwritable>(std::nullopt, options.output == "-" ? "<stdout>" : options.output, *failure);
    }
    return std::nullopt;
  }
  return report;
}

}  // namespace exeunt::intake
