#include "interpreter/intake/import.h"

#include <fmt/format.h>

#include <algorithm>
#include <cerrno>
#include <filesystem>
#include <set>
#include <system_error>

#include "interpreter/intake/objects.h"
#include "interpreter/intake/response.h"

namespace exeunt::intake {

using cel::Value;
using diagnostic::Kind;
using diagnostic::Place;
using snapshot::RawValue;

namespace {

/// Learns by which other ids objects are known.
class AliasTaker : public ItemTaker {
 public:
  AliasTaker(Reading& reading, const mapping::Source& source, const model::Model& model, snapshot::Problems& problems,
             AliasTable& table)
      : reading_(reading), source_(source), model_(model), problems_(problems), table_(table) {}

  void take(const RawValue&, uint64_t number, const Place& place) override {
    for (const mapping::Alias& alias : source_.aliases) {
      const auto key = to_id(reading_.activation.evaluate(alias.key));
      const auto id = to_id(reading_.activation.evaluate(alias.id));
      if (!key || !id) {
        continue;  // not every owner is a user
      }
      const std::string object = model_.entities[alias.entity].name + ":" + *id;
      const auto [known, is_new] = table_[alias.name.text].emplace(*key, object);
      if (!is_new && known->second != object) {
        problems_.report<Kind::import_alias_differs>(place, number, snapshot::clip(*key), alias.name.text,
                                                     snapshot::clip(object), snapshot::clip(known->second));
      }
    }
  }

 private:
  Reading& reading_;
  const mapping::Source& source_;
  const model::Model& model_;
  snapshot::Problems& problems_;
  AliasTable& table_;
};

/// Makes objects of items.
class ObjectTaker : public ItemTaker {
 public:
  ObjectTaker(Reading& reading, std::size_t source, const model::Model& model, const AliasTable& aliases,
              const Redactor* redactor, Objects& objects, Report& report)
      : reading_(reading),
        index_(source),
        source_(reading.mapping.sources[source]),
        model_(model),
        aliases_(aliases),
        redactor_(redactor),
        objects_(objects),
        report_(report) {}

  void take(const RawValue& item, uint64_t number, const Place& place) override {
    unread_.count(item, source_.members);
    ++report_.sources[index_].items;
    number_ = number;
    place_ = place;
    for (std::size_t i = 0; i < source_.objects.size(); ++i) {
      const mapping::ObjectRule& rule = source_.objects[i];
      if (!rule.each) {
        make(i);
        continue;
      }
      const Value list = evaluate(*rule.each);
      if (list.is_unknown() || list.is_null()) {
        continue;
      }
      if (list.kind() != cel::ValueKind::list) {
        reading_.problems.report<Kind::import_not_elements>(place_, number_, model_.entities[rule.entity].name,
                                                            not_given(list, "are not a list: "));
        continue;
      }
      int64_t position = 0;
      for (const Value& part : list.list_value()) {
        reading_.activation.set(mapping::slot::part, part);
        reading_.activation.set(mapping::slot::index, Value::int64(position++));
        make(i);
      }
    }
    if (tick_) {
      tick_();
    }
  }

  void on_item(std::function<void()> tick) { tick_ = std::move(tick); }
  std::map<std::string, uint64_t> unread() const { return unread_.result(source_.members); }

 private:
  Value evaluate(const mapping::Expression& expression) { return reading_.activation.evaluate(expression); }

  std::string not_given(const Value& value, std::string_view otherwise) const {
    return value.is_error() || value.is_unknown() ? "cannot be told: " + why(value, reading_.activation)
                                                  : std::string(otherwise) + why(value, reading_.activation);
  }

  bool is_wanted(const mapping::ObjectRule& rule) {
    if (!rule.when) {
      return true;
    }
    const std::string& entity = model_.entities[rule.entity].name;
    const Value value = evaluate(*rule.when);
    if (value.is_false()) {
      ++report_.left_out[entity];
    } else if (!value.is_true()) {
      reading_.problems.report<Kind::import_undecided>(place_, number_, entity, why(value, reading_.activation));
    }
    return value.is_true();
  }

  void make(std::size_t index) {
    const mapping::ObjectRule& rule = source_.objects[index];
    if (!is_wanted(rule)) {
      return;
    }
    const model::Entity& entity = model_.entities[rule.entity];
    const Value id_value = evaluate(rule.id);
    const auto id = to_id(id_value);
    if (!id) {
      reading_.problems.report<Kind::import_no_id>(place_, number_, entity.name,
                                                   not_given(id_value, "is no id: "));
      return;
    }
    Fields fields(entity.fields.size());
    for (const mapping::FieldRule& field : rule.fields) {
      const Value value = evaluate(field.from);
      Converted converted;
      if (value.is_error()) {
        converted.omission = Omission::failed;
        converted.detail = value.error_info().message;
      } else if (!value.is_unknown()) {
        converted = convert(value, field, entity.fields[field.field].type, model_, aliases_);
      }
      if (!converted.value) {
        count(entity, rule.entity, field.field, converted);
      }
      fields[field.field] = std::move(converted.value);
    }
    objects_.add({index_, index}, *id, std::move(fields), place_);
  }

  void count(const model::Entity& entity, model::EntityIndex index, model::FieldIndex field, Converted& converted) {
    if (converted.omission == Omission::dropped) {
      return;
    }
    // What is to be replaced must not come out in a message instead.
    const bool is_secret = redactor_ != nullptr && redactor_->is_personal({index, field});
    FieldKey key{entity.name + "." + entity.fields[field].name, converted.omission, ""};
    if (converted.omission == Omission::untranslated && !is_secret) {
      key.value = converted.detail;
    }
    FieldReport& report = report_.fields[std::move(key)];
    if (report.count++ == 0) {
      report.first = fmt::format("item {} of `{}`", number_, place_.file);
      if (!converted.detail.empty() && !is_secret && converted.omission != Omission::untranslated) {
        report.first += ": " + converted.detail;
      }
    }
  }

  Reading& reading_;
  std::size_t index_;
  const mapping::Source& source_;
  const model::Model& model_;
  const AliasTable& aliases_;
  const Redactor* redactor_;
  Objects& objects_;
  Report& report_;
  UnreadMembers unread_;
  std::function<void()> tick_;
  uint64_t number_ = 0;
  Place place_;
};

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

/// Types of which there may be objects that the snapshot does not have: a response that would list them is not there, or
/// no response lists them and the side file does not either.
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
  std::error_code ignored;
  return std::filesystem::exists(usual, ignored) ? usual : "";
}

}  // namespace

std::optional<Report> import_responses(const mapping::Mapping& mapping, const model::Model& model,
                                       const Options& options, diagnostic::Sink& sink) {
  const std::size_t errors = sink.errors();
  const std::string extra_path = side_file(options);
  const auto folder = list_responses(options.folder, mapping, extra_path, sink);
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
    report.sources.push_back({mapping.sources[i].name.text, mapping.sources[i].endpoint, folder->files[i].size(), 0, {}});
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
