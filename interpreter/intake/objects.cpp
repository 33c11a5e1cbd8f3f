#include "interpreter/intake/objects.h"

#include <algorithm>

#include "interpreter/digest/digest.h"
#include "interpreter/snapshot/canonical.h"

namespace exeunt::intake {

using diagnostic::Kind;
using model::EntityIndex;
using snapshot::RawValue;

namespace {

std::string canonical(const RawValue& value) {
  std::string text;
  snapshot::append_canonical(value, text);
  return text;
}

std::string canonical(const std::string& text) { return canonical(text_value(text)); }

}  // namespace

Objects::Objects(const mapping::Mapping& mapping, const model::Model& model, Extra* extra, const Redactor* redactor,
                 source::Output& output, snapshot::Problems& problems, Report& report)
    : mapping_(mapping),
      model_(model),
      extra_(extra),
      redactor_(redactor),
      output_(output),
      problems_(problems),
      report_(report),
      entities_(model.entities.size()) {
  for (std::size_t source = 0; source < mapping.sources.size(); ++source) {
    for (const mapping::ObjectRule& rule : mapping.sources[source].objects) {
      ++entities_[rule.entity].makers;
      entities_[rule.entity].last_source = source;
    }
  }
  if (extra_ != nullptr && redactor_ != nullptr) {
    for (ExtraObject& object : extra_->objects) {
      for (model::FieldIndex field = 0; field < object.fields.size(); ++field) {
        if (object.fields[field]) {
          redactor_->apply({object.entity, field}, *object.fields[field]);
        }
      }
    }
  }
}

std::string Objects::name(EntityIndex entity, const std::string& id) const {
  return model_.entities[entity].name + ":" + id;
}

Objects::Texts Objects::to_texts(EntityIndex entity, Fields& fields) const {
  Texts texts(model_.entities[entity].fields.size());
  for (model::FieldIndex field = 0; field < fields.size(); ++field) {
    if (fields[field]) {
      if (redactor_ != nullptr) {
        redactor_->apply({entity, field}, *fields[field]);
      }
      texts[field] = canonical(*fields[field]);
    }
  }
  return texts;
}

std::string Objects::line(EntityIndex entity, const std::string& id, const Texts& texts) const {
  std::string out = "{\"type\":" + canonical(model_.entities[entity].name) + ",\"id\":" + canonical(id);
  for (model::FieldIndex field = 0; field < texts.size(); ++field) {
    if (!texts[field].empty()) {
      out += ',' + canonical(model_.entities[entity].fields[field].name) + ':' + texts[field];
    }
  }
  return out + "}\n";
}

void Objects::refer(EntityIndex entity, const std::string& id, const Fields& fields) {
  const model::Entity& model = model_.entities[entity];
  for (model::FieldIndex field = 0; field < fields.size(); ++field) {
    const model::FieldType& type = model.fields[field].type;
    if (!fields[field] || (!type.is_reference() && !type.is_reference_list())) {
      continue;
    }
    const auto from = [&] { return "`" + name(entity, id) + "`, `" + model.fields[field].name + "`"; };
    if (fields[field]->kind == RawValue::Kind::text) {
      known_.refer(fields[field]->text, from);
    }
    for (const RawValue& item : fields[field]->items) {
      if (item.kind == RawValue::Kind::text) {
        known_.refer(item.text, from);
      }
    }
  }
}

bool Objects::is_only_account(EntityIndex entity, const std::string& id, const diagnostic::Place& place) {
  if (entity != model_.account || !account_ || *account_ == id) {
    account_ = entity == model_.account ? std::optional(id) : account_;
    return true;
  }
  problems_.report<Kind::snapshot_second_account>(place, "`" + name(entity, id) + "`",
                                                  "`" + name(entity, *account_) + "`");
  return false;
}

void Objects::add(const Maker& maker, const std::string& id, Fields fields, const diagnostic::Place& place) {
  const EntityIndex entity = mapping_.sources[maker.source].objects[maker.object].entity;
  if (!is_only_account(entity, id, place)) {
    return;
  }
  Texts texts = to_texts(entity, fields);
  if (entities_[entity].makers > 1) {
    gather(maker, id, texts, fields, place);
    return;
  }
  const std::string object = name(entity, id);
  switch (known_.add(object, line(entity, id, texts))) {
    case KnownObjects::Answer::added:
      refer(entity, id, fields);
      write(entity, id, std::move(texts), {place.file});
      break;
    case KnownObjects::Answer::same: ++report_.duplicates[model_.entities[entity].name]; break;
    case KnownObjects::Answer::different:
      problems_.report<Kind::import_differs>(place, object, mapping_.sources[maker.source].endpoint)
          .help("fetch its pages anew, one right after the other");
      break;
  }
}

void Objects::report_difference(const mapping::FieldName& field, const std::string& object, const Given& a,
                                const Given& b, const diagnostic::Place& place) {
  const model::Entity& entity = model_.entities[field.entity];
  problems_.report<Kind::import_conflict>(place, entity.fields[field.field].name, object, snapshot::clip(a.text), a.file,
                                          snapshot::clip(b.text), b.file);
}

void Objects::gather(const Maker& maker, const std::string& id, const Texts& texts, const Fields& fields,
                     const diagnostic::Place& place) {
  const EntityIndex entity = mapping_.sources[maker.source].objects[maker.object].entity;
  Entity& all = entities_[entity];
  const auto [position, is_new] = all.by_id.emplace(id, all.gathered.size());
  if (is_new) {
    all.gathered.push_back({id, std::vector<std::optional<Given>>(texts.size()), {}});
    known_.add(name(entity, id), name(entity, id));
  }
  Gathered& object = all.gathered[position->second];
  const std::string content = digest::sha256(line(entity, id, texts));
  const auto [seen, is_first] = object.contents.emplace(maker, content);
  if (!is_first) {
    if (seen->second == content) {
      ++report_.duplicates[model_.entities[entity].name];
    } else {
      problems_.report<Kind::import_differs>(place, name(entity, id), mapping_.sources[maker.source].endpoint)
          .help("fetch its pages anew, one right after the other");
    }
    return;
  }
  refer(entity, id, fields);
  for (model::FieldIndex field = 0; field < texts.size(); ++field) {
    if (texts[field].empty()) {
      continue;
    }
    std::optional<Given>& given = object.fields[field];
    if (!given) {
      given = Given{texts[field], place.file};
    } else if (given->text != texts[field]) {
      report_difference({entity, field}, name(entity, id), *given, {texts[field], place.file}, place);
    }
  }
}

void Objects::join_extra(EntityIndex entity, const std::string& id, Texts& texts, const Files& files) {
  if (extra_ == nullptr) {
    return;
  }
  const auto found = extra_->by_name.find(name(entity, id));
  if (found == extra_->by_name.end()) {
    return;
  }
  ExtraObject& extra = extra_->objects[found->second];
  extra.is_used = true;
  refer(entity, id, extra.fields);
  for (model::FieldIndex field = 0; field < extra.fields.size(); ++field) {
    if (!extra.fields[field]) {
      continue;
    }
    const std::string text = canonical(*extra.fields[field]);
    if (texts[field].empty()) {
      texts[field] = text;
      ++report_.extra_fields;
    } else if (texts[field] != text) {
      const std::string& file = files.size() == 1 ? files.front() : files[field];
      report_difference({entity, field}, name(entity, id), {texts[field], file}, {text, extra_->path},
                        {extra_->path, 0, 0});
    }
  }
}

void Objects::write(EntityIndex entity, const std::string& id, Texts texts, const Files& files) {
  join_extra(entity, id, texts, files);
  ++report_.objects[model_.entities[entity].name];
  write_line(line(entity, id, texts));
}

void Objects::write_line(const std::string& line) {
  if (!failure_) {
    failure_ = output_.write(line);
  }
}

void Objects::finish(std::size_t source) {
  for (EntityIndex index = 0; index < entities_.size(); ++index) {
    Entity& entity = entities_[index];
    if (entity.makers < 2 || entity.last_source != source) {
      continue;
    }
    for (Gathered& object : entity.gathered) {
      Texts texts(object.fields.size());
      Files files(object.fields.size());
      for (std::size_t field = 0; field < texts.size(); ++field) {
        if (object.fields[field]) {
          texts[field] = std::move(object.fields[field]->text);
          files[field] = object.fields[field]->file;
        }
      }
      write(index, object.id, std::move(texts), files);
    }
    entity.gathered.clear();
    entity.by_id.clear();
  }
}

void Objects::finish() {
  if (extra_ != nullptr) {
    for (const ExtraObject& object : extra_->objects) {
      if (object.is_used || !is_only_account(object.entity, object.id, {extra_->path, 0, 0})) {
        continue;
      }
      Texts texts(object.fields.size());
      for (std::size_t field = 0; field < texts.size(); ++field) {
        texts[field] = object.fields[field] ? canonical(*object.fields[field]) : "";
      }
      const std::string text = line(object.entity, object.id, texts);
      known_.add(name(object.entity, object.id), text);
      refer(object.entity, object.id, object.fields);
      ++report_.objects[model_.entities[object.entity].name];
      ++report_.extra_objects;
          write_line(text);
    }
  }
  constexpr std::size_t max_named = 5;
  report_.dangling = known_.dangling(max_named, report_.dangling_count);
}

}  // namespace exeunt::intake
