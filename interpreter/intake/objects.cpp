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

std::string canonical(const std::string& text) {
  return canonical(text_value(text));
}

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
      Entity& entity = entities_[rule.entity];
      if (entity.makers++ == 0) {
        entity.first_maker = &rule;
        entity.is_of_one_item = !rule.each;
      } else {
        entity.is_of_one_item = entity.is_of_one_item && entity.last_source == source && !rule.each &&
                                rule.id.source.text == entity.first_maker->id.source.text;
      }
      entity.last_source = source;
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

EntityIndex Objects::entity_of(const Maker& maker) const {
  return mapping_.sources[maker.source].objects[maker.object].entity;
}

void Objects::add(const Maker& maker, const std::string& id, Fields fields, const diagnostic::Place& place) {
  const EntityIndex entity = entity_of(maker);
  if (!is_only_account(entity, id, place)) {
    return;
  }
  Texts texts = to_texts(entity, fields);
  Pending object{maker, id, std::move(texts), std::move(fields), place};
  if (entities_[entity].makers == 1) {
    write_once(std::move(object));
  } else if (entities_[entity].is_of_one_item) {
    hold(std::move(object));
  } else {
    gather(object);
  }
}

void Objects::hold(Pending object) {
  const EntityIndex entity = entity_of(object.maker);
  const auto same = std::find_if(pending_.begin(), pending_.end(), [&](const Pending& other) {
    return entity_of(other.maker) == entity && other.id == object.id;
  });
  if (same == pending_.end()) {
    pending_.push_back(std::move(object));
    return;
  }
  for (model::FieldIndex field = 0; field < object.texts.size(); ++field) {
    if (same->texts[field].empty()) {
      same->texts[field] = std::move(object.texts[field]);
      same->fields[field] = std::move(object.fields[field]);
    } else if (!object.texts[field].empty() && same->texts[field] != object.texts[field]) {
      report_difference({entity, field}, name(entity, object.id), {same->texts[field], object.place.file},
                        {object.texts[field], object.place.file}, object.place);
    }
  }
}

void Objects::finish_item() {
  for (Pending& object : pending_) {
    write_once(std::move(object));
  }
  pending_.clear();
}

void Objects::write_once(Pending object) {
  const EntityIndex entity = entity_of(object.maker);
  switch (known_.add(name(entity, object.id), line(entity, object.id, object.texts))) {
    case KnownObjects::Answer::added:
      refer(entity, object.id, object.fields);
      write(entity, object.id, std::move(object.texts), {object.place.file});
      break;
    case KnownObjects::Answer::same:
      ++report_.duplicates[model_.entities[entity].name];
      break;
    case KnownObjects::Answer::different:
      report_repetition(object);
      break;
  }
}

void Objects::report_repetition(const Pending& object) {
  problems_
      .report<Kind::import_differs>(object.place, name(entity_of(object.maker), object.id),
                                    mapping_.sources[object.maker.source].endpoint)
      .help("fetch its pages anew, one right after the other");
}

void Objects::report_difference(const mapping::FieldName& field, const std::string& object, const Given& a,
                                const Given& b, const diagnostic::Place& place) {
  const model::Entity& entity = model_.entities[field.entity];
  problems_.report<Kind::import_conflict>(place, entity.fields[field.field].name, object, snapshot::clip(a.text),
                                          a.file, snapshot::clip(b.text), b.file);
}

void Objects::gather(const Pending& object) {
  const EntityIndex entity = entity_of(object.maker);
  Entity& all = entities_[entity];
  const auto [position, is_new] = all.by_id.emplace(object.id, all.gathered.size());
  if (is_new) {
    all.gathered.push_back({object.id, std::vector<std::optional<Given>>(object.texts.size()), {}});
    known_.add(name(entity, object.id), "");
  }
  Gathered& gathered = all.gathered[position->second];
  const std::string content = digest::sha256(line(entity, object.id, object.texts));
  const auto [seen, is_first] = gathered.contents.emplace(object.maker, content);
  if (!is_first) {
    if (seen->second == content) {
      ++report_.duplicates[model_.entities[entity].name];
    } else {
      report_repetition(object);
    }
    return;
  }
  refer(entity, object.id, object.fields);
  for (model::FieldIndex field = 0; field < object.texts.size(); ++field) {
    const std::string& text = object.texts[field];
    std::optional<Given>& given = gathered.fields[field];
    if (!text.empty() && !given) {
      given = Given{text, object.place.file};
    } else if (!text.empty() && given->text != text) {
      report_difference({entity, field}, name(entity, object.id), *given, {text, object.place.file}, object.place);
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
