// A field of an object as the account has it, for whoever evaluates conditions on it.
#pragma once

#include <optional>
#include <string_view>

#include "interpreter/cel/value.h"
#include "interpreter/model/model.h"
#include "interpreter/snapshot/account.h"

namespace exeunt::engine {

/// Which field a condition means. `index`: by the checker, or -1 where the object may be of several types. No value: objects
/// of its type have no such field.
std::optional<model::FieldIndex> find_field(const model::Model& model, const snapshot::Object& object, std::string_view name,
                                            int32_t index);

/// Its value, `id` and `type` included; unknown where the snapshot does not say.
cel::Value field_value(const model::Model& model, const snapshot::Account& account, snapshot::ObjectIndex object,
                       model::FieldIndex field);

}  // namespace exeunt::engine
