#include "interpreter/snapshot/identity.h"

#include <fmt/format.h>

#include "interpreter/snapshot/canonical.h"

namespace exeunt::snapshot {

using diagnostic::Kind;

/// "`deal:7`", "`deal:7` (object 3)"
static std::string name_object(const std::string& name, const Location& location) {
  return location.position == 0 ? name : fmt::format("{} (object {})", name, location.position);
}

/// The text of a member that must be there, or nothing and an error, which names its `owner()`.
template <class Owner>
static std::optional<std::string> require_member(const RawValue& object, const char* key, bool may_be_number, Owner owner,
                                                 const Text& text, Problems& problems) {
  const RawValue* const value = find_member(object, key);
  if (value == nullptr) {
    problems.report_at<Kind::snapshot_missing_member>(text, object.offset, owner(), key);
    return std::nullopt;
  }
  const bool is_text = value->kind == RawValue::Kind::text && !value->text.empty();
  if (!is_text && !(may_be_number && value->is_number())) {
    problems.report<Kind::snapshot_bad_member>(problems.place(text, value->offset), owner(), key,
                                               describe(*value), may_be_number ? "text or a number" : "text");
    return std::nullopt;
  }
  return value->text;
}

std::optional<Identity> identify(RawValue& object, const Text& text, const Location& location, Problems& problems) {
  const auto nameless = [&](const char* in_a_line) {
    return location.position == 0 ? in_a_line : fmt::format("object {}", location.position);
  };
  if (object.kind != RawValue::Kind::object) {
    problems.report_at<Kind::snapshot_not_an_object>(text, object.offset, nameless("the line"), describe(object));
    return std::nullopt;
  }
  sort_members(object);
  std::optional<std::string> type = require_member(object, "type", false, [&] { return nameless("the object"); }, text, problems);
  if (!type) {
    return std::nullopt;
  }
  const auto half_named = [&] { return name_object(fmt::format("a `{}`", clip(*type)), location); };
  std::optional<std::string> id = require_member(object, "id", true, half_named, text, problems);
  if (!id) {
    return std::nullopt;
  }
  std::string name = name_object(fmt::format("`{}`", clip(*type + ":" + *id)), location);
  return Identity{std::move(*type), std::move(*id), std::move(name)};
}

static void check_duplicates(const RawValue& object, const std::string& path, const std::string& name, const Text& text,
                             Problems& problems) {
  for (std::size_t i = 0; i < object.members.size(); ++i) {
    const RawMember& member = object.members[i];
    if (i > 0 && object.members[i - 1].key == member.key) {
      problems.report_at<Kind::snapshot_duplicate_member>(text, member.key_offset, name,
                                                           clip(path + member.key));
    }
    if (member.value.kind == RawValue::Kind::object || member.value.kind == RawValue::Kind::list) {
      check_duplicates(member.value, path + member.key + ".", name, text, problems);
    }
  }
  for (std::size_t i = 0; i < object.items.size(); ++i) {
    const RawValue& item = object.items[i];
    if (item.kind == RawValue::Kind::object || item.kind == RawValue::Kind::list) {
      check_duplicates(item, fmt::format("{}{}.", path, i), name, text, problems);
    }
  }
}

void check_duplicate_members(const RawValue& object, const std::string& name, const Text& text, Problems& problems) {
  check_duplicates(object, "", name, text, problems);
}

}  // namespace exeunt::snapshot
