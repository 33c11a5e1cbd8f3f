// A record of the grouped form on its way back into entries. Private to the room.
//
// What stands there in few words is put into those of the line form, which the readers of entries know: `objects` by
// type become a list of names, and fields that are missing of the object itself get an empty `object`, until
// `name_entry` says which it is.
#pragma once

#include <concepts>
#include <string>
#include <string_view>
#include <vector>

#include "interpreter/plan/groups.h"
#include "interpreter/plan/plan.h"
#include "interpreter/plan/reader.h"

namespace exeunt::plan {

/// The objects that a record is about.
struct GroupNames {
  std::string type;
  std::vector<std::string> ids;

  std::string object(std::size_t i) const { return type + ":" + ids[i]; }
};

/// `type`, which has no colon. What is wrong with it is reported.
std::string read_group_type(ReadContext& context, Value::Members& record);
/// `type` and `ids`: at least one, and none twice. What is wrong with them is reported.
GroupNames read_group_names(ReadContext& context, Value::Members& record);
/// Entries that name fields which a snapshot lacks: mostly the object's own.
template <class T>
concept HasMissing = requires(const T& entry) {
  { entry.missing } -> std::convertible_to<std::vector<MissingField>>;
};

/// Makes a record about one object one of the line form, whose `object` is empty. `has_missing`: so is that of fields
/// in `missing` that have none.
void open_group(Value::Members& record, bool has_missing);
/// What the readers of both kinds say where an id stands twice.
inline constexpr const char* id_twice_help = "an entry that a plan has twice stands in a second record";

/// `objects` by type into a list of names, if that is what it is. What is wrong with them is reported.
void open_objects(ReadContext& context, Value::Members& record);

/// Gives an entry that was read from an opened group its object.
template <AboutObject T>
void name_entry(T& entry, const std::string& object) {
  entry.object = object;
  if constexpr (HasMissing<T>) {
    for (MissingField& field : entry.missing) {
      if (field.object.empty()) {
        field.object = object;
      }
    }
  }
}

}  // namespace exeunt::plan
