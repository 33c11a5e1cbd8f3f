#include "interpreter/snapshot/builder.h"

#include <fmt/format.h>

#include <algorithm>

#include "interpreter/snapshot/canonical.h"

namespace exeunt::snapshot {

namespace {

using diagnostic::Kind;

/// "`deal:7`", "`deal:7` (object 3)"
std::string name_object(const std::string& name, const Location& location) {
  return location.position == 0 ? name : fmt::format("{} (object {})", name, location.position);
}

std::string ordinal(const Location& location) {
  return location.position == 0 ? fmt::format("line {}", location.line) : fmt::format("object {}", location.position);
}

/// The text of a member that must be there, or nothing and an error.
std::optional<std::string> require_member(const RawValue& object, const char* key, bool may_be_number,
                                          const Owner& owner, Problems& problems) {
  const RawValue* const value = find_member(object, key);
  if (value == nullptr) {
    problems.report_at<Kind::snapshot_missing_member>(owner.text, object.offset, owner.name, key);
    return std::nullopt;
  }
  const bool is_text = value->kind == RawValue::Kind::text && !value->text.empty();
  if (!is_text && !(may_be_number && value->is_number())) {
    problems.report<Kind::snapshot_bad_member>(problems.place(owner.text, value->offset), owner.name, key,
                                               describe(*value), may_be_number ? "text or a number" : "text");
    return std::nullopt;
  }
  return value->text;
}

}  // namespace

Builder::Builder(const model::Model& model, Problems& problems, const ReadOptions& options)
    : model_(model),
      problems_(problems),
      options_(options),
      store_(model.entities.size()),
      converter_(model, problems, findings_, store_),
      incomplete_(model.entities.size(), false) {}

void Builder::add(RawValue object, const Text& text, const Location& location) {
  const std::string nameless = location.position == 0 ? "the line" : fmt::format("object {}", location.position);
  if (object.kind != RawValue::Kind::object) {
    problems_.report_at<Kind::snapshot_not_an_object>(text, object.offset, nameless, describe(object));
    return;
  }
  sort_members(object);
  const std::string unnamed = location.position == 0 ? "the object" : nameless;
  const std::optional<std::string> type =
      require_member(object, "type", false, {text, location.line, unnamed}, problems_);
  if (!type) {
    return;
  }
  const std::string half_named = name_object(fmt::format("a `{}`", clip(*type)), location);
  const std::optional<std::string> id =
      require_member(object, "id", true, {text, location.line, half_named}, problems_);
  if (!id) {
    return;
  }
  const std::string name = name_object(fmt::format("`{}`", clip(*type + ":" + *id)), location);
  const Owner owner{text, location.line, name};
  check_duplicate_members(object, "", owner);
  take_hash(object, *id);

  const std::optional<model::EntityIndex> entity = model_.find_entity(*type);
  if (!entity) {
    Finding& finding = findings_.types[*type];
    if (finding.count++ == 0) {
      finding.first = problems_.line(location.line);
    }
    return;
  }
  if (!claim(*entity, *id, owner, object.offset, location)) {
    return;
  }
  Object& typed = store_.objects.back();
  typed.fields.resize(model_.entities[*entity].fields.size());
  read_fields(object, typed, owner);
}

void Builder::check_duplicate_members(const RawValue& object, const std::string& path, const Owner& owner) {
  for (std::size_t i = 0; i < object.members.size(); ++i) {
    const RawMember& member = object.members[i];
    if (i > 0 && object.members[i - 1].key == member.key) {
      problems_.report_at<Kind::snapshot_duplicate_member>(owner.text, member.key_offset, owner.name,
                                                           clip(path + member.key));
    }
    if (member.value.kind == RawValue::Kind::object || member.value.kind == RawValue::Kind::list) {
      check_duplicate_members(member.value, path + member.key + ".", owner);
    }
  }
  for (std::size_t i = 0; i < object.items.size(); ++i) {
    const RawValue& item = object.items[i];
    if (item.kind == RawValue::Kind::object || item.kind == RawValue::Kind::list) {
      check_duplicate_members(item, fmt::format("{}{}.", path, i), owner);
    }
  }
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

void Builder::take_hash(RawValue& object, const std::string& id) {
  // `"id": 7` and `"id": "7"` are the same object.
  for (RawMember& member : object.members) {
    if (member.key == "id") {
      member.value.kind = RawValue::Kind::text;
      member.value.text = id;
    }
  }
  canonical_.clear();
  append_canonical(object, canonical_);
  hasher_.update(canonical_);
  hashes_.push_back(hasher_.finish());
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

std::string Builder::digest() {
  std::sort(hashes_.begin(), hashes_.end());
  hasher_.update("exeunt.snapshot/1\n");
  // What the file says about its gaps is part of its content; what the command line says is not.
  hasher_.update(header_says_null_ ? "absent null\n" : "absent unknown\n");
  for (model::EntityIndex entity = 0; entity < incomplete_.size(); ++entity) {
    if (incomplete_[entity]) {
      hasher_.update("incomplete " + model_.entities[entity].name + "\n");
    }
  }
  for (const digest::Hash& hash : hashes_) {
    hasher_.update({reinterpret_cast<const char*>(hash.data()), hash.size()});
  }
  return digest::text(hasher_.finish());
}

std::optional<Account> Builder::finish() {
  if (problems_.any()) {
    return std::nullopt;
  }
  Assembled assembled = assemble(std::move(store_), model_, max_named);
  report(findings_, assembled, model_, options_.strict, problems_);
  if (problems_.any()) {
    return std::nullopt;
  }
  Account& account = assembled.account;
  account.digest = digest();
  account.absent_is_null = options_.absent_is_null || header_says_null_;
  account.incomplete = incomplete_;
  settle_gaps(account);
  for (const auto& [name, finding] : findings_.types) {
    account.unmodelled_types[name] = finding.count;
  }
  for (const auto& [name, finding] : findings_.fields) {
    account.unmodelled_fields[name] = finding.count;
  }
  return std::move(account);
}

}  // namespace exeunt::snapshot
