#include "interpreter/snapshot/builder.h"

#include <fmt/format.h>

#include <algorithm>

#include "interpreter/snapshot/identity.h"

namespace exeunt::snapshot {

namespace {

using diagnostic::Kind;

std::string ordinal(const Location& location) {
  return location.position == 0 ? fmt::format("line {}", location.line) : fmt::format("object {}", location.position);
}

}  // namespace

Builder::Builder(const model::Model& model, Problems& problems, const ReadOptions& options)
    : model_(model),
      problems_(problems),
      options_(options),
      store_(model.entities.size()),
      converter_(model, problems, findings_, store_) {}

void Builder::add(RawValue object, const Text& text, const Location& location) {
  const std::optional<Identity> identity = identify(object, text, location, problems_);
  if (!identity) {
    return;
  }
  const Owner owner{text, location.line, identity->name};
  check_duplicate_members(object, identity->name, text, problems_);
  if (!is_ndjson_) {
    content_.add(object, identity->id);
  }

  const std::optional<model::EntityIndex> entity = model_.find_entity(identity->type);
  if (!entity) {
    Finding& finding = findings_.types[identity->type];
    if (finding.count++ == 0) {
      finding.first = problems_.line(location.line);
    }
    return;
  }
  if (!claim(*entity, identity->id, owner, object.offset, location)) {
    return;
  }
  Object& typed = store_.objects.back();
  typed.fields.resize(model_.entities[*entity].fields.size());
  read_fields(object, typed, owner);
}

bool Builder::claim(model::EntityIndex entity, const std::string& id, const Owner& owner, uint64_t offset,
                    const Location& location) {
  const auto locate = [&](uint32_t object) {
    return ordinal({store_.lines[object], location.position == 0 ? 0 : store_.objects[object].line});
  };
  const SlotIndex slot = store_.slot(entity, id);
  if (const uint32_t first = store_.slots[slot].object; first != Slot::none) {
    problems_.report_at<Kind::snapshot_duplicate_object>(owner.text, offset, owner.name, locate(first));
    return false;
  }
  if (entity == model_.account) {
    const auto first = std::find_if(store_.objects.begin(), store_.objects.end(),
                                    [&](const Object& object) { return object.entity == entity; });
    if (first != store_.objects.end()) {
      const auto index = static_cast<uint32_t>(first - store_.objects.begin());
      problems_.report_at<Kind::snapshot_second_account>(owner.text, offset, owner.name, locate(index));
      return false;
    }
  }
  Object object;
  object.entity = entity;
  object.line = static_cast<uint32_t>(location.position == 0 ? location.line : location.position);
  store_.slots[slot].object = static_cast<uint32_t>(store_.objects.size());
  store_.objects.push_back(std::move(object));
  store_.lines.push_back(static_cast<uint32_t>(location.line));
  return true;
}

void Builder::read_fields(const RawValue& object, Object& into, const Owner& owner) {
  const model::Entity& entity = model_.entities[into.entity];
  for (const RawMember& member : object.members) {
    if (member.key == "type" || member.key == "id") {
      continue;
    }
    const std::optional<model::FieldIndex> field = entity.find_field(member.key);
    if (!field) {
      Finding& finding = findings_.fields[entity.name + "." + member.key];
      if (finding.count++ == 0) {
        finding.first = problems_.line(owner.line);
      }
      continue;
    }
    std::optional<cel::Value> value = converter_.convert(member.value, entity.fields[*field].type, member.key, owner);
    // Given, but not to be had: not the same as absent, which may come to mean null.
    into.fields[*field] = value ? std::move(*value) : cel::Value::unknown(cel::AttributeId{0});
    if (problems_.full()) {
      return;
    }
  }
}

void Builder::settle_gaps(Account& account) const {
  for (ObjectIndex index = 0; index < account.present_count; ++index) {
    Object& object = account.objects[index];
    const std::vector<model::Field>& fields = model_.entities[object.entity].fields;
    for (std::size_t field = 0; field < fields.size(); ++field) {
      std::optional<cel::Value>& value = object.fields[field];
      if (value && value->is_unknown()) {
        value.reset();
      } else if (!value && account.absent_is_null && fields[field].type.nullable) {
        value = cel::Value::null();
      }
    }
  }
}

void Builder::finish(Account& account) const {
  account.absent_is_null = options_.absent_is_null || header().absent_is_null;
  for (const model::Entity& entity : model_.entities) {
    account.incomplete.push_back(header().incomplete.contains(entity.name));
  }
  settle_gaps(account);
}

std::optional<Account> Builder::finish(const FileDigester& file) {
  if (problems_.any()) {
    return std::nullopt;
  }
  Assembled assembled = assemble(std::move(store_), model_, max_named);
  report(findings_, assembled, model_, options_.strict, problems_);
  if (problems_.any()) {
    return std::nullopt;
  }
  Account& account = assembled.account;
  finish(account);
  account.digest = is_ndjson_ ? file.finish() : content_.finish(header());
  for (const auto& [name, finding] : findings_.types) {
    account.unmodelled_types[name] = finding.count;
  }
  for (const auto& [name, finding] : findings_.fields) {
    account.unmodelled_fields[name] = finding.count;
  }
  return std::move(account);
}

Account Builder::finish_part() {
  Account account = assemble(std::move(store_), model_, 0).account;
  finish(account);
  return account;
}

}  // namespace exeunt::snapshot
